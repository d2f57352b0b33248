import { describe, expect, it } from 'vitest';
import { makeSnapshots } from '../testing/data';
import { fakeRuns } from '../testing/fake-history';
import { entriesOf } from './entries';
import { binsOf, columnsIn, labelsIn, monthsIn, spanOf } from './timeline-bins';

const readings = makeSnapshots(60, 1000);
const entries = entriesOf(fakeRuns(readings, new Set(), true), readings);
const all = spanOf('all', '2026-11-20', entries);

describe('the picture of a history', () => {
  it('spans what was asked for', () => {
    expect(all).toEqual({ from: '2026-09-22', to: '2026-11-20' });
    expect(spanOf('month', '2028-02-11', entries)).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(spanOf('year', '2026-11-20', entries)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  });

  it('has a column a day while they fit, and never one too narrow to point at', () => {
    expect(columnsIn(all, 1200)).toEqual({ count: 60, days: 1 });
    for (const width of [300, 700, 1600]) {
      const { count, days } = columnsIn({ from: '2020-01-01', to: '2026-12-31' }, width);
      expect(width / count).toBeGreaterThanOrEqual(3);
      expect(count * days).toBeGreaterThanOrEqual(2557);
    }
  });

  it('loses no change and no entry when days share a column', () => {
    const changes = entries.slice(1).reduce((sum, entry) => sum + (entry.published ? entry.changes : 0), 0);
    for (const days of [1, 3, 7, 100]) {
      const bins = binsOf(entries, all, days);
      expect(bins.reduce((sum, bin) => sum + Math.max(0, bin.changes), 0)).toBe(changes);
      expect(bins.reduce((sum, bin) => sum + bin.last - bin.first + 1, 0)).toBe(entries.length);
    }
  });

  it('marks what was partial, imported, or gave no reading', () => {
    const bins = binsOf(entries, all, 1);
    const days = (is: (bin: (typeof bins)[number]) => boolean) => bins.filter(is).map((bin) => entries[bin.last]?.day);
    expect(days((bin) => bin.partial)).toEqual(['2026-11-09']);
    expect(days((bin) => bin.imported)).toEqual(['2026-09-25']);
    expect(days((bin) => bin.failed)).toEqual(['2026-11-20']);
    expect(bins.at(-1)?.synced).toBe(true);
  });

  it('leaves out days on which nothing was read', () => {
    const bins = binsOf(entries, all, 1);
    expect(bins.length).toBe(58);
  });

  it('names the weeks of a month, and the months of a year', () => {
    expect(labelsIn({ from: '2026-11-01', to: '2026-11-30' }, 12)).toEqual({
      months: false,
      days: ['2026-11-01', '2026-11-08', '2026-11-15', '2026-11-22', '2026-11-29'],
    });
    expect(labelsIn({ from: '2026-01-01', to: '2026-12-31' }, 12).days).toHaveLength(12);
  });

  it('names no more months than fit', () => {
    expect(monthsIn({ from: '2026-09-22', to: '2026-11-20' }, 10)).toEqual(['2026-10-01', '2026-11-01']);
    expect(monthsIn({ from: '2020-01-01', to: '2026-12-31' }, 12).length).toBeLessThanOrEqual(12);
  });
});

describe('entries', () => {
  it('know the ends of months that are over', () => {
    expect(entries.filter((entry) => entry.monthEnd).map((entry) => entry.day)).toEqual(['2026-09-30', '2026-10-31']);
  });

  it('take what is shown from their reading, and have none where nothing was published', () => {
    expect(entries[5]).toMatchObject({ readingId: readings[5]?.id, rows: readings[5]?.rows, published: true });
    expect(entries.at(-1)).toMatchObject({ readingId: 0, rows: 0, published: false, newest: true });
  });
});
