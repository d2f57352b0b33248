import type { Snapshot } from '../api/types';
import { indexOf, lookUp } from '../day/days';

// Offer is a day to compare with that people ask for by name.
export interface Offer {
  name: 'looked' | 'monthEnd' | 'yearAgo' | 'before';
  reading: Snapshot;
}

const pad = (n: number) => String(n).padStart(2, '0');

// monthEndBefore is the last day of the month before that of a day.
export function monthEndBefore(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10);
}

// yearBefore is the same day a year earlier; of a leap day, the one before it.
export function yearBefore(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year - 1, month, 0)).getUTCDate();
  return `${year - 1}-${pad(month)}-${pad(Math.min(date, last))}`;
}

// offersFor gives the days that a reading can usefully be compared with: those
// that have a reading of their own or one before them, each reading once.
// looked is the id of the reading that was seen last, '' when none was.
export function offersFor(readings: readonly Snapshot[], at: string, looked: string): Offer[] {
  const index = indexOf(readings, at);
  const after = readings[index];
  if (!after) return [];
  const on = (day: string) => readings[lookUp(readings, day).index];
  const offers: [Offer['name'], Snapshot | undefined][] = [
    ['looked', readings.find((reading) => String(reading.id) === looked)],
    ['before', readings[index - 1]],
    ['monthEnd', on(monthEndBefore(after.day))],
    ['yearAgo', on(yearBefore(after.day))],
  ];
  return offers.flatMap(([name, reading]) => (reading && readings.indexOf(reading) < index ? [{ name, reading }] : []));
}

// inOrder puts two readings into the order in which they were read: what
// changed goes forward, whichever was chosen first.
export function inOrder(readings: readonly Snapshot[], a: string, b: string): [string, string] {
  return indexOf(readings, a) <= indexOf(readings, b) ? [a, b] : [b, a];
}
