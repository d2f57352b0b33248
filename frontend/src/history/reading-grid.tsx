import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { PinFilled } from '@fluentui/react-icons/svg/pin';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { ColDef } from 'ag-grid-community';
import type { CustomCellRendererProps } from 'ag-grid-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { RunGrid } from '../table/run-grid';
import type { Entry } from './entries';
import { becameText, howText } from './words';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', gap: '6px', minWidth: 0 },
  text: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: 'var(--ll-quiet)' },
  icon: { flexShrink: 0 },
});

type CellProps = CustomCellRendererProps<Entry>;

function WhenCell({ data }: CellProps) {
  const format = useFormat();
  const styles = useStyles();
  return data ? (
    <span className={mergeClasses(styles.text, !data.readingId && styles.quiet)}>{format.dateTime(data.at)}</span>
  ) : null;
}

function WhatCell({ data }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  if (!data) return null;
  // That a sync did not read everything is told in the notes, and of what by the detail.
  const whole = howText(data, t, format);
  return (
    <span className={styles.text} title={whole}>
      {data.fileName ? whole : t(`history.kind.${data.kind}`)}
    </span>
  );
}

function RowsCell({ data }: CellProps) {
  const format = useFormat();
  return data ? <span>{data.rows > 0 ? format.number(data.rows) : ''}</span> : null;
}

function ChangesCell({ data }: CellProps) {
  const format = useFormat();
  return data ? <span>{data.published && !data.first ? format.number(data.changes) : ''}</span> : null;
}

function NoteCell({ data }: CellProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  if (!data) return null;
  const isWell = data.published && !data.partial && !data.thinned;
  const warns = data.warnings > 0 ? t('history.warnings', { count: data.warnings }) : '';
  const said = isWell ? warns : becameText(data, t);
  const known = data.closedMonth
    ? t('history.closed')
    : data.first
      ? t('history.first')
      : data.monthEnd && !data.label
        ? t('history.monthEnd')
        : '';
  return (
    <span className={styles.line}>
      {data.pinned ? <PinFilled className={styles.icon} fontSize={14} aria-label={t('history.pinned')} /> : null}
      {said && !data.thinned ? <WarningRegular className={styles.icon} fontSize={15} aria-hidden="true" /> : null}
      <span className={styles.text}>
        {data.label ? <span>{said || known ? `${data.label} · ` : data.label}</span> : null}
        <span className={styles.quiet}>{said || known}</span>
      </span>
    </span>
  );
}

// ReadingGrid lists syncs and imports, the newest first.
export function ReadingGrid(props: {
  entries: Entry[]; // oldest first
  chosen: number; // among them
  onChoose: (index: number) => void;
  onOpen: (entry: Entry) => void;
}) {
  const { entries, chosen, onChoose } = props;
  const { t } = useTranslation();
  const last = entries.length - 1;
  const columns = useMemo<ColDef<Entry>[]>(
    () => [
      { colId: 'when', headerName: t('history.columns.when'), width: 168, pinned: 'left', cellRenderer: WhenCell },
      { colId: 'read', headerName: t('history.columns.read'), flex: 2, minWidth: 126, cellRenderer: WhatCell },
      { colId: 'rows', headerName: t('history.columns.rows'), width: 92, type: 'rightAligned', cellRenderer: RowsCell },
      {
        colId: 'changes',
        headerName: t('history.columns.changes'),
        width: 104,
        type: 'rightAligned',
        cellRenderer: ChangesCell,
      },
      { colId: 'note', headerName: t('history.columns.note'), flex: 4, minWidth: 196, cellRenderer: NoteCell },
    ],
    [t],
  );
  const read = useCallback(
    async (from: number, count: number) =>
      entries.slice(Math.max(0, entries.length - from - count), entries.length - from).reverse(),
    [entries],
  );
  return (
    <RunGrid<Entry>
      columns={columns}
      count={entries.length}
      read={read}
      label={t('history.table')}
      selected={last - chosen}
      onFailed={() => undefined}
      onFocused={(index) => onChoose(last - index)}
      onOpen={props.onOpen}
    />
  );
}
