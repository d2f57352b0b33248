import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DocumentArrowUpRegular } from '@fluentui/react-icons/svg/document-arrow-up';
import { MoneyRegular } from '@fluentui/react-icons/svg/money';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { pricesQuery } from '../api/queries';
import type { Prices } from '../api/types';
import { useGo, usePlacePart } from '../app/place';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { CouldNotRead } from '../states/failed';
import { StatePanel } from '../states/state-panel';
import { useDelayed } from '../states/use-delayed';
import { Loading } from './loading';
import { PriceDialog } from './price-dialog';
import { PriceImportDialog } from './price-import';
import { PriceList } from './price-list';
import { isLacking } from './price-words';

const useStyles = makeStyles({
  body: { flexGrow: 1, minHeight: 0, overflowY: 'auto' },
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px', padding: '6px 20px 10px' },
  about: {
    flex: '1 1 0',
    minWidth: '240px',
    margin: 0,
    fontSize: '13px',
    lineHeight: '18px',
    color: 'var(--ll-quiet)',
  },
});

// usualCurrency is that of most prices.
function usualCurrency(prices: Prices): string {
  const counts = new Map<string, number>();
  for (const { currency } of prices.licenses.flatMap((license) => license.prices))
    counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'EUR';
}

// PricesTab says what each license costs, from which day on, and takes prices by
// hand or from a list. Those without one come first.
export function PricesTab() {
  const { t } = useTranslation();
  const { language } = useFormat();
  const styles = useStyles();
  const { go } = useGo();
  const { attempt } = useActions();
  const priced = usePlacePart((place) => place.priced);
  const [list, setList] = useState('');
  const query = useQuery(pricesQuery());
  const prices = query.data;
  const slow = useDelayed(query.isFetching && !prices);
  if (query.error) return <CouldNotRead thrown={query.error} onRetry={() => void query.refetch()} />;
  if (!prices) return slow ? <Loading /> : null;
  const { licenses, readOnly } = prices;
  const shown = licenses.find(({ id }) => id === priced);
  const lacking = licenses.filter(isLacking);
  const having = licenses.filter((license) => !isLacking(license) && license.prices.length > 0);
  const free = licenses.filter((license) => !isLacking(license) && license.prices.length === 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={mergeClasses('ll-edges', styles.body)} tabIndex={0} aria-label={t('cost.prices.label')}>
      <div className={styles.bar}>
        <p className={styles.about}>{t('cost.prices.about')}</p>
        {readOnly ? null : (
          <Button
            appearance="subtle"
            icon={<DocumentArrowUpRegular />}
            onClick={() => void attempt(async () => setList(await backend.pickPriceFile()))}
          >
            {t('cost.import.button')}
          </Button>
        )}
        <Button
          appearance="subtle"
          icon={<ArrowDownloadRegular />}
          disabledFocusable={licenses.length === 0}
          onClick={() => void attempt(() => backend.savePrices(language))}
        >
          {t('cost.prices.saveList')}
        </Button>
      </div>
      {licenses.length === 0 ? (
        <StatePanel icon={<MoneyRegular />} title={t('cost.prices.emptyTitle')} text={t('cost.prices.emptyText')} />
      ) : null}
      <PriceList title={t('cost.prices.lacking', { count: lacking.length })} licenses={lacking} readOnly={readOnly} />
      <PriceList title={t('cost.prices.having', { count: having.length })} licenses={having} readOnly={readOnly} />
      <PriceList title={t('cost.prices.free', { count: free.length })} licenses={free} readOnly={readOnly} />
      {shown && !readOnly ? (
        <PriceDialog
          key={shown.id}
          license={shown}
          day={prices.day}
          usual={usualCurrency(prices)}
          onClose={() => go({ to: 'cost', tab: 'prices' })}
        />
      ) : null}
      {list ? <PriceImportDialog key={list} path={list} onClose={() => setList('')} /> : null}
    </section>
  );
}
