import { mergeClasses } from '@fluentui/react-components';
import type { ColDef, Column, GridApi, GridOptions } from 'ag-grid-community';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../api/errors';
import type { ColumnId, Row, View, ViewKind } from '../api/types';
import { rowsAtOnce, rowsOf } from '../api/view-rows';
import { useWidth } from '../day/use-width';
import { gridTheme } from '../theme/grid-theme';
import { ColumnHeader } from './column-header';
import { AddressCell, NameCell, PickCell, PlainCell, StatusCell } from './drawn';
import { goTo, useEnds } from './ends';
import { onKey } from './grid-keys';
import { registerGridModules } from './grid-modules';
import { useGridStyles } from './grid-styles';
import type { Layout } from './layout';
import { PickHeader, pickColumn } from './pick-header';
import type { RowMenuAt } from './row-menu';
import { spread } from './spread';
import { StatusMarks } from './status-mark';
import { type HeaderMaker, useDrawnGrid } from './use-drawn-grid';
import { useTablePicking } from './use-selection';
import { useSurroundings } from './use-surroundings';

registerGridModules();

const cellOf: Partial<Record<ColumnId, ColDef<Row>['cellRenderer']>> = {
  user_name: NameCell,
  email_address: AddressCell,
  status: StatusCell,
};

const pickWidth = 44;
const scrollbar = 16;

const pickDef = (header: HeaderMaker): ColDef<Row> => ({
  colId: pickColumn,
  width: pickWidth,
  minWidth: pickWidth,
  pinned: 'left',
  lockPosition: 'left',
  resizable: false,
  suppressNavigable: true,
  suppressHeaderKeyboardEvent: () => true,
  headerComponent: header(PickHeader),
  cellRenderer: PickCell,
});

const defaultColDef = (header: HeaderMaker): ColDef<Row> => ({
  sortable: false,
  resizable: true,
  suppressHeaderMenuButton: true,
  headerComponent: header(ColumnHeader),
  cellRenderer: PlainCell,
  // What a cell says follows from its whole row: another row in its place has it drawn again.
  valueGetter: ({ data }) => data,
  equals: Object.is,
  cellDataType: false,
  minWidth: 80,
});

// First rows in sight when a view was left, so that coming back lands there.
const leftAt = new Map<ViewKind, number>();

