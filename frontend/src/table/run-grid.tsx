import { makeStyles } from '@fluentui/react-components';
import type { ColDef, GridApi, IDatasource } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useEffect, useMemo, useRef } from 'react';
import { gridTheme } from '../theme/grid-theme';
import { registerGridModules } from './grid-modules';

registerGridModules();

const useStyles = makeStyles({
  grid: {
    flexGrow: 1,
    minHeight: '200px',
    fontVariantNumeric: 'tabular-nums',
    '& .ag-cell': { display: 'flex', alignItems: 'center' },
    '& .ag-header-cell.ag-column-first': { paddingLeft: '20px' },
    '& .ag-cell.ag-column-first': { paddingLeft: '19px' }, // and a border, where the focus shows
    '& .ag-right-aligned-cell': { justifyContent: 'flex-end' },
    '& .ag-cell-wrapper': { minWidth: 0 },
    '& .ag-cell-value': { minWidth: 0, overflow: 'hidden' },
    '& .ag-header-cell:focus-visible, & .ag-cell-focus:focus-within': {
      outline: '2px solid var(--colorStrokeFocus2) !important',
      outlineOffset: '-2px',
      border: '1px solid transparent !important',
    },
  },
});

// RunGrid shows a run of rows that is read piece by piece, in the order in
// which it comes: what is no view of a day and has no filters of its own.
export function RunGrid<T>(props: {
  columns: ColDef<T>[];
  count: number;
  read: (from: number, count: number) => Promise<T[]>; // another one is another run
  label: string;
  onFailed: (thrown: unknown) => void;
  onOpen?: (row: T, column: string) => void; // Enter, or a double click, in a cell of a column
  onFocused?: (index: number) => void;
  selected?: number; // the row that something beside the table is about
}) {
  const { columns, count, read, label, selected } = props;
  const styles = useStyles();
  const told = useRef(props);
  told.current = props;
  const defaultColDef = useMemo<ColDef<T>>(
    () => ({ sortable: false, resizable: true, suppressMovable: true, suppressHeaderMenuButton: true, minWidth: 80 }),
    [],
  );
  const datasource = useMemo<IDatasource>(
    () => ({
      getRows: async ({ startRow, endRow, successCallback, failCallback }) => {
        try {
          successCallback(await read(startRow, Math.min(endRow, count) - startRow), count);
        } catch (thrown) {
          failCallback();
          told.current.onFailed(thrown);
        }
      },
    }),
    [read, count],
  );
  // The row is shown wherever it was chosen; a row that is still on its way is
  // marked when it has come.
  const api = useRef<GridApi<T>>(null);
  const mark = () => {
    if (selected === undefined) return;
    const node = api.current?.getDisplayedRowAtIndex(selected);
    if (node?.data && !node.isSelected()) node.setSelected(true, true);
  };
  const marking = useRef(mark);
  marking.current = mark;
  useEffect(() => {
    if (selected === undefined || selected < 0) return;
    api.current?.ensureIndexVisible(selected);
    marking.current();
  }, [selected]);
  const frame = useRef<HTMLDivElement>(null);
  const nameIt = () => frame.current?.querySelector('[role=grid]')?.setAttribute('aria-label', label);
  useEffect(nameIt);
  return (
    <div ref={frame} className={styles.grid}>
      <AgGridReact<T>
        theme={gridTheme}
        rowModelType="infinite"
        columnDefs={columns}
        defaultColDef={defaultColDef}
        datasource={datasource}
        cacheBlockSize={200}
        maxBlocksInCache={20}
        infiniteInitialRowCount={count}
        ensureDomOrder
        enableCellTextSelection
        animateRows={false}
        {...(selected === undefined
          ? {}
          : { rowSelection: { mode: 'singleRow', checkboxes: false, enableClickSelection: false } as const })}
        onModelUpdated={() => marking.current()}
        onCellKeyDown={(event) => {
          if ((event.event as KeyboardEvent).key === 'Enter' && event.data)
            told.current.onOpen?.(event.data, 'column' in event ? event.column.getColId() : '');
        }}
        onRowDoubleClicked={(event) => (event.data ? told.current.onOpen?.(event.data, '') : undefined)}
        onCellFocused={(event) => (event.rowIndex === null ? undefined : told.current.onFocused?.(event.rowIndex))}
        onGridReady={(event) => {
          api.current = event.api;
          nameIt();
        }}
      />
    </div>
  );
}
