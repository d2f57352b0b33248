import { describe, expect, it } from 'vitest';
import { makeSnapshots } from '../testing/data';
import { comparedOf, isNewVisit, seenBefore } from './looked';

const readings = makeSnapshots(10, 100);
const newest = readings.length - 1;
const looked = (index: number, more = {}) => ({
  id: readings[index]?.id ?? 0,
  read: readings[index]?.at ?? '',
  when: '2026-11-20T17:05:00Z',
  ...more,
});

describe('what was seen last', () => {
  it('is nothing before the first visit', () => {
    expect(seenBefore(readings, null)).toBeUndefined();
  });

  it('is found by its number and moment', () => {
    expect(seenBefore(readings, looked(3))).toBe(readings[3]);
  });

  it('is the last before it where the reading is gone, or its number is of another', () => {
    const gone = readings.filter((_, index) => index !== 3);
    expect(seenBefore(gone, looked(3))).toBe(readings[2]);
    expect(seenBefore(readings, looked(3, { id: readings[7]?.id }))).toBe(readings[3]);
    expect(seenBefore(readings.slice(4), looked(3))).toBeUndefined();
  });
});

describe('what is compared', () => {
  it('is the newest reading with what was seen last', () => {
    expect(comparedOf(readings, newest, looked(3))).toEqual({
      why: 'looked',
      before: readings[3],
      after: readings[newest],
    });
  });

  it('is the reading before, the first time', () => {
    expect(comparedOf(readings, newest, null)).toEqual({
      why: 'first',
      before: readings[newest - 1],
      after: readings[newest],
    });
  });

  it('is the reading before, on a past day', () => {
    expect(comparedOf(readings, 5, looked(3))).toEqual({ why: 'past', before: readings[4], after: readings[5] });
    expect(comparedOf(readings, 0, looked(3))).toEqual({ why: 'only' });
  });

  it('is nothing with one reading, or none', () => {
    expect(comparedOf(readings.slice(0, 1), 0, null)).toEqual({ why: 'only' });
    expect(comparedOf([], -1, null)).toEqual({ why: 'nothing' });
  });
});

describe('a visit', () => {
  const now = Date.parse('2026-11-20T18:00:00Z');
  it('goes on after a look at a table, and is new after a night', () => {
    expect(isNewVisit(null, now)).toBe(false);
    expect(isNewVisit(looked(3), now)).toBe(false);
    expect(isNewVisit(looked(3, { when: '2026-11-20T05:00:00Z' }), now)).toBe(true);
  });
});
