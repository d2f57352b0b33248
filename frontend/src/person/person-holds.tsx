import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../api/types';
import { useDay } from '../day/use-day';
import type { Format } from '../i18n/format';
import { useFormat } from '../i18n/format';
import { holdTexts, usesOf } from './hold-text';
import { Section } from './section';
import { hasLeft } from './who-text';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: '14px' },
  license: { fontWeight: tokens.fontWeightSemibold },
  quiet: { margin: 0, color: 'var(--ll-quiet)' },
  services: { margin: '4px 0 0', padding: 0, listStyle: 'none', display: 'grid', gap: '4px' },
  service: { paddingLeft: '12px', borderLeft: '2px solid var(--ll-line)' },
  use: { display: 'block', color: 'var(--ll-quiet)' },
});

// holdsTitle says of which day the licenses are.
export function holdsTitle(person: Person, inPast: boolean, t: TFunction, format: Format): string {
  if (hasLeft(person)) return t('person.holds.last');
  return inPast ? t('person.holds.then', { day: format.day(person.day) }) : t('person.holds.now');
}

function noneText(person: Person, inPast: boolean, t: TFunction): string {
  if (hasLeft(person)) return t('person.holds.noneLast');
  return inPast ? t('person.holds.noneThen') : t('person.holds.none');
}

// PersonHolds tells what somebody holds on the day, how it came to them and
// what is known of its use.
export function PersonHolds(props: { person: Person }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { inPast, latest } = useDay();
  const { person } = props;
  const section = useRef<HTMLElement>(null);
  const day = useRef(person.day);
  useEffect(() => {
    // Whoever travels from the timeline below wants to see where they came to.
    if (day.current !== person.day) section.current?.scrollIntoView({ block: 'nearest' });
    day.current = person.day;
  }, [person.day]);
  const isUseKnown = person.listRead || person.holds.some(({ services }) => services.some((one) => one.watchedSince));
  return (
    <Section
      ref={section}
      title={holdsTitle(person, inPast, t, format)}
      beside={
        inPast ? (
          <Button size="small" onClick={latest}>
            {t('person.holds.today')}
          </Button>
        ) : null
      }
    >
      {person.holds.length === 0 ? <p className={styles.quiet}>{noneText(person, inPast, t)}</p> : null}
      <ul className={styles.list}>
        {person.holds.map((hold) => (
          <li key={hold.license}>
            <span className={styles.license}>{hold.license}</span>
            {holdTexts(hold, person.day, t, format).map((text) => (
              <p key={text} className={styles.quiet}>
                {text}
              </p>
            ))}
            <ul className={styles.services}>
              {usesOf(hold, person, t, format).map(({ services, use }) => (
                <li key={use} className={styles.service}>
                  {format.listed(services)}
                  <span className={styles.use}>{use}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {isUseKnown || person.holds.length === 0 ? null : <p className={styles.quiet}>{t('person.holds.notRead')}</p>}
    </Section>
  );
}
