import { useNote } from '../api/notes';
import type { ColumnId, View } from '../api/types';
import { allColumns } from './columns';

interface SummaryNote {
  open: boolean;
  column: ColumnId | '';
}

const closed: SummaryNote = { open: false, column: '' };

// What people ask for first.
const first: ColumnId[] = ['department', 'cost_center', 'license'];

// useSummary remembers whether the summary stands beside the table, and by which
// column it is made.
export function useSummary(view: View | undefined) {
  const [note, keep] = useNote('summary', closed);
  // Who may be behind an Unknown row differs from row to row.
  const columns = allColumns.filter((id) => id !== 'candidates' && view?.columns.includes(id));
  const column = [note.column, ...first, ...columns].find((id) => id !== '' && columns.includes(id)) || undefined;
  return {
    open: note.open,
    column,
    columns,
    choose: (next: ColumnId) => keep({ open: true, column: next }),
    toggle: () => keep({ ...note, open: !note.open }),
  };
}
