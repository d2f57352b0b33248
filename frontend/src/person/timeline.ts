import type { TFunction } from 'i18next';
import type { EventCode, PersonEvent } from '../api/types';
import type { Format } from '../i18n/format';

// DayOfEvents is what happened on one day, or between the same two.
export interface DayOfEvents {
  from: string; // '' when nothing was read before
  day: string;
  texts: string[];
}

// Of these the time of day matters, where it is known.
const timed: readonly EventCode[] = ['left', 'launched'];

// whatOf names the thing that an event is about: of a list its service.
const whatOf = (event: PersonEvent) => event.service || event.license;

// sameOf tells events apart that are told in one line: '' for those that are
// told alone.
function sameOf({ event, detail }: PersonEvent): string {
  const code: EventCode = event;
  switch (code) {
    case 'got':
      return `got ${detail}`;
    case 'lost':
    case 'reported':
    case 'unreported':
    case 'unknown_row':
    case 'license_missing':
      return code;
    default:
      return '';
  }
}

function renamedText(event: PersonEvent, t: TFunction): string {
  const { wasName, newName, wasEmail, newEmail } = event;
  const named = wasName !== newName && wasName !== '' && newName !== '';
  const addressed = wasEmail !== newEmail && wasEmail !== '' && newEmail !== '';
  if (named && addressed) return t('person.event.renamedBoth', { was: wasName, now: newName, address: newEmail });
  if (named) return t('person.event.renamedName', { was: wasName, now: newName });
  return addressed ? t('person.event.renamedEmail', { was: wasEmail, now: newEmail }) : t('person.event.renamed');
}

// eventText says in words what happened; what names everything of the kind
// that happened that day.
export function eventText(event: PersonEvent, what: string, t: TFunction): string {
  const code: EventCode = event.event;
  switch (code) {
    case 'got':
      return event.detail === 'group' ? t('person.event.gotByGroup', { what }) : t('person.event.got', { what });
    case 'lost':
      return t('person.event.lost', { what });
    case 'reported':
      return t('person.event.reported', { what });
    case 'unreported':
      return t('person.event.unreported', { what });
    case 'unknown_row':
      return t('person.event.unknown_row', { what });
    case 'license_missing':
      return t('person.event.license_missing', { what });
    case 'launched':
      return event.detail ? t('person.event.launched', { what: event.detail }) : t('person.event.launchedSomething');
    case 'renamed':
      return renamedText(event, t);
    default:
      return t(`person.happened.${code}`);
  }
}

// byDay puts events together that fell on the same day, or between the same
// two, in the order in which they come.
export function byDay(events: readonly PersonEvent[], t: TFunction, format: Format): DayOfEvents[] {
  const days = new Map<string, PersonEvent[]>();
  for (const event of events) {
    const key = `${event.fromDay} ${event.day}`;
    days.set(key, [...(days.get(key) ?? []), event]);
  }
  return [...days.values()].map((all) => ({
    from: all[0]?.fromDay ?? '',
    day: all[0]?.day ?? '',
    texts: textsOf(all, t, format),
  }));
}

function textsOf(all: PersonEvent[], t: TFunction, format: Format): string[] {
  const lines = new Map<string, PersonEvent[]>();
  for (const [index, event] of all.entries()) {
    const key = sameOf(event) || `${index}`;
    lines.set(key, [...(lines.get(key) ?? []), event]);
  }
  return [...lines.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const text = eventText(first, format.listed([...new Set(same.map(whatOf))]), t);
    const time = timed.includes(first.event) && first.at ? format.time(first.at) : '';
    return [time ? t('person.event.timed', { text, time }) : text];
  });
}

// labelOf writes the day of a group: one, between two, or by one.
export function labelOf(group: DayOfEvents, t: TFunction, format: Format): string {
  if (!group.from) return t('person.timeline.by', { day: format.shortDay(group.day) });
  return group.from === group.day ? format.shortDay(group.day) : format.shortRange(`${group.from}/${group.day}`);
}
