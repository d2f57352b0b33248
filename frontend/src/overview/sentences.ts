import type { TFunction } from 'i18next';
import type { LeadingNumber, LicenseUse, Need, Overview, Since, SinceKind } from '../api/types';
import type { Format } from '../i18n/format';
import { noteOf } from '../table/around';
import type { Compared, Looked } from './looked';
import { lookedAt, lookedOn } from './moment';

// Told is a sentence with the number in it that leads somewhere.
export interface Told {
  key: string;
  text: string;
  leads: LeadingNumber;
}

// totalsOf says the day in numbers. What was not read is left out.
export function totalsOf(day: Overview, t: TFunction): Told[] {
  const told: Told[] = [];
  const { list, unknown, assigned, neverSeen, everyone } = day;
  if (list)
    told.push({ key: 'list', text: t('overview.totals.list', { rows: list.rows, people: list.people }), leads: list });
  if (unknown && unknown.rows > 0)
    told.push({ key: 'unknown', text: t('overview.totals.unknown', { count: unknown.rows }), leads: unknown });
  if (assigned)
    told.push({ key: 'assigned', text: t('overview.totals.assigned', { count: assigned.people }), leads: assigned });
  if (neverSeen && neverSeen.people > 0)
    told.push({
      key: 'neverSeen',
      text: t('overview.totals.neverSeen', { count: neverSeen.people }),
      leads: neverSeen,
    });
  if (everyone)
    told.push({ key: 'everyone', text: t('overview.totals.everyone', { count: everyone.people }), leads: everyone });
  return told;
}

// changesOf says what changed. Accounts are counted as people, the list in rows.
export const changesOf = (since: Since, t: TFunction): Told[] =>
  since.changes.map(({ kind, number }) => ({
    key: kind,
    text: t(`overview.since.change.${kind as SinceKind}`, { count: number.rows || number.people }),
    leads: number,
  }));

const unread = ['people', 'list'] as const;

export const notReadOf = (since: Since, t: TFunction): string[] =>
  unread.filter((title) => since.notRead.includes(title)).map((title) => t(`overview.since.notRead.${title}`));

export const isUnchanged = (since: Since) => since.changes.length === 0 && since.notRead.length === 0;

export function sinceTitle(compared: Compared, looked: Looked | null, t: TFunction, format: Format): string {
  switch (compared.why) {
    case 'looked':
      return t('overview.since.title', { when: looked ? lookedAt(looked.when, t, format) : '' });
    case 'first':
      return t('overview.since.titleFirst', { when: format.when(compared.before.at) });
    case 'past':
      return t('overview.since.titlePast', { when: format.when(compared.before.at) });
    default:
      return t('overview.since.titleOne');
  }
}

export function unchangedText(compared: Compared, looked: Looked | null, t: TFunction, format: Format): string {
  if (compared.why === 'looked' && looked) return t('overview.since.nothing', { when: lookedOn(looked.when, format) });
  return t('overview.since.nothing', { when: 'before' in compared ? format.when(compared.before.at) : '' });
}

// aged are the kinds of things whose age is told.
const aged = ['list', 'people', 'seats'] as const;

// What can be due together.
const dues = ['list', 'people', 'both', 'use'] as const;

// needText says what waits. nextLook is when Unknown rows are looked at again;
// '' when they are not.
export function needText(need: Need, past: boolean, nextLook: string, t: TFunction, format: Format): string {
  const { code, number, days } = need;
  switch (code) {
    case 'due': {
      const what = dues.find((one) => one === need.title) ?? 'both';
      return t(`overview.needs.due.${what}`, { when: lookedOn(need.since, format) });
    }
    case 'partial':
      return past ? t('overview.needs.partialPast') : t('overview.needs.partial');
    case 'old': {
      const title = aged.find((one) => one === need.title) ?? 'list';
      return t(`overview.needs.old.${title}`, { count: days });
    }
    case 'blocked':
      return t('overview.needs.blocked', { count: number?.people ?? 0 });
    case 'trials':
      return t('overview.needs.trials', { count: number?.people ?? 0 });
    default: {
      const count = number?.rows ?? 0;
      return nextLook && !past
        ? t('overview.needs.unresolvedLook', { count, time: format.time(nextLook) })
        : t('overview.needs.unresolved', { count });
    }
  }
}

// needNotes says more about a need, in the words of the notes of a table.
export const needNotes = (need: Need, t: TFunction): string[] => [
  ...new Set(need.warnings.map((warning) => noteOf(warning, t))),
];

// overAssigned is how many more are assigned than were bought.
export const overAssigned = (use: LicenseUse) => Math.max(0, use.assigned - use.bought);

// licenseParts says what became of a license, in the order of the bars.
export function licenseParts(use: LicenseUse, t: TFunction): (Omit<Told, 'leads'> & { leads?: LeadingNumber })[] {
  const { held, used, assigned, bought } = use;
  return [
    { key: 'bought', text: t('overview.licenses.bought', { count: bought }) },
    ...(held ? [{ key: 'held', text: t('overview.licenses.held', { count: held.people }), leads: held }] : []),
    ...(held?.people === assigned
      ? []
      : [{ key: 'assigned', text: t('overview.licenses.assigned', { count: assigned }) }]),
    ...(assigned <= bought ? [{ key: 'free', text: t('overview.licenses.free', { count: bought - assigned }) }] : []),
    used
      ? { key: 'used', text: t('overview.licenses.used', { count: used.people }), leads: used }
      : { key: 'used', text: t('overview.licenses.useNotKnown') },
  ];
}
