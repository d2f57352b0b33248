import { Button, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components';
import { ArrowSortDownRegular } from '@fluentui/react-icons/svg/arrow-sort-down';
import { ArrowSortUpRegular } from '@fluentui/react-icons/svg/arrow-sort-up';
import { useTranslation } from 'react-i18next';
import type { Seat, Seats } from '../api/types';
import { useFormat } from '../i18n/format';
import { moneyOf } from './money';
import { SeatCell } from './seat-cell';
import {
  columnsFor,
  inOrder,
  type SeatColumn,
  type SeatOrder,
  type SortedColumn,
  tells,
  totalsOf,
} from './seat-columns';
import { turned } from './seat-table';
import { SeatTotal } from './seat-total';

const useStyles = makeStyles({
  frame: { flexGrow: 1, minHeight: 0, overflowY: 'auto', borderTop: '1px solid var(--ll-line)' },
  order: { display: 'flex', alignItems: 'center', gap: '4px', padding: '8px 16px', fontSize: '13px' },
  select: { flexGrow: 1, minWidth: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  card: { padding: '10px 16px 12px', borderTop: '1px solid var(--ll-line)', fontSize: '13px' },
  name: { margin: '0 0 6px', fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(136px, 1fr))',
    gap: '2px 16px',
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
  },
  figure: { display: 'flex', justifyContent: 'space-between', gap: '8px', minHeight: '26px', alignItems: 'center' },
  whole: { gridColumn: '1 / -1' },
  label: { color: 'var(--ll-quiet)' },
  value: { margin: 0, textAlign: 'right' },
});

type Figure = Exclude<SeatColumn, 'license'>;

// SeatCards say the same where there is no room for a table.
export function SeatCards(props: { seats: Seat[]; day: Seats; order: SeatOrder; onOrder: (order: SeatOrder) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { seats, order, day, onOrder } = props;
  const columns = columnsFor(seats);
  const figures = columns.filter((column): column is Figure => column !== 'license');
  const totals = totalsOf(seats);
  const money = moneyOf(seats);
  const direction = order.down ? t('cost.order.down') : t('cost.order.up');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.frame} tabIndex={0} aria-label={t('cost.seats.table')}>
      <div className={styles.order}>
        <Select
          className={styles.select}
          size="small"
          aria-label={t('cost.order.by')}
          value={order.by}
          onChange={(_, data) => onOrder(turned({ by: order.by, down: order.down }, data.value as SortedColumn))}
        >
          {columns
            .filter((column) => column !== 'months')
            .map((column) => (
              <option key={column} value={column}>
                {t(`cost.column.${column}.name`)}
              </option>
            ))}
        </Select>
        <Button
          size="small"
          appearance="subtle"
          icon={order.down ? <ArrowSortDownRegular /> : <ArrowSortUpRegular />}
          aria-label={direction}
          title={direction}
          onClick={() => onOrder({ by: order.by, down: !order.down })}
        />
      </div>
      <ul className={styles.list} aria-label={t('cost.seats.table')}>
        {inOrder(seats, order, format).map((seat) => (
          <li key={seat.id} className={styles.card}>
            <h2 className={styles.name}>{seat.license}</h2>
            <dl className={styles.figures}>
              {figures
                .filter((column) => tells(seat, column))
                .map((column) => (
                  <div key={column} className={mergeClasses(styles.figure, column === 'months' && styles.whole)}>
                    <dt className={styles.label}>{t(`cost.column.${column}.name`)}</dt>
                    <dd className={styles.value}>
                      <SeatCell seat={seat} column={column} day={day} />
                    </dd>
                  </div>
                ))}
            </dl>
          </li>
        ))}
        {totals.licenses > 0 ? (
          <li className={styles.card}>
            <h2 className={styles.name}>{t('cost.total.licenses', { count: totals.licenses })}</h2>
            <dl className={styles.figures}>
              {(['bought', 'assigned', 'free', 'cost'] as const).map((column) => (
                <div key={column} className={styles.figure}>
                  <dt className={styles.label}>{t(`cost.column.${column}.name`)}</dt>
                  <dd className={styles.value}>
                    <SeatTotal totals={totals} money={money} column={column} />
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ) : null}
      </ul>
    </section>
  );
}
