import { backend } from '../api/backend';
import type { Row, View } from '../api/types';
import { keyOf } from '../person/key-of';
import type { PersonAsked } from '../person/open-person';

const atOnce = 50;

// personAt asks for the person of a row, with the ways to the rows beside it
// that are about somebody else, and back to the row.
export function personAt(view: View, index: number, row: Row, focusRow: (index: number) => void): PersonAsked {
  const asked: PersonAsked = { key: keyOf(row), row, back: () => focusRow(index) };
  return { ...asked, beside: (by) => beside(view, index, asked.key, by, focusRow) };
}

async function beside(view: View, index: number, key: string, by: -1 | 1, focusRow: (index: number) => void) {
  for (let end = index; end >= 0 && end < view.counts.rows; end += by * atOnce) {
    const from = by > 0 ? end + 1 : Math.max(0, end - atOnce);
    const count = by > 0 ? atOnce : end - from;
    const rows = await readRows(view, from, count);
    const places = rows.map((_, place) => place);
    for (const place of by > 0 ? places : places.reverse()) {
      const row = rows[place];
      if (row && (keyOf(row) !== key || key === '')) return personAt(view, from + place, row, focusRow);
    }
  }
  return undefined;
}

// readRows gives nothing when the table has been replaced meanwhile: then its
// neighbours are not known any more.
async function readRows(view: View, from: number, count: number): Promise<Row[]> {
  if (count <= 0) return [];
  try {
    return (await backend.viewRows(view.id, from, count)).rows;
  } catch {
    return [];
  }
}
