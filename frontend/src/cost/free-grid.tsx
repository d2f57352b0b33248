import { Button, makeStyles } from '@fluentui/react-components';
import type { ColDef } from 'ag-grid-community';
import type { CustomCellRendererProps } from 'ag-grid-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import type { FreeGroup, FreeLine } from '../api/types';
import { type Format, useFormat } from '../i18n/format';
import { useOpenPerson } from '../person/open-person';
import { RunGrid } from '../table/run-grid';
import { type FreeShown, howText, outText, whyText } from './free-words';

const useStyles = makeStyles({
  line: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: 'var(--ll-quiet)' },
});

type CellProps = CustomCellRendererProps<FreeLine> & { act: (line: FreeLine) => void; today: string };

function Line({ text }: { text: string }) {
  const styles = useStyles();
  return (
    <span className={styles.line} title={text}>
      {text}
    </span>
  );
}

function PersonCell({ data }: CellProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  if (!data) return null;
  if (!data.user_id) return <span className={styles.quiet}>{t('cost.free.seats', { count: data.units })}</span>;
  const unknown = data.user_name === 'Unknown';
  return (
    <span className={styles.line} title={unknown ? undefined : data.email_address}>
      {unknown ? t('words.unknown') : data.user_name || data.email_address}
      {data.department ? <span className={styles.quiet}>{` · ${data.department}`}</span> : null}
    </span>
  );
}

function WhyCell({ data }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return data ? <Line text={data.leftOut ? outText(data, t, format) : whyText(data, t, format)} /> : null;
}

function HowCell({ data }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return data ? <Line text={howText(data, t, format)} /> : null;
}

const unitsText = (units: number | undefined | null, format: Format) =>
  units === undefined || units === null ? '' : format.number(units);

function TodayCell({ data }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return data ? <Line text={unitsText(data.today, format) || t('cost.seats.notKnown')} /> : null;
}

function RenewalCell({ data, today }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!data) return null;
  const units = unitsText(data.atRenewal, format);
  if (!units) return <Line text={t('cost.seats.notKnown')} />;
  const day = format.shortDay(data.renewsAt);
  if (!day) return <Line text={units} />;
  const when = data.renewsAt < today ? t('cost.seats.wasDue', { day }) : day;
  return <Line text={t('cost.free.unitsOn', { units, day: when })} />;
}

// Whose licenses can be left out, or no longer be.
const canAct = (line: FreeLine) => !!line.user_id && (!line.leftOut || line.leftOut === 'kept');

function ActCell({ data, act }: CellProps) {
  const { t } = useTranslation();
  if (!data || !canAct(data)) return null;
  const who = data.user_name || data.email_address;
  return (
    <Button
      size="small"
      appearance="subtle"
      tabIndex={-1} // Enter in the cell does it
      aria-label={data.leftOut ? t('cost.free.putBackWho', { who }) : t('cost.free.leaveOutWho', { who })}
      onClick={() => act(data)}
    >
      {data.leftOut ? t('cost.free.putBack') : t('cost.free.leaveOut')}
    </Button>
  );
}

// FreeGrid shows the lines of a group, or those that are left out.
export function FreeGrid(props: {
  free: string;
  shown: FreeShown;
  today: string; // the day that is looked at
  count: number;
  label: string;
  onAct: (line: FreeLine) => void;
  onFailed: (thrown: unknown) => void;
}) {
  const { free, shown, today, onAct } = props;
  const { t } = useTranslation();
  const openPerson = useOpenPerson();
  const isOut = shown === 'left-out';
  const group: FreeGroup | '' = isOut ? '' : shown;
  const columns = useMemo<ColDef<FreeLine>[]>(() => {
    const gain = { width: 120, cellClass: 'ag-right-aligned-cell', headerClass: 'ag-right-aligned-header' };
    const what: ColDef<FreeLine>[] = [
      { colId: 'person', headerName: t('changes.columns.person'), flex: 2, minWidth: 180, cellRenderer: PersonCell },
      { colId: 'license', headerName: t('cost.free.license'), flex: 2, minWidth: 150, field: 'license' },
      {
        colId: 'why',
        headerName: isOut ? t('cost.free.leftOutBecause') : t('cost.free.because'),
        flex: 2,
        minWidth: 180,
        cellRenderer: WhyCell,
      },
    ];
    const how: ColDef<FreeLine>[] = [
      { colId: 'how', headerName: t('cost.free.howTo'), flex: 3, minWidth: 180, cellRenderer: HowCell },
      { colId: 'today', headerName: t('cost.free.today'), cellRenderer: TodayCell, ...gain },
      {
        colId: 'renewal',
        headerName: t('cost.free.atRenewal'),
        cellRenderer: RenewalCell,
        cellRendererParams: { today },
        ...gain,
        width: 165,
      },
    ];
    const act: ColDef<FreeLine>[] =
      shown === 'not-assigned'
        ? []
        : [
            {
              colId: 'act',
              headerName: t('cost.free.act'),
              width: 110,
              cellRenderer: ActCell,
              cellRendererParams: { act: onAct },
            },
          ];
    // The group says it all where it is the same for everybody.
    const same = shown === 'blocked' || shown === 'not-assigned';
    return [...what.filter(({ colId }) => !same || colId !== 'why'), ...(isOut ? [] : how), ...act];
  }, [t, isOut, shown, today, onAct]);
  const read = useCallback(
    async (from: number, count: number) => (await backend.freeUpRows(free, group, isOut, from, count)).rows,
    [free, group, isOut],
  );
  return (
    <RunGrid<FreeLine>
      columns={columns}
      count={props.count}
      read={read}
      label={props.label}
      onFailed={props.onFailed}
      onOpen={(line, column) => {
        if (column === 'act') {
          if (canAct(line)) onAct(line);
        } else if (line.user_id) openPerson({ key: line.user_id });
      }}
    />
  );
}