// Grid shows windows of rows of an opened view. When the view is replaced by
// that of another day, rows are exchanged in place: nothing blinks and the
// place in the table stays. onStale is told when the ledger has moved on.
export function Grid(props: {
  kind: ViewKind;
  view: View;
  layout: Layout;
  label: string;
  top: string; // changes when the table must begin at its first row again
  onStale: () => void;
  onFailed: (thrown: unknown) => void;
  onOpen: (row: Row, index: number, focusRow: (index: number) => void) => void;
  onCopy: (column: ColumnId, row: Row | undefined) => void; // the row may be on its way
  onMenu: (at: RowMenuAt) => void;
}) {
  const { t } = useTranslation();
  const styles = useGridStyles();
  const api = useRef<GridApi<Row>>(null);
  const marks = useRef<HTMLDivElement>(null);
  const surroundings = useSurroundings(api, marks);
  const view = useRef(props.view);
  const picking = useTablePicking();
  const now = useRef({ ...props, picking }); // the grid is set up once, and asks here
  now.current = { ...props, picking };

  const { ref: frame, width: room } = useWidth();
  const columnDefs = useCallback(
    (header: HeaderMaker): ColDef<Row>[] => [
      pickDef(header),
      ...spread(props.layout.columns, room - pickWidth - scrollbar).map(({ id, width }, index) => ({
        colId: id,
        width,
        headerName: t(`columns.${id}`),
        pinned: index === 0 ? ('left' as const) : null,
        lockPinned: true,
        suppressMovable: index === 0,
        ...(cellOf[id] ? { cellRenderer: cellOf[id] } : {}),
      })),
    ],
    [props.layout.columns, room, t],
  );

  // Focus comes back into the column that it left.
  const focusIn = (column: Column | string) => (at: number) => {
    if (api.current) goTo(api.current, at, column);
  };
  const open = (row: Row | undefined, index: number | null) => {
    const column = api.current?.getFocusedCell()?.column ?? 'user_name';
    if (row && index !== null) now.current.onOpen(row, index, focusIn(column));
  };
  const menu = (column: string, row: Row, index: number, x: number, y: number) =>
    now.current.onMenu({ row, index, column: column as ColumnId, x, y, focusRow: focusIn(column) });

  const options: GridOptions<Row> = {
    context: surroundings,
    theme: gridTheme,
    rowModelType: 'infinite',
    datasource: {
      getRows: async ({ startRow, endRow, successCallback, failCallback }) => {
        const asked = view.current;
        try {
          const page = await rowsOf(asked.id, startRow, endRow - startRow);
          successCallback(page.rows, asked.counts.rows);
        } catch (thrown) {
          failCallback();
          if (asked.id !== view.current.id) return; // overtaken by a newer view
          if (toAppError(thrown).code === 'stale') now.current.onStale();
          else now.current.onFailed(thrown);
        }
      },
    },
    cacheBlockSize: rowsAtOnce,
    maxBlocksInCache: 20,
    maxConcurrentDatasourceRequests: 3,
    infiniteInitialRowCount: props.view.counts.rows,
    suppressDragLeaveHidesColumns: true,
    ensureDomOrder: true,
    enableCellTextSelection: true,
    animateRows: false,
    rowBuffer: 12,
    onCellKeyDown: (event) =>
      onKey(event, {
        picking: now.current.picking,
        rows: now.current.view.counts.rows,
        open,
        copy: (column, row) => now.current.onCopy(column as ColumnId, row),
        menu: (column, index, row, cell) => {
          const { left, bottom } = cell.getBoundingClientRect();
          menu(column, row, index, left + 12, bottom);
        },
      }),
    onCellClicked: ({ rowIndex, event, column }) => {
      const click = event as MouseEvent | undefined;
      if (rowIndex === null || !click || column.getColId() === pickColumn) return;
      if (click.shiftKey) {
        document.getSelection()?.removeAllRanges(); // rows are meant, not the text between the clicks
        now.current.picking.extend(rowIndex);
      } else if (click.ctrlKey || click.metaKey) now.current.picking.toggle(rowIndex);
      else now.current.picking.start(rowIndex);
    },
    preventDefaultOnContextMenu: true,
    onCellContextMenu: ({ data, rowIndex, column, event }) => {
      const click = event as MouseEvent | undefined;
      if (!data || rowIndex === null || !click || column.getColId() === pickColumn) return;
      menu(column.getColId(), data, rowIndex, click.clientX, click.clientY);
    },
    onColumnMoved: ({ finished, source, api: grid }) => {
      if (!finished || source === 'gridOptionsChanged') return;
      now.current.layout.show(grid.getAllDisplayedColumns().map((column) => column.getColId() as ColumnId));
    },
    onColumnResized: ({ finished, source, column }) => {
      if (!finished || !column || source !== 'uiColumnResized') return;
      now.current.layout.resize(column.getColId() as ColumnId, column.getActualWidth());
    },
    onRowDoubleClicked: (event) => open(event.data, event.rowIndex),
    onGridPreDestroyed: (event) => leftAt.set(props.kind, event.api.getFirstDisplayedRowIndex()),
    onFirstDataRendered: (event) => {
      const index = leftAt.get(props.kind) ?? 0;
      if (index > 0 && index < now.current.view.counts.rows) event.api.ensureIndexVisible(index, 'top');
    },
  };
  const { host, headers } = useDrawnGrid(api, options, columnDefs, defaultColDef);

  useEffect(() => {
    if (view.current.id === props.view.id) return;
    view.current = props.view;
    api.current?.setRowCount(props.view.counts.rows, true);
    api.current?.refreshInfiniteCache();
  }, [props.view]);

  const top = useRef(props.top);
  useEffect(() => {
    if (top.current === props.top) return;
    top.current = props.top;
    if (props.view.counts.rows > 0) api.current?.ensureIndexVisible(0, 'top');
  }, [props.top, props.view.counts.rows]);

  useEnds(frame, api, props.view.counts.rows);
  const nameIt = () => frame.current?.querySelector('[role=grid]')?.setAttribute('aria-label', props.label);
  useEffect(nameIt);

  return (
    <div ref={frame} className={mergeClasses(styles.grid, styles.boxes)}>
      <StatusMarks ref={marks} />
      <div ref={host} className={styles.host} />
      {headers}
    </div>
  );
}
