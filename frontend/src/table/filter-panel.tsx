import {
  Button,
  Checkbox,
  Field,
  Input,
  makeStyles,
  mergeClasses,
  SearchBox,
  Select,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPersonal } from '../api/names';
import { valuesQuery } from '../api/queries';
import type { ColumnId, Filter, FilterOp, ValuePage } from '../api/types';
import { DayField } from '../day/day-field';
import { useFormat } from '../i18n/format';
import { dateOf, type Preset, presetsOf } from './date-presets';
import { needsValues, opsOf, withFilter, withoutColumn } from './filters';
import { useTable } from './table-context';
import { useWideView } from './wide-view';
import { isDateColumn, wordOf } from './words';

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: '10px', width: '264px' },
  values: {
    minWidth: 0,
    maxHeight: '252px',
    overflowX: 'hidden', // of a text that cannot be broken
    overflowY: 'auto',
    margin: '0 -4px',
    display: 'flex',
    flexDirection: 'column',
  },
  value: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px',
    paddingRight: '8px',
    minHeight: '28px',
    flexShrink: 0, // a long value takes two lines of its own
  },
  label: { minWidth: 0, flexShrink: 1, overflowWrap: 'anywhere' },
  count: { flexShrink: 0, color: 'var(--ll-quiet)', fontSize: '12px', fontVariantNumeric: 'tabular-nums' },
  quiet: { color: 'var(--ll-quiet)', fontSize: '12px', padding: '4px' },
  foot: { display: 'flex', justifyContent: 'space-between' },
  presets: { display: 'flex', gap: '6px', flexWrap: 'wrap' },
});

// useValues lists the values of a column among the rows that the other filters
// leave, so that a value can be added to those already chosen.
function useValues(column: ColumnId, search: string): ValuePage | undefined {
  const id = useWideView(column);
  return useQuery({ ...valuesQuery(id ?? '', column, search), enabled: id !== undefined }).data;
}

function ValueList(props: { column: ColumnId; chosen: string[]; onChange: (values: string[]) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const [search, setSearch] = useState('');
  const page = useValues(props.column, search);
  const label = t(`columns.${props.column}`);
  const toggle = (value: string, on: boolean) =>
    props.onChange(on ? [...props.chosen, value] : props.chosen.filter((one) => one !== value));
  return (
    <>
      <SearchBox
        size="small"
        placeholder={t('filter.searchValues')}
        aria-label={t('filter.searchValues')}
        value={search}
        onChange={(_, data) => setSearch(data.value)}
        style={{ maxWidth: 'none' }}
      />
      <fieldset
        className={mergeClasses('ll-edges', styles.values)}
        style={{ border: 'none', padding: 0 }}
        aria-label={t('filter.values', { column: label })}
      >
        {page?.values.map(({ value, count }) => (
          <div key={value} className={styles.value}>
            <Checkbox
              className={styles.label}
              checked={props.chosen.includes(value)}
              onChange={(_, data) => toggle(value, data.checked === true)}
              label={wordOf(props.column, value, t, format) || t('words.nothing')}
            />
            <span className={styles.count}>{format.number(count)}</span>
          </div>
        ))}
        {page && page.values.length === 0 ? <span className={styles.quiet}>{t('filter.noValues')}</span> : null}
        {page?.more ? <span className={styles.quiet}>{t('filter.more')}</span> : null}
      </fieldset>
    </>
  );
}

function DatePick(props: {
  column: ColumnId;
  op: FilterOp;
  value: string;
  onChange: (value: string, preset?: Preset) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { view } = useTable();
  const day = view?.snapshot?.day ?? new Date().toISOString().slice(0, 10);
  return (
    <>
      <DayField label={t('filter.date')} value={props.value} example={day} onChange={(next) => props.onChange(next)} />
      <div className={styles.presets}>
        {presetsOf(props.column, props.op).map((preset) => (
          <Button key={preset} size="small" onClick={() => props.onChange(dateOf(preset, day), preset)}>
            {t(`filter.preset.${preset}`)}
          </Button>
        ))}
      </div>
    </>
  );
}

// FilterPanel is what opens under a column: a condition and its values. It
// works at once; there is nothing to confirm.
export function FilterPanel(props: { column: ColumnId; onDone: () => void }) {
  const { column } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const { choice, change } = useTable();
  const now = choice.filters.find((filter) => filter.column === column);
  const usual = opsOf(column);
  const ops = now && !usual.includes(now.op) ? [...usual, now.op] : usual; // a summary keeps a single date
  const [op, setOp] = useState<FilterOp>(now?.op ?? ops[0] ?? 'is');
  const values = now?.values ?? [];
  const put = (next: Filter) => change({ filters: withFilter(choice.filters, next) });
  const chooseOp = (next: FilterOp) => {
    const kin = isDateColumn(column) || (op.startsWith('is') && next.startsWith('is'));
    setOp(next);
    put({ column, op: next, values: needsValues(next) && kin ? values : [] });
  };
  return (
    <div className={styles.panel}>
      <Select
        size="small"
        aria-label={t('filter.how')}
        value={op}
        onChange={(_, data) => chooseOp(data.value as FilterOp)}
      >
        {ops.map((one) => (
          <option key={one} value={one}>
            {t(`filter.op.${one}`)}
          </option>
        ))}
      </Select>
      {op === 'is' || op === 'is_not' ? (
        <ValueList column={column} chosen={values} onChange={(chosen) => put({ column, op, values: chosen })} />
      ) : null}
      {op === 'contains' ? (
        <Field label={t('filter.text')}>
          <Input
            type={isPersonal(column) ? 'search' : 'text'} // which is hidden with the names
            value={values[0] ?? ''}
            onChange={(_, data) => put({ column, op, values: [data.value] })}
          />
        </Field>
      ) : null}
      {op === 'before' || op === 'from' ? (
        <DatePick
          column={column}
          op={op}
          value={values[0] ?? ''}
          onChange={(date, preset) => put({ column, op, values: [date], ...(preset ? { preset } : {}) })}
        />
      ) : null}
      <div className={styles.foot}>
        <Button
          size="small"
          appearance="subtle"
          onClick={() => change({ filters: withoutColumn(choice.filters, column) })}
          disabledFocusable={!now}
        >
          {t('filter.clear')}
        </Button>
        <Button size="small" appearance="primary" onClick={props.onDone}>
          {t('filter.done')}
        </Button>
      </div>
    </div>
  );
}
