import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ColDef, Column, GridApi, IDatasource } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../api/errors';
import type { ColumnId, Row, View, ViewKind } from '../api/types';
import { rowsAtOnce, rowsOf } from '../api/view-rows';
import { useWidth } from '../day/use-width';
import { gridTheme } from '../theme/grid-theme';
import { ColumnHeader } from './column-header';
import { AddressCell, NameCell, PickCell, PlainCell, StatusCell } from './drawn';
import { useEnds } from './ends';
import { onKey } from './grid-keys';
import { registerGridModules } from './grid-modules';
import type { Layout } from './layout';
import { PickHeader, pickColumn } from './pick-header';
import type { RowMenuAt } from './row-menu';
import { spread } from './spread';
import { StatusMarks } from './status-mark';
import { useTablePicking } from './use-selection';
import { useSurroundings } from './use-surroundings';

registerGridModules();

// The mark inside of a box, to be filled with a colour.
const drawnMark = (path: string) =>
  `url("data:image/svg+xml,${encodeURIComponent(`<svg xmlns='http://www.w3.org/2000/svg' width='14' height='14' fill='none' stroke='white' stroke-width='1.5'><path d='${path}'/></svg>`)}")`;

const useStyles = makeStyles({
  grid: {
    flexGrow: 1,
    minHeight: 0,
    fontVariantNumeric: 'tabular-nums',
    '& .ag-cell': { display: 'flex', alignItems: 'center' },
    '& .ag-header-cell.ag-column-first, & .ag-cell.ag-column-first': { paddingLeft: '12px', paddingRight: 0 },
    '& .ag-row[aria-selected=true]': { backgroundColor: 'var(--colorBrandBackground2)' },
    '& .ll-cell': { display: 'flex', alignItems: 'center', gap: '6px', minWidth: 0, overflow: 'hidden' },
    '& .ll-line': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
    '& .ll-quiet': { color: 'var(--ll-quiet)' },
    '& .ll-unknown': { color: 'var(--ll-unknown)', fontWeight: tokens.fontWeightSemibold },
    '& .ag-header-cell:focus-visible, & .ag-cell-focus:focus-within': {
      outline: '2px solid var(--colorStrokeFocus2) !important',
      outlineOffset: '-2px',
      border: '1px solid transparent !important',
    },
  },
  // Boxes that select, as Fluent's are drawn, without a component each.
  boxes: {
    '& .ll-box': {
      appearance: 'none',
      width: '16px',
      height: '16px',
      margin: '0 0 0 2px',
      flexShrink: 0,
      border: '1px solid var(--colorNeutralStrokeAccessible)',
      borderRadius: tokens.borderRadiusSmall,
      backgroundColor: 'transparent',
      cursor: 'pointer',
    },
    '& .ll-box:checked, & .ll-box:indeterminate': {
      border: '1px solid var(--colorCompoundBrandBackground)',
      backgroundColor: 'var(--colorCompoundBrandBackground)',
    },
    '& .ll-box::before': {
      display: 'block',
      width: '14px',
      height: '14px',
      backgroundColor: 'var(--colorNeutralForegroundInverted)',
    },
    '& .ll-box:checked::before': { content: '""', maskImage: drawnMark('M3.5 7.5l2.5 2.5 4.5-5') },
    '& .ll-box:indeterminate::before': { content: '""', maskImage: drawnMark('M4 7h6') },
    '@media (forced-colors: active)': { '& .ll-box': { appearance: 'auto' }, '& .ll-box::before': { display: 'none' } },
  },
});

const cellOf: Partial<Record<ColumnId, ColDef<Row>['cellRenderer']>> = {
  user_name: NameCell,
  email_address: AddressCell,
  status: StatusCell,
};

const pickWidth = 44;
const scrollbar = 16;

const pickDef: ColDef<Row> = {
  colId: pickColumn,
  width: pickWidth,
  minWidth: pickWidth,
  pinned: 'left',
  lockPosition: 'left',
  resizable: false,
  suppressNavigable: true,
  suppressHeaderKeyboardEvent: () => true,
  headerComponent: PickHeader,
  cellRenderer: PickCell,
};

