import type { Run, Snapshot } from '../api/types';

// Entry is one sync or import on the timeline, with what its reading shows.
export interface Entry {
  id: number; // of the run
  at: string;
  day: string;
  kind: Run['kind'];
  state: Run['state'];
  readingId: number; // 0 when there is none that can be opened
  published: boolean; // it gave a reading, even if that was thinned since
  thinned: boolean;
  pinned: boolean;
  partial: boolean;
  label: string;
  rows: number; // 0 when it is not known
  changes: number;
  warnings: number;
  fileName: string;
  titles: string[];
  coverage: Snapshot['coverage'];
  first: boolean; // the first reading of all, where everything is new
  newest: boolean;
  stays: boolean; // the newest reading of something, which later days are told from
  monthEnd: boolean; // the last reading of a month that is over
  closedMonth: string; // as 2026-03, which is closed with it; empty for others
  canClose: boolean; // its month is over, open, and has no later reading
}

// entriesOf puts syncs and imports together with their readings, oldest first.
export function entriesOf(runs: readonly Run[], readings: readonly Snapshot[]): Entry[] {
  const byId = new Map(readings.map((reading) => [reading.id, reading]));
  const ends = new Map(readings.map(({ id, day }) => [day.slice(0, 7), id]));
  const closed = new Set(runs.map(({ closedMonth }) => closedMonth));
  const newest = readings.at(-1)?.day.slice(0, 7);
  const beginning = runs.findIndex((run) => run.snapshotId > 0 || run.thinned);
  return runs.map((run, index) => {
    const reading = byId.get(run.snapshotId);
    const month = run.day.slice(0, 7);
    const monthEnd = reading !== undefined && month !== newest && ends.get(month) === reading.id;
    return {
      id: run.id,
      at: run.at,
      day: run.day,
      kind: run.kind,
      state: run.state,
      readingId: reading?.id ?? 0,
      published: reading !== undefined || run.thinned,
      thinned: run.thinned,
      pinned: run.pinned,
      partial: run.state === 'partial',
      label: run.label,
      rows: reading?.rows ?? 0,
      changes: run.changes,
      warnings: run.warnings,
      fileName: run.fileName,
      titles: run.titles,
      coverage: reading?.coverage ?? [],
      first: index === beginning,
      newest: index === runs.length - 1,
      stays: run.newest,
      monthEnd,
      closedMonth: run.closedMonth,
      canClose: monthEnd && !closed.has(month),
    };
  });
}

// daysOld is how many whole days lie between two instants.
export const daysOld = (asOf: string, at: string) => Math.floor((Date.parse(at) - Date.parse(asOf)) / 86_400_000);
