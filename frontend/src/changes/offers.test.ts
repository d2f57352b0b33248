import { describe, expect, it } from 'vitest';
import { makeSnapshots } from '../testing/data';
import { inOrder, monthEndBefore, offersFor, yearBefore } from './offers';

const readings = makeSnapshots(60, 1000); // up to 20 November 2026, one a day
const named = (at: string, looked = '') =>
  offersFor(readings, at, looked).map(({ name, reading }) => `${name} ${reading.day}`);

describe('what a day can be compared with', () => {
  it('is the reading before and the end of last month; nothing that was not read', () => {
    expect(named('latest')).toEqual(['before 2026-11-19', 'monthEnd 2026-10-31']);
  });

  it('is what was seen last, first of all', () => {
    const seen = readings.find(({ day }) => day === '2026-11-06');
    expect(named('latest', String(seen?.id))[0]).toBe('looked 2026-11-06');
  });

  it('is never the day itself, nor a later one', () => {
    expect(named('latest', String(readings.at(-1)?.id))[0]).toBe('before 2026-11-19');
    expect(named(String(readings[1]?.id), String(readings[5]?.id))).toEqual([`before ${readings[0]?.day}`]);
    expect(named(String(readings[0]?.id))).toEqual([]);
  });

  it('goes a year back once the history does', () => {
    const long = makeSnapshots(400, 1000);
    const year = offersFor(long, 'latest', '').find(({ name }) => name === 'yearAgo');
    expect(year?.reading.day).toBe('2025-11-20');
  });
});

describe('days by name', () => {
  it.each([
    ['2026-03-01', '2026-02-28', '2025-03-01'],
    ['2028-02-29', '2028-01-31', '2027-02-28'],
    ['2026-01-15', '2025-12-31', '2025-01-15'],
  ])('of %s', (day, monthEnd, year) => {
    expect(monthEndBefore(day)).toBe(monthEnd);
    expect(yearBefore(day)).toBe(year);
  });
});

describe('two days', () => {
  it('are compared forward, whichever was chosen first', () => {
    const [old, newer] = [String(readings[3]?.id), String(readings[9]?.id)];
    expect(inOrder(readings, newer, old)).toEqual([old, newer]);
    expect(inOrder(readings, 'latest', old)).toEqual([old, 'latest']);
  });
});
