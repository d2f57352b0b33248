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

function departure(row: Row, t: TFunction, format: Format): string {
  const name = row.last_known_name;
  const [from] = endsOf(row.status_since);
  if (!from) return name ? t('unknown.was', { name }) : '';
  const day = format.shortRange(row.status_since);
  if (!name) return t('unknown.leftNameless', { day });
  if (row.status !== 'soft_deleted') return t('unknown.left', { name, day });
  return t('unknown.softDeleted', { name, day, until: format.shortDay(daysAfter(from, restorableDays)) });
}

// whoOf says how the name cell of a row reads. nextLook is when the program
// looks again at rows that nobody could be named for, if it does.
export function whoOf(row: Row, t: TFunction, format: Format, nextLook = ''): Who {
  const unknown = t('words.unknown');
  if (row.status === 'erased') {
    const day = format.shortRange(row.status_since);
    return { name: unknown, note: day ? t('unknown.erased', { day }) : t('unknown.erasedUndated'), unknown: true };
  }
  if (row.user_name !== 'Unknown') return { name: row.user_name || row.email_address, note: '', unknown: false };

  const names = row.candidates.length > 0 ? row.candidates : row.last_known_name ? [row.last_known_name] : [];
  if (row.identity_confidence === 'one_of_n' && names.length > 1) {
    return { name: unknown, note: t('unknown.oneOf', { names: format.either(names) }), unknown: true };
  }
  if (row.identity_confidence === 'likely' && names[0]) {
    return { name: unknown, note: t('unknown.likely', { name: names[0] }), unknown: true };
  }
  switch (row.status) {
    case 'soft_deleted':
    case 'gone':
    case 'left':
      return { name: unknown, note: departure(row, t, format), unknown: true };
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
