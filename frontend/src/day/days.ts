import type { Snapshot } from '../api/types';

// Position of a reading among the readings, by what the place says.
export function indexOf(readings: readonly Snapshot[], at: string): number {
  if (at === 'latest') return readings.length - 1;
  return readings.findIndex((reading) => String(reading.id) === at);
}

// placeOf says where a reading is: the newest one is "latest", so that a new
// reading moves those along who look at today.
export function placeOf(readings: readonly Snapshot[], index: number): string {
  const clamped = Math.max(0, Math.min(readings.length - 1, index));
  const reading = readings[clamped];
  return !reading || clamped === readings.length - 1 ? 'latest' : String(reading.id);
}

// lookUp finds what is shown for a day: its last reading, else the last before it.
export function lookUp(readings: readonly Snapshot[], day: string): { index: number; exact: boolean } {
  let index = -1;
  for (const [i, reading] of readings.entries()) if (reading.day <= day) index = i;
  return { index, exact: readings[index]?.day === day };
}

// Tick is one reading on the strip: x and height as shares of the strip.
export interface Tick {
  x: number;
  height: number;
}

// ticksOf places readings by time. Heights grow with the root of the changes,
// so that one big day does not flatten all others; the first reading, where
// everything is new, sets no scale.
export function ticksOf(readings: readonly Snapshot[]): Tick[] {
  const first = readings[0];
  const last = readings.at(-1);
  if (!first || !last) return [];
  const from = Date.parse(first.at);
  const length = Date.parse(last.at) - from;
  const most = Math.max(1, ...readings.slice(1).map((reading) => reading.changes));
  return readings.map((reading, index) => ({
    x: length > 0 ? (Date.parse(reading.at) - from) / length : 1,
    height: index === 0 || reading.changes < 0 ? 0.5 : Math.min(1, 0.14 + 0.86 * Math.sqrt(reading.changes / most)),
  }));
}

// A tick is never thinner than this, so that it can be seen.
export const thinnest = 2;

// barOf is how wide a tick is on a strip of some width.
export const barOf = (readings: number, width: number) =>
  Math.max(thinnest, Math.min(7, (width / Math.max(1, readings)) * 0.62));

// Column is what is drawn in one place of the strip: a tick, or the tallest of
// those that would lie on one another.
export interface Column {
  x: number; // in pixels
  tick: Tick;
  partial: boolean;
}

// columnsOf gives what to draw. Where there are more readings than room, those
// that share a place become one column; none of them gets lost to dragging, which
// goes by the readings.
export function columnsOf(
  ticks: readonly Tick[],
  readings: readonly { partial: boolean }[],
  width: number,
  bar: number,
): Column[] {
  const room = bar + 1;
  const isTight = ticks.length * room > width;
  const columns = new Map<number, Column>();
  for (const [i, tick] of ticks.entries()) {
    const at = tick.x * (width - bar);
    const x = isTight ? Math.floor(at / room) * room : at;
    const partial = readings[i]?.partial ?? false;
    const there = columns.get(x);
    if (!there) columns.set(x, { x, tick, partial });
    else
      columns.set(x, {
        x,
        tick: tick.height > there.tick.height ? tick : there.tick,
        partial: partial || there.partial,
      });
  }
  return [...columns.values()];
}

// nearest finds the reading closest to a place on the strip.
export function nearest(ticks: readonly Tick[], x: number): number {
  let best = 0;
  for (const [index, tick] of ticks.entries()) {
    if (Math.abs(tick.x - x) < Math.abs((ticks[best]?.x ?? 0) - x)) best = index;
  }
  return best;
}

// readDay understands a day as people type it: 2026-03-31, or day, month and
// year in the order of their language.
export function readDay(text: string, locale: string): string {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
  const plain = /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\s*$/.exec(text);
  const order = new Intl.DateTimeFormat(locale).formatToParts(new Date(0)).map((part) => part.type);
  const monthFirst = order.indexOf('month') < order.indexOf('day');
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : plain
      ? monthFirst
        ? [plain[3], plain[1], plain[2]]
        : [plain[3], plain[2], plain[1]]
      : [];
  if (!year || !month || !day) return '';
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return real ? date.toISOString().slice(0, 10) : '';
}
