import { useNote } from '../api/notes';
import type { ColumnId, View, ViewKind } from '../api/types';
import { allColumns } from './columns';

interface SummaryNote {
  open: boolean;
  column: ColumnId | '';
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
    choose: (next: ColumnId) => keep({ open: true, column: next }),
    toggle: () => keep({ ...note, open: !note.open }),
  };
}
