import { describe, expect, it } from 'vitest';
import { pathOf, scaleOf } from './sparkline';

describe('The line of twelve months', () => {
  it('joins months, and nothing over one that is not known', () => {
    const scale = { low: 0, high: 10 };
    expect(pathOf([0, 10, undefined, 5], scale, 30, 10)).toBe('M0.0 10.0L0.0 10.0L10.0 0.0M30.0 5.0L30.0 5.0');
    expect(pathOf([undefined, undefined], scale, 30, 10)).toBe('');
  });

  it('makes no mountain of a few more', () => {
    expect(scaleOf([[200, 201], [undefined]])).toEqual({ low: expect.closeTo(180.9), high: 201 });
    expect(scaleOf([[10, 200]])).toEqual({ low: 10, high: 200 });
    expect(scaleOf([[0, 0]])).toEqual({ low: 0, high: 1 });
  });
});
