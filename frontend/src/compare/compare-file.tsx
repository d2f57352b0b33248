import { Button, makeStyles } from '@fluentui/react-components';
import { ColumnDoubleCompareRegular } from '@fluentui/react-icons/svg/column-double-compare';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../api/errors';
import { comparedKey, comparisonQuery, jobQuery, snapshotsQuery } from '../api/queries';
import type { CompareRequest } from '../api/types';
import { ReadingField } from '../changes/reading-field';
import { indexOf } from '../day/days';
import { useActions } from '../jobs/use-actions';
import { CouldNotRead } from '../states/failed';
import { StatePanel } from '../states/state-panel';
import { ComparisonView } from './comparison-view';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0 },
  head: { display: 'flex', alignItems: 'flex-start', padding: '16px 20px 8px' },
  another: { marginLeft: 'auto' },
});

// CompareFile shows how a downloaded list differs from the history, and why.
export function CompareFile() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { busy, compareFile, compareAgain } = useActions();
  const { data: readings } = useQuery(snapshotsQuery());
  const { data: job } = useQuery(jobQuery());
  const { data: newest } = useQuery<string>({ queryKey: comparedKey, queryFn: () => '', enabled: false });
  const id = newest ?? (job?.kind === 'compare' ? (job.result?.comparison ?? '') : '');
  const comparing = job?.kind === 'compare' && job.state === 'running';
  const { data, error, refetch } = useQuery({ ...comparisonQuery(id), enabled: id !== '' });
  const [failed, setFailed] = useState<{ of: string; thrown: unknown }>();
  const thrown = error ?? (failed?.of === id ? failed.thrown : undefined);
  // Tab on a day chooses it twice: as the option, and as what was typed.
  const asking = useRef(false);
  const again = async (request: CompareRequest) => {
    if (busy || asking.current) return;
    asking.current = true;
    await compareAgain(request);
    asking.current = false;
  };
  const isStale = thrown ? toAppError(thrown).code === 'stale' : false;
  return (
    <section className={styles.page} aria-busy={comparing} aria-label={t('compare.start.title')}>
      {data ? (
        <div className={styles.head}>
          {readings ? (
            <ReadingField
              label={t('compare.with')}
              readings={readings}
              at={String(data.snapshot.id)}
              onChoose={(at) => {
                if (readings[indexOf(readings, at)]?.id !== data.snapshot.id) again({ ...data.request, at });
              }}
            />
          ) : null}
          <Button className={styles.another} size="small" disabledFocusable={busy} onClick={compareFile}>
            {t('compare.another')}
          </Button>
        </div>
      ) : null}
      {isStale ? (
        <StatePanel
          icon={<HistoryRegular />}
          title={t('compare.stale.title')}
          text={t('compare.stale.text')}
          actions={
            <Button appearance="primary" disabledFocusable={busy} onClick={compareFile}>
              {t('compare.choose')}
            </Button>
          }
        />
      ) : thrown ? (
        <CouldNotRead
          thrown={thrown}
          onRetry={() => {
            setFailed(undefined);
            void refetch();
          }}
        />
      ) : data ? (
        <ComparisonView key={data.id} comparison={data} onFailed={(thrown) => setFailed({ of: id, thrown })} />
      ) : comparing ? null : (
        <StatePanel
          icon={<ColumnDoubleCompareRegular />}
          title={t('compare.start.title')}
          text={t('compare.start.text')}
          actions={
            <Button appearance="primary" disabledFocusable={busy} onClick={compareFile}>
              {t('compare.choose')}
            </Button>
          }
        />
      )}
    </section>
  );
}
