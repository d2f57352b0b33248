import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Seat } from '../api/types';
import { useFormat } from '../i18n/format';
import { pathOf, scaleOf } from './sparkline';

const width = 76;
const height = 20;

const useStyles = makeStyles({
  line: { display: 'block', overflow: 'visible', marginLeft: 'auto', flexShrink: 0 },
  bought: { stroke: 'var(--ll-now)', strokeWidth: '1.75px' },
  assigned: { stroke: 'var(--ll-tick-hover)', strokeWidth: '1.25px', strokeDasharray: '1 2.5' },
});

// SeatMonths draws what was bought, and dotted what was assigned, at the end of
// each month. Its numbers are told to who points at it or cannot see it.
export function SeatMonths(props: { seat: Seat; months: string[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { seat, months } = props;
  const bought = seat.points.map((point) => point.bought);
  const assigned = seat.points.map((point) => point.assigned);
  const told = seat.points.flatMap((point, index) => {
    const month = format.monthOf(`${months[index]}-01`);
    return point.bought === undefined || point.assigned === undefined
      ? []
      : [t('cost.seats.month', { month, bought: point.bought, assigned: point.assigned })];
  });
  const scale = scaleOf([bought, assigned]);
  const label = t('cost.seats.months', { license: seat.license, months: format.listed(told) });
  const lines = told.join('\n');
  return (
    <span title={lines}>
      <svg
        className={styles.line}
        role="img"
        aria-label={label}
        width={width}
        height={height}
        viewBox={`-2 -2 ${width + 4} ${height + 4}`}
        fill="none"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path className={styles.assigned} d={pathOf(assigned, scale, width, height)} />
        <path className={styles.bought} d={pathOf(bought, scale, width, height)} />
      </svg>
    </span>
  );
}
