import { describe, expect, it } from 'vitest';
import { dateOf, onDay, presetsOf } from './date-presets';
import { opsOf } from './filters';

it('gives the dates of presets on another day, and leaves the others', () => {
  const filter = { column: 'last_used', op: 'from', values: ['2026-01-01'] } as const;
  expect(onDay({ ...filter, values: ['2026-01-01'] }, '2026-11-20').values).toEqual(['2026-01-01']);
  expect(onDay({ ...filter, values: ['2026-01-01'], preset: 'last30' }, '2026-11-20').values).toEqual(['2026-10-21']);
  expect(onDay({ ...filter, values: ['2026-01-01'], preset: 'lastWeek' as never }, '2026-11-20').values).toEqual([
    '2026-01-01',
  ]);
});

describe('presets of dates', () => {
  it('count from the day that is looked at', () => {
    expect(dateOf('last30', '2026-03-01')).toBe('2026-01-30');
    expect(dateOf('over90', '2026-03-31')).toBe('2025-12-31');
    expect(dateOf('overYear', '2026-03-31')).toBe('2025-03-31');
    expect(dateOf('thisMonth', '2026-03-31')).toBe('2026-03-01');
    expect(dateOf('beforeYear', '2026-03-31')).toBe('2026-01-01');
  });

  it('take the last day in', () => {
    // Filtered by "before": what ends on the 30th day from now is within 30 days.
    expect(dateOf('within30', '2026-11-20')).toBe('2026-12-21');
  });

  it('look ahead where days are still to come', () => {
    expect(opsOf('expiration_date')[0]).toBe('before');
    expect(presetsOf('expiration_date', 'before')).toContain('within30');
    expect(presetsOf('last_used', 'before')).not.toContain('within30');
    expect(presetsOf('last_used', 'from')).toContain('last30');
  });

  it('leave nothing out that may be unknown', () => {
    for (const column of ['is_trial', 'department', 'assigned_date'] as const)
      expect(opsOf(column)).toEqual(expect.arrayContaining(['empty', 'not_empty']));
  });
});
