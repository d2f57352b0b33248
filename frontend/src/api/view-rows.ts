import { backend } from './backend';
import type { View } from './types';

// rowsAtOnce is how many rows a table reads at a time.
export const rowsAtOnce = 100;

// The first rows of the view that was opened last, on their way or there.
let first: { view: string; page: ReturnType<typeof backend.viewRows> } | undefined;

// readFirst asks for the first rows of a view as soon as it is open: they are
// there when its table is drawn.
export function readFirst(view: View): View {
  if (view.id && view.counts.rows > 0) {
    const page = backend.viewRows(view.id, 0, rowsAtOnce);
    page.catch(() => undefined); // whoever wants the rows is told
    first = { view: view.id, page };
  }
  return view;
}

// rowsOf gives rows of an open view.
export function rowsOf(view: string, from: number, count: number): ReturnType<typeof backend.viewRows> {
  const ahead = first?.view === view && from === 0 && count === rowsAtOnce ? first.page : undefined;
  if (!ahead) return backend.viewRows(view, from, count);
  first = undefined; // read again, they may differ
  return ahead;
}
