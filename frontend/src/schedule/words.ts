import type { TFunction } from 'i18next';
import type { Schedule, ScheduleSource } from '../api/types';
import { titleText } from '../history/words';
import type { Format } from '../i18n/format';
import { localeOf } from '../i18n/i18n';
import { lookedOn } from '../overview/moment';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

// dayName is a weekday in the language of the window.
export function dayName(day: Weekday, format: Format, width: 'short' | 'long'): string {
  const monday = Date.UTC(2026, 0, 5);
  const at = new Date(monday + weekdays.indexOf(day) * 86_400_000);
  return new Intl.DateTimeFormat(localeOf(format.language), { weekday: width, timeZone: 'UTC' }).format(at);
}

// plannedText says when the history file is synced by itself.
export function plannedText(schedule: Schedule, t: TFunction, format: Format): string {
  if (!schedule.state) return t('schedule.none');
  if (schedule.programGone) return t('schedule.programGone');
  if (schedule.state === 'off') return t('schedule.off');
  const times = { time: schedule.time, next: format.when(schedule.next) };
  const days = weekdays.filter((day) => schedule.days.includes(day));
  if (days.length === 0) return t('schedule.daily', times);
  return t('schedule.weekly', { ...times, days: format.listed(days.map((day) => dayName(day, format, 'short'))) });
}

// lastText says what the last sync by itself came to; '' before the first.
export function lastText(schedule: Schedule, t: TFunction, format: Format): string {
  if (!schedule.lastRun) return '';
  const when = format.when(schedule.lastRun);
  return schedule.lastCode
    ? t('schedule.last', { when, what: t(`error.${schedule.lastCode}.title`) })
    : t('schedule.lastDone', { when });
}

// Who was seen in use has two sources and one name.
const named = (title: string, t: TFunction) =>
  titleText(title === 'signIns' || title === 'launches' ? 'use' : title, t);

// aloneTexts says what is read when nobody is there, a sentence for all of which the
// same is said.
export function aloneTexts(sources: ScheduleSource[], t: TFunction, format: Format): string[] {
  const groups = new Map<string, { one: ScheduleSource; titles: Set<string> }>();
  for (const one of sources) {
    const key = `${one.alone} ${one.since}`;
    const group = groups.get(key) ?? { one, titles: new Set() };
    group.titles.add(named(one.title, t));
    groups.set(key, group);
  }
  return [...groups.values()].map(({ one, titles }) => {
    const said = { titles: format.listed([...titles]) };
    if (one.since) return t('schedule.aloneDue', { ...said, when: lookedOn(one.since, format) });
    return t(`schedule.alone.${one.alone}`, said);
  });
}
