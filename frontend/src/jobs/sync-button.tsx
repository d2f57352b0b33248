import { Button } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { jobQuery } from '../api/queries';
import { useActions } from './use-actions';

export function SyncButton() {
  const { t } = useTranslation();
  const { busy, canSync, sync } = useActions();
  const { data: job } = useQuery(jobQuery());
  if (!canSync) return null;
  const syncing = busy && job?.kind === 'sync';
  return (
    <Button appearance="subtle" icon={<ArrowSyncRegular />} disabledFocusable={busy} onClick={sync}>
      {syncing ? t('job.syncing') : t('job.sync')}
    </Button>
  );
}
