import { describe, expect, it } from 'vitest';
import { spread } from './spread';

const columns = [
  { id: 'name', width: 300, most: 400 },
  { id: 'trial', width: 100, most: 100 },
  { id: 'license', width: 200, most: 300 },
  { id: 'tier', width: 100, most: 100 },
];
const widths = (room: number) => spread(columns, room).map(({ width }) => width);

describe('columns', () => {
  it('keep their widths where there is no room', () => {
    expect(widths(0)).toEqual([300, 100, 200, 100]);
    expect(widths(700)).toEqual([300, 100, 200, 100]);
  });

  it('grow where their texts are long, and fill all of the room', () => {
    expect(widths(800)).toEqual([350, 100, 250, 100]);
    expect(widths(900)).toEqual([400, 100, 300, 100]);
    expect(widths(1000)).toEqual([400, 100, 300, 200]);
  });

  it('stay as wide as somebody made them', () => {
    const own = [{ width: 300 }, { width: 100, most: 150 }, { width: 250 }];
    expect(spread(own, 800).map(({ width }) => width)).toEqual([300, 150, 250]);
  });
});
