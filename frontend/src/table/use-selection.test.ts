import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { View } from '../api/types';
import { countOf } from './selection';
import { usePicking } from './use-selection';

const view = (id: string, rows: number) => ({ id, counts: { rows } }) as View;

it('tells what is selected before that is drawn', () => {
  const { result } = renderHook(() => usePicking(view('v1', 50)));
  const drawn = result.current; // what a key has at hand that comes before the next drawing
  act(() => {
    drawn.extend(5, 4);
    drawn.extend(6, 5);
    expect(drawn.read()).toEqual([{ from: 4, to: 7 }]);
    drawn.toggle(20);
    drawn.toggle(5);
    expect(countOf(drawn.read())).toBe(3);
  });
  expect(result.current.spans).toEqual(drawn.read());
});

it('lets go of single rows with their view, and keeps everything', () => {
  const { result, rerender } = renderHook((props: View) => usePicking(props), { initialProps: view('v1', 50) });
  act(() => result.current.toggle(3));
  rerender(view('v2', 40));
  expect(result.current.read()).toEqual([]);
  act(() => result.current.pickAll());
  rerender(view('v3', 30));
  expect(result.current.read()).toEqual([{ from: 0, to: 30 }]);
  expect(result.current.all).toBe(true);
});
