import { Button, makeStyles, SearchBox } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { BuildingMultipleRegular } from '@fluentui/react-icons/svg/building-multiple';
import { DocumentTableArrowRightRegular } from '@fluentui/react-icons/svg/document-table-arrow-right';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { jobQuery } from '../api/queries';
import { fits } from '../app/fits';
import { PageHead } from '../app/page-head';
import { usePlacePart } from '../app/place';
import { useShortcut } from '../app/shortcuts';
import { useMedia } from '../app/use-media';
import { nameOf } from '../app/use-recents';
import { Loading } from '../cost/loading';
import { useActions } from '../jobs/use-actions';
import { CouldNotRead } from '../states/failed';
import { StatePanel } from '../states/state-panel';
import { useDelayed } from '../states/use-delayed';
import { useClippedTitles } from '../table/clipped';
import type { TenantRow } from './order';
import { TenantCards } from './tenant-cards';
import { TenantsTable } from './tenants-table';
import { Totals } from './totals';
import { useTenantActions, useTenants } from './use-tenants';
import { troubleOf } from './words';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, backgroundColor: 'var(--ll-sheet)' },
  bar: { display: 'flex', padding: '4px 20px 8px' },
  search: { width: '260px' },
});

const searchedFrom = 8; // fewer are seen at a glance

// TenantsPage is every tenant of this computer beside the others: how each stands,
// what it needs somebody for, and what can be done with all of them at once.
export function TenantsPage() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { rows, priced, isRead, reading, error, refetch, order, setOrder } = useTenants();
  const { add, remove, open, syncAll, exportAll } = useTenantActions();
  const { busy, cancel } = useActions();
  const { data: job } = useQuery(jobQuery());
  const page = usePlacePart((place) => place.page);
  const cramped = useMedia('(max-width: 720px)');
  const slow = useDelayed(!isRead);
  const [typed, setTyped] = useState('');
  const box = useRef<HTMLInputElement>(null);
  useShortcut('search', () => box.current?.focus());
  useClippedTitles();
  const syncing = busy && job?.kind === 'sync_all';
  const shown = rows.filter(({ tenant }) => fits(`${nameOf(tenant)} ${tenant.tenantName} ${tenant.fileName}`, typed));
  const trouble = ({ tenant, figures }: TenantRow) => {
    const one = job?.kind === 'sync_all' && !syncing ? job.tenants.find(({ path }) => path === tenant.path) : undefined;
    return one && troubleOf(figures, one, job?.started ?? '', t);
  };
  const addButton = (
    <Button appearance="primary" icon={<AddRegular />} disabledFocusable={busy} onClick={add}>
      {t('tenants.add')}
    </Button>
  );
  const body = () => {
    if (error) return <CouldNotRead thrown={error} onRetry={() => void refetch()} />;
    if (!isRead) return slow ? <Loading /> : null;
    if (rows.length === 0)
      return (
        <StatePanel
          icon={<BuildingMultipleRegular />}
          title={t('tenants.empty.title')}
          text={t('tenants.empty.text')}
          actions={addButton}
        />
      );
    const Shown = cramped ? TenantCards : TenantsTable;
    return (
      <>
        {rows.length >= searchedFrom ? (
          <div className={styles.bar}>
            <SearchBox
              ref={box}
              className={styles.search}
              placeholder={t('tenants.find')}
              aria-label={t('tenants.find')}
              value={typed}
              onChange={(_, data) => setTyped(data.value)}
              dismiss={{ 'aria-label': t('table.clearSearch') }}
            />
          </div>
        ) : null}
        {shown.length === 0 ? (
          <StatePanel
            icon={<SearchRegular />}
            title={t('tenants.noMatch.title')}
            text={t('tenants.noMatch.text', { count: rows.length })}
            actions={
              <Button appearance="primary" onClick={() => setTyped('')}>
                {t('tenants.noMatch.action')}
              </Button>
            }
          />
        ) : (
          <Shown
            rows={shown}
            all={rows.map(({ tenant }) => tenant)}
            now={syncing ? (job?.tenants ?? []) : []}
            trouble={trouble}
            priced={priced}
            order={order}
            busy={busy}
            onOrder={setOrder}
            onOpen={open}
            onRemove={(tenant) => void remove(tenant)}
          />
        )}
        <Totals rows={rows} shown={shown.length} reading={reading} />
      </>
    );
  };
  return (
    <main className={styles.page} aria-busy={!isRead || reading > 0}>
      <PageHead
        title={t(`nav.pages.${page}`)}
        end={
          rows.length === 0 ? null : (
            <>
              <Button icon={<AddRegular />} disabledFocusable={busy} onClick={add}>
                {t('tenants.addShort')}
              </Button>
              <Button icon={<DocumentTableArrowRightRegular />} disabledFocusable={busy} onClick={exportAll}>
                {t('tenants.excel')}
              </Button>
              {syncing ? (
                <Button onClick={cancel}>{t('tenants.stop')}</Button>
              ) : (
                <Button appearance="primary" icon={<ArrowSyncRegular />} disabledFocusable={busy} onClick={syncAll}>
                  {t('tenants.syncAll')}
                </Button>
              )}
            </>
          )
        }
      />
      {body()}
    </main>
  );
}
