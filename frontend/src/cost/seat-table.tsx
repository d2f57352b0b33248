import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Seat, Seats } from '../api/types';
import { useFormat } from '../i18n/format';
import { Clipped } from '../table/clipped';
import { SortHeading } from '../table/sort-heading';
import { moneyOf } from './money';
import { SeatCell } from './seat-cell';
import { columnsFor, inOrder, type SeatOrder, type SortedColumn, totalsOf } from './seat-columns';
import { SeatTotal } from './seat-total';

const useStyles = makeStyles({
  frame: { flexGrow: 1, minHeight: 0, overflow: 'auto', borderTop: '1px solid var(--ll-line)' },
  table: {
    minWidth: '100%',
    borderCollapse: 'separate', // lines of what sticks would stay behind
    borderSpacing: 0,
    fontSize: '13px',
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': { boxSizing: 'border-box', height: '32px', padding: '0 6px', whiteSpace: 'nowrap' },
    '& td': { textAlign: 'right' },
    '& tr > :first-child': { paddingLeft: '20px' },
    '& tr > :last-child': { paddingRight: '20px' },
    '& tbody td, & tbody th': { borderBottom: '1px solid var(--ll-line)' },
    '& tbody tr:hover > *': { backgroundColor: 'var(--ll-row-hover)' },
    '& tfoot > tr > *': {
      position: 'sticky',
      bottom: 0,
      zIndex: 1,
      fontWeight: tokens.fontWeightSemibold,
      borderTop: '1px solid var(--ll-line)',
      backgroundColor: 'var(--ll-sheet)',
    },
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 2,
    backgroundColor: 'var(--ll-sheet)',
    borderBottom: '1px solid var(--ll-line)',
    textAlign: 'right',
    verticalAlign: 'bottom',
    // Long names take two lines, so that figures stand close.
    whiteSpace: 'normal',
    minWidth: '58px',
    paddingTop: '4px',
    paddingBottom: '4px',
  },
  frozen: {
    position: 'sticky',
    left: 0,
    zIndex: 1,
    width: '100%', // what is left
    minWidth: '204px',
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    backgroundColor: 'var(--ll-sheet)',
  },
  name: { width: 0, minWidth: '100%' }, // takes what the other columns leave
  corner: { zIndex: 3 },
});

// turned gives the order after a click on a heading: figures begin with the
// largest, names and days with the first.
export function turned(order: SeatOrder, by: SortedColumn): SeatOrder {
  if (order.by === by) return { by, down: !order.down };
  return { by, down: by !== 'license' && by !== 'renewsAt' };
}

// SeatTable is one row per license, with what they are together at its foot.
export function SeatTable(props: { seats: Seat[]; day: Seats; order: SeatOrder; onOrder: (order: SeatOrder) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { seats, order, day } = props;
  const columns = columnsFor(seats);
  const totals = totalsOf(seats);
  const money = moneyOf(seats);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.frame} tabIndex={0} aria-label={t('cost.seats.table')}>
      <table className={styles.table} aria-label={t('cost.seats.table')}>
        <thead>
          <tr>
            {columns.map((column) => {
              const on = order.by === column;
              return (
                <th
                  key={column}
                  scope="col"
                  className={mergeClasses(
                    styles.head,
                    column === 'license' && mergeClasses(styles.frozen, styles.corner),
                  )}
                  aria-sort={on ? (order.down ? 'descending' : 'ascending') : 'none'}
                >
                  <SortHeading
                    text={t(`cost.column.${column}.name`)}
                    about={t(`cost.column.${column}.about`)}
                    down={on ? order.down : undefined}
                    onSort={column === 'months' ? undefined : () => props.onOrder(turned(order, column))}
                  />
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {inOrder(seats, order, format).map((seat) => (
            <tr key={seat.id}>
              {columns.map((column) =>
                column === 'license' ? (
                  <th key={column} scope="row" className={styles.frozen}>
                    <Clipped text={seat.license} className={styles.name} />
                  </th>
                ) : (
                  <td key={column}>
                    <SeatCell seat={seat} column={column} day={day} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {totals.licenses > 0 ? (
          <tfoot>
            <tr>
              {columns.map((column) =>
                column === 'license' ? (
                  <th key={column} scope="row" className={mergeClasses(styles.frozen, styles.corner)}>
                    {t('cost.total.licenses', { count: totals.licenses })}
                  </th>
                ) : (
                  <td key={column}>
                    <SeatTotal totals={totals} money={money} column={column} />
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </section>
  );
}
