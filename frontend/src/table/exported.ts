import type { ColumnId, View } from '../api/types';

// In the window an Unknown row tells who it was in one cell. A file keeps Microsoft's
// word there, so that its rows can be matched with a download, and tells that beside it.
const behindUnknown: readonly ColumnId[] = ['last_known_name', 'identity_confidence', 'candidates'];

// exported gives the columns of a file: those that are shown, and where a row says
// Unknown those that tell who is behind it. They come last: people refer to the columns
// of a workbook by their letters, and not every export has an Unknown row.
export function exported(shown: readonly ColumnId[], view: View): ColumnId[] {
  if (view.counts.unknown.total === 0) return [...shown];
  return [...shown, ...behindUnknown.filter((id) => view.columns.includes(id) && !shown.includes(id))];
}
