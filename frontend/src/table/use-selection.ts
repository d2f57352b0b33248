import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { View } from '../api/types';
import { between, countOf, everything, isPicked, nothing, type Selection, without, withSpan } from './selection';

// Picking is the selected rows of a table and the ways to select others.
export interface Picking {
  spans: Selection;
  count: number;
  all: boolean; // every row that the filters leave
  toggle(row: number): void;
  start(row: number): void; // where the next range begins
  // The range that began last now reaches to; with from, another one begins there
  // unless it is where the last one ended.
  extend(to: number, from?: number): void;
  pickAll(): void;
  clear(): void;
  // What is selected at this moment, before it is drawn: a key can follow another
  // one faster than that.
  read(): Selection;
}

interface Kept {
  view: string;
  spans: Selection;
  all: boolean;
}

function spansOf(kept: Kept, view: string, rows: number): Selection {
  if (kept.view === view) return kept.spans;
  return kept.all ? everything(rows) : nothing;
}

// usePicking keeps the selection of an opened view. When another takes its place
// (a filter, an order, a day) rows stand elsewhere: everything stays everything,
// and what was picked one by one is let go of.
export function usePicking(view: View | undefined): Picking {
  const rows = view?.counts.rows ?? 0;
  const id = view?.id ?? '';
  const [kept, setKept] = useState<Kept>({ view: '', spans: nothing, all: false });
  const spans = spansOf(kept, id, rows);
  const latest = useRef(kept);
  const read = useCallback(() => spansOf(latest.current, id, rows), [id, rows]);
  // A range that is being drawn: where it began, where it ends, and what was
  // selected before it.
  const range = useRef<{ view: string; anchor: number; end: number; before: Selection }>(undefined);

  const put = useCallback(
    (next: Selection) => {
      latest.current = { view: id, spans: next, all: rows > 0 && countOf(next) === rows };
      setKept(latest.current);
    },
    [id, rows],
  );
  const toggle = useCallback(
    (row: number) => {
      const spans = read();
      const next = isPicked(spans, row) ? without(spans, between(row, row)) : withSpan(spans, between(row, row));
      range.current = { view: id, anchor: row, end: row, before: next };
      put(next);
    },
    [id, read, put],
  );
  const start = useCallback(
    (row: number) => {
      range.current = { view: id, anchor: row, end: row, before: read() };
    },
    [id, read],
  );
  const extend = useCallback(
    (to: number, from?: number) => {
      const last = range.current;
      const goesOn = last && last.view === id && (from === undefined || last.end === from);
      const drawn = goesOn ? { ...last, end: to } : { view: id, anchor: from ?? to, end: to, before: read() };
      range.current = drawn;
      put(withSpan(drawn.before, between(drawn.anchor, to)));
    },
    [id, read, put],
  );
  const pickAll = useCallback(() => put(everything(rows)), [put, rows]);
  const clear = useCallback(() => put(nothing), [put]);
  return useMemo(() => {
    const count = countOf(spans);
    return { spans, count, all: rows > 0 && count === rows, toggle, start, extend, pickAll, clear, read };
  }, [spans, rows, toggle, start, extend, pickAll, clear, read]);
}

export const PickingContext = createContext<Picking>({
  spans: nothing,
  count: 0,
  all: false,
  toggle: () => undefined,
  start: () => undefined,
  extend: () => undefined,
  pickAll: () => undefined,
  clear: () => undefined,
  read: () => nothing,
});

export const useTablePicking = () => useContext(PickingContext);
