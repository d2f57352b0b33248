import { describe, expect, it } from 'vitest';
import type { TrendPoint } from '../api/types';
import { ledger } from '../wailsjs/go/models';
import { closest, pathOf, placesOf, rangeOf, runsOf, usualStep } from './trend-shape';

const point = (day: string, more: Partial<TrendPoint> = {}): TrendPoint => ({
  id: Number(day.replaceAll('-', '')),
  at: `${day}T06:30:00Z`,
  basis: ledger.Basis.REPORT,
  rows: 100,
  licensed: 50,
  ...more,
});
const days = (...list: string[]) => list.map((day) => point(`2026-03-${day}`));

describe('a line', () => {
  it('ends where days were not read', () => {
    expect(runsOf(days('01', '02', '03', '06', '07'), 'rows')).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
  });

  it('goes on over the usual distance between readings', () => {
    const weekly = days('01', '08', '15', '22');
    expect(usualStep(weekly)).toBe(7 * 86_400_000);
    expect(runsOf(weekly, 'rows')).toEqual([[0, 1, 2, 3]]);
  });

  it('ends where nothing is known, and never says 0', () => {
    const [a, b, c] = days('01', '02', '03');
    const points = [a, { ...b, rows: undefined }, c] as TrendPoint[];
    expect(runsOf(points, 'rows')).toEqual([[0], [2]]);
    expect(runsOf(points, 'licensed')).toEqual([[0, 1, 2]]);
  });

  it('ends where the list is made from something else', () => {
    const points = [point('2026-03-01'), point('2026-03-02', { basis: ledger.Basis.DIRECTORY })];
    expect(runsOf(points, 'rows')).toEqual([[0], [1]]);
    expect(runsOf(points, 'licensed')).toEqual([[0, 1]]);
  });

  it('is drawn for a reading alone as well', () => {
    const at = (index: number) => index * 10;
    expect(pathOf([0, 1], at, at)).toBe('M0.0 0.0L10.0 10.0');
    expect(pathOf([1], at, at)).toBe('M8.5 10.0h3');
    expect(pathOf([], at, at)).toBe('');
  });
});

describe('the picture', () => {
  it('places readings by time', () => {
    expect(placesOf(days('01', '02', '05'))).toEqual([0, 0.25, 1]);
    expect(placesOf(days('01'))).toEqual([1]);
    expect(placesOf([])).toEqual([]);
  });

  it('leaves air, and never goes below nothing', () => {
    const points = [point('2026-03-01', { rows: 0 }), point('2026-03-02', { rows: 10 })];
    expect(rangeOf(points, 'rows')).toEqual({ low: 0, high: 11.2 });
    expect(rangeOf([point('2026-03-01', { rows: undefined })] as TrendPoint[], 'rows')).toBeUndefined();
  });

  it('finds the nearest reading', () => {
    expect(closest([0, 0.25, 1], 0.5)).toBe(1);
    expect(closest([0, 0.25, 1], 2)).toBe(2);
  });
});