const defaultColDef: ColDef<Row> = {
  sortable: false,
  resizable: true,
  suppressHeaderMenuButton: true,
  headerComponent: ColumnHeader,
  cellRenderer: PlainCell,
  minWidth: 80,
};

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
  onCopy: (column: ColumnId, row: Row) => void;
  onMenu: (at: RowMenuAt) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const api = useRef<GridApi<Row>>(null);
  const marks = useRef<HTMLDivElement>(null);
  const surroundings = useSurroundings(api, marks);
  const view = useRef(props.view);
  const picking = useTablePicking();
  const report = useRef({ stale: props.onStale, failed: props.onFailed });
  report.current = { stale: props.onStale, failed: props.onFailed };

  const { ref: frame, width: room } = useWidth();
  const columnDefs = useMemo<ColDef<Row>[]>(
    () => [
      pickDef,
      ...spread(props.layout.columns, room - pickWidth - scrollbar).map(({ id, width }, index) => ({
        colId: id,
        field: id,
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

  const datasource = useMemo<IDatasource>(
    () => ({
      getRows: async ({ startRow, endRow, successCallback, failCallback }) => {
        const asked = view.current;
        try {
          const page = await rowsOf(asked.id, startRow, endRow - startRow);
          successCallback(page.rows, asked.counts.rows);
        } catch (thrown) {
          failCallback();
          if (asked.id !== view.current.id) return; // overtaken by a newer view
          if (toAppError(thrown).code === 'stale') report.current.stale();
          else report.current.failed(thrown);
        }
      },
    }),
    [],
  );

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

  // Focus comes back into the column that it left.
  const focusIn = (column: Column | string) => (at: number) => {
    api.current?.ensureIndexVisible(at);
    api.current?.setFocusedCell(at, column);
  };
  const open = (row: Row | undefined, index: number | null) => {
    if (row && index !== null) props.onOpen(row, index, focusIn(api.current?.getFocusedCell()?.column ?? 'user_name'));
  };

  useEnds(frame, api, props.view.counts.rows);
  const nameIt = () => frame.current?.querySelector('[role=grid]')?.setAttribute('aria-label', props.label);
  useEffect(nameIt);

  return (
    <div ref={frame} className={mergeClasses(styles.grid, styles.boxes)}>
      <StatusMarks ref={marks} />
      <AgGridReact<Row>
        context={surroundings}
        theme={gridTheme}
        rowModelType="infinite"
        columnDefs={columnDefs}
        defaultColDef={defaultColDef}
        datasource={datasource}
        cacheBlockSize={rowsAtOnce}
        maxBlocksInCache={20}
        maxConcurrentDatasourceRequests={3}
        infiniteInitialRowCount={props.view.counts.rows}
        suppressCellFocus={false}
        suppressDragLeaveHidesColumns
        suppressColumnVirtualisation={false}
        ensureDomOrder
        enableCellTextSelection
        animateRows={false}
        rowBuffer={12}
        onCellKeyDown={(event) =>
          onKey(event, {
            picking,
            rows: props.view.counts.rows,
            open,
            copy: (column, row) => props.onCopy(column as ColumnId, row),
            menu: (column, index, row, cell) => {
              const { left, bottom } = cell.getBoundingClientRect();
              props.onMenu({
                row,
                index,
                column: column as ColumnId,
                x: left + 12,
                y: bottom,
                focusRow: focusIn(column),
              });
            },
          })
        }
        onCellClicked={({ rowIndex, event, column }) => {
          const click = event as MouseEvent | undefined;
          if (rowIndex === null || !click || column.getColId() === pickColumn) return;
          if (click.shiftKey) {
            document.getSelection()?.removeAllRanges(); // rows are meant, not the text between the clicks
            picking.extend(rowIndex);
          } else if (click.ctrlKey || click.metaKey) picking.toggle(rowIndex);
          else picking.start(rowIndex);
        }}
        preventDefaultOnContextMenu
        onCellContextMenu={({ data, rowIndex, column, event }) => {
          const click = event as MouseEvent | undefined;
          if (!data || rowIndex === null || !click || column.getColId() === pickColumn) return;
          props.onMenu({
            row: data,
            index: rowIndex,
            column: column.getColId() as ColumnId,
            x: click.clientX,
            y: click.clientY,
            focusRow: focusIn(column),
          });
        }}
        onColumnMoved={({ finished, source, api: grid }) => {
          if (!finished || source === 'gridOptionsChanged') return;
          props.layout.show(grid.getAllDisplayedColumns().map((column) => column.getColId() as ColumnId));
        }}
        onColumnResized={({ finished, source, column }) => {
          if (!finished || !column || source !== 'uiColumnResized') return;
          props.layout.resize(column.getColId() as ColumnId, column.getActualWidth());
        }}
        onRowDoubleClicked={(event) => open(event.data, event.rowIndex)}
        onGridReady={(event) => {
          api.current = event.api;
          nameIt();
        }}
        onGridPreDestroyed={(event) => leftAt.set(props.kind, event.api.getFirstDisplayedRowIndex())}
        onFirstDataRendered={(event) => {
          const index = leftAt.get(props.kind) ?? 0;
          if (index > 0 && index < props.view.counts.rows) event.api.ensureIndexVisible(index, 'top');
        }}
      />
    </div>
  );
}
