import { makeStyles } from '@fluentui/react-components';
import type { ColDef } from 'ag-grid-community';
import type { CustomCellRendererProps } from 'ag-grid-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import type { Difference } from '../api/types';
import { useFormat } from '../i18n/format';
import { RunGrid } from '../table/run-grid';
import { differsText, personText, whyText } from './words';

const useStyles = makeStyles({
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

// DifferenceGrid shows one run of the differences of a comparison.
export function DifferenceGrid(props: {
  comparison: string;
  from: number;
  count: number;
  differs: boolean; // some of them are of kind different
  label: string;
  onFailed: (thrown: unknown) => void;
}) {
  const { comparison, from, differs } = props;
  const { t } = useTranslation();
  const columns = useMemo<ColDef<Difference>[]>(
    () => [
      { colId: 'person', headerName: t('compare.columns.person'), flex: 4, minWidth: 300, cellRenderer: PersonCell },
      { colId: 'why', headerName: t('compare.columns.why'), flex: 3, minWidth: 230, cellRenderer: WhyCell },
      ...(differs
        ? [{ colId: 'what', headerName: t('compare.columns.what'), flex: 4, minWidth: 380, cellRenderer: WhatCell }]
        : []),
      { colId: 'license', headerName: t('compare.columns.license'), flex: 2, minWidth: 180, field: 'license' },
      { colId: 'service', headerName: t('compare.columns.service'), flex: 2, minWidth: 190, field: 'service' },
      { colId: 'line', headerName: t('compare.columns.line'), width: 128, cellRenderer: LineCell },
    ],
    [t, differs],
  );
  const read = useCallback(
    async (start: number, count: number) => (await backend.comparisonRows(comparison, from + start, count)).rows,
    [comparison, from],
  );
  return (
    <RunGrid<Difference>
      columns={columns}
      count={props.count}
      read={read}
      label={props.label}
      onFailed={props.onFailed}
    />
  );
}
