import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../api/types';
import { makeSnapshots } from '../testing/data';
import { barOf, columnsOf, indexOf, lookUp, nearest, placeOf, readDay, ticksOf } from './days';

const readings = makeSnapshots(30, 1000);

describe('travelling', () => {
  it('calls the newest reading latest, so that a new one moves those along who look at today', () => {
    expect(placeOf(readings, readings.length - 1)).toBe('latest');
    expect(indexOf(readings, 'latest')).toBe(readings.length - 1);
  });

  it('stops at both ends', () => {
    expect(placeOf(readings, -3)).toBe(String(readings[0]?.id));
    expect(placeOf(readings, 99)).toBe('latest');
  });

  it('gives back every reading by its place', () => {
    for (const [index] of readings.entries()) expect(indexOf(readings, placeOf(readings, index))).toBe(index);
  });
});

describe('looking up a day', () => {
  it('takes the last reading of that day', () => {
    const twice = [...readings, { ...(readings.at(-1) as Snapshot), id: 99 }];
    expect(lookUp(twice, readings.at(-1)?.day ?? '')).toEqual({ index: twice.length - 1, exact: true });
  });

  it('takes the last one before a day without a reading, and says so', () => {
    // Nothing was read on 2026-11-02 and 2026-11-03.
    const found = lookUp(readings, '2026-11-03');
    expect(readings[found.index]?.day).toBe('2026-11-01');
    expect(found.exact).toBe(false);
  });

  it('finds nothing before the first reading', () => {
    expect(lookUp(readings, '1999-01-01').index).toBe(-1);
  });
});

describe('ticks', () => {
  it('stand where their time is', () => {
    const ticks = ticksOf(readings);
    expect(ticks[0]?.x).toBe(0);
    expect(ticks.at(-1)?.x).toBe(1);
    // The two days without a reading leave a gap three times as wide.
    const gaps = ticks.slice(1).map((tick, index) => tick.x - (ticks[index]?.x ?? 0));
    expect(Math.max(...gaps) / Math.min(...gaps)).toBeCloseTo(3, 5);
  });

  it('are taller when more changed, and never higher than the strip', () => {
    const ticks = ticksOf(readings);
    const most = readings.slice(1).reduce((a, b) => (b.changes > a.changes ? b : a));
    expect(ticks[readings.indexOf(most)]?.height).toBe(1);
    for (const tick of ticks) expect(tick.height).toBeLessThanOrEqual(1);
  });

  it('are found by the place on the strip', () => {
    const ticks = ticksOf(readings);
    for (const [index, tick] of ticks.entries()) expect(nearest(ticks, tick.x)).toBe(index);
  });

  it('bear a single reading', () => {
    expect(ticksOf(readings.slice(0, 1))).toEqual([{ x: 1, height: 0.5 }]);
  });
});

describe('many readings', () => {
  const many = makeSnapshots(1400, 5000);
  const ticks = ticksOf(many);

  it('share columns that can be seen, and are all reached by dragging', () => {
    const width = 900;
    const bar = barOf(many.length, width);
    const columns = columnsOf(ticks, many, width, bar);
    expect(bar).toBe(2);
    expect(columns.length).toBeLessThanOrEqual(width / (bar + 1) + 1);
    const places = columns.map(({ x }) => x).sort((a, b) => a - b);
    for (const [i, x] of places.entries()) if (i > 0) expect(x - (places[i - 1] ?? 0)).toBeGreaterThanOrEqual(bar + 1);
    expect(Math.max(...columns.map(({ tick }) => tick.height))).toBe(1);
    expect(columns.filter(({ partial }) => partial)).toHaveLength(1);
    for (const index of [0, 700, many.length - 1]) expect(nearest(ticks, ticks[index]?.x ?? 0)).toBe(index);
  });

  it('have a column each where there is room', () => {
    expect(columnsOf(ticksOf(readings), readings, 900, barOf(readings.length, 900))).toHaveLength(readings.length);
  });
});

describe('reading a day as typed', () => {
  it.each([
    ['2026-03-31', 'en-GB', '2026-03-31'],
    ['31/3/2026', 'en-GB', '2026-03-31'],
    ['3/31/2026', 'en-US', '2026-03-31'],
    ['31-03-2026', 'nl-NL', '2026-03-31'],
    ['31.3.2026', 'nl-NL', '2026-03-31'],
    ['31-02-2026', 'nl-NL', ''],
    ['soon', 'en-GB', ''],
  ])('%s in %s', (text, locale, day) => {
    expect(readDay(text, locale)).toBe(day);
  });
});
