import type { Entry } from './entries';

// Span is the stretch of time that the picture shows: two days, both in it.
export interface Span {
  from: string;
  to: string;
}

export type Zoom = 'month' | 'year' | 'all';

const dayLength = 86_400_000;
export const dayNumber = (day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / dayLength);
export const dayText = (number: number) => new Date(number * dayLength).toISOString().slice(0, 10);

// spanOf gives the month or the year of a day, or all days there are.
export function spanOf(zoom: Zoom, day: string, entries: readonly Entry[]): Span {
  const [year = 0, month = 1] = day.split('-').map(Number);
  switch (zoom) {
    case 'month':
      return { from: `${day.slice(0, 7)}-01`, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
    case 'year':
      return { from: `${year}-01-01`, to: `${year}-12-31` };
    case 'all':
      return { from: entries[0]?.day ?? day, to: entries.at(-1)?.day ?? day };
  }
}

// Bin is one column of the picture: some days, and what was read in them.
export interface Bin {
  index: number; // of the column
  first: number; // of the entries in it
  last: number;
  rows: number; // of the list at its end; 0 where there is none
  changes: number; // -1 where only the first reading is in it
  partial: boolean;
  synced: boolean;
  imported: boolean;
  failed: boolean; // something was tried and gave no reading
}

// Columns are never narrower than this, so that each can be seen and pointed at.
const narrowest = 3;

// columnsIn tells how many columns a span has in a width, and how many days
// each of them is.
export function columnsIn(span: Span, width: number): { count: number; days: number } {
  const days = Math.max(1, dayNumber(span.to) - dayNumber(span.from) + 1);
  const each = Math.max(1, Math.ceil((days * narrowest) / Math.max(1, width)));
  return { count: Math.ceil(days / each), days: each };
}

// binsOf sorts entries into the columns of a span; columns in which nothing was
// read are left out. The first reading of all, where everything is new, tells no
// changes.
export function binsOf(entries: readonly Entry[], span: Span, daysEach: number): Bin[] {
  const bins: Bin[] = [];
  const begin = dayNumber(span.from);
  for (const [i, entry] of entries.entries()) {
    if (entry.day < span.from || entry.day > span.to) continue;
    const index = Math.floor((dayNumber(entry.day) - begin) / daysEach);
    let bin = bins.at(-1);
    if (bin?.index !== index) {
      bin = {
        index,
        first: i,
        last: i,
        rows: 0,
        changes: -1,
        partial: false,
        synced: false,
        imported: false,
        failed: false,
      };
      bins.push(bin);
    }
    bin.last = i;
    if (entry.rows > 0) bin.rows = entry.rows;
    if (!entry.first && entry.published) bin.changes = Math.max(0, bin.changes) + entry.changes;
    bin.partial ||= entry.partial;
    bin.synced ||= entry.kind === 'sync' && entry.published;
    bin.imported ||= entry.kind === 'import' && entry.published;
    bin.failed ||= !entry.published;
  }
  return bins;
}

// labelsIn gives the days to write under a picture: the weeks of a short span,
// the months of a long one.
export function labelsIn(span: Span, most: number): { months: boolean; days: string[] } {
  const begin = dayNumber(span.from);
  const length = dayNumber(span.to) - begin + 1;
  if (length > 70) return { months: true, days: monthsIn(span, most) };
  const step = 7 * Math.max(1, Math.ceil(length / 7 / Math.max(1, most)));
  return { months: false, days: Array.from({ length: Math.ceil(length / step) }, (_, i) => dayText(begin + i * step)) };
}

// monthsIn gives the first days of months in a span, no more than fit.
export function monthsIn(span: Span, most: number): string[] {
  const all: string[] = [];
  let [year = 0, month = 1] = span.from.split('-').map(Number);
  for (;;) {
    const day = `${year}-${String(month).padStart(2, '0')}-01`;
    if (day > span.to) break;
    if (day >= span.from) all.push(day);
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year++;
  }
  const step = Math.max(1, Math.ceil(all.length / Math.max(1, most)));
  return all.filter((_, i) => i % step === 0);
}
