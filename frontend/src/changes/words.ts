import type { TFunction } from 'i18next';
import type { Change, ChangeKind, Changes } from '../api/types';
import type { Format } from '../i18n/format';
import { wordOf } from '../table/words';

// What a comparison of two days is about, and the thing that must have been
// read on both for it.
export const groups: { name: 'people' | 'list'; kinds: ChangeKind[] }[] = [
  { name: 'people', kinds: ['departed', 'returned', 'blocked', 'renamed'] },
  { name: 'list', kinds: ['gained', 'lost', 'swapped'] },
];

// isOfList tells whether a change is one of what people hold.
export const isOfList = (kind: ChangeKind) =>
  groups.some((group) => group.name === 'list' && group.kinds.includes(kind));

const known = (text: string, t: TFunction) => (text === 'Unknown' ? t('words.unknown') : text);

// whoText names whom a change is about, by name or by address.
export function whoText(change: Change, t: TFunction): { name: string; address: string } {
  const { user_name: name, email_address: address } = change;
  return name && name !== address
    ? { name: known(name, t), address: address === name ? '' : known(address, t) }
    : { name: known(address, t), address: '' };
}

const both = (service: string, license: string) => [...new Set([service, license])].filter(Boolean).join(' · ');

// renamedText gives the parts of a name that changed, as they were or are.
function renamedText(change: Change, was: boolean): string {
  const parts = [
    change.was_name === change.user_name ? '' : was ? change.was_name : change.user_name,
    change.was_email === change.email_address ? '' : was ? change.was_email : change.email_address,
  ];
  return parts.filter(Boolean).join(' · ');
}

// beforeText says what stood there on the first day; '' when nothing did.
export function beforeText(change: Change, t: TFunction, format: Format): string {
  switch (change.change as ChangeKind) {
    case 'departed':
    case 'blocked':
      return wordOf('status', 'present', t, format);
    case 'returned':
      return wordOf('status', 'left', t, format);
    case 'lost':
      return both(change.service, change.license);
    case 'swapped':
      return both(change.was_service, change.was_license);
    case 'renamed':
      return renamedText(change, true);
    default:
      return '';
  }
}

// afterText says what stands there on the second day, or since when.
export function afterText(change: Change, t: TFunction, format: Format): string {
  switch (change.change as ChangeKind) {
    case 'gained':
    case 'swapped':
      return both(change.service, change.license);
    case 'renamed':
      return renamedText(change, false);
    case 'departed':
      return change.since
        ? t('changes.leftSince', { day: format.shortRange(change.since) })
        : wordOf('status', 'left', t, format);
    case 'blocked':
      return wordOf('status', 'blocked', t, format);
    case 'returned':
      return wordOf('status', 'present', t, format);
    default:
      return '';
  }
}

// asText is a comparison for a mail: the days, and a line for each kind.
export function asText(changes: Changes, tenant: string, t: TFunction, format: Format): string {
  const days = { tenant, from: format.day(changes.before.day), to: format.day(changes.after.day) };
  const lines = [t('changes.copyTitle', days)];
  for (const { name, kinds } of groups) {
    if (changes.notRead.includes(name)) lines.push(t(`changes.notRead.${name}`));
    for (const { kind, rows } of changes.counts)
      if (kinds.includes(kind))
        lines.push(t('changes.copyLine', { text: t(`changes.count.${kind}`, { count: rows }) }));
  }
  if (changes.rows === 0 && changes.notRead.length === 0) lines.push(t('changes.nothing.title'));
  return lines.join('\n');
}
