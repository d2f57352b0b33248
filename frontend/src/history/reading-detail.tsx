import { Button, makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { PinRegular } from '@fluentui/react-icons/svg/pin';
import { PinOffRegular } from '@fluentui/react-icons/svg/pin-off';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { runQuery } from '../api/queries';
import type { Reading, Warning } from '../api/types';
import { useFormat } from '../i18n/format';
import { useRemedy } from '../jobs/use-remedy';
import { failureOf } from '../states/remedies';
import { noteOf } from '../table/around';
import { daysOld, type Entry } from './entries';
import { LabelField } from './label-field';
import { MonthActions } from './month-actions';
import { becameText, howText, titleText } from './words';

const useStyles = makeStyles({
  detail: { display: 'flex', flexDirection: 'column', gap: '14px', padding: '2px 20px 20px', fontSize: '13px' },
  title: { margin: 0, fontSize: '16px', lineHeight: '22px', fontWeight: tokens.fontWeightSemibold },
  about: { margin: '2px 0 0', lineHeight: '20px', color: 'var(--ll-quiet)', overflowWrap: 'anywhere' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  act: { display: 'block', fontWeight: tokens.fontWeightSemibold },
  heading: { margin: '0 0 4px', fontSize: '12px', lineHeight: '18px', fontWeight: tokens.fontWeightSemibold },
  list: { margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: '6px', lineHeight: '18px' },
  stage: { display: 'flex', flexWrap: 'wrap', gap: '0 12px' },
  quiet: { color: 'var(--ll-quiet)', marginLeft: 'auto', textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  part: { flexBasis: '100%', color: 'var(--ll-quiet)' },
  warning: { display: 'flex', gap: '8px', alignItems: 'flex-start', lineHeight: '18px' },
  icon: { flexShrink: 0, marginTop: '1px' },
  remedy: { marginTop: '6px' },
});

function Warned(props: { warning: Warning; newest: boolean }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const remedyOf = useRemedy();
  const code = failureOf(props.warning.code);
  // What an old sync lacked is not mended by another one today.
  const remedy = code && props.newest ? remedyOf(code) : undefined;
  return (
    <li className={styles.warning}>
      <WarningRegular className={styles.icon} fontSize={16} aria-hidden="true" />
      <span>
        {noteOf(props.warning, t)}
        {remedy ? (
          <div className={styles.remedy}>
            <Button size="small" onClick={remedy.act}>
              {remedy.label}
            </Button>
          </div>
        ) : null}
      </span>
    </li>
  );
}

// InPart says of a reading of what changed alone when everything was read.
function InPart(props: { reading: Reading | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const wholeAt = props.reading?.wholeAt;
  if (!wholeAt) return null;
  return <div className={styles.part}>{t('history.changesOnly', { when: format.when(wholeAt) })}</div>;
}

// Stages says what was read, how much of it and how long it took, and how old
// is what came from an earlier reading.
function Stages(props: { entry: Entry }) {
  const { entry } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { data, isPlaceholderData } = useQuery(runQuery(entry.id));
  if (!data || isPlaceholderData) return null;
  const own = new Set(data.listings.map(({ source }) => source));
  const earlier = entry.coverage.filter(({ source }) => !own.has(source));
  return (
    <>
      {data.listings.length > 0 ? (
        <section>
          <h3 className={styles.heading}>{t('history.stages')}</h3>
          <ul className={styles.list}>
            {data.listings.map((listing) => {
              const { rows, changes, seconds } = listing;
              return (
                <li key={listing.source} className={styles.stage}>
                  <span>{titleText(listing.title, t)}</span>
                  <span className={styles.quiet}>
                    {entry.first
                      ? t('count.rows', { count: rows })
                      : changes === 0
                        ? t('history.stageSame', { rows })
                        : t('history.stage', { rows, changes })}
                  </span>
                  {seconds > 0 ? <span className={styles.quiet}>{t('history.took', { count: seconds })}</span> : null}
                  <InPart reading={entry.coverage.find(({ source }) => source === listing.source)} />
                </li>
              );
            })}
          </ul>
        </section>
      ) : null}
      {earlier.length > 0 ? (
        <section>
          <h3 className={styles.heading}>{t('history.earlier')}</h3>
          <ul className={styles.list}>
            {earlier.map(({ source, title, asOf }) => (
              <li key={source}>
                {t('history.age', {
                  title: titleText(title, t),
                  when: format.when(asOf),
                  count: daysOld(asOf, entry.at),
                })}
                <InPart reading={entry.coverage.find((reading) => reading.source === source)} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {data.warnings.length > 0 ? (
        <section>
          <h3 className={styles.heading}>{t('history.toKnow')}</h3>
          <ul className={styles.list}>
            {data.warnings.map((warning) => (
              <Warned key={`${warning.code} ${warning.source}`} warning={warning} newest={entry.newest} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

// Act is something done to a reading now and then: its name and what it means show
// when it is pointed at or has the focus, so that what is done often has the line.
function Act(props: { name: string; hint: string; icon: ReactElement; off?: boolean; onClick: () => void }) {
  const styles = useStyles();
  return (
    <Tooltip
      content={
        <>
          <strong className={styles.act} aria-hidden="true">
            {props.name}
          </strong>
          {props.hint}
        </>
      }
      relationship="description"
      positioning="below"
    >
      <Button
        size="small"
        appearance="subtle"
        aria-label={props.name}
        icon={props.icon}
        disabledFocusable={props.off ?? false}
        onClick={props.onClick}
      />
    </Tooltip>
  );
}

// ReadingDetail tells everything of one sync or import, and what can be done
// with its reading.
export function ReadingDetail(props: {
  entry: Entry;
  readOnly: boolean;
  canCompare: boolean;
  onOpen: () => void;
  onCompare: () => void;
  onPin: (pinned: boolean) => void;
  onClose: () => void;
  onLabel: (label: string) => void;
  onDelete: () => void;
}) {
  const { entry } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const when = { day: format.day(entry.day), time: format.time(entry.at) };
  const stays = entry.stays ? 'newest' : entry.closedMonth ? 'closed' : entry.pinned ? 'pinned' : undefined;
  const about = howText(entry, t, format);
  return (
    <div className={styles.detail}>
      <header>
        <h2 className={styles.title}>{t('history.when', when)}</h2>
        <p className={styles.about}>{t('history.aboutOf', { about, became: becameText(entry, t) })}</p>
      </header>
      {entry.readingId ? (
        <>
          <div className={styles.actions}>
            <Button appearance="primary" size="small" onClick={props.onOpen}>
              {t('history.open')}
            </Button>
            {props.canCompare ? (
              <Button size="small" onClick={props.onCompare}>
                {t('history.compare')}
              </Button>
            ) : null}
            {props.readOnly || entry.closedMonth ? null : (
              <Act
                name={entry.pinned ? t('history.unpin') : t('history.pin')}
                hint={t('history.pinHint')}
                icon={entry.pinned ? <PinOffRegular /> : <PinRegular />}
                onClick={() => props.onPin(!entry.pinned)}
              />
            )}
            {props.readOnly ? null : (
              <Act
                name={t('history.delete')}
                hint={stays ? t(`history.stays.${stays}`) : t('history.deleteHint')}
                icon={<DeleteRegular />}
                off={stays !== undefined}
                onClick={props.onDelete}
              />
            )}
          </div>
          <MonthActions entry={entry} readOnly={props.readOnly} onClose={props.onClose} />
          {props.readOnly ? null : <LabelField key={entry.id} label={entry.label} onLabel={props.onLabel} />}
        </>
      ) : null}
      <Stages entry={entry} />
    </div>
  );
}
