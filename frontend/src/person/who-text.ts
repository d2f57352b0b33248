import type { TFunction } from 'i18next';
import type { Person } from '../api/types';
import type { Format } from '../i18n/format';
import { wordOf } from '../table/words';

// nameText is what a person is called: their name, else their address.
export function nameText(person: Person, t: TFunction): string {
  if (person.status === 'erased') return t('person.erased');
  return person.name || person.email || t('person.nameless');
}

// hasLeft tells whether the account is known to have gone.
export const hasLeft = ({ status }: Person) => status === 'soft_deleted' || status === 'gone' || status === 'left';

// statusText says how a person stands on the day, and since when.
export function statusText(person: Person, t: TFunction, format: Format): string {
  if (person.absent) return t('person.status.absent');
  const word = wordOf('status', person.status, t, format);
  if (!hasLeft(person) || !person.statusSince) return word;
  const day = format.shortRange(person.statusSince);
  switch (person.status) {
    case 'soft_deleted':
      return person.restorableUntil
        ? t('person.status.restorable', { day, until: format.shortDay(person.restorableUntil) })
        : t('person.status.softDeleted', { day });
    case 'gone':
      return t('person.status.gone', { day });
    default:
      return t('person.status.left', { day });
  }
}
