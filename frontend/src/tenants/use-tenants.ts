import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { useNote } from '../api/notes';
import { tenantFiguresQuery, tenantsQuery } from '../api/queries';
import type { Tenant } from '../api/types';
import { useGo } from '../app/place';
import { nameOf } from '../app/use-recents';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { offerUndo } from '../states/undo';
import { inOrder, type TenantOrder, type TenantRow, usualOrder } from './order';

// useTenants lists all tenants with how each stands. They are counted one after the
// other, and stand where they stood the last time until all have been: nothing
// jumps while they come in.
export function useTenants() {
  const format = useFormat();
  const { data: tenants, error, refetch } = useQuery(tenantsQuery());
  const [order, setOrder] = useNote<TenantOrder>('tenants/order', usualOrder);
  const [stood, keep] = useNote<string[]>('tenants/stood', []);
  const [priced, keepPriced] = useNote('tenants/priced', false);
  const all = useMemo(() => tenants ?? [], [tenants]);
  const { figures, reading } = useQueries({
    queries: all.map(({ path }) => tenantFiguresQuery(path)),
    combine: (results) => ({
      figures: results.map(({ data }) => data),
      reading: results.filter(({ isFetching }) => isFetching).length,
    }),
  });
  const rows = all.map((tenant, at): TenantRow => {
    const told = figures[at];
    return {
      tenant: told ? { ...tenant, tenantName: told.tenantName, isSample: told.isSample } : tenant,
      figures: told,
    };
  });
  const settled = useRef<{ by: string; paths: string[] }>({ by: '', paths: stood });
  const by = `${order.by} ${order.down} ${all.length}`;
  // Whoever chooses an order gets it at once.
  if (reading === 0 || (settled.current.by !== '' && settled.current.by !== by))
    settled.current = { by, paths: inOrder(rows, order, format).map(({ tenant }) => tenant.path) };
  const places = new Map(settled.current.paths.map((path, at) => [path, at]));
  const last = places.size;
  const shown = [...rows].sort((a, b) => (places.get(a.tenant.path) ?? last) - (places.get(b.tenant.path) ?? last));
  const now = settled.current.paths.join('\n');
  useEffect(() => {
    if (reading === 0 && now !== '' && now !== stood.join('\n')) keep(now.split('\n'));
  }, [reading, now, stood, keep]);
  const isPriced = rows.some(({ figures: told }) => (told?.seats?.costs ?? []).length > 0);
  useEffect(() => {
    if (reading === 0 && rows.length > 0 && isPriced !== priced) keepPriced(isPriced);
  }, [reading, rows.length, isPriced, priced, keepPriced]);
  return {
    rows: shown,
    priced: isPriced || (priced && reading > 0),
    isRead: tenants !== undefined,
    reading,
    error,
    refetch,
    order,
    setOrder,
  };
}

// useTenantActions are the things that can be done with a tenant of the list, and
// with all.
export function useTenantActions() {
  const { t } = useTranslation();
  const { attempt, openPath } = useActions();
  const { language } = useFormat();
  const { go } = useGo();
  return {
    add: () =>
      attempt(async () => {
        const path = await backend.pickLedger();
        if (path) await backend.addTenant(path);
      }),
    remove: (tenant: Tenant) =>
      attempt(async () => {
        await backend.removeTenant(tenant.path);
        offerUndo({
          text: t('tenants.removed', { name: nameOf(tenant) }),
          undo: () => void attempt(() => backend.returnTenant(tenant)),
        });
      }),
    open: (tenant: Tenant) => (tenant.isOpen ? go({ to: 'page', page: 'overview' }) : void openPath(tenant.path)),
    syncAll: () => attempt(backend.startSyncAll),
    exportAll: () => attempt(() => backend.startExportTenants(language, false)),
  };
}
