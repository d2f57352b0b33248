import type { TFunction } from 'i18next';
import type { Format } from '../i18n/format';
import { localeOf } from '../i18n/i18n';

const day = 86_400_000;

// lookedAt says when somebody was here: today 17:05, Fri 17:05, or 12 Nov 17:05.
// It is their own clock, whatever the zone of the ledger.
export function lookedAt(when: string, t: TFunction, format: Format, now = new Date()): string {
  const at = new Date(when);
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeOf(format.language), options).format(at);
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  if (at.toDateString() === now.toDateString()) return t('overview.since.todayAt', { time: write(time) });
  if (now.getTime() - at.getTime() < 6 * day) return write({ weekday: 'short', ...time });
  return write({ day: 'numeric', month: 'short', ...time });
}

// lookedOn says it for a sentence: 17:05, Friday, or 12 November.
export function lookedOn(when: string, format: Format, now = new Date()): string {
  const at = new Date(when);
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeOf(format.language), options).format(at);
  if (at.toDateString() === now.toDateString()) return write({ hour: '2-digit', minute: '2-digit' });
  return now.getTime() - at.getTime() < 6 * day ? write({ weekday: 'long' }) : write({ day: 'numeric', month: 'long' });
}
