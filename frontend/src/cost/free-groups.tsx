import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { FreeGain, FreeGroup, FreeSum, FreeUp } from '../api/types';
import { useFormat } from '../i18n/format';
import { type FreeShown, gainText, shownText } from './free-words';

const useStyles = makeStyles({
  frame: { overflowX: 'auto', flexShrink: 0, borderTop: '1px solid var(--ll-line)' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: '13px',
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': { height: '32px', padding: '2px 10px', textAlign: 'right' },
    '& tr > :first-child': { paddingLeft: '20px', textAlign: 'left', minWidth: '220px' },
    '& tr > :last-child': { paddingRight: '20px' },
    '& tbody tr, & tfoot tr': { borderTop: '1px solid var(--ll-line)' },
    '& thead th': { fontSize: '12px', color: 'var(--ll-quiet)', whiteSpace: 'nowrap' },
    '@media (max-width: 700px)': {
      '&, & tbody, & tfoot, & tr, & td, & tbody th, & tfoot th': { display: 'block', textAlign: 'left' },
      '& thead': { display: 'none' },
      '& th, & td': { height: 'auto', minHeight: '24px', padding: '2px 20px', whiteSpace: 'normal' },
      '& tr': { padding: '8px 0' },
    },
  },
  group: {
    minHeight: '24px',
    padding: '0 2px',
    margin: '0 -2px',
    border: 'none',
    background: 'none',
    font: 'inherit',
    textAlign: 'left',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorBrandForegroundLink,
    cursor: 'pointer',
  },
  chosen: { color: tokens.colorNeutralForeground1 },
  chosenRow: { backgroundColor: 'var(--ll-row-hover)', boxShadow: `inset 3px 0 0 ${tokens.colorBrandForeground1}` },
  total: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: 'var(--ll-quiet)', fontWeight: tokens.fontWeightRegular },
  value: {
    display: 'block',
    fontSize: '12px',
    lineHeight: '16px',
    color: 'var(--ll-quiet)',
    fontWeight: tokens.fontWeightRegular,
  },
  label: { display: 'none', '@media (max-width: 700px)': { display: 'inline', color: 'var(--ll-quiet)' } },
});

function Gain(props: { gain: FreeGain; label: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const value = gainText(props.gain, t, format);
  return (
    <td>
      <span className={styles.label}>{props.label} </span>
      {format.number(props.gain.units)}
      {value ? <span className={styles.value}> {value}</span> : null}
    </td>
  );
}

function Sums(props: { sum: FreeSum; today: string; renewal: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { sum } = props;
  const seats = sum.units - sum.licenses;
  return (
    <>
      <td>
        {format.listed([
          ...(sum.licenses > 0 || seats === 0
            ? [t('cost.free.licensesOf', { licenses: sum.licenses, people: sum.people })]
            : []),
          ...(seats > 0 ? [t('cost.free.seats', { count: seats })] : []),
        ])}
      </td>
      <Gain gain={sum.today} label={props.today} />
      <Gain gain={sum.atRenewal} label={props.renewal} />
    </>
  );
}

// FreeGroups tells what each group adds up to, and chooses whose lines are shown.
export function FreeGroups(props: { free: FreeUp; shown: FreeShown; onShow: (shown: FreeShown) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { free, shown } = props;
  const words = { today: t('cost.free.today'), renewal: t('cost.free.atRenewal') };
  const heading = (group: FreeShown) => (
    <th scope="row">
      <button
        type="button"
        className={mergeClasses(styles.group, shown === group && styles.chosen)}
        aria-pressed={shown === group}
        onClick={() => props.onShow(group)}
      >
        {shownText(group, free.rules.no_use_days, t)}
      </button>
    </th>
  );
  const out = free.leftOut.reduce((all, { units }) => all + units, 0);
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={t('cost.free.groups')}>
        <thead>
          <tr>
            <th scope="col">{t('cost.free.because')}</th>
            <th scope="col">{t('cost.free.what')}</th>
            <th scope="col">{words.today}</th>
            <th scope="col">{words.renewal}</th>
          </tr>
        </thead>
        <tbody>
          {free.groups.map((sum) => (
            <tr key={sum.group} className={shown === sum.group ? styles.chosenRow : undefined}>
              {heading(sum.group as FreeGroup)}
              {sum.off ? (
                <td colSpan={3} className={styles.quiet}>
                  {t('cost.free.isOff')}
                </td>
              ) : (
                <Sums sum={sum} {...words} />
              )}
            </tr>
          ))}
          {free.lines > 0 ? (
            <tr className={shown === 'left-out' ? styles.chosenRow : undefined}>
              {heading('left-out')}
              <td className={styles.quiet}>{t('cost.free.units', { count: out })}</td>
              <td />
              <td />
            </tr>
          ) : null}
        </tbody>
        <tfoot>
          <tr className={styles.total}>
            <th scope="row">{t('cost.free.total')}</th>
            <Sums sum={free.total} {...words} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
