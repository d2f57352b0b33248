import type { TFunction } from 'i18next';
import type { Row } from '../api/types';
import { endsOf, type Format } from '../i18n/format';

// Who is how the name cell reads: the name, or Unknown with what is known
// about the person behind it.
export interface Who {
  name: string;
  note: string;
  unknown: boolean;
}

const restorableDays = 30; // https://learn.microsoft.com/entra/fundamentals/users-restore

function daysAfter(value: string, days: number): string {
  const date = new Date(value.length === 10 ? `${value}T00:00:00Z` : value);
  if (Number.isNaN(date.getTime())) return '';
  date.setUTCDate(date.getUTCDate() + days);
  return value.length === 10 ? date.toISOString().slice(0, 10) : date.toISOString();
}

// restorableUntil gives until when a deleted account can be brought back, as
// the ledger knows it or as follows from when it left; "" when it cannot, or
// when nobody knows since when it is gone. Of an interval the early end counts:
// nobody is promised a day too many.
export function restorableUntil(row: Row): string {
  if (row.restorable_until) return row.restorable_until;
  if (row.status !== 'soft_deleted') return '';
  return daysAfter(endsOf(row.status_since)[0], restorableDays);
}

function departure(row: Row, t: TFunction, format: Format, briefly: boolean): string {
  const name = row.last_known_name;
  if (briefly || !row.status_since) return name ? t('unknown.was', { name }) : '';
  const day = format.shortRange(row.status_since);
  const last = restorableUntil(row);
  if (!last) return name ? t('unknown.left', { name, day }) : t('unknown.leftNameless', { day });
  const until = format.shortDay(last);
  return name ? t('unknown.softDeleted', { name, day, until }) : t('unknown.softDeletedNameless', { day, until });
}

const mostNames = 3;

// oneOf names those whom an Unknown may be: all of a few, else the first ones
// and how many more there are.
function oneOf(names: string[], t: TFunction, format: Format): string {
  if (names.length <= mostNames) return format.either(names);
  return t('unknown.oneOfMany', {
    names: format.listed(names.slice(0, mostNames - 1)),
    count: names.length - mostNames + 1,
  });
}

// whoOf says how the name cell of a row reads. nextLook is when the program
// looks again at rows that nobody could be named for, if it does. Said briefly,
// it leaves the days to columns of their own.
export function whoOf(row: Row, t: TFunction, format: Format, nextLook = '', briefly = false): Who {
  const unknown = t('words.unknown');
  if (row.status === 'erased') {
    const day = format.shortRange(row.status_since);
    return { name: unknown, note: day ? t('unknown.erased', { day }) : t('unknown.erasedUndated'), unknown: true };
  }
  if (row.user_name !== 'Unknown')
    return { name: row.user_name || row.email_address || t('unknown.noName'), note: '', unknown: false };

  const names = row.candidates.length > 0 ? row.candidates : row.last_known_name ? [row.last_known_name] : [];
  if (row.identity_confidence === 'one_of_n' && names.length > 1) {
    return { name: unknown, note: oneOf(names, t, format), unknown: true };
  }
  if (row.identity_confidence === 'likely' && names[0]) {
    return { name: unknown, note: t('unknown.likely', { name: names[0] }), unknown: true };
  }
  switch (row.status) {
    case 'soft_deleted':
    case 'gone':
    case 'left':
      return { name: unknown, note: departure(row, t, format, briefly), unknown: true };
    case 'present':
    case 'blocked':
      return row.last_known_name
        ? { name: row.last_known_name, note: t('unknown.lag'), unknown: true }
        : { name: unknown, note: '', unknown: true };
    case 'unresolved':
      return {
        name: t('unknown.notKnownYet'),
        note: nextLook ? t('unknown.lookingAgain', { time: format.time(nextLook) }) : '',
        unknown: true,
      };
    default:
      return {
        name: unknown,
        note: row.last_known_name ? t('unknown.was', { name: row.last_known_name }) : '',
        unknown: true,
      };
  }
}
