import { Button, makeStyles, ProgressBar } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { type Filling, fillingQuery } from '../api/filling';
import { snapshotsQuery } from '../api/queries';
import { stageText } from './job-text';
import { useActions } from './use-actions';
import { useBarStyles } from './use-bar-styles';

const useStyles = makeStyles({ progress: { width: '160px', flexShrink: 0 } });

function Rest(props: { filling: Filling; days: number; onDismiss: () => void }) {
  const { t } = useTranslation();
  const styles = { ...useBarStyles(), ...useStyles() };
  const { attempt } = useActions();
  const { job, missing } = props.filling;
  const running = job?.state === 'running';
  if (!running) {
    return (
      <div className={styles.bar}>
        <span>{t('filling.has', { count: props.days })}</span>
        <span className={styles.quiet}>
          {job?.state === 'failed' ? t('filling.failed', { count: missing }) : t('filling.stopped', { count: missing })}
        </span>
        <span className={styles.end}>
          <Button size="small" onClick={() => attempt(backend.goOnFilling)}>
            {t('filling.goOn')}
          </Button>
          <Button
            appearance="subtle"
            size="small"
            icon={<DismissRegular />}
            aria-label={t('job.dismiss')}
            onClick={props.onDismiss}
          />
        </span>
      </div>
    );
  }
  return (
    <div className={styles.bar}>
      <span>{stageText(job, t)}</span>
      <ProgressBar
        className={styles.progress}
        aria-label={stageText(job, t)}
        {...(job.total > 0 ? { value: Math.min(1, job.done / job.total) } : {})}
      />
      <span>{job.total > 0 ? t('filling.days', { done: job.done, count: job.total }) : ''}</span>
      <span className={styles.quiet}>{t('filling.meanwhile')}</span>
      <span className={styles.end}>
        <Button size="small" onClick={() => attempt(backend.stopFilling)}>
          {t('job.cancel')}
        </Button>
      </span>
    </div>
  );
}

// FillBar tells that the older days of a sample are on their way, or were
// stopped. A screen reader hears when that begins and how it ended.
export function FillBar() {
  const { t } = useTranslation();
  const { data: filling } = useQuery(fillingQuery());
  const { data: readings } = useQuery(snapshotsQuery());
  const [began, setBegan] = useState(false);
  const [dismissed, setDismissed] = useState(''); // the job that was stopped
  const job = filling?.job;
  const running = job?.state === 'running';
  useEffect(() => {
    if (running) setBegan(true);
  }, [running]);
  const days = readings?.length ?? 0;
  const stopped = job?.id ?? 'before the start';
  const spoken = running
    ? stageText(job, t)
    : filling
      ? job?.state === 'failed'
        ? t('filling.failed', { count: filling.missing })
        : t('filling.stopped', { count: filling.missing })
      : began
        ? t('filling.done', { count: days })
        : '';
  return (
    <>
      <div className="ll-live" aria-live="polite">
        {spoken}
      </div>
      {filling && (running || dismissed !== stopped) ? (
        <Rest filling={filling} days={days} onDismiss={() => setDismissed(stopped)} />
      ) : null}
    </>
  );
}
