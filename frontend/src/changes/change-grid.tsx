import { makeStyles } from '@fluentui/react-components';
import type { ColDef } from 'ag-grid-community';
import type { CustomCellRendererProps } from 'ag-grid-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import type { Change, ChangeKind } from '../api/types';
import { useFormat } from '../i18n/format';
import { useOpenPerson } from '../person/open-person';
import { RunGrid } from '../table/run-grid';
import { afterText, beforeText, whoText } from './words';

const useStyles = makeStyles({
  line: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: 'var(--ll-quiet)' },
});

type CellProps = CustomCellRendererProps<Change>;

function PersonCell({ data }: CellProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  if (!data) return null;
  const { name, address } = whoText(data, t);
  return (
    <span className={styles.line} title={address}>
      {name}
      {address ? <span className={styles.quiet}>{` · ${address}`}</span> : null}
    </span>
  );
}

function WhatCell({ data }: CellProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return data ? <span className={styles.line}>{t(`changes.what.${data.change as ChangeKind}`)}</span> : null;
}

function BeforeCell({ data }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  if (!data) return null;
  const text = beforeText(data, t, format);
  return (
    <span className={styles.line} title={text}>
      {text}
    </span>
  );
}

function AfterCell({ data }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  if (!data) return null;
  const text = afterText(data, t, format);
  return (
    <span className={styles.line} title={text}>
      {text}
    </span>
  );
}

// ChangeGrid shows the changes of one kind, or all of them.
export function ChangeGrid(props: {
  changes: string;
  kind: ChangeKind | '';
  count: number;
  label: string;
  before: string;
  after: string;
  onFailed: (thrown: unknown) => void;
}) {
  const { changes, kind, before, after } = props;
  const { t } = useTranslation();
  const openPerson = useOpenPerson();
  const columns = useMemo<ColDef<Change>[]>(
    () => [
      {
        colId: 'person',
        headerName: t('changes.columns.person'),
        flex: 2,
        minWidth: 360,
        cellRenderer: PersonCell,
      },
      { colId: 'what', headerName: t('changes.columns.what'), width: 160, cellRenderer: WhatCell },
      { colId: 'before', headerName: before, flex: 2, minWidth: 220, cellRenderer: BeforeCell },
      { colId: 'after', headerName: after, flex: 2, minWidth: 220, cellRenderer: AfterCell },
    ],
    [t, before, after],
  );
  const read = useCallback(
    async (from: number, count: number) => (await backend.changeRows(changes, kind, from, count)).rows,
    [changes, kind],
  );
  return (
    <RunGrid<Change>
      columns={columns}
      count={props.count}
      read={read}
      label={props.label}
      onFailed={props.onFailed}
      onOpen={({ user_id: id, email_address: address }) => {
        const key = id || (address === 'Unknown' ? '' : address);
        if (key) openPerson({ key });
      }}
    />
  );
}
