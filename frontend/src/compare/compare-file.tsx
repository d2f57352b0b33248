import { Button, makeStyles } from '@fluentui/react-components';
import { ColumnDoubleCompareRegular } from '@fluentui/react-icons/svg/column-double-compare';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../api/errors';
import { comparedKey, comparisonQuery, jobQuery } from '../api/queries';
import { useActions } from '../jobs/use-actions';
import { CouldNotRead } from '../states/failed';
import { StatePanel } from '../states/state-panel';
import { ComparisonView } from './comparison-view';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0 },
  head: { display: 'flex', justifyContent: 'flex-end', padding: '2px 20px' },
});

// CompareFile shows how a downloaded list differs from the history, and why.
export function CompareFile() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { busy, compareFile } = useActions();
  const { data: job } = useQuery(jobQuery());
  const { data: newest } = useQuery<string>({ queryKey: comparedKey, queryFn: () => '', enabled: false });
  const id = newest ?? (job?.kind === 'compare' ? (job.result?.comparison ?? '') : '');
  const comparing = job?.kind === 'compare' && job.state === 'running';
  const { data, error, refetch } = useQuery({ ...comparisonQuery(id), enabled: id !== '' });
  const [failed, setFailed] = useState<{ of: string; thrown: unknown }>();
  const thrown = error ?? (failed?.of === id ? failed.thrown : undefined);
  const isStale = thrown ? toAppError(thrown).code === 'stale' : false;
  return (
    <section className={styles.page} aria-busy={comparing} aria-label={t('compare.start.title')}>
      {data ? (
        <div className={styles.head}>
          <Button size="small" disabledFocusable={busy} onClick={compareFile}>
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
