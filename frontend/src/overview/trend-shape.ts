import type { LeadingNumber, TrendPoint } from '../api/types';

export type Series = 'rows' | 'licensed';

const day = 86_400_000;

// leadsOf says where a size leads: to the list, or to what is assigned, of its
// reading.
export const leadsOf = (point: TrendPoint, series: Series): LeadingNumber => ({
  rows: series === 'rows' ? (point.rows ?? 0) : 0,
  people: series === 'licensed' ? (point.licensed ?? 0) : 0,
  at: String(point.id),
  kind: (series === 'rows' ? 'list' : 'assigned') as LeadingNumber['kind'],
  filters: [],
});

export const sizeOf = (point: TrendPoint | undefined, series: Series): number | undefined =>
  point?.[series] ?? undefined;

// placesOf gives the place of every reading between the first, 0, and the last, 1.
export function placesOf(points: readonly TrendPoint[]): number[] {
  const times = points.map(({ at }) => Date.parse(at));
  const from = times[0] ?? 0;
  const length = (times.at(-1) ?? from) - from;
  return times.map((time) => (length > 0 ? (time - from) / length : 1));
}

// usualStep is how far apart readings usually are, never less than a day: who
// reads on working days or once a month has no gap at every weekend or month.
export function usualStep(points: readonly TrendPoint[]): number {
  const steps = points
    .slice(1)
    .map(({ at }, index) => Date.parse(at) - Date.parse(points[index]?.at ?? at))
    .sort((a, b) => a - b);
  return Math.max(day, steps[Math.floor(steps.length / 2)] ?? day);
}

// runsOf gives the stretches to draw as one line, as indices of readings. A line
// ends where nothing is known, where readings are missing, and where the list is
// made from something else.
export function runsOf(points: readonly TrendPoint[], series: Series): number[][] {
  const most = usualStep(points) * 1.5;
  const runs: number[][] = [];
  let last: TrendPoint | undefined;
  for (const [index, point] of points.entries()) {
    if (sizeOf(point, series) === undefined) {
      last = undefined;
      continue;
    }
    const goesOn =
      last !== undefined &&
      Date.parse(point.at) - Date.parse(last.at) <= most &&
      (series !== 'rows' || point.basis === last.basis);
    if (goesOn) runs.at(-1)?.push(index);
    else runs.push([index]);
    last = point;
  }
  return runs;
}

// rangeOf gives the values at the foot and the top of a picture: with some air,
// so that a line that hardly moves looks so.
export function rangeOf(points: readonly TrendPoint[], series: Series): { low: number; high: number } | undefined {
  const values = points.flatMap((point) => sizeOf(point, series) ?? []);
  if (values.length === 0) return undefined;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const air = Math.max((high - low) * 0.12, high * 0.02, 1);
  return { low: Math.max(0, low - air), high: high + air };
}

// pathOf writes a stretch as an SVG path; one reading alone is a short dash.
export function pathOf(run: readonly number[], x: (index: number) => number, y: (index: number) => number): string {
  const at = (index: number) => `${x(index).toFixed(1)} ${y(index).toFixed(1)}`;
  const [first] = run;
  if (first === undefined) return '';
  if (run.length === 1) return `M${(x(first) - 1.5).toFixed(1)} ${y(first).toFixed(1)}h3`;
  return `M${run.map(at).join('L')}`;
}

// closest finds the reading nearest to a place.
export function closest(places: readonly number[], place: number): number {
  let best = 0;
  for (const [index, one] of places.entries()) {
    if (Math.abs(one - place) < Math.abs((places[best] ?? 0) - place)) best = index;
  }
  return best;
}
