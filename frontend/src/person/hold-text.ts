import type { TFunction } from 'i18next';
import type { Person, PersonHold, PersonService } from '../api/types';
import type { Format } from '../i18n/format';
import { localeOf } from '../i18n/i18n';

const monthOnly = /^\d{4}-\d{2}$/;
const recentDays = 30;

// dayOrMonth writes a day, or a month where only months are kept.
function dayOrMonth(value: string, format: Format): string {
  if (!monthOnly.test(value)) return format.shortDay(value);
  const write = new Intl.DateTimeFormat(localeOf(format.language), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return write.format(new Date(`${value}-01T00:00:00Z`));
}

function daysBetween(from: string, to: string): number {
  const day = (value: string) => Date.parse(monthOnly.test(value) ? `${value}-28` : value.slice(0, 10));
  return (day(to) - day(from)) / 86_400_000;
}

function sourceText(source: string, t: TFunction): string {
  switch (source) {
    case 'graph.signIns':
      return t('person.source.signIns');
    case 'graph.auditLaunches':
      return t('person.source.auditLaunches');
    default:
      return '';
  }
}

// usedText says what is known of the use of a service, and since when anybody
// could have seen it; '' when nobody could.
export function usedText(service: PersonService, person: Person, t: TFunction, format: Format): string {
  const { lastUsed, watchedSince } = service;
  if (lastUsed) {
    const day = dayOrMonth(lastUsed, format);
    const since = format.shortDay(watchedSince || lastUsed);
    if (daysBetween(lastUsed, person.day) > recentDays) return t('person.use.noneSince', { day, since });
    const source = sourceText(service.lastUsedSource, t);
    return source ? t('person.use.seenIn', { day, source, since }) : t('person.use.seen', { day, since });
  }
  if (watchedSince) return t('person.use.none', { since: format.shortDay(watchedSince) });
  if (service.inList) {
    const day = format.shortDay(service.inListSince);
    return service.inListSince === person.listSince
      ? t('person.use.listedFirst', { day })
      : t('person.use.listed', { day });
  }
  if (service.inListUntil) return t('person.use.listedUntil', { day: format.shortDay(service.inListUntil) });
  return person.listRead ? t('person.use.unlisted', { since: format.shortDay(person.listSince) }) : '';
}

// usesOf puts services of a license together of whose use the same is known.
export function usesOf(hold: PersonHold, person: Person, t: TFunction, format: Format) {
  const uses = new Map<string, string[]>();
  for (const service of hold.services) {
    const use = usedText(service, person, t, format);
    uses.set(use, [...(uses.get(use) ?? []), service.service]);
  }
  return [...uses].map(([use, services]) => ({ use, services }));
}

// holdTexts says how a license came to somebody, whether it is a trial, and
// when it ends.
export function holdTexts(hold: PersonHold, day: string, t: TFunction, format: Format): string[] {
  return [cameText(hold, t, format), endText(hold, day, t, format)].filter(Boolean);
}

function cameText(hold: PersonHold, t: TFunction, format: Format): string {
  const day = hold.assignedDate && format.shortDay(hold.assignedDate);
  const group = hold.groupName;
  if (hold.assignedBy === 'direct') return day ? t('person.hold.directSince', { day }) : t('person.hold.direct');
  if (hold.assignedBy !== 'group') return day ? t('person.hold.since', { day }) : '';
  if (group) return day ? t('person.hold.namedGroupSince', { group, day }) : t('person.hold.namedGroup', { group });
  return day ? t('person.hold.groupSince', { day }) : t('person.hold.group');
}

function endText(hold: PersonHold, today: string, t: TFunction, format: Format): string {
  if (!hold.expirationDate) return hold.isTrial ? t('person.hold.trial') : '';
  const day = format.shortDay(hold.expirationDate);
  const over = hold.expirationDate.slice(0, 10) < today;
  if (hold.isTrial) return over ? t('person.hold.trialEnded', { day }) : t('person.hold.trialEnds', { day });
  return over ? t('person.hold.expired', { day }) : t('person.hold.expires', { day });
}
