import { Button, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { summaryQuery } from '../api/queries';
import type { ColumnId, SummaryOrder } from '../api/types';
import { withFilter, withoutColumn } from './filters';
import { SummaryTable } from './summary-table';
import { useTable } from './table-context';
import { useWideView } from './wide-view';

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    gap: '10px',
    width: '424px',
    flexShrink: 0,
    minHeight: 0,
    padding: '8px 16px 12px',
    boxSizing: 'border-box',
    borderLeft: '1px solid var(--ll-line)',
    borderTop: '1px solid var(--ll-line)',
  },
  head: { display: 'flex', alignItems: 'center', gap: '8px' },
  title: { margin: 0, fontSize: '13px', fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap' },
  select: { flexGrow: 1, minWidth: 0 },
  lines: { flexGrow: 1, minHeight: 0, overflowY: 'auto', margin: '0 -16px', padding: '0 16px' },
  hint: { margin: 0, color: 'var(--ll-quiet)', fontSize: '12px' },
});

// SummaryPanel tells how the rows divide over the values of a column. A click on
// a value keeps its rows; a second one shows all again.
export function SummaryPanel(props: {
  column: ColumnId;
  columns: ColumnId[];
  onColumn: (column: ColumnId) => void;
  onClose: () => void;
}) {
  const { column } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const { choice, change } = useTable();
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<{ by: SummaryOrder; down: boolean }>({ by: 'people', down: true });
  const view = useWideView(column);
  const { data } = useQuery({ ...summaryQuery({ view: view ?? '', column, search, ...order }), enabled: !!view });
  const now = choice.filters.find((filter) => filter.column === column);
  const chosen = now?.op === 'empty' ? [''] : now?.op === 'is' ? now.values : [];
  const pick = (value: string) =>
    change({
      filters: chosen.includes(value)
        ? withoutColumn(choice.filters, column)
        : withFilter(choice.filters, { column, op: 'is', values: [value] }),
    });
  return (
    <aside className={styles.panel} aria-label={t('summarize.label')}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('summarize.by')}</h2>
        <Select
          className={styles.select}
          size="small"
          aria-label={t('summarize.by')}
          value={column}
          onChange={(_, next) => {
            setSearch('');
            props.onColumn(next.value as ColumnId);
          }}
        >
          {props.columns.map((id) => (
            <option key={id} value={id}>
              {t(`columns.${id}`)}
            </option>
          ))}
        </Select>
        <Button
          size="small"
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={t('summarize.close')}
          onClick={props.onClose}
        />
      </div>
      <SearchBox
        size="small"
        style={{ maxWidth: 'none' }}
        placeholder={t('filter.searchValues')}
        aria-label={t('filter.searchValues')}
        value={search}
        onChange={(_, next) => setSearch(next.value)}
      />
      <div className={styles.lines}>
        {data ? (
          <SummaryTable
            column={column}
            groups={data.groups}
            chosen={chosen}
            order={order}
            onOrder={setOrder}
            onPick={pick}
          />
        ) : null}
        {data?.groups.length === 0 ? <p className={styles.hint}>{t('filter.noValues')}</p> : null}
      </div>
      <p className={styles.hint} role="status">
        {data && data.total > data.groups.length
          ? t('summarize.some', { shown: data.groups.length, total: data.total })
          : data
            ? t('summarize.values', { count: data.total })
            : null}
      </p>
    </aside>
  );
}
