import type { TFunction } from 'i18next';
import type { ErrorCode, Schedule, ScheduleSource } from '../api/types';
import { titleText } from '../history/words';
import type { Format } from '../i18n/format';
import { localeOf } from '../i18n/i18n';
import { saidText } from '../i18n/said';
import { lookedOn } from '../overview/moment';
import { saysMore } from '../states/remedies';
import { noteOf } from '../table/around';

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

// lastText says what the last sync by itself came to; '' before the first, and where that
// is told as trouble.
export function lastText(schedule: Schedule, t: TFunction, format: Format): string {
  if (!schedule.lastRun || schedule.trouble) return '';
  const when = format.when(schedule.lastRun);
  return schedule.lastCode
    ? t('schedule.last', { when, what: t(`error.${schedule.lastCode}.title`) })
    : t('schedule.lastDone', { when });
}

// Troubled is what is wrong with the syncs by themselves, and why.
export interface Troubled {
  text: string;
  why: string[];
  english: boolean; // why is in the words of the program
}

// troubleOf says it; nothing when all is well.
export function troubleOf(schedule: Schedule, t: TFunction, format: Format): Troubled | undefined {
  const { lastRun, lastCode, message, trouble } = schedule;
  const when = lastRun ? format.when(lastRun) : '';
  switch (trouble) {
    case 'failed': {
      const own = saysMore.some((code) => code === lastCode) && message;
      const said = saidText({ message, format: '', args: [] });
      const text = t('schedule.trouble.failed', { when, what: t(`error.${lastCode as ErrorCode}.title`) });
      return {
        text,
        why: [own ? said.text : t(`error.${lastCode as ErrorCode}.text`)],
        english: Boolean(own) && said.lang === 'en',
      };
    }
    case 'partial': {
      const why = [...new Set(schedule.warnings.map((warning) => noteOf(warning, t)))].filter(Boolean);
      return { text: t('schedule.trouble.partial', { when }), why, english: false };
    }
    case 'overdue': {
      const text = when ? t('schedule.trouble.overdue', { when }) : t('schedule.trouble.overdueNever');
      const off = schedule.programGone || schedule.state === 'off';
      return { text, why: [off ? plannedText(schedule, t, format) : t('schedule.trouble.overdueWhy')], english: false };
    }
    default:
      return undefined;
  }
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
