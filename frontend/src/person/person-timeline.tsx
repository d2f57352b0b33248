import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../api/types';
import { lookUp } from '../day/days';
import { useDay } from '../day/use-day';
import { useFormat } from '../i18n/format';
import { Section } from './section';
import { byDay, labelOf } from './timeline';

const atFirst = 8;

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: '6px' },
  day: { display: 'grid', gridTemplateColumns: '124px 1fr', gap: '0 12px', alignItems: 'start' },
  label: { color: 'var(--ll-quiet)', fontVariantNumeric: 'tabular-nums', lineHeight: '20px', padding: '2px 0' },
  link: { fontVariantNumeric: 'tabular-nums', lineHeight: '20px', padding: '2px 0', textAlign: 'left' },
  here: { fontWeight: tokens.fontWeightSemibold },
  texts: { margin: 0, padding: '2px 0', lineHeight: '20px', listStyle: 'none', display: 'grid', gap: '4px' },
  more: { marginTop: '12px' },
  none: { margin: 0, color: 'var(--ll-quiet)' },
});

// PersonTimeline tells what happened to somebody, newest first. A day leads to
// the reading of that day; days before the first reading lead nowhere.
export function PersonTimeline(props: { person: Person }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { readings, reading, toDay } = useDay();
  const [all, setAll] = useState(false);
  const days = byDay(props.person.events, t, format);
  const shown = all || days.length <= atFirst + 1 ? days : days.slice(0, atFirst);
  return (
    <Section title={t('person.timeline.title')}>
      {days.length === 0 ? <p className={styles.none}>{t('person.timeline.none')}</p> : null}
      <ol className={styles.list}>
        {shown.map((group) => {
          const label = labelOf(group, t, format);
          const here = reading?.day === group.day;
          return (
            <li key={`${group.from} ${group.day}`} className={styles.day}>
              {lookUp(readings, group.day).index < 0 ? (
                <span className={styles.label}>{label}</span>
              ) : (
                <Link
                  as="button"
                  className={mergeClasses(styles.link, here && styles.here)}
                  title={t('person.timeline.travel')}
                  aria-current={here ? 'date' : undefined}
                  onClick={() => toDay(group.day)}
                >
                  {label}
                </Link>
              )}
              <ul className={styles.texts}>
                {group.texts.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
      {shown.length < days.length ? (
        <Button className={styles.more} size="small" onClick={() => setAll(true)}>
          {t('person.timeline.all', { count: days.length })}
        </Button>
      ) : null}
    </Section>
  );
}
