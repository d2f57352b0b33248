import { createContext, useContext } from 'react';
import { type Language, localeOf } from './i18n';

// Format writes numbers, dates and lists in one language and in the zone of
// the open ledger. Text that is no date is given back as it is.
export interface Format {
  language: Language;
  number(value: number): string;
  signed(value: number): string; // +3, -2, 0
  money(cents: number, currency: string): string; // €1,512.00
  signedMoney(cents: number, currency: string): string; // +€1,512.00
  size(bytes: number): string; // 12.4 MB
  day(value: string): string; // 31 March 2026
  shortDay(value: string): string; // 31 Mar, with the year when it is not this one
  monthOf(value: string): string; // Mar 2026
  shortRange(value: string): string; // 12-13 Nov, for an interval from/to
  date(value: string): string; // 31/03/2026
  dateTime(value: string): string; // 31/03/2026, 06:30 when the time of day is known
  time(value: string): string; // 06:30
  when(value: string): string; // 12 Nov 16:20, with the year when it is not this one
  moment(value: string): string; // 06:30 when today, otherwise 27 Mar
  either(values: string[]): string; // A, B or C
  listed(values: string[]): string; // A, B, C
  compare(a: string, b: string): number;
}

const bareDay = /^\d{4}-\d{2}-\d{2}$/;

function parse(value: string): Date | undefined {
  const date = new Date(bareDay.test(value) ? `${value}T12:00:00Z` : value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function knownZone(zone: string): string | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone || undefined;
  } catch {
    return undefined;
  }
}

// endsOf splits an interval from/to; an instant is both its ends.
export function endsOf(value: string): [string, string] {
  const [from = '', to = from] = value.split('/');
  return [from, to];
}

// plain writes a short day the same on every system: browsers differ in the
// dash of a range, in the blanks around it and in the dot of a Dutch month.
function plain(parts: { type: string; value: string }[], language: Language): string {
  return parts
    .map(({ type, value }) => {
      if (type === 'literal') return value.replace(/[\s\u2009]*[\u2010-\u2015-][\s\u2009]*/, '-');
      return type === 'month' && language === 'nl' && value.length === 3 && value !== 'mei' ? `${value}.` : value;
    })
    .join('');
}

export function makeFormat(language: Language, zone = '', now: () => Date = () => new Date()): Format {
  const locale = localeOf(language);
  const timeZone = knownZone(zone);
  const make = (options: Intl.DateTimeFormatOptions, bare: boolean) =>
    new Intl.DateTimeFormat(locale, { ...options, ...(bare ? { timeZone: 'UTC' } : timeZone ? { timeZone } : {}) });
  const cache = new Map<string, Intl.DateTimeFormat>();
  const use = (name: string, options: Intl.DateTimeFormatOptions, bare: boolean) => {
    const key = `${name}${bare}`;
    const found = cache.get(key) ?? make(options, bare);
    cache.set(key, found);
    return found;
  };
  const write = (name: string, options: Intl.DateTimeFormatOptions) => (value: string) => {
    const date = parse(value);
    return date ? use(name, options, bareDay.test(value)).format(date) : value;
  };

  const numbers = new Intl.NumberFormat(locale);
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const list = new Intl.ListFormat(locale, { type: 'disjunction' });
  const plainList = new Intl.ListFormat(locale, { style: 'short', type: 'unit' });
  const collator = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  const day = write('day', { day: 'numeric', month: 'long', year: 'numeric' });
  const time = write('time', { hour: '2-digit', minute: '2-digit' });
  const dateOnly = write('date', { day: '2-digit', month: '2-digit', year: 'numeric' });
  const dateTime = write('dateTime', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const isoDay = (date: Date) => new Intl.DateTimeFormat('sv-SE', timeZone ? { timeZone } : {}).format(date);
  // The year is told unless every day is of this year.
  const short = (days: Date[], bare: boolean) => {
    const year = isoDay(now()).slice(0, 4);
    const sameYear = days.every((one) => (bare ? one.toISOString() : isoDay(one)).slice(0, 4) === year);
    return sameYear
      ? use('short', { day: 'numeric', month: 'short' }, bare)
      : use('shortYear', { day: 'numeric', month: 'short', year: 'numeric' }, bare);
  };
  const shortDay = (value: string) => {
    const date = parse(value);
    if (!date) return value;
    const bare = bareDay.test(value);
    return plain(short([date], bare).formatToParts(date), language);
  };

  const moneys = new Map<string, Intl.NumberFormat>();
  const money = (currency: string, signDisplay: 'auto' | 'exceptZero') => {
    const key = `${currency}${signDisplay}`;
    const found = moneys.get(key) ?? new Intl.NumberFormat(locale, { style: 'currency', currency, signDisplay });
    moneys.set(key, found);
    return found;
  };

  return {
    language,
    number: (value) => numbers.format(value),
    signed: (value) => signed.format(value),
    money: (cents, currency) => money(currency, 'auto').format(cents / 100),
    signedMoney: (cents, currency) => money(currency, 'exceptZero').format(cents / 100),
    size: (bytes) => {
      const step = bytes < 1e6 ? 1 : bytes < 1e9 ? 2 : 3;
      const unit = ['byte', 'kilobyte', 'megabyte', 'gigabyte'][step];
      const options = { style: 'unit', unitDisplay: 'short', maximumFractionDigits: step > 1 ? 1 : 0 } as const;
      return new Intl.NumberFormat(locale, { ...options, unit }).format(bytes / 1000 ** step);
    },
    day,
    shortDay,
    monthOf: write('month', { month: 'short', year: 'numeric' }),
    shortRange: (value) => {
      const [from, to] = endsOf(value);
      const first = parse(from);
      const last = parse(to);
      if (!first || !last || last < first) return shortDay(from || to);
      const bare = bareDay.test(from);
      return plain(short([first, last], bare).formatRangeToParts(first, last), language);
    },
    date: dateOnly,
    dateTime: (value) => (bareDay.test(value) ? dateOnly(value) : dateTime(value)),
    time,
    when: (value) => (parse(value) && !bareDay.test(value) ? `${shortDay(value)} ${time(value)}` : shortDay(value)),
    moment: (value) => {
      const date = parse(value);
      if (!date) return value;
      return !bareDay.test(value) && isoDay(date) === isoDay(now()) ? time(value) : shortDay(value);
    },
    either: (values) => list.format(values),
    listed: (values) => plainList.format(values),
    compare: collator.compare,
  };
}

export const FormatContext = createContext<Format>(makeFormat('en'));
export const useFormat = () => useContext(FormatContext);
