import type { Tenant, TenantFigures } from '../api/types';
import { nameOf } from '../app/use-recents';
import type { Format } from '../i18n/format';

// TenantRow is a tenant, and how it stands as far as that is known by now.
export interface TenantRow {
  tenant: Tenant;
  figures: TenantFigures | undefined;
}

export const tenantColumns = ['name', 'needs', 'list', 'people', 'free', 'cost', 'sync'] as const;
export type TenantColumn = (typeof tenantColumns)[number];

// Money of several currencies has no order.
export type SortedColumn = Exclude<TenantColumn, 'cost'>;
export interface TenantOrder {
  by: SortedColumn;
  down: boolean;
}

export const usualOrder: TenantOrder = { by: 'needs', down: true };

function sortedBy({ figures }: TenantRow, by: SortedColumn): number | undefined {
  if (!figures) return undefined;
  switch (by) {
    case 'needs': // the most urgent is the largest
      return -figures.order * 1000 + figures.needs.length;
    case 'list':
      return figures.listRead ? Date.parse(figures.listRead) : undefined;
    case 'people':
      return figures.people;
    case 'free':
      return figures.seats?.free;
    default:
      return figures.lastSync ? Date.parse(figures.lastSync.at) : undefined;
  }
}

// inOrder sorts tenants. What is not known comes last in either direction, and
// equal ones stand by their names.
export function inOrder(rows: TenantRow[], { by, down }: TenantOrder, format: Format): TenantRow[] {
  const byName = (a: TenantRow, b: TenantRow) =>
    format.compare(nameOf(a.tenant), nameOf(b.tenant)) || format.compare(a.tenant.path, b.tenant.path);
  return [...rows].sort((a, b) => {
    if (by === 'name') return down ? -byName(a, b) : byName(a, b);
    const [first, second] = [sortedBy(a, by), sortedBy(b, by)];
    if (first === undefined || second === undefined)
      return first === second ? byName(a, b) : first === undefined ? 1 : -1;
    return (down ? second - first : first - second) || byName(a, b);
  });
}

// turned gives the order after a click on a heading: figures begin with the
// largest, names and days with the first.
export function turned(order: TenantOrder, by: SortedColumn): TenantOrder {
  if (order.by === by) return { by, down: !order.down };
  return { by, down: by !== 'name' && by !== 'list' && by !== 'sync' };
}
