import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  legend: {
    listStyle: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 18px',
    margin: 0,
    padding: '6px 20px 8px',
    fontSize: '12px',
    lineHeight: '18px',
    color: 'var(--ll-quiet)',
  },
  one: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  line: { stroke: 'var(--ll-now)', strokeWidth: '1.5px' },
  bar: { fill: 'var(--ll-tick)' },
  hatch: { stroke: 'var(--ll-tick-hover)', strokeWidth: '1.4px' },
  mark: { fill: 'var(--ll-tick-hover)' },
  failed: { stroke: 'var(--ll-unknown)', strokeWidth: '1.6px' },
});

// Legend tells what is drawn in the picture, mark by mark. The list below it says
// the same in words, so nobody needs to hear this.
export function Legend() {
  const { t } = useTranslation();
  const styles = useStyles();
  const marks = {
    size: <line x1={0} x2={12} y1={7} y2={7} className={styles.line} />,
    changes: <rect x={3} y={1} width={6} height={11} rx={1.5} className={styles.bar} />,
    partial: <path d="M3 5l4-4M3 9l6-6M4 12l5-5M8 12l1-1" className={styles.hatch} />,
    sync: <circle cx={6} cy={6} r={2} className={styles.mark} />,
    import: <rect x={3.4} y={3.4} width={5.2} height={5.2} transform="rotate(45 6 6)" className={styles.mark} />,
    failed: <path d="M3 3l6 6m0-6l-6 6" className={styles.failed} />,
  } satisfies Record<string, ReactNode>;
  return (
    <ul className={styles.legend} aria-hidden="true">
      {(Object.keys(marks) as (keyof typeof marks)[]).map((name) => (
        <li key={name} className={styles.one}>
          <svg width={12} height={12} fill="none" aria-hidden="true">
            {marks[name]}
          </svg>
          {t(`history.legend.${name}`)}
        </li>
      ))}
    </ul>
  );
}
