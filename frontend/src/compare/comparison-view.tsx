import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison, DifferenceKind } from '../api/types';
import { useFormat } from '../i18n/format';
import { StatePanel } from '../states/state-panel';
import { DifferenceGrid } from './difference-grid';

const useStyles = makeStyles({
  lists: { margin: 0, padding: '0 20px 2px', color: 'var(--ll-quiet)', fontSize: '13px', lineHeight: '20px' },
  note: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    margin: '6px 20px 0',
    padding: '6px 12px',
    fontSize: '13px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  counts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: '8px 28px',
    padding: '14px 10px 12px', // with the buttons' own, in line with everything else
    alignItems: 'start',
    '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  heading: {
    display: 'flex',
    justifyContent: 'space-between',
    margin: 0,
    padding: '0 10px 4px',
    fontSize: '13px',
    lineHeight: '22px',
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  reasons: { margin: 0, padding: 0, listStyle: 'none', paddingTop: '2px' },
  none: { padding: '4px 10px', color: 'var(--ll-quiet)', fontSize: '13px' },
  reason: {
    width: '100%',
    justifyContent: 'space-between',
    gap: '12px',
    padding: '0 10px',
    minHeight: '28px',
    border: 'none', // which would move its words out of line
    fontSize: '13px',
    fontWeight: tokens.fontWeightRegular,
    fontVariantNumeric: 'tabular-nums',
    textAlign: 'left',
  },
  chosen: { backgroundColor: tokens.colorSubtleBackgroundSelected, fontWeight: tokens.fontWeightSemibold },
  shown: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    minHeight: '32px',
    padding: '0 20px 4px',
    fontSize: '13px',
  },
  back: { color: tokens.colorBrandForegroundLink, fontWeight: tokens.fontWeightRegular },
  group: { margin: 0, fontSize: 'inherit', fontWeight: tokens.fontWeightSemibold },
});

const kinds: DifferenceKind[] = ['only_there', 'only_here', 'different'];

// ComparisonView shows the counts of a comparison first, and below them the
// rows of the reason that was chosen, or all of them.
export function ComparisonView(props: { comparison: Comparison; onFailed: (thrown: unknown) => void }) {
  const { comparison } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const [chosen, setChosen] = useState(-1);
  const { counts, differences } = comparison;
  const group = counts[chosen];
  const here = { day: format.when(comparison.asOf), rows: comparison.rows };

  const groupText = group ? t(`compare.reason.${group.reason}`) : t('compare.all', { count: differences });
  const differs = group ? group.kind === 'different' : counts.some(({ kind }) => kind === 'different');
  return (
    <>
      <p className={styles.lists}>
        <span>
          {t('compare.file', {
            file: comparison.fileName,
            day: format.shortDay(comparison.fileAt),
            rows: comparison.fileRows,
          })}
        </span>
        <br />
        <span>{comparison.basis === 'directory' ? t('compare.hereDirectory', here) : t('compare.here', here)}</span>
      </p>
      {comparison.fileRejected > 0 ? (
        <div className={styles.note}>
          <WarningRegular fontSize={16} aria-hidden="true" />
          <span>{t('compare.rejected', { count: comparison.fileRejected })}</span>
        </div>
      ) : null}
      {differences === 0 ? (
        <StatePanel
          icon={<CheckmarkCircleRegular />}
          title={t('compare.same.title')}
          text={t('compare.same.text', { file: comparison.fileName, day: format.when(comparison.asOf) })}
        />
      ) : (
        <>
          <section className={styles.counts} aria-label={t('compare.summary')}>
            {kinds.map((kind) => {
              const of = counts.map((count, index) => ({ ...count, index })).filter((count) => count.kind === kind);
              const rows = of.reduce((sum, count) => sum + count.rows, 0);
              return (
                <div key={kind}>
                  <h2 className={styles.heading}>
                    <span>{t(`compare.kind.${kind}`)}</span>
                    <span>{format.number(rows)}</span>
                  </h2>
                  <ul className={styles.reasons}>
                    {of.map(({ reason, rows: some, index }) => (
                      <li key={reason}>
                        <Button
                          appearance="subtle"
                          size="small"
                          className={mergeClasses(styles.reason, index === chosen && styles.chosen)}
                          aria-pressed={index === chosen}
                          onClick={() => setChosen(index === chosen ? -1 : index)}
                        >
                          <span>{t(`compare.reason.${reason}`)}</span>
                          <span>{format.number(some)}</span>
                        </Button>
                      </li>
                    ))}
                  </ul>
                </div>
              );
            })}
          </section>
          <div className={styles.shown}>
            <h2 className={styles.group}>{groupText}</h2>
            {group ? (
              <Button size="small" appearance="transparent" className={styles.back} onClick={() => setChosen(-1)}>
                {t('compare.all', { count: differences })}
              </Button>
            ) : null}
          </div>
          <DifferenceGrid
            key={`${comparison.id} ${chosen}`}
            comparison={comparison.id}
            from={group?.from ?? 0}
            count={group?.rows ?? differences}
            differs={differs}
            label={t('compare.table', { group: groupText })}
            onFailed={props.onFailed}
          />
        </>
      )}
    </>
  );
}
