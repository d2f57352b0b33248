import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import type { TenantRow } from './order';

const useStyles = makeStyles({
  footer: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 24px',
    padding: '3px 20px',
    minHeight: '20px',
    fontSize: '12px',
    lineHeight: '20px',
    color: 'var(--ll-quiet)',
    borderTop: '1px solid var(--ll-line)',
  },
  end: { marginLeft: 'auto' },
});

// Totals is the foot of the page: what all tenants are together. Money of two
// currencies is never added.
export function Totals(props: { rows: TenantRow[]; shown: number; reading: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { rows, shown, reading } = props;
  const told = rows.flatMap(({ figures }) => (figures ? [figures] : []));
  const sum = (of: (one: (typeof told)[number]) => number | undefined | null) => {
    const known = told.map(of).filter((one) => one !== undefined && one !== null);
    return known.length > 0 ? known.reduce((all, one) => all + one, 0) : undefined;
  };
  const people = sum(({ people: count }) => count);
  const free = sum(({ seats }) => seats?.free);
  const money = new Map<string, number>();
  for (const { seats } of told)
    for (const { currency, cents } of seats?.costs ?? []) money.set(currency, (money.get(currency) ?? 0) + cents);
  const sums = format.listed([...money].sort().map(([currency, cents]) => format.money(cents, currency)));
  const unread = told.filter(({ error }) => error).length;
  return (
    <div className={styles.footer}>
      <span role="status">
        {shown < rows.length
          ? t('tenants.total.countOf', { shown, all: rows.length })
          : t('tenants.total.tenants', { count: rows.length })}
      </span>
      {people === undefined ? null : <span>{t('tenants.total.people', { count: people })}</span>}
      {free === undefined ? null : <span>{t('tenants.total.free', { count: free })}</span>}
      {sums ? <span>{t('tenants.total.money', { sums })}</span> : null}
      {unread > 0 ? <span>{t('tenants.total.unread', { count: unread })}</span> : null}
      <span className={styles.end}>
        {reading > 0 && rows.length > 1
          ? t('tenants.total.reading', { done: rows.length - reading, all: rows.length })
          : ''}
      </span>
    </div>
  );
}
