import { Link, makeStyles, mergeClasses } from '@fluentui/react-components';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useTranslation } from 'react-i18next';
import type { LicenseUse, Overview } from '../api/types';
import { useGo } from '../app/place';
import { Block } from './block';
import { Lines } from './lines';
import { licenseParts, overAssigned } from './sentences';
import { ToldLink } from './told-link';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '14px' },
  name: { fontSize: '14px', lineHeight: '20px', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  bars: {
    position: 'relative',
    height: '8px',
    margin: '3px 0 1px',
    borderRadius: '4px',
    backgroundColor: 'var(--ll-line)',
    forcedColorAdjust: 'none', // ours are the system's then
    '@media (forced-colors: active)': { backgroundColor: 'Canvas', outline: '1px solid CanvasText' },
  },
  bar: { position: 'absolute', left: 0, borderRadius: '4px', top: 0, height: '8px' },
  held: {
    backgroundColor: 'var(--ll-tick)',
    // What is held is an outline there, so that what is used stands out in it.
    '@media (forced-colors: active)': { backgroundColor: 'Canvas', outline: '1px solid CanvasText' },
  },
  used: { top: '2px', height: '4px', backgroundColor: 'var(--ll-now)' },
  end: { position: 'absolute', top: '-3px', width: '2px', height: '14px', backgroundColor: 'var(--ll-unknown)' },
  words: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 16px',
    fontSize: '13px',
    lineHeight: '24px',
    fontVariantNumeric: 'tabular-nums',
    color: 'var(--ll-quiet)',
  },
  // The same as in the bars, so that a word tells what a part of them is.
  part: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  key: {
    width: 0,
    height: '8px',
    borderRadius: '2px',
    border: '4px solid',
    forcedColorAdjust: 'none',
    boxSizing: 'border-box',
    flexShrink: 0,
  },
  over: { display: 'inline-flex', alignItems: 'center', gap: '4px', color: 'var(--ll-unknown)' },
  all: { fontSize: '13px', lineHeight: '24px', minHeight: '24px' },
  quiet: { margin: 0, fontSize: '13px', lineHeight: '20px', color: 'var(--ll-quiet)' },
});

const inks: Record<string, string> = { held: 'var(--ll-tick)', used: 'var(--ll-now)' };

// Bars show what was bought as the whole, with what is assigned and seen in use
// inside. Words beside them say the same.
function Bars(props: { use: LicenseUse }) {
  const styles = useStyles();
  const { bought, assigned, held, used } = props.use;
  const most = Math.max(1, bought, assigned, held?.people ?? 0, used?.people ?? 0);
  const share = (n: number) => `${(100 * n) / most}%`;
  return (
    <div className={styles.bars} aria-hidden="true">
      <div className={mergeClasses(styles.bar, styles.held)} style={{ width: share(assigned) }} />
      {used ? <div className={mergeClasses(styles.bar, styles.used)} style={{ width: share(used.people) }} /> : null}
      {assigned > bought ? <div className={styles.end} style={{ left: share(bought) }} /> : null}
    </div>
  );
}

function License(props: { use: LicenseUse }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const over = overAssigned(props.use);
  return (
    <li>
      <div className={styles.name} title={props.use.license}>
        {props.use.license}
      </div>
      <Bars use={props.use} />
      <div className={styles.words}>
        {licenseParts(props.use, t).map(({ key, text, leads }) => (
          <span key={key} className={styles.part}>
            {key in inks ? <span className={styles.key} style={{ borderColor: inks[key] }} aria-hidden="true" /> : null}
            {leads ? <ToldLink text={text} leads={leads} /> : text}
          </span>
        ))}
        {over > 0 ? (
          <span className={styles.over}>
            <WarningRegular fontSize={14} aria-hidden="true" />
            {t('overview.licenses.over', { count: over })}
          </span>
        ) : null}
      </div>
    </li>
  );
}

// LicensesBlock tells of the licenses that matter most what was bought, who
// holds them and who was seen using them.
export function LicensesBlock(props: { day: Overview | undefined; slow: boolean; older: boolean; className?: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { go } = useGo();
  const { day } = props;
  return (
    <Block
      title={t('overview.licenses.title')}
      className={props.className}
      older={props.older}
      beside={
        day?.seatsKnown ? (
          <Link className={styles.all} onClick={() => go({ to: 'cost', tab: 'seats' })}>
            {t('overview.licenses.all')}
          </Link>
        ) : null
      }
    >
      {!day ? (
        props.slow ? (
          <Lines count={5} size={24} />
        ) : null
      ) : day.seatsKnown ? (
        <ul className={styles.list}>
          {day.licenses.map((use) => (
            <License key={use.license} use={use} />
          ))}
        </ul>
      ) : (
        <p className={styles.quiet}>{t('overview.licenses.notRead')}</p>
      )}
    </Block>
  );
}
