import type { desktop, tenants } from '../wailsjs/go/models';
import { samplePath } from './fake-frame';
import type { Go } from './fake-types';

type Ours = Pick<
  Go,
  'Tenants' | 'TenantFigures' | 'AddTenant' | 'RemoveTenant' | 'ReturnTenant' | 'StartSyncAll' | 'StartExportTenants'
>;

export interface FakeTenants {
  list: desktop.Tenant[];
  figures: Map<string, Partial<desktop.TenantFigures>>;
}

const folder = '/home/admin/Ledgers/';

export const fakeTenant = (file: string, tenantName: string, colour: string, more: Partial<desktop.Tenant> = {}) => ({
  path: `${folder}${file}`,
  fileName: file,
  tenantName,
  tenantId: tenantName,
  name: '',
  colour,
  isSample: false,
  isOpen: false,
  added: '2026-11-01T08:00:00Z',
  ...more,
});

const read = '2026-11-19T06:30:00Z';
const need = (code: string, more: Partial<desktop.TenantNeed> = {}): desktop.TenantNeed => ({
  code,
  rows: 0,
  people: 0,
  title: '',
  since: '',
  days: 0,
  ...more,
});
const seats = (free: number, costs: desktop.TenantCost[] = []) => ({
  bought: 500,
  assigned: 500 - free,
  free,
  over: 0,
  costs,
  unpriced: 0,
});

// makeTenants are tenants that stand in different ways.
export const makeTenants = (): FakeTenants => ({
  list: [
    fakeTenant('adatum.ledger', 'Adatum', 'blue'),
    fakeTenant('sample.ledger', 'Contoso', 'teal', { path: samplePath, isSample: true, isOpen: true }),
    fakeTenant('fabrikam.ledger', 'Fabrikam', 'plum'),
    fakeTenant('old.ledger', 'Northwind', 'amber'),
    fakeTenant('woodgrove.ledger', 'Woodgrove', 'green'),
  ],
  figures: new Map<string, Partial<desktop.TenantFigures>>([
    [
      `${folder}adatum.ledger`,
      {
        people: 120,
        seats: seats(7, [{ currency: 'EUR', cents: 151_200 }]),
        order: 9,
        lastSync: { state: 'complete' as never, at: read },
      },
    ],
    [
      samplePath,
      {
        people: 1204,
        seats: seats(60),
        order: 6,
        needs: [need('blocked', { rows: 9, people: 4 }), need('trials', { rows: 3, people: 3 })],
        lastSync: { state: 'complete' as never, at: read },
      },
    ],
    [
      `${folder}fabrikam.ledger`,
      {
        people: 88,
        seats: { ...seats(0), over: 3 },
        order: 1,
        needs: [need('sign_in')],
        lastSync: {
          state: 'failed' as never,
          at: read,
          why: {
            code: 'sign_in_required',
            title: 'people',
            text: 'Nobody has signed in.',
            count: 0,
            permission: '',
            source: 'graph.users',
          },
        },
      },
    ],
    [
      `${folder}old.ledger`,
      {
        at: '',
        listRead: '',
        order: 0,
        error: {
          code: 'not_found' as never,
          op: '',
          message: '',
          format: '',
          args: [],
          retryAfter: 0,
          requestId: '',
          link: '',
        },
      },
    ],
    [`${folder}woodgrove.ledger`, { at: '', listRead: '', canSync: false, order: 9 }],
  ]),
});

// fakeTenants keeps the contract of the list of tenants.
export function fakeTenants(
  f: FakeTenants,
  hooks: { start: (kind: string, result: Partial<desktop.JobResult>) => string; emit: (nouns: string[]) => void },
): Ours {
  return {
    Tenants: async () => f.list,
    TenantFigures: async (path) => ({
      path,
      tenantName: f.list.find((one) => one.path === path)?.tenantName ?? '',
      isSample: path === samplePath,
      canSync: true,
      at: read,
      listRead: read,
      needs: [],
      order: 9,
      ...f.figures.get(path),
    }),
    AddTenant: async (path) => {
      f.list = [...f.list, fakeTenant(path.split('/').at(-1) ?? '', 'Tailspin', 'rust', { path })];
      hooks.emit(['tenants']);
    },
    RemoveTenant: async (path) => {
      f.list = f.list.filter((one) => one.path !== path);
      hooks.emit(['tenants']);
    },
    ReturnTenant: async (tenant) => {
      f.list = [...f.list, tenant];
      hooks.emit(['tenants']);
    },
    StartSyncAll: async () => hooks.start('sync_all', {}),
    StartExportTenants: async () =>
      hooks.start('export', {
        path: '/home/admin/Downloads/all tenants.xlsx',
        fileName: 'all tenants.xlsx',
        rows: f.list.length,
      }),
  };
}

// turnsOf are the tenants in the sync of all, at its start.
export const turnsOf = (f: FakeTenants): desktop.JobTenant[] =>
  f.list.map(({ path, tenantName }) => ({
    path,
    name: tenantName,
    state: 'waiting' as unknown as tenants.State,
    stage: '',
    done: 0,
  }));
