import { makeStyles } from '@fluentui/react-components';
import type { ColDef, GridApi, IDatasource } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { toAppError } from '../api/errors';
import type { ColumnId, Row, View, ViewKind } from '../api/types';
import { gridTheme } from '../theme/grid-theme';
import { AddressCell, NameCell, PlainCell, StatusCell } from './cells';
import { ColumnHeader } from './column-header';
import { registerGridModules } from './grid-modules';
import type { Layout } from './layout';

registerGridModules();

const useStyles = makeStyles({
  grid: {
    flexGrow: 1,
    minHeight: 0,
    fontVariantNumeric: 'tabular-nums',
    '& .ag-cell': { display: 'flex', alignItems: 'center' },
    '& .ag-header-cell.ag-column-first, & .ag-cell.ag-column-first': { paddingLeft: '20px' },
    '& .ag-cell-wrapper': { minWidth: 0 },
    '& .ag-cell-value': { minWidth: 0, overflow: 'hidden' },
    '& .ag-header-cell:focus-visible, & .ag-cell-focus:focus-within': {
      outline: '2px solid var(--colorStrokeFocus2) !important',
      outlineOffset: '-2px',
      border: '1px solid transparent !important',
    },
  },
});

const cellOf: Partial<Record<ColumnId, ColDef<Row>['cellRenderer']>> = {
  user_name: NameCell,
  email_address: AddressCell,
  status: StatusCell,
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
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const api = useRef<GridApi<Row>>(null);
  const view = useRef(props.view);
  const report = useRef({ stale: props.onStale, failed: props.onFailed });
  report.current = { stale: props.onStale, failed: props.onFailed };

  const columnDefs = useMemo<ColDef<Row>[]>(
    () =>
      props.layout.columns.map(({ id, width }, index) => ({
        colId: id,
        field: id,
        width,
        headerName: t(`columns.${id}`),
        pinned: index === 0 ? 'left' : null,
        lockPinned: true,
        suppressMovable: index === 0,
        ...(cellOf[id] ? { cellRenderer: cellOf[id] } : {}),
      })),
    [props.layout.columns, t],
  );

  const datasource = useMemo<IDatasource>(
    () => ({
      getRows: async ({ startRow, endRow, successCallback, failCallback }) => {
        const asked = view.current;
        try {
          const page = await backend.viewRows(asked.id, startRow, endRow - startRow);
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
  const open = (row: Row | undefined, index: number | null) => {
    if (!row || index === null) return;
    const column = api.current?.getFocusedCell()?.column ?? 'user_name';
    props.onOpen(row, index, (at) => {
      api.current?.ensureIndexVisible(at);
      api.current?.setFocusedCell(at, column);
    });
  };

  const frame = useRef<HTMLDivElement>(null);
  const nameIt = () => frame.current?.querySelector('[role=grid]')?.setAttribute('aria-label', props.label);
  useEffect(nameIt);

  return (
    <div ref={frame} className={styles.grid}>
      <AgGridReact<Row>
        theme={gridTheme}
        rowModelType="infinite"
        columnDefs={columnDefs}
        defaultColDef={defaultColDef}
        datasource={datasource}
        cacheBlockSize={200}
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
        onCellKeyDown={(event) => {
          const { key } = event.event as KeyboardEvent;
          if (key === 'Enter') open(event.data, event.rowIndex);
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
