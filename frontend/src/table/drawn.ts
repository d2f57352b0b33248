import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';
import type { TFunction } from 'i18next';
import type { ColumnId, Row, Status } from '../api/types';
import type { Format } from '../i18n/format';
import { addressOf, cellText } from './cell-text';
import { isPicked } from './selection';
import type { Picking } from './use-selection';
import { whoOf } from './who';
import { isDateColumn } from './words';

// Cells are drawn without React: a screen has hundreds of them, and scrolling
// and typing draw them again and again.

// Surroundings is what all cells of a table go by. It stays the same object;
// whoever changes it has the grid draw its cells again.
export interface Surroundings {
  t: TFunction;
  format: Format;
  nextLook: string;
  briefly: boolean;
  picking: Picking;
  mark: (status: Status) => Node | undefined; // the sign beside the word for a status
}

type Params = ICellRendererParams<Row, unknown, Surroundings>;

// line is one line of text; see Clipped, which is the same in React.
function line(text: string, className = '', more = ''): HTMLSpanElement {
  const span = document.createElement('span');
  span.className = className ? `ll-line ${className}` : 'll-line';
  span.textContent = text;
  span.dataset.line = text;
  if (more) span.dataset.more = more;
  return span;
}

const part = (text: string, className: string) => {
  const span = document.createElement('span');
  span.className = className;
  span.textContent = text;
  return span;
};

abstract class Cell implements ICellRendererComp<Row> {
  protected readonly box = document.createElement('div');

  init(params: Params) {
    this.box.className = 'll-cell';
    this.refresh(params);
  }

  getGui() {
    return this.box;
  }

  refresh(params: Params) {
    this.box.replaceChildren(...(params.data ? this.draw(params, params.data) : []));
    return true;
  }

  protected abstract draw(params: Params, row: Row): Node[];
}

export class NameCell extends Cell {
  protected draw({ context: { t, format, nextLook, briefly } }: Params, row: Row) {
    const who = whoOf(row, t, format, nextLook, briefly);
    if (!who.unknown) return [line(who.name, row.user_name ? '' : 'll-quiet')];
    const whole = line(cellText(row, 'user_name', t, format, nextLook, briefly));
    whole.replaceChildren(part(who.name, 'll-unknown'));
    if (who.note) whole.append(part(` · ${who.note}`, 'll-quiet'));
    return [whole];
  }
}

export class AddressCell extends Cell {
  protected draw({ context: { t } }: Params, row: Row) {
    return [line(addressOf(row, t), row.email_address === 'Unknown' ? 'll-quiet' : '')];
  }
}

export class StatusCell extends Cell {
  protected draw({ context: { t, format, mark } }: Params, row: Row) {
    if (!row.status) return [];
    const sign = mark(row.status);
    return [...(sign ? [sign] : []), line(cellText(row, 'status', t, format))];
  }
}

export class PlainCell extends Cell {
  protected draw({ context: { t, format }, colDef }: Params, row: Row) {
    const column = colDef?.colId as ColumnId;
    const value = row[column];
    const isInstant = isDateColumn(column) && typeof value === 'string' && value.length > 10;
    const quiet = column === 'is_trial' && value === false ? 'll-quiet' : '';
    return [line(cellText(row, column, t, format), quiet, isInstant ? format.dateTime(value) : '')];
  }
}

// PickCell is the box that selects a row. It stands outside the order of Tab:
// Space on any cell of a row selects it, Ctrl+A selects all.
export class PickCell extends Cell {
  protected draw({ context, node, eGridCell }: Params) {
    const { t, picking } = context;
    const row = node.rowIndex ?? 0;
    const picked = isPicked(picking.spans, row);
    eGridCell.closest('[role=row]')?.setAttribute('aria-selected', String(picked));
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.className = 'll-box';
    box.tabIndex = -1;
    box.checked = picked;
    box.setAttribute('aria-label', t('select.row', { row: row + 1 }));
    box.addEventListener('click', (click) => {
      if (click.shiftKey) context.picking.extend(row);
      else context.picking.toggle(row);
    });
    return [box];
  }
}
