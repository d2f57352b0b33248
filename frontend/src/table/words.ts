import type { TFunction } from 'i18next';
import { isPersonal, shownName } from '../api/names';
import type { FilterId } from '../api/types';
import type { Format } from '../i18n/format';

export const dateColumns: readonly FilterId[] = [
  'assigned_date',
  'expiration_date',
  'status_since',
  'last_used',
  'watched_since',
  'first_seen',
  'as_of',
  'restorable_until',
];

export const isDateColumn = (column: FilterId) => dateColumns.includes(column);

// Columns whose values are codes of a closed list. Every value of the list has
// a word in words.<column>.
const codeColumns = [
  'status',
  'product',
  'origin',
  'tier',
  'assigned_by',
  'identity_confidence',
  'basis',
  'trial_ended',
  'also_paid',
  'trial_origin',
] as const;
type CodeColumn = (typeof codeColumns)[number];

const isCodeColumn = (column: FilterId): column is CodeColumn => (codeColumns as readonly string[]).includes(column);

// wordOf says a value of a column in words; a code without a word is shown as
// it is, and so is text.
export function wordOf(column: FilterId, value: string, t: TFunction, format: Format): string {
  if (value === '') return '';
  if (column === 'is_trial') return value === 'true' ? t('words.yes') : t('words.no');
  if (isDateColumn(column)) return value.includes('/') ? format.shortRange(value) : format.date(value);
  if (column === 'source' || column === 'last_used_source')
    return t(`words.source.${value.replace('.', '_')}` as 'words.source.graph_users', { defaultValue: value });
  if (isCodeColumn(column)) return t(`words.${column}.${value}` as 'words.status.present', { defaultValue: value });
  if (isPersonal(column) && value !== 'Unknown') return shownName(column, value);
  if (value === 'Unknown' && (column === 'user_name' || column === 'email_address')) return t('words.unknown');
  return value;
}
