import type { GridApi } from 'ag-grid-community';
import { type RefObject, useEffect } from 'react';
import type { Row } from '../api/types';

// goTo brings a row into sight and gives its cell the focus, also when the row
// has not been read yet. Which column has it stays.
export function goTo(grid: GridApi<Row>, row: number, column: string) {
  grid.ensureIndexVisible(row, row === 0 ? 'top' : 'bottom');
  grid.setFocusedCell(row, column);
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
      goTo(api.current, event.key === 'Home' ? 0 : rows - 1, column);
    };
    element?.addEventListener('keydown', onKey, true);
    return () => element?.removeEventListener('keydown', onKey, true);
  }, [frame, api, rows]);
}
