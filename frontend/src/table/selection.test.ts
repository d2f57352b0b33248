import { describe, expect, it } from 'vitest';
import { random } from '../testing/data';
import {
  between,
  countOf,
  everything,
  isPicked,
  nothing,
  pagesOf,
  type Selection,
  without,
  withSpan,
} from './selection';

const listed = (selection: Selection) =>
  selection.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));

describe('a selection', () => {
  it('of a million rows is one span, and exceptions divide it', () => {
    const all = everything(1_000_000);
    expect(all).toHaveLength(1);
    const most = without(without(all, between(0, 0)), between(500, 502));
    expect(countOf(most)).toBe(999_996);
    expect(isPicked(most, 0)).toBe(false);
    expect(isPicked(most, 501)).toBe(false);
    expect(isPicked(most, 999_999)).toBe(true);
    expect(everything(0)).toEqual(nothing);
  });

  it('says what a set of rows says, whatever is added and taken away', () => {
    const next = random(7);
    const rows = new Set<number>();
    let selection: Selection = nothing;
    for (let step = 0; step < 400; step++) {
      const span = between(Math.floor(next() * 60), Math.floor(next() * 60));
      const add = next() < 0.5;
      selection = add ? withSpan(selection, span) : without(selection, span);
      for (let row = span.from; row < span.to; row++) add ? rows.add(row) : rows.delete(row);
      expect(listed(selection)).toEqual([...rows].sort((a, b) => a - b));
      // Spans stand apart, so that their number is the least.
      for (const [index, { from }] of selection.entries())
        if (index > 0) expect(from).toBeGreaterThan(selection[index - 1]?.to ?? 0);
    }
  });

  it('is divided into pages that hold every row once', () => {
    const selection = [between(0, 4), between(10, 10), between(20, 32)];
    const pages = pagesOf(selection, 5);
    expect(pages.flatMap((page) => listed(page))).toEqual(listed(selection));
    expect(pages.map((page) => countOf(page))).toEqual([5, 5, 5, 4]);
  });
});
