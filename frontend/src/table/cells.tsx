import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle';
import { PersonArrowRightRegular } from '@fluentui/react-icons/svg/person-arrow-right';
import { ProhibitedRegular } from '@fluentui/react-icons/svg/prohibited';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import type { CustomCellRendererProps } from 'ag-grid-react';
import { useTranslation } from 'react-i18next';
import type { ColumnId, Row, Status } from '../api/types';
import { useFormat } from '../i18n/format';
import { useTable } from './table-context';
import { whoOf } from './who';
import { isDateColumn, wordOf } from './words';

const useStyles = makeStyles({
  line: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  unknown: { color: 'var(--ll-unknown)', fontWeight: tokens.fontWeightSemibold },
  quiet: { color: 'var(--ll-quiet)' },
  status: { display: 'flex', alignItems: 'center', gap: '6px', overflow: 'hidden', whiteSpace: 'nowrap' },
  icon: { flexShrink: 0, fontSize: '15px', color: 'var(--ll-quiet)' },
  alert: { color: tokens.colorPaletteDarkOrangeForeground1 },
});

type CellProps = CustomCellRendererProps<Row>;

export function NameCell({ data }: CellProps) {
  const { t } = useTranslation();
  const { nextLook } = useTable();
  const format = useFormat();
  const styles = useStyles();
  if (!data) return null;
  const who = whoOf(data, t, format, nextLook);
  if (!who.unknown) return <span className={styles.line}>{who.name}</span>;
  return (
    <span className={styles.line} title={who.note || undefined}>
      <span className={styles.unknown}>{who.name}</span>
      {who.note ? <span className={styles.quiet}>{` · ${who.note}`}</span> : null}
    </span>
  );
}

export function AddressCell({ data }: CellProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  if (!data) return null;
  if (data.email_address !== 'Unknown') return <span className={styles.line}>{data.email_address}</span>;
  const sure = data.identity_confidence !== 'one_of_n' && data.last_known_email !== '';
  return (
    <span className={mergeClasses(styles.line, styles.quiet)}>
      {sure ? t('unknown.wasAddress', { address: data.last_known_email }) : t('words.unknown')}
    </span>
  );
}

const statusIcons: Partial<Record<Status, typeof ProhibitedRegular>> = {
  present: CheckmarkCircleRegular,
  blocked: ProhibitedRegular,
  soft_deleted: PersonArrowRightRegular,
  gone: PersonArrowRightRegular,
  left: PersonArrowRightRegular,
  erased: DismissCircleRegular,
};

export function StatusCell({ data }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  if (!data?.status) return null;
  const Icon = statusIcons[data.status] ?? QuestionCircleRegular;
  return (
    <span className={styles.status}>
      <Icon className={mergeClasses(styles.icon, data.status === 'blocked' && styles.alert)} aria-hidden="true" />
      <span className={styles.line}>{wordOf('status', data.status, t, format)}</span>
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
  const text = value === null || value === undefined ? '' : String(value);
  return (
    <span
      className={mergeClasses(styles.line, column === 'is_trial' && text === 'false' && styles.quiet)}
      title={isDateColumn(column) && text.length > 10 ? format.dateTime(text) : undefined}
    >
      {wordOf(column, text, t, format)}
    </span>
  );
}
