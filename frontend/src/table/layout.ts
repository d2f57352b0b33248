import { useCallback, useMemo } from 'react';
import { useNote } from '../api/notes';
import type { ColumnId, View, ViewKind } from '../api/types';
import { allColumns, type ColumnShape, columnsOf, frozen, shapeOf } from './columns';

// LayoutNote is what is remembered of a view's columns; shown is empty as long
// as nobody chose: then it follows what is known.
interface LayoutNote {
  shown: ColumnId[];
  widths: Partial<Record<ColumnId, number>>;
}

const usual: LayoutNote = { shown: [], widths: {} };

// Layout is the columns of a view and the ways to change them.
export interface Layout {
  columns: ColumnShape[]; // shown, in their order; the first is frozen
  chosen: ColumnId[]; // the same when somebody chose them; empty for the usual ones
  changed: boolean;
  show(columns: readonly ColumnId[]): void; // empty for the usual ones
  resize(column: ColumnId, width: number): void;
  reset(): void;
}

// sound keeps of a list of columns those that there are, each once, with the
// frozen one in front.
export function sound(columns: readonly ColumnId[]): ColumnId[] {
  const known = columns.filter((id) => id !== frozen && allColumns.includes(id));
  return [frozen, ...new Set(known)];
}

// shownIn gives the columns that a view shows, in their order, when some were
// chosen, or none; filled are those in which something is known.
export const shownIn = (kind: ViewKind, chosen: readonly ColumnId[], filled: readonly string[] | undefined) =>
  chosen.length > 0
    ? sound(chosen)
    : columnsOf[kind].filter((one) => !one.ifAny || !filled || filled.includes(one.id)).map(({ id }) => id);

// useShown gives the way to the columns that are shown of a view.
export function useShown(kind: ViewKind): (view: View) => ColumnId[] {
  const [{ shown }] = useNote(`columns/${kind}`, usual);
  return (view) => shownIn(kind, shown, view.columns);
}

export function useLayout(kind: ViewKind, view: View | undefined): Layout {
  const [note, keep] = useNote(`columns/${kind}`, usual);
  const { shown, widths } = note;
  const known = view?.columns.join(); // the same for most views, so that the table need not be set up anew
  const columns = useMemo(() => {
    const filled = known?.split(',') as ColumnId[] | undefined;
    return shownIn(kind, shown, filled).map((id) => {
      const chosen = widths[id];
      return chosen === undefined ? shapeOf(kind, id) : { id, width: chosen };
    });
  }, [kind, shown, widths, known]);

  const show = useCallback(
    (next: readonly ColumnId[]) => keep({ shown: next.length > 0 ? sound(next) : [], widths }),
    [keep, widths],
  );
  const resize = useCallback(
    (column: ColumnId, width: number) => keep({ shown, widths: { ...widths, [column]: Math.round(width) } }),
    [keep, shown, widths],
  );
  const reset = useCallback(() => keep(usual), [keep]);
  return useMemo(
    () => ({
      columns,
      chosen: shown,
      changed: shown.length > 0 || Object.keys(widths).length > 0,
      show,
      resize,
      reset,
    }),
    [columns, shown, widths, show, resize, reset],
  );
}
