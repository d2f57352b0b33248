import { Button, makeStyles, Skeleton, SkeletonItem, Tab, TabList } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { DocumentQuestionMarkRegular } from '@fluentui/react-icons/svg/document-question-mark';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stateQuery, viewQuery } from '../api/queries';
import type { View, ViewKind } from '../api/types';
import { PageHead } from '../app/page-head';
import { kindOf, requestOf, usePlace } from '../app/place';
import { useDay } from '../day/use-day';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { CouldNotRead } from '../states/failed';
import { StatePanel } from '../states/state-panel';
import { useDelayed } from '../states/use-delayed';
import { Notes, Summary } from './around';
import { useClippedTitles } from './clipped';
import { isOfUse, type PageId, pages, tellsSince } from './columns';
import { FilterBar } from './filter-bar';
import { Footer } from './footer';
import { useChoice } from './kept-sort';
import { useLayout } from './layout';
import { SummaryPanel } from './summary-panel';
import { TableBody } from './table-body';
import { TableContext } from './table-context';
import { useSummary } from './use-summary';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, backgroundColor: 'var(--ll-sheet)' },
  tabs: { flexWrap: 'wrap', flexShrink: 1 },
  beside: { display: 'flex', flexGrow: 1, minHeight: 0 },
  body: { minWidth: 0, display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0 },
  skeleton: { display: 'grid', gap: '12px', padding: '20px' },
});

// NotRead: the source behind this view was never read, or not by that day.
function NotRead() {
  const { t } = useTranslation();
  const { readings, inPast, latest } = useDay();
  const { canSync, sync, importFiles } = useActions();
  const never = readings.length === 0;
  const text = never
    ? t('state.notRead.textList')
    : inPast
      ? t('state.notRead.textDay')
      : canSync
        ? t('state.notRead.text')
        : t('state.notRead.textConnect');
  return (
    <StatePanel
      icon={<DocumentQuestionMarkRegular />}
      title={t('state.notRead.title')}
      text={text}
      actions={
        <>
          {inPast ? (
            <Button appearance="primary" onClick={latest}>
              {t('state.notRead.latest')}
            </Button>
          ) : null}
          {canSync && !inPast ? (
            <Button appearance="primary" onClick={sync}>
              {t('state.notRead.sync')}
            </Button>
          ) : null}
          {!never ? null : <Button onClick={importFiles}>{t('state.notRead.import')}</Button>}
        </>
      }
    />
  );
}

function NothingHere(props: { kind: ViewKind; view: View; onShowAll: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { counts, snapshot } = props.view;
  if (counts.unfiltered > 0) {
    return (
      <StatePanel
        icon={<SearchRegular />}
        title={t('state.noMatch.title')}
        text={t('state.noMatch.text', { count: counts.unfiltered })}
        actions={
          <Button appearance="primary" onClick={props.onShowAll}>
            {t('state.noMatch.action')}
          </Button>
        }
      />
    );
  }
  return (
    <StatePanel
      icon={<CheckmarkCircleRegular />}
      title={t(`state.emptyDay.${props.kind}`)}
      text={t('state.emptyText', { day: format.day(snapshot?.day ?? '') })}
    />
  );
}

function Loading() {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.skeleton} role="status" aria-label={t('state.loading')}>
      <Skeleton aria-hidden="true" style={{ display: 'grid', gap: 12 }}>
        {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((key) => (
          <SkeletonItem key={key} size={20} />
        ))}
      </Skeleton>
    </div>
  );
}

// isRead tells whether anything that this view shows was read by that day.
function isRead(kind: ViewKind, view: View): boolean {
  if (!view.snapshot || view.basis === 'none') return false;
  return isOfUse(kind) || view.counts.unfiltered > 0 || view.freshness.some((reading) => reading.title === 'people');
}

export function ViewPage(props: { page: PageId }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const client = useQueryClient();
  const { place, go } = usePlace();
  const kind = kindOf(place);
  const { choice, change, ready } = useChoice(kind);
  const request = requestOf(place);
  const query = useQuery({ ...viewQuery(request), enabled: ready });
  const view = query.data;
  const [rowsFailed, setRowsFailed] = useState<unknown>();
  useClippedTitles();
  const slow = useDelayed(query.isFetching && !view);
  const slowAgain = useDelayed(query.isPlaceholderData, 400);

  const reopen = useCallback(() => void client.invalidateQueries({ queryKey: ['views'] }), [client]);
  const layout = useLayout(kind, view);
  const summary = useSummary(kind, view);
  const failed = rowsFailed ?? query.error;
  const { data: state } = useQuery(stateQuery());
  // Only the newest list is looked at again.
  const nextLook = (place.at === 'latest' && state?.ledger?.nextLook?.dueAt) || '';
  const context = useMemo(
    () => ({ request, choice, change, view, opening: query.isFetching, nextLook, briefly: tellsSince(kind) }),
    [request, choice, change, view, query.isFetching, nextLook, kind],
  );
  const empty = view !== undefined && view.counts.rows === 0;

  return (
    <TableContext value={context}>
      <main className={styles.page} aria-busy={query.isFetching}>
        <PageHead title={t(`nav.pages.${props.page}`)}>
          <TabList
            className={styles.tabs}
            size="small"
            selectedValue={kind}
            onTabSelect={(_, data) => {
              setRowsFailed(undefined);
              go({ to: 'view', kind: data.value as ViewKind });
            }}
          >
            {pages[props.page].map((one) => (
              <Tab key={one} value={one}>
                {t(`views.${one}`)}
              </Tab>
            ))}
          </TabList>
        </PageHead>
        {failed ? (
          <CouldNotRead
            thrown={failed}
            onRetry={() => {
              setRowsFailed(undefined);
              reopen();
            }}
          />
        ) : slow ? (
          <Loading />
        ) : view && !isRead(kind, view) ? (
          <NotRead />
        ) : view ? (
          <>
            <Summary kind={kind} counts={view.counts} />
            <Notes kind={kind} view={view} />
            <FilterBar layout={layout} summary={summary.open} onSummary={summary.toggle} />
            <div className={styles.beside}>
              <div className={styles.body}>
                {empty ? (
                  <>
                    <div className={styles.body}>
                      <NothingHere
                        kind={kind}
                        view={view}
                        onShowAll={() => change({ filters: [], search: '', changed: undefined })}
                      />
                    </div>
                    <Footer kind={kind} view={view} />
                  </>
                ) : (
                  <TableBody
                    kind={kind}
                    view={view}
                    layout={layout}
                    older={slowAgain}
                    onStale={reopen}
                    onFailed={setRowsFailed}
                  />
                )}
              </div>
              {summary.open && summary.column ? (
                <SummaryPanel
                  since={summary.since}
                  onSince={summary.chooseSince}
                  key={kind}
                  column={summary.column}
                  columns={summary.columns}
                  onColumn={summary.choose}
                  onClose={summary.toggle}
                />
              ) : null}
            </div>
          </>
        ) : null}
      </main>
    </TableContext>
  );
}
