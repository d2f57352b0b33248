import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, SplitButton } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { DocumentTableArrowRightRegular } from '@fluentui/react-icons/svg/document-table-arrow-right';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { jobQuery } from '../api/queries';
import { useDay } from '../day/use-day';
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

// ExportButton writes what the table shows, for the day it shows, in one
// click; other ways stand behind the arrow.
export function ExportButton() {
  const { t } = useTranslation();
  const { busy: working, exportAs } = useActions();
  const { readings } = useDay();
  const busy = working || readings.length === 0;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== 'e') return;
      event.preventDefault();
      if (!busy) exportAs({ format: 'xlsx', layout: 'list', ask: false });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [busy, exportAs]);
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        {(trigger) => (
          <SplitButton
            appearance="primary"
            icon={<DocumentTableArrowRightRegular />}
            disabledFocusable={busy}
            primaryActionButton={{ onClick: () => exportAs({ format: 'xlsx', layout: 'list', ask: false }) }}
            menuButton={{ ...trigger, 'aria-label': t('export.menu') }}
          >
            {t('export.excel')}
          </SplitButton>
        )}
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => exportAs({ format: 'xlsx', layout: 'full', ask: false })}>
            {t('export.excelFull')}
          </MenuItem>
          <MenuItem onClick={() => exportAs({ format: 'csv', layout: 'list', ask: false })}>{t('export.csv')}</MenuItem>
          <MenuItem onClick={() => exportAs({ format: 'csv', layout: 'full', ask: false })}>
            {t('export.csvFull')}
          </MenuItem>
          <MenuItem onClick={() => exportAs({ format: 'xlsx', layout: 'list', ask: true })}>
            {t('export.saveAs')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
