import { Button, makeStyles } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { jobQuery } from '../api/queries';
import type { JobKind } from '../api/types';
import { useFormat } from '../i18n/format';
import { endText } from '../jobs/job-text';
import { useActions } from '../jobs/use-actions';

const useStyles = makeStyles({
  said: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '6px 8px',
    margin: '4px 0 0',
    fontSize: '13px',
  },
  icon: { fontSize: '17px', flexShrink: 0, color: 'var(--colorBrandForeground1)' },
});

// Said tells how work of these kinds ended, beside what it was started from.
export function Said(props: { kinds: JobKind[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { data: job } = useQuery(jobQuery());
  const { showExport } = useActions();
  const sound = (job?.result?.upkeep?.findings ?? []).length === 0;
  if (job?.state !== 'done' || !props.kinds.includes(job.kind) || !sound) return null;
  const path = job.result?.path ?? '';
  return (
    <p className={styles.said}>
      <CheckmarkCircleRegular className={styles.icon} aria-hidden="true" />
      {endText(job, t, format)}
      {path ? (
        <Button size="small" appearance="subtle" onClick={() => void showExport(path)}>
          {t('export.show')}
        </Button>
      ) : null}
    </p>
  );
}
