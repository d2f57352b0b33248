import { Badge, Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobTenant, Tenant } from '../api/types';
import { nameOf } from '../app/use-recents';
import { Clipped } from '../table/clipped';
import { SortHeading } from '../table/sort-heading';
import { TenantMark } from '../theme/tenant-mark';
import { type TenantOrder, type TenantRow, tenantColumns, turned } from './order';
import { TenantCell } from './tenant-cell';
import { isTwin, shortFile, type Trouble } from './words';

const useStyles = makeStyles({
  frame: { flexGrow: 1, minHeight: 0, overflow: 'auto', borderTop: '1px solid var(--ll-line)' },
  table: {
    width: '100%',
    minWidth: '980px',
    tableLayout: 'fixed', // figures that come in move nothing
    borderCollapse: 'separate', // lines of what sticks would stay behind
    borderSpacing: 0,
    fontSize: '13px',
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': { boxSizing: 'border-box', height: '36px', padding: '3px 8px', whiteSpace: 'nowrap' },
    '& tr > :first-child': { paddingLeft: '20px' },
    '& tr > :last-child': { paddingRight: '16px' },
    '& tbody td, & tbody th': { borderBottom: '1px solid var(--ll-line)' },
    '& tbody tr:hover > *': { backgroundColor: 'var(--ll-row-hover)' },
    '& tbody tr': { cursor: 'pointer' },
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 2,
    textAlign: 'left',
    backgroundColor: 'var(--ll-sheet)',
    borderBottom: '1px solid var(--ll-line)',
    verticalAlign: 'bottom',
    // Long names take two lines, so that figures stand close.
    '&&': { whiteSpace: 'normal', paddingTop: '4px', paddingBottom: '4px' },
  },
  figure: { textAlign: 'right' },
  name: { width: '20%' },
  needs: { width: '28%' },
  list: { width: '158px' },
  people: { width: '74px' },
  free: { width: '78px' },
  cost: { width: '102px' },
  sync: { width: '12%' },
  remove: { width: '42px' },
  frozen: {
    position: 'sticky',
    left: 0,
    zIndex: 1,
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    backgroundColor: 'var(--ll-sheet)',
  },
  corner: { zIndex: 3 },
  tenant: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    width: '100%',
    minHeight: '28px',
    padding: '0 4px',
    margin: '0 -4px',
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusMedium,
  },
  strong: { fontWeight: tokens.fontWeightSemibold, minWidth: '64px', flexShrink: 1 },
  quiet: { color: 'var(--ll-quiet)', minWidth: 0, flexShrink: 4 },
  here: { backgroundColor: 'var(--ll-here)' },
  badge: { flexShrink: 0 },
});

const figures = ['people', 'free', 'cost'];

export interface TenantsShown {
  rows: TenantRow[];
  all: Tenant[];
  now: JobTenant[]; // where they stand in the sync of all; none when nothing goes on
  trouble: (row: TenantRow) => Trouble | undefined; // why the last sync of all could not begin with one
  priced: boolean; // what something costs is known
  order: TenantOrder;
  busy: boolean;
  onOrder: (order: TenantOrder) => void;
  onOpen: (tenant: Tenant) => void;
  onRemove: (tenant: Tenant) => void;
}

// TenantsTable is one row per tenant. One of its rows is in the order of Tab; arrows
// go to the others.
export function TenantsTable(props: TenantsShown) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { rows, order } = props;
  const columns = tenantColumns.filter((column) => column !== 'cost' || props.priced);
  const [chosen, choose] = useState('');
  const body = useRef<HTMLTableSectionElement>(null);
  const active = rows.some(({ tenant }) => tenant.path === chosen) ? chosen : rows[0]?.tenant.path;
  const goTo = (at: number) => {
    const to = rows[Math.max(0, Math.min(rows.length - 1, at))];
    if (!to) return;
    choose(to.tenant.path);
    body.current?.querySelectorAll<HTMLElement>('[data-tenant]')[rows.indexOf(to)]?.focus();
  };
  const stands = (tenant: Tenant) => props.now.find(({ path }) => path === tenant.path);
  // Why nothing could be read takes the place of all that was not.
  const shownOf = ({ tenant, figures: told }: TenantRow) =>
    told?.error && !stands(tenant) ? columns.filter((column) => column === 'name' || column === 'needs') : columns;
  const keys = (event: KeyboardEvent, tenant: Tenant, at: number) => {
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 10,
      PageUp: at - 10,
      Home: 0,
      End: rows.length - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) goTo(step);
    else if (event.key === 'Delete') props.onRemove(tenant);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={t('tenants.table')} aria-describedby="tenants-how">
        <caption className="ll-live" id="tenants-how">
          {t('tenants.how')}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => {
              const on = order.by === column;
              return (
                <th
                  key={column}
                  scope="col"
                  className={mergeClasses(
                    styles.head,
                    styles[column],
                    figures.includes(column) && styles.figure,
                    column === 'name' && mergeClasses(styles.frozen, styles.corner),
                  )}
                  aria-sort={on ? (order.down ? 'descending' : 'ascending') : 'none'}
                >
                  <SortHeading
                    text={t(`tenants.column.${column}`)}
                    about={t(`tenants.about.${column}`)}
                    down={on ? order.down : undefined}
                    onSort={column === 'cost' ? undefined : () => props.onOrder(turned(order, column))}
                  />
                </th>
              );
            })}
            <td className={mergeClasses(styles.head, styles.remove)} />
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, at) => {
            const { tenant } = row;
            const name = nameOf(tenant);
            const tab = tenant.path === active ? 0 : -1;
            return (
              <tr key={tenant.path} onClick={() => (props.busy && !tenant.isOpen ? undefined : props.onOpen(tenant))}>
                {shownOf(row).map((column) =>
                  column === 'name' ? (
                    <th
                      key={column}
                      scope="row"
                      className={mergeClasses(styles.frozen, tenant.isOpen && styles.here)}
                      title={tenant.isOpen ? t('tenants.isOpen') : undefined}
                    >
                      <button
                        type="button"
                        data-tenant
                        tabIndex={tab}
                        className={styles.tenant}
                        aria-current={tenant.isOpen || undefined}
                        aria-disabled={props.busy && !tenant.isOpen}
                        onFocus={() => choose(tenant.path)}
                        onKeyDown={(event) => keys(event, tenant, at)}
                      >
                        <TenantMark colour={tenant.colour} />
                        <Clipped text={name} className={styles.strong} />
                        {isTwin(tenant, props.all, nameOf) ? (
                          <Clipped text={shortFile(tenant)} className={styles.quiet} />
                        ) : null}
                        {tenant.isSample ? (
                          <Badge className={styles.badge} appearance="tint" color="brand">
                            {t('tenants.isSample')}
                          </Badge>
                        ) : null}
                      </button>
                    </th>
                  ) : (
                    <td
                      key={column}
                      className={mergeClasses(figures.includes(column) && styles.figure)}
                      colSpan={row.figures?.error && !stands(tenant) ? columns.length - 1 : 1}
                    >
                      <TenantCell row={row} column={column} now={stands(tenant)} trouble={props.trouble(row)} />
                    </td>
                  ),
                )}
                <td>
                  <Button
                    appearance="subtle"
                    size="small"
                    tabIndex={tab}
                    icon={<DismissRegular />}
                    aria-label={t('tenants.remove', { name })}
                    title={t('tenants.remove', { name })}
                    onClick={(event) => {
                      event.stopPropagation();
                      props.onRemove(tenant);
                    }}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
