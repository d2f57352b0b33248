import { Badge, Button, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useTranslation } from 'react-i18next';
import { nameOf } from '../app/use-recents';
import { useFormat } from '../i18n/format';
import { TenantMark } from '../theme/tenant-mark';
import { type SortedColumn, type TenantColumn, tenantColumns, turned, usualOrder } from './order';
import { TenantCell } from './tenant-cell';
import type { TenantsShown } from './tenants-table';
import { costText, isTwin, shortFile } from './words';

const useStyles = makeStyles({
  frame: { flexGrow: 1, minHeight: 0, overflowY: 'auto', borderTop: '1px solid var(--ll-line)' },
  order: { padding: '8px 16px' },
  list: { listStyle: 'none', margin: 0, padding: '0 16px 16px', display: 'grid', gap: '10px', fontSize: '13px' },
  card: {
    padding: '8px 8px 8px 12px',
    borderRadius: tokens.borderRadiusLarge,
    border: '1px solid var(--ll-line)',
    fontVariantNumeric: 'tabular-nums',
  },
  head: { display: 'flex', alignItems: 'center', gap: '4px' },
  name: { flexGrow: 1, minWidth: 0, justifyContent: 'flex-start', gap: '8px', padding: '0 4px', textAlign: 'left' },
  figures: { margin: 0, display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: '16px' },
  figure: { display: 'flex', justifyContent: 'space-between', gap: '8px', minHeight: '26px', alignItems: 'center' },
  whole: { gridColumn: '1 / -1' },
  label: { color: 'var(--ll-quiet)', flexShrink: 0 },
  value: { margin: 0, textAlign: 'right', minWidth: 0 },
  quiet: { color: 'var(--ll-quiet)', fontWeight: tokens.fontWeightRegular },
});

const wide = ['needs', 'list', 'sync', 'cost'];

// TenantCards say the same where there is no room for a table.
export function TenantCards(props: TenantsShown) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { rows, order } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.frame} tabIndex={0} aria-label={t('tenants.table')}>
      <div className={styles.order}>
        <Select
          size="small"
          aria-label={t('tenants.order.by')}
          value={order.by}
          onChange={(_, data) => props.onOrder(turned({ ...usualOrder, by: 'name' }, data.value as SortedColumn))}
        >
          {tenantColumns
            .filter((column) => column !== 'cost')
            .map((column) => (
              <option key={column} value={column}>
                {t(`tenants.column.${column}`)}
              </option>
            ))}
        </Select>
      </div>
      <ul className={styles.list} aria-label={t('tenants.table')}>
        {rows.map((row) => {
          const { tenant, figures } = row;
          const name = nameOf(tenant);
          const told = (column: TenantColumn) =>
            column !== 'name' &&
            (column !== 'cost' || (figures !== undefined && costText(figures, format) !== '')) &&
            (column === 'needs' || !figures?.error);
          return (
            <li key={tenant.path} className={styles.card}>
              <div className={styles.head}>
                <Button
                  appearance="subtle"
                  className={styles.name}
                  disabledFocusable={props.busy && !tenant.isOpen}
                  icon={<TenantMark colour={tenant.colour} />}
                  onClick={() => props.onOpen(tenant)}
                >
                  {name}
                  {isTwin(tenant, props.all, nameOf) ? <span className={styles.quiet}>{shortFile(tenant)}</span> : null}
                </Button>
                {tenant.isSample ? (
                  <Badge appearance="tint" color="brand">
                    {t('tenants.isSample')}
                  </Badge>
                ) : null}
                {tenant.isOpen ? (
                  <Badge appearance="outline" color="informative">
                    {t('tenants.isOpen')}
                  </Badge>
                ) : null}
                <Button
                  appearance="subtle"
                  size="small"
                  icon={<DismissRegular />}
                  aria-label={t('tenants.remove', { name })}
                  onClick={() => props.onRemove(tenant)}
                />
              </div>
              <dl className={styles.figures}>
                {tenantColumns.filter(told).map((column) =>
                  column === 'name' ? null : (
                    <div key={column} className={mergeClasses(styles.figure, wide.includes(column) && styles.whole)}>
                      <dt className={styles.label}>{t(`tenants.column.${column}`)}</dt>
                      <dd className={styles.value}>
                        <TenantCell
                          row={row}
                          column={column}
                          now={props.now.find(({ path }) => path === tenant.path)}
                          trouble={props.trouble(row)}
                        />
                      </dd>
                    </div>
                  ),
                )}
              </dl>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
