import { ledger } from '../wailsjs/go/models';
import type { Go, Row, SavedView } from './fake-types';

const rejected = (code: ledger.Code, message: string) =>
  JSON.stringify({ code, op: '', message, retryAfter: 0, requestId: '' });

// Whose people those of a department are: two managers of one name.
const managers: Record<string, [id: string, name: string, address: string]> = {
  Sales: ['boss-1', 'Ann Boss', 'ann.boss@contoso.com'],
  Finance: ['boss-2', 'Ann Boss', 'ann.boss2@contoso.com'],
};

const named = (value: string) => {
  const [user_id, user_name, email_address] = Object.values(managers).find(([id]) => id === value) ?? ['', '', ''];
  return { user_id, user_name, email_address };
};

// fakeTables keeps the contract of what tables ask beside their rows: cells to
// copy, summaries, and saved views.
export function fakeTables(program: {
  rowsOf: (view: string) => Row[] | undefined;
  textOf: (row: Row, column: string) => string;
  saved: Map<string, SavedView>;
  changed: () => void;
}): Pick<Go, 'ViewCells' | 'ViewSummary' | 'SavedViews' | 'SaveView' | 'RenameView' | 'RemoveView'> {
  const { saved, changed, textOf } = program;
  const rowsOf = (view: string) => {
    const rows = program.rowsOf(view);
    if (!rows) throw rejected(ledger.Code.STALE, 'The view is older than the ledger.');
    return rows;
  };
  return {
    ViewCells: async (view, spans, columns) =>
      spans
        .flatMap(({ from, to }) => rowsOf(view).slice(from, to))
        .map((row) =>
          columns.map((column) => (column === 'candidates' ? row.candidates.join('\n') : textOf(row, column))),
        ),
    ViewSummary: async ({ view, column, search, by, down, since }) => {
      const parts = new Map<string, Row[]>();
      const text = (row: Row) => (column === 'manager' ? (managers[row.department]?.[0] ?? '') : textOf(row, column));
      for (const row of rowsOf(view)) {
        const value = text(row);
        parts.set(value, [...(parts.get(value) ?? []), row]);
      }
      const groups = [...parts]
        .map(([value, rows]) => ({
          value,
          rows: rows.length,
          people: new Set(rows.map((row) => row.user_id)).size,
          licenses: new Set(rows.map((row) => `${row.user_id} ${row.license}`)).size,
          change: since ? 2 - (rows.length % 7) || 1 : 0,
          costs: [],
          unpriced: 0,
          ...named(value),
        }))
        .filter(({ value }) => value.toLowerCase().includes(search.toLowerCase()));
      groups.sort((a, b) => {
        const order = by === 'value' ? a.value.localeCompare(b.value) : by === 'cost' ? 0 : a[by] - b[by];
        return down ? -order : order;
      });
      return { groups: groups.slice(0, 500), total: groups.length, unlike: false };
    },
    SavedViews: async () => [...saved.values()].sort((a, b) => a.name.localeCompare(b.name)),
    SaveView: async (view) => {
      if (!view.name) throw rejected(ledger.Code.INVALID, 'The name of a view is one line of at most 80 letters.');
      saved.set(view.name, view);
      changed();
    },
    RenameView: async (from, to) => {
      const view = saved.get(from);
      if (saved.has(to)) throw rejected(ledger.Code.INVALID, 'There is a view of that name already.');
      if (!view) throw rejected(ledger.Code.NOT_FOUND, 'The view is no longer there.');
      saved.delete(from);
      saved.set(to, { ...view, name: to });
      changed();
    },
    RemoveView: async (name) => {
      saved.delete(name);
      changed();
    },
  };
}
