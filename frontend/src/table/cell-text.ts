import type { TFunction } from 'i18next';
import type { ColumnId, Row } from '../api/types';
import type { Format } from '../i18n/format';
import { whoOf } from './who';
import { wordOf } from './words';

// addressOf says the address of a row: that of the account, or the last known
// one where it is sure whose row it is.
export function addressOf(row: Row, t: TFunction): string {
  if (row.email_address !== 'Unknown') return row.email_address;
  const sure = row.identity_confidence !== 'one_of_n' && row.last_known_email !== '';
  return sure ? t('unknown.wasAddress', { address: row.last_known_email }) : t('words.unknown');
}

// cellText is what a cell reads as, whatever it is drawn with.
export function cellText(
  row: Row,
  column: ColumnId,
  t: TFunction,
  format: Format,
  nextLook = '',
  briefly = false,
): string {
  if (column === 'user_name') {
    const { name, note } = whoOf(row, t, format, nextLook, briefly);
    return note ? `${name} · ${note}` : name;
  }
  if (column === 'email_address') return addressOf(row, t);
  if (column === 'candidates') return format.listed(row.candidates);
  const value = row[column];
  return wordOf(column, value === null || value === undefined ? '' : String(value), t, format);
}
