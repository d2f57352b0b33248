import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { DocumentQuestionMarkRegular } from '@fluentui/react-icons/svg/document-question-mark';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { overviewQuery, stateQuery } from '../api/queries';
import type { Overview } from '../api/types';
import { CopyButton } from '../app/copy-button';
import { PageHead } from '../app/page-head';
import { usePlacePart } from '../app/place';
import { useDay } from '../day/use-day';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { CouldNotRead } from '../states/failed';
import { StatePanel } from '../states/state-panel';
import { useDelayed } from '../states/use-delayed';
import { Freshness, freshnessText } from '../table/around';
import { textOf } from './copy-text';
import { LicensesBlock } from './licenses-block';
import { comparedOf } from './looked';
import { NeedsBlock } from './needs-block';
import { totalsOf } from './sentences';
import { SinceBlock, useSince } from './since-block';
import { ToldLink } from './told-link';
import { TrendBlock } from './trend-block';
import { useLooked } from './use-looked';
import { useNeeds } from './use-needs';

const useStyles = makeStyles({
  page: { flexGrow: 1, minHeight: 0, overflowY: 'auto', backgroundColor: 'var(--ll-sheet)' },
  whole: { maxWidth: '1680px' },
  inner: { padding: '0 20px 40px' },
  freshness: { fontSize: '12px', color: 'var(--ll-quiet)' },
  totals: {
    listStyleType: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 22px',
    minHeight: '24px',
    margin: '2px 0 26px',
    padding: 0,
    fontSize: '13px',
    fontVariantNumeric: 'tabular-nums',
  },
  blocks: {
    display: 'grid',
    // Two beside each other where there is room, and never three.
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, max(400px, 36%)), 1fr))',
    gap: '34px 64px',
  },
  upper: { minHeight: '136px' },
});

function NotRead() {
  const { t } = useTranslation();
  const { canSync, sync, importFiles } = useActions();
  return (
    <StatePanel
      icon={<DocumentQuestionMarkRegular />}
      title={t('state.notRead.title')}
      text={t('state.notRead.textList')}
      actions={
        <>
          {canSync ? (
            <Button appearance="primary" onClick={sync}>
              {t('state.notRead.sync')}
            </Button>
          ) : null}
          <Button onClick={importFiles}>{t('state.notRead.import')}</Button>
        </>
      }
    />
  );
}

function Totals(props: { day: Overview | undefined }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <ul className={styles.totals} aria-label={t('overview.totals.label')}>
      {props.day
        ? totalsOf(props.day, t).map(({ key, text, leads }) => (
            <li key={key}>
              <ToldLink text={text} leads={leads} />
            </li>
          ))
        : null}
    </ul>
  );
}

// OverviewPage is the first page: what changed, what waits for a person, what
// became of the licenses, and how it all went. Every number on it leads to
// exactly that many rows or people.
export function OverviewPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const at = usePlacePart((place) => place.at);
  const { loaded, readings, index, inPast } = useDay();
  const { data: state } = useQuery(stateQuery());
  const query = useQuery(overviewQuery(at));
  const day = query.data;
  const looked = useLooked(readings.at(-1));
  const compared = comparedOf(readings, index, looked ?? null);
  const since = useSince(compared);
  const needs = useNeeds(day, inPast);
  const slow = useDelayed(query.isFetching && !day);
  const older = useDelayed(query.isPlaceholderData, 400);
  // What is still to come moves what stands below it.
  const busy = query.isFetching || since.isFetching || looked === undefined;

  if (query.error) {
    return (
      <main className={styles.page}>
        <CouldNotRead thrown={query.error} onRetry={() => void query.refetch()} />
      </main>
    );
  }
  if (loaded && readings.length === 0) {
    return (
      <main className={styles.page} style={{ display: 'flex' }}>
        <NotRead />
      </main>
    );
  }
  const text = () =>
    day
      ? textOf(
          {
            tenant: state?.ledger?.tenantName || state?.ledger?.fileName || '',
            day,
            compared,
            looked: looked ?? null,
            since: since.data,
            needs: needs ?? [],
            freshness: freshnessText(day.freshness, t, format),
            past: inPast,
          },
          t,
          format,
        )
      : '';
  return (
    <main className={mergeClasses('ll-edges', styles.page)} aria-busy={busy}>
      <div className={styles.whole}>
        <PageHead
          title={t('overview.title')}
          end={
            <>
              <span className={styles.freshness}>{day ? <Freshness readings={day.freshness} /> : null}</span>
              <CopyButton text={text} />
            </>
          }
        />
        <div className={styles.inner}>
          <Totals day={day} />
          <div className={styles.blocks}>
            {looked === undefined || !loaded ? (
              <div className={styles.upper} />
            ) : (
              <SinceBlock compared={compared} looked={looked} className={styles.upper} />
            )}
            <NeedsBlock needs={needs} past={inPast} slow={slow} older={older} className={styles.upper} />
            <LicensesBlock day={day} slow={slow} older={older} />
            <TrendBlock />
          </div>
        </div>
      </div>
    </main>
  );
}
