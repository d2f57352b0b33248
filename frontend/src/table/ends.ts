import type { Column, GridApi } from 'ag-grid-community';
import { type RefObject, useEffect } from 'react';
import type { Row } from '../api/types';

// goTo brings a row into sight and gives its cell the focus, also when the row
// has not been read yet. Which column has it stays. The grid keeps a row drawn
// that had the focus; in a table taller than an element can be it stands in a
// wrong place until the grid has seen that it was scrolled, two frames later, and
// the focus would scroll there.
export function goTo(grid: GridApi<Row>, row: number, column: Column | string, at?: 'top' | 'bottom') {
  const drawn = grid.getRenderedNodes().some(({ rowIndex }) => rowIndex === row);
  const focus = () => {
    if (!grid.isDestroyed()) grid.setFocusedCell(row, column);
  };
  grid.ensureIndexVisible(row, at);
  if (drawn) requestAnimationFrame(() => requestAnimationFrame(focus));
  else focus();
}

// useEnds makes Home and End lead to the first and the last row, with or without
// Ctrl. The grid itself goes only to rows that were read.
export function useEnds(frame: RefObject<HTMLElement | null>, api: RefObject<GridApi<Row> | null>, rows: number) {
  useEffect(() => {
    const element = frame.current;
    const onKey = (event: KeyboardEvent) => {
      const column = (event.target as Element).closest('[role=gridcell]')?.getAttribute('col-id');
      if (!api.current || !column || event.altKey || event.shiftKey) return;
      if (event.key !== 'Home' && event.key !== 'End') return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Home') goTo(api.current, 0, column, 'top');
      else goTo(api.current, rows - 1, column, 'bottom');
    };
    element?.addEventListener('keydown', onKey, true);
    return () => element?.removeEventListener('keydown', onKey, true);
  }, [frame, api, rows]);
}
