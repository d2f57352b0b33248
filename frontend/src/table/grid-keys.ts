import type { CellKeyDownEvent, FullWidthCellKeyDownEvent } from 'ag-grid-community';
import type { Row } from '../api/types';
import { countOf } from './selection';
import type { Picking } from './use-selection';

export interface KeyActions {
  picking: Picking;
  rows: number;
  open: (row: Row, index: number) => void;
  copy: (column: string, row: Row | undefined) => void;
  menu: (column: string, index: number, row: Row, cell: Element) => void;
}

type KeyEvent = CellKeyDownEvent<Row> | FullWidthCellKeyDownEvent<Row>;

// onKey does what keys do in the table beside moving about, which the grid does
// itself. Keys that are dealt with go no further.
export function onKey(event: KeyEvent, actions: KeyActions) {
  const key = event.event as KeyboardEvent;
  const { rowIndex: index, data } = event;
  if (index === null || !('column' in event)) return;
  const { picking } = actions;
  const column = event.column.getColId();
  const ctrl = key.ctrlKey || key.metaKey;
  const done = () => key.preventDefault();

  if (key.key === ' ') {
    picking.toggle(index);
    return done();
  }
  if (ctrl && key.key.toLowerCase() === 'a') {
    picking.pickAll();
    return done();
  }
  if (key.shiftKey && !ctrl && (key.key === 'ArrowDown' || key.key === 'ArrowUp')) {
    const to = Math.max(0, Math.min(index + (key.key === 'ArrowDown' ? 1 : -1), actions.rows - 1));
    picking.extend(to, index); // the grid moves the focus there
    return;
  }
  if (key.key === 'Escape' && countOf(picking.read()) > 0) {
    picking.clear();
    return done();
  }
  if (ctrl && key.key.toLowerCase() === 'c') {
    if (document.getSelection()?.toString()) return; // text of a cell is marked: that is what is meant
    actions.copy(column, data);
    return done();
  }
  if (!data) return;
  if (key.key === 'Enter') return actions.open(data, index);
  if (key.key === 'ContextMenu' || (key.shiftKey && key.key === 'F10')) {
    actions.menu(column, index, data, key.target as Element);
    return done();
  }
}
