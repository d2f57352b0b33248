import { Button, makeStyles, mergeClasses, SearchBox, Select, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { summaryQuery } from '../api/queries';
import type { FilterId, SummaryOrder } from '../api/types';
import { offersFor } from '../changes/offers';
import { useDay } from '../day/use-day';
import { useFormat } from '../i18n/format';
import { withFilter, withoutColumn } from './filters';
import { SummaryTable } from './summary-table';
import { useTable } from './table-context';
import type { SinceName } from './use-summary';
import { useWideView } from './wide-view';

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    gap: '10px',
    width: '440px',
    flexShrink: 0,
    minHeight: 0,
    padding: '8px 16px 12px',
    boxSizing: 'border-box',
    borderLeft: '1px solid var(--ll-line)',
    borderTop: '1px solid var(--ll-line)',
  },
  head: { display: 'flex', alignItems: 'center', gap: '8px' },
  title: {
    margin: 0,
    minWidth: '120px',
    fontSize: '13px',
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: 'nowrap',
  },
  label: { fontWeight: tokens.fontWeightRegular },
  select: { flexGrow: 1, minWidth: 0 },
  lines: { flexGrow: 1, minHeight: 0, overflowY: 'auto', margin: '0 -16px', padding: '0 16px' },
  hint: { margin: 0, color: 'var(--ll-quiet)', fontSize: '12px' },
});

// SummaryPanel tells how the rows divide over the values of a column. A click on
// a value keeps its rows; a second one shows all again.
export function SummaryPanel(props: {
  column: FilterId;
  columns: FilterId[];
  onColumn: (column: FilterId) => void;
  since: SinceName | undefined;
  onSince: (since: SinceName | undefined) => void;
  onClose: () => void;
}) {
  const { column } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const { choice, change, request } = useTable();
  const [search, setSearch] = useState('');
  const sinceId = useId();
  const [order, setOrder] = useState<{ by: SummaryOrder; down: boolean }>({ by: 'people', down: true });
  const view = useWideView(column);
  const { readings } = useDay();
  const format = useFormat();
  // What changed since a day is of two days already.
  const offers = request.changed ? [] : offersFor(readings, request.at, '');
  const past = offers.find(({ name }) => name === props.since)?.reading;
  const since = past ? String(past.id) : '';
  const sorted: typeof order = order.by === 'change' && !past ? { by: 'people', down: true } : order;
  const { data } = useQuery({
    ...summaryQuery({ view: view ?? '', column, search, since, ...sorted }),
    enabled: !!view,
  });
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
            props.onColumn(next.value as FilterId);
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
      {offers.length > 0 ? (
        <div className={styles.head}>
          <label className={mergeClasses(styles.title, styles.label)} htmlFor={sinceId}>
            {t('summarize.since')}
          </label>
          <Select
            className={styles.select}
            size="small"
            id={sinceId}
            value={past ? props.since : ''}
            onChange={(_, next) => {
              const name = offers.find((one) => one.name === next.value)?.name;
              props.onSince(name === 'looked' ? undefined : name);
            }}
          >
            <option value="">{t('summarize.noSince')}</option>
            {offers.map(({ name, reading }) => (
              <option key={name} value={name}>
                {t(`changes.offer.${name}`, { day: format.shortDay(reading.day) })}
              </option>
            ))}
          </Select>
        </div>
      ) : null}
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
            order={sorted}
            changes={!!past && !data.unlike}
            onOrder={setOrder}
            onPick={pick}
          />
        ) : null}
        {past && data && !data.unlike ? <p className={styles.hint}>{t('summarize.changeOf')}</p> : null}
        {column === 'manager' && data?.groups.length === 1 && data.groups[0]?.value === '' ? (
          <p className={styles.hint}>{t('summarize.noManagers')}</p>
        ) : null}
        {data?.unlike ? <p className={styles.hint}>{t('summarize.unlike')}</p> : null}
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
