import { useNote } from '../api/notes';
import type { AboutId, FilterId, View, ViewKind } from '../api/types';
import type { Offer } from '../changes/offers';
import { allColumns } from './columns';

// SinceName is a day that the change is told since.
export type SinceName = Exclude<Offer['name'], 'looked'>;

interface SummaryNote {
  open: boolean;
  column: FilterId | '';
  since?: SinceName; // left out for none
}

const closed: SummaryNote = { open: false, column: '' };

// What people ask for first: of Unknown rows, how sure it is who is behind them.
const first: FilterId[] = ['department', 'cost_center', 'license'];
const about: AboutId[] = ['manager', 'company', 'country', 'office'];
const firstOf: Partial<Record<ViewKind, FilterId>> = { unknown: 'identity_confidence' };

// useSummary remembers whether the summary stands beside the table, and by which
// column it is made.
export function useSummary(kind: ViewKind, view: View | undefined) {
  const [note, keep] = useNote('summary', closed);
  // Who may be behind an Unknown row differs from row to row.
  const shown = allColumns.filter((id) => id !== 'candidates' && view?.columns.includes(id));
  const columns: FilterId[] = view ? [...shown, ...about] : [];
  const wanted: (FilterId | '' | undefined)[] = [note.column, firstOf[kind], ...first, ...columns];
  const column = wanted.find((id): id is FilterId => !!id && columns.includes(id));
  return {
    open: note.open,
    column,
    columns,
    since: note.since,
    choose: (next: FilterId) => keep({ ...note, open: true, column: next }),
    chooseSince: (since: SinceName | undefined) =>
      keep({ open: note.open, column: note.column, ...(since ? { since } : {}) }),
    toggle: () => keep({ ...note, open: !note.open }),
  };
}
