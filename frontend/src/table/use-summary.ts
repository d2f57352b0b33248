import { useNote } from '../api/notes';
import type { ColumnId, View, ViewKind } from '../api/types';
import type { Offer } from '../changes/offers';
import { allColumns } from './columns';

// SinceName is a day that the change is told since.
export type SinceName = Exclude<Offer['name'], 'looked'>;

interface SummaryNote {
  open: boolean;
  column: ColumnId | '';
  since?: SinceName; // left out for none
}

const closed: SummaryNote = { open: false, column: '' };

// What people ask for first: of Unknown rows, how sure it is who is behind them.
const first: ColumnId[] = ['department', 'cost_center', 'license'];
const firstOf: Partial<Record<ViewKind, ColumnId>> = { unknown: 'identity_confidence' };

// useSummary remembers whether the summary stands beside the table, and by which
// column it is made.
export function useSummary(kind: ViewKind, view: View | undefined) {
  const [note, keep] = useNote('summary', closed);
  // Who may be behind an Unknown row differs from row to row.
  const columns = allColumns.filter((id) => id !== 'candidates' && view?.columns.includes(id));
  const wanted: (ColumnId | '' | undefined)[] = [note.column, firstOf[kind], ...first, ...columns];
  const column = wanted.find((id): id is ColumnId => !!id && columns.includes(id));
  return {
    open: note.open,
    column,
    columns,
    since: note.since,
    choose: (next: ColumnId) => keep({ ...note, open: true, column: next }),
    chooseSince: (since: SinceName | undefined) =>
      keep({ open: note.open, column: note.column, ...(since ? { since } : {}) }),
    toggle: () => keep({ ...note, open: !note.open }),
  };
}
