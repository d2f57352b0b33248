import type { Snapshot } from '../api/types';

// Looked is what was seen last: the newest reading of then, and when that was.
export interface Looked {
  id: number;
  read: string; // when the reading was made
  when: string; // when the person was here
}

// Within this, a person who comes back goes on with the same visit: what
// changed before it does not vanish by a look at a table.
const visit = 4 * 3_600_000;

export const isNewVisit = (looked: Looked | null, now: number) =>
  looked !== null && now - Date.parse(looked.when) > visit;

// seenBefore finds the reading that was seen last; one that is gone since, by
// the last that is not later. Nothing is found before the first visit.
export function seenBefore(readings: readonly Snapshot[], looked: Looked | null): Snapshot | undefined {
  if (!looked) return undefined;
  return (
    readings.find((one) => one.id === looked.id && one.at === looked.read) ??
    readings.filter((one) => one.at <= looked.read).at(-1)
  );
}

// Compared is what the page tells changes between, and why those two.
export type Compared =
  | { why: 'nothing' } // nothing was read
  | { why: 'only' } // one reading
  | { why: 'looked' | 'first' | 'past'; before: Snapshot; after: Snapshot };

export function comparedOf(readings: readonly Snapshot[], index: number, looked: Looked | null): Compared {
  const after = readings[index];
  const previous = readings[index - 1];
  if (!after) return { why: 'nothing' };
  if (index < readings.length - 1) return previous ? { why: 'past', before: previous, after } : { why: 'only' };
  const seen = seenBefore(readings, looked);
  if (seen) return { why: 'looked', before: seen, after };
  return previous ? { why: 'first', before: previous, after } : { why: 'only' };
}
