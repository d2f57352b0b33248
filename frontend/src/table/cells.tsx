import { makeStyles, tokens } from '@fluentui/react-components';
import type { CustomCellRendererProps } from 'ag-grid-react';
import { useTranslation } from 'react-i18next';
import type { ColumnId, Row } from '../api/types';
import { useFormat } from '../i18n/format';
import { addressOf, cellText } from './cell-text';
import { Clipped } from './clipped';
import { StatusMark } from './status-mark';
import { useTable } from './table-context';
import { whoOf } from './who';
import { isDateColumn } from './words';

const useStyles = makeStyles({
  unknown: { color: 'var(--ll-unknown)', fontWeight: tokens.fontWeightSemibold },
  quiet: { color: 'var(--ll-quiet)' },
  status: { display: 'flex', alignItems: 'center', gap: '6px', overflow: 'hidden', whiteSpace: 'nowrap' },
});

type CellProps = CustomCellRendererProps<Row>;

export function NameCell({ data }: CellProps) {
  const { t } = useTranslation();
  const { nextLook } = useTable();
  const format = useFormat();
  const styles = useStyles();
  if (!data) return null;
  const who = whoOf(data, t, format, nextLook);
  if (!who.unknown) return <Clipped text={who.name} className={data.user_name ? undefined : styles.quiet} />;
  return (
    <Clipped text={cellText(data, 'user_name', t, format, nextLook)}>
      <span className={styles.unknown}>{who.name}</span>
      {who.note ? <span className={styles.quiet}>{` · ${who.note}`}</span> : null}
    </Clipped>
  );
}

export function AddressCell({ data }: CellProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  if (!data) return null;
  return <Clipped text={addressOf(data, t)} className={data.email_address === 'Unknown' ? styles.quiet : undefined} />;
}

export function StatusCell({ data }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  if (!data?.status) return null;
  return (
    <span className={styles.status}>
      <StatusMark status={data.status} />
      <Clipped text={cellText(data, 'status', t, format)} />
    </span>
  );
}

export function PlainCell({ data, colDef }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  if (!data) return null;
  const column = colDef?.colId as ColumnId;
  const value = data[column];
  const instant = isDateColumn(column) && typeof value === 'string' && value.length > 10 ? value : undefined;
  return (
    <Clipped
      text={cellText(data, column, t, format)}
      more={instant && format.dateTime(instant)}
      className={column === 'is_trial' && value === false ? styles.quiet : undefined}
    />
  );
}
