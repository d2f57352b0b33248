// Rows from, from+1, ... up to but without to.
export interface Span {
  from: number;
  to: number;
}

// A selection is spans of rows of an opened view, in their order and apart from
// each other: all rows are one span, whatever their number, and exceptions
// divide it.
export type Selection = readonly Span[];

export const nothing: Selection = [];
export const everything = (rows: number): Selection => (rows > 0 ? [{ from: 0, to: rows }] : nothing);
export const countOf = (selection: Selection) => selection.reduce((sum, { from, to }) => sum + to - from, 0);
export const isPicked = (selection: Selection, row: number) =>
  selection.some(({ from, to }) => from <= row && row < to);

export function without(selection: Selection, span: Span): Selection {
  return selection.flatMap(({ from, to }) =>
    [
      { from, to: Math.min(to, span.from) },
      { from: Math.max(from, span.to), to },
    ].filter((part) => part.from < part.to),
  );
}

export function withSpan(selection: Selection, span: Span): Selection {
  if (span.from >= span.to) return selection;
  const joined = { ...span };
  const apart = selection.filter(({ from, to }) => {
    if (to < span.from || from > span.to) return true;
    joined.from = Math.min(joined.from, from);
    joined.to = Math.max(joined.to, to);
    return false;
  });
  return [...apart, joined].sort((a, b) => a.from - b.from);
}

// between is the rows from one to another, both of them, whichever comes first.
export const between = (a: number, b: number): Span => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 });

// pagesOf divides a selection into parts of at most size rows.
export function pagesOf(selection: Selection, size: number): Span[][] {
  const pages: Span[][] = [];
  let room = 0;
  for (const span of selection) {
    for (let from = span.from; from < span.to; ) {
      if (room === 0) {
        pages.push([]);
        room = size;
      }
      const to = Math.min(span.to, from + room);
      pages.at(-1)?.push({ from, to });
      room -= to - from;
      from = to;
    }
  }
  return pages;
}
