import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FilterId, Group, SummaryOrder } from '../api/types';
import { useFormat } from '../i18n/format';
import { Clipped } from './clipped';
import { isOfPeople } from './columns';
import { SortHeading } from './sort-heading';
import { useTable } from './table-context';
import { wordOf } from './words';

const useStyles = makeStyles({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: '13px',
    fontVariantNumeric: 'tabular-nums',
    tableLayout: 'fixed',
  },
  head: {
    position: 'sticky',
    top: 0,
    padding: 0,
    height: '30px',
    backgroundColor: 'var(--ll-sheet)',
    textAlign: 'right',
    ':first-child': { textAlign: 'left' },
  },
  row: { ':hover': { backgroundColor: 'var(--ll-row-hover)' } },
  chosen: { backgroundColor: tokens.colorBrandBackground2 },
  cell: { height: '30px', padding: 0, textAlign: 'right', borderTop: '1px solid var(--ll-line)' },
  value: {
    display: 'block',
    width: '100%',
    minHeight: '29px',
    padding: '0 2px',
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
  },
  figure: { width: '84px' },
  cost: { width: '112px' },
  unpriced: { display: 'block', fontSize: '11px', lineHeight: '14px', paddingBottom: '3px', color: 'var(--ll-quiet)' },
  quiet: { color: 'var(--ll-quiet)' },
});

// Cost is what a group costs a month, and how many of its licenses have no price and
// are left out.
function Cost({ group }: { group: Group }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { costs, unpriced } = group;
  return (
    <>
      {format.listed(costs.map(({ cents, currency }) => format.money(cents, currency)))}
      {unpriced > 0 ? <span className={styles.unpriced}>{t('summarize.unpriced', { count: unpriced })}</span> : null}
    </>
  );
}

type Figure = Exclude<SummaryOrder, 'value'>;

// who says whom a group is of; nothing where a value speaks for itself.
const who = ({ user_name, email_address }: Group, t: TFunction) =>
  user_name && email_address
    ? t('summarize.person', { name: user_name, address: email_address })
    : user_name || email_address;

interface Order {
  by: SummaryOrder;
  down: boolean;
}

// SummaryTable is the values of a column and what their rows are. Figures begin
// with the largest, values with the first.
export function SummaryTable(props: {
  column: FilterId;
  groups: Group[];
  chosen: string[];
  order: Order;
  changes: boolean; // since another day, of people
  onOrder: (order: Order) => void;
  onPick: (value: string) => void;
}) {
  const { column, order } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { request } = useTable();
  // Of people there is one row each, and no license.
  const ofPeople = isOfPeople(request.kind);
  const plain: Figure[] = ofPeople ? ['people'] : ['rows', 'people', 'licenses'];
  // The change takes the place of the rows: there is room for three.
  const changing: Figure[] = ofPeople ? ['people', 'change'] : ['licenses', 'people', 'change'];
  const counts = props.changes ? changing : plain;
  // Where nothing has a price, a column of nothing is in the way.
  const priced = props.groups.some(({ costs }) => costs.length > 0);
  // The cost takes the place of the rows as well.
  const figures: Figure[] = priced ? [...counts.filter((by) => by !== 'rows'), 'cost'] : counts;
  const written = (group: Group, by: Figure) => {
    if (by === 'change') return format.signed(group.change);
    return by === 'cost' ? <Cost group={group} /> : format.number(group[by]);
  };
  const head = (by: SummaryOrder, label: string) => {
    const on = order.by === by;
    return (
      <th
        key={by}
        scope="col"
        className={mergeClasses(styles.head, by !== 'value' && styles.figure, by === 'cost' && styles.cost)}
        aria-sort={on ? (order.down ? 'descending' : 'ascending') : 'none'}
      >
        <SortHeading
          text={label}
          down={on ? order.down : undefined}
          onSort={() => props.onOrder({ by, down: on ? !order.down : by !== 'value' })}
        />
      </th>
    );
  };
  return (
    <table className={styles.table} aria-label={t('summarize.table', { column: t(`columns.${column}`) })}>
      <thead>
        <tr>
          {head('value', t(`columns.${column}`))}
          {figures.map((by) => head(by, t(`summarize.figure.${by}`)))}
        </tr>
      </thead>
      <tbody>
        {props.groups.map((group) => {
          // A manager is filtered by the address, so that the sentence reads as one.
          const value = group.email_address || group.value;
          const chosen = props.chosen.includes(value);
          const word = who(group, t) || wordOf(column, group.value, t, format) || t('words.nothing');
          return (
            <tr key={group.value} className={mergeClasses(styles.row, chosen && styles.chosen)}>
              <td className={styles.cell}>
                <button
                  type="button"
                  className={styles.value}
                  aria-pressed={chosen}
                  onClick={() => props.onPick(value)}
                >
                  <Clipped text={word} className={group.value ? undefined : styles.quiet} />
                </button>
              </td>
              {figures.map((by) => (
                <td key={by} className={styles.cell}>
                  {written(group, by)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
