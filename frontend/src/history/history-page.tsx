import { Button, makeStyles, mergeClasses, Tab, TabList } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { runsQuery, snapshotsQuery, stateQuery } from '../api/queries';
import { PageHead } from '../app/page-head';
import { usePlace } from '../app/place';
import { indexOf, placeOf } from '../day/days';
import { HeldSyncs } from '../held/held-syncs';
import { useFormat } from '../i18n/format';
import { folderName } from '../imports/watch-bar';
import { useActions } from '../jobs/use-actions';
import { ScheduleLine } from '../schedule/schedule-line';
import { CouldNotRead } from '../states/failed';
import { StatePanel } from '../states/state-panel';
import { type Entry, entriesOf } from './entries';
import { Legend } from './legend';
import { ReadingDetail } from './reading-detail';
import { ReadingGrid } from './reading-grid';
import { Timeline } from './timeline';
import { spanOf, type Zoom } from './timeline-bins';
import { useReadingActions } from './use-reading-actions';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, backgroundColor: 'var(--ll-sheet)' },
  tabs: { marginRight: '-10px' }, // so that the last one's name ends where everything does
  next: { margin: 0, padding: '0 20px', fontSize: '13px', lineHeight: '20px', color: 'var(--ll-quiet)' },
  picture: { padding: '10px 20px 0' },
  body: { display: 'flex', flexGrow: 1, minHeight: 0, borderTop: '1px solid var(--ll-line)' },
  list: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 },
  detail: {
    width: '370px',
    flexShrink: 0,
    overflowY: 'auto',
    paddingTop: '14px',
    borderLeft: '1px solid var(--ll-line)',
    '@media (max-width: 900px)': { width: '270px' },
  },
});

const zooms: Zoom[] = ['month', 'year', 'all'];

// NextLine says what happens by itself: the next look at Unknown rows, and the
// folder that is watched.
function NextLine() {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { data: state } = useQuery(stateQuery());
  const look = state?.ledger?.nextLook;
  const folder = state?.watching?.folder;
  return (
    <>
      {look ? (
        <p className={styles.next}>{t('history.nextLook', { when: format.when(look.dueAt), count: look.rows })}</p>
      ) : null}
      {folder ? <p className={styles.next}>{t('history.watched', { folder: folderName(folder) })}</p> : null}
    </>
  );
}

function Whole(props: { entries: Entry[] }) {
  const { entries } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { place, go } = usePlace();
  const { data: state } = useQuery(stateQuery());
  const { data: readings = [] } = useQuery(snapshotsQuery());
  const { pin, label, close, remove } = useReadingActions();
  const [wanted, setWanted] = useState<number>();
  const detail = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useState<Zoom>('all');

  // It begins with the reading that is looked at elsewhere.
  const looked = readings[indexOf(readings, place.at)]?.id ?? 0;
  const byId = (id: number) => entries.findIndex((entry) => entry.id === id);
  const found = wanted === undefined ? entries.findIndex((entry) => entry.readingId === looked) : byId(wanted);
  const chosen = found < 0 ? entries.length - 1 : found;
  const entry = entries[chosen];
  const choose = (index: number) => setWanted(entries[index]?.id);
  const day = entry?.day ?? '';
  const span = useMemo(() => spanOf(zoom, day, entries), [zoom, day, entries]);
  if (!entry) return null;

  const position = readings.findIndex(({ id }) => id === entry.readingId);
  const open = (one: Entry) => {
    const index = readings.findIndex(({ id }) => id === one.readingId);
    if (index < 0) return;
    go({ to: 'reading', at: placeOf(readings, index) });
    go({ to: 'page', page: 'licenses' });
  };
  // It stays chosen when it is deleted; whoever looks at its day travels to the
  // reading before.
  const deleteIt = async () => {
    setWanted(entry.id);
    detail.current?.focus();
    if (place.at === String(entry.readingId))
      go({ to: 'reading', at: placeOf(readings, position > 0 ? position - 1 : 1) });
    await remove(entry.readingId, t('history.deleted', { day: format.day(entry.day), time: format.time(entry.at) }));
  };
  const unpinned = entries.filter((one) => one.monthEnd && !one.pinned).map((one) => one.readingId);
  const readOnly = state?.ledger?.readOnly ?? true;
  return (
    <>
      <PageHead
        title={t(`nav.pages.${place.page}`)}
        end={
          <>
            {unpinned.length > 0 && !readOnly ? (
              <Button size="small" appearance="subtle" title={t('history.pinHint')} onClick={() => pin(unpinned, true)}>
                {t('history.pinMonthEnds', { count: unpinned.length })}
              </Button>
            ) : null}
            <TabList
              className={styles.tabs}
              size="small"
              selectedValue={zoom}
              aria-label={t('history.zoomLabel')}
              onTabSelect={(_, data) => setZoom(data.value as Zoom)}
            >
              {zooms.map((one) => (
                <Tab key={one} value={one}>
                  {t(`history.zoom.${one}`)}
                </Tab>
              ))}
            </TabList>
          </>
        }
      />
      <NextLine />
      <ScheduleLine />
      <HeldSyncs />
      <div className={styles.picture}>
        <Timeline entries={entries} span={span} chosen={chosen} onChoose={choose} onOpen={() => open(entry)} />
      </div>
      <Legend />
      <div className={styles.body}>
        <div className={styles.list}>
          <ReadingGrid entries={entries} chosen={chosen} onChoose={choose} onOpen={open} />
        </div>
        <section
          ref={detail}
          tabIndex={-1}
          className={mergeClasses('ll-edges', styles.detail)}
          aria-label={t('history.detail', { day: format.day(day) })}
        >
          <ReadingDetail
            entry={entry}
            readOnly={readOnly}
            canCompare={position > 0}
            onOpen={() => open(entry)}
            onCompare={() =>
              go({ to: 'changes', before: placeOf(readings, position - 1), after: placeOf(readings, position) })
            }
            onPin={(pinned) => pin([entry.readingId], pinned)}
            onClose={() => close(entry.day.slice(0, 7), entry.closedMonth !== '')}
            onLabel={(text) => label(entry.readingId, text)}
            onDelete={() => void deleteIt()}
          />
        </section>
      </div>
    </>
  );
}

// HistoryPage is everything that was ever read, as one timeline.
export function HistoryPage() {
  const { t } = useTranslation();
  const styles = useStyles();
  const runs = useQuery(runsQuery());
  const readings = useQuery(snapshotsQuery());
  const { canSync, sync, importFiles } = useActions();
  const failed = runs.error ?? readings.error;
  const entries = useMemo(() => entriesOf(runs.data ?? [], readings.data ?? []), [runs.data, readings.data]);
  return (
    <main className={styles.page} aria-busy={runs.isFetching}>
      {failed ? (
        <CouldNotRead
          thrown={failed}
          onRetry={() => {
            void runs.refetch();
            void readings.refetch();
          }}
        />
      ) : entries.length > 0 ? (
        <Whole entries={entries} />
      ) : runs.data ? (
        <StatePanel
          icon={<HistoryRegular />}
          title={t('history.empty.title')}
          text={t('history.empty.text')}
          actions={
            canSync ? (
              <Button appearance="primary" onClick={sync}>
                {t('state.notRead.sync')}
              </Button>
            ) : (
              <Button appearance="primary" onClick={importFiles}>
                {t('state.notRead.import')}
              </Button>
            )
          }
        />
      ) : null}
    </main>
  );
}
