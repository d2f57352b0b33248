import { makeStyles } from '@fluentui/react-components';
import type { ColDef, IDatasource } from 'ag-grid-community';
import { AgGridReact, type CustomCellRendererProps } from 'ag-grid-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import type { Difference } from '../api/types';
import { useFormat } from '../i18n/format';
import { registerGridModules } from '../table/grid-modules';
import { gridTheme } from '../theme/grid-theme';
import { differsText, personText, whyText } from './words';

registerGridModules();

const useStyles = makeStyles({
  grid: {
    flexGrow: 1,
    minHeight: '200px',
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
  line: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: 'var(--ll-quiet)' },
});

type CellProps = CustomCellRendererProps<Difference>;

function PersonCell({ data }: CellProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  if (!data) return null;
  const { name, address } = personText(data, t);
  return (
    <span className={styles.line}>
      {name}
      {address ? <span className={styles.quiet}>{` · ${address}`}</span> : null}
    </span>
  );
}

function WhyCell({ data }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  if (!data) return null;
  return (
    <span className={styles.line} title={whyText(data, t, format)}>
      {whyText(data, t, format)}
    </span>
  );
}

function WhatCell({ data }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  if (!data) return null;
  const texts = differsText(data, t, format);
  if (data.one_of > 1) texts.push(t('compare.oneOf', { count: data.one_of - 1 }));
  return (
    <span className={styles.line} title={texts.length > 1 ? texts.join('\n') : undefined}>
      {texts.join(' · ')}
    </span>
  );
}

function LineCell({ data }: CellProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  if (!data) return null;
  return <span className={styles.line}>{data.line > 0 ? t('compare.line', { line: data.line }) : ''}</span>;
}

const defaultColDef: ColDef<Difference> = {
  sortable: false,
  resizable: true,
  suppressMovable: true,
  suppressHeaderMenuButton: true,
  minWidth: 80,
};

// DifferenceGrid shows one run of the differences of a comparison.
export function DifferenceGrid(props: {
  comparison: string;
  from: number;
  count: number;
  differs: boolean; // some of them are of kind different
  label: string;
  onFailed: (thrown: unknown) => void;
}) {
  const { comparison, from, count, differs, label, onFailed } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const report = useRef(onFailed);
  report.current = onFailed;
  const columnDefs = useMemo<ColDef<Difference>[]>(
    () => [
      { colId: 'person', headerName: t('compare.columns.person'), width: 300, cellRenderer: PersonCell },
      { colId: 'why', headerName: t('compare.columns.why'), flex: 1, minWidth: 230, cellRenderer: WhyCell },
      ...(differs
        ? [{ colId: 'what', headerName: t('compare.columns.what'), width: 400, cellRenderer: WhatCell }]
        : []),
      { colId: 'license', headerName: t('compare.columns.license'), width: 180, field: 'license' },
      { colId: 'service', headerName: t('compare.columns.service'), width: 190, field: 'service' },
      { colId: 'line', headerName: t('compare.columns.line'), width: 130, cellRenderer: LineCell },
    ],
    [t, differs],
  );
  const datasource = useMemo<IDatasource>(
    () => ({
      getRows: async ({ startRow, endRow, successCallback, failCallback }) => {
        try {
          const page = await backend.comparisonRows(comparison, from + startRow, Math.min(endRow, count) - startRow);
          successCallback(page.rows, count);
        } catch (thrown) {
          failCallback();
          report.current(thrown);
        }
      },
    }),
    [comparison, from, count],
  );
  const frame = useRef<HTMLDivElement>(null);
  const nameIt = () => frame.current?.querySelector('[role=grid]')?.setAttribute('aria-label', label);
  useEffect(nameIt);
  return (
    <div ref={frame} className={styles.grid}>
      <AgGridReact<Difference>
        theme={gridTheme}
        rowModelType="infinite"
        columnDefs={columnDefs}
        defaultColDef={defaultColDef}
        datasource={datasource}
        cacheBlockSize={200}
        maxBlocksInCache={20}
        infiniteInitialRowCount={count}
        ensureDomOrder
        enableCellTextSelection
        animateRows={false}
        onGridReady={nameIt}
      />
    </div>
  );
}
