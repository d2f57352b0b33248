import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import type { LicensePrices, Price } from '../api/types';
import { useGo } from '../app/place';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { offerUndo } from '../states/undo';
import { amountText, spanText } from './price-words';

const useStyles = makeStyles({
  part: { padding: '10px 0 6px' },
  title: {
    margin: 0,
    padding: '0 20px 6px',
    fontSize: '15px',
    lineHeight: '22px',
    fontWeight: tokens.fontWeightSemibold,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, fontSize: '13px' },
  license: {
    display: 'grid',
    gridTemplateColumns: 'minmax(160px, 400px) minmax(0, 1fr) auto',
    gap: '4px 24px',
    alignItems: 'start',
    padding: '6px 20px',
    borderTop: '1px solid var(--ll-line)',
    '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr) auto' },
  },
  name: {
    margin: 0,
    fontSize: '13px',
    lineHeight: '24px',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
  },
  prices: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    fontVariantNumeric: 'tabular-nums',
    '@media (max-width: 700px)': { gridColumn: '1 / -1', gridRow: 2 },
  },
  price: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0 10px', minHeight: '24px' },
  earlier: { color: 'var(--ll-quiet)' },
  span: { color: 'var(--ll-quiet)' },
  none: {
    color: 'var(--ll-quiet)',
    lineHeight: '24px',
    '@media (max-width: 700px)': { gridColumn: '1 / -1', gridRow: 2 },
  },
});

function PriceLine(props: { license: LicensePrices; price: Price; readOnly: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { attempt } = useActions();
  const { license, price, readOnly } = props;
  const text = amountText(price, t, format);
  const span = spanText(price, t, format);
  const remove = () =>
    void attempt(async () => {
      await backend.removePrice(license.id, price.from);
      const { amount, currency, per, from } = price;
      const typed = amount === undefined ? '' : (amount / 100).toFixed(2);
      offerUndo({
        text: t('cost.prices.removed', { license: license.license, price: text, span }),
        undo: () => void attempt(() => backend.setPrice({ license: license.id, amount: typed, currency, per, from })),
      });
    });
  return (
    <li className={styles.price}>
      <span className={price.holds ? undefined : styles.earlier}>{text}</span>
      <span className={styles.span}>{span}</span>
      {readOnly ? null : (
        <Button
          size="small"
          appearance="subtle"
          icon={<DeleteRegular fontSize={16} />}
          aria-label={t('cost.prices.remove', { license: license.license, span })}
          title={t('cost.prices.removeTitle')}
          onClick={remove}
        />
      )}
    </li>
  );
}

// PriceList is a part of the licenses, each with its prices, the one that holds now
// and later ones before the earlier.
export function PriceList(props: { title: string; licenses: LicensePrices[]; readOnly: boolean }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { go } = useGo();
  const id = useId();
  const { licenses, readOnly } = props;
  if (licenses.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {props.title}
      </h2>
      <ul className={styles.list}>
        {licenses.map((license) => (
          <li key={license.id} className={styles.license}>
            <h3 className={styles.name}>{license.license}</h3>
            {license.prices.length > 0 ? (
              <ul className={styles.prices}>
                {[...license.prices].reverse().map((price) => (
                  <PriceLine key={price.from} license={license} price={price} readOnly={readOnly} />
                ))}
              </ul>
            ) : (
              <span className={styles.none}>
                {license.bought === undefined
                  ? t('cost.prices.none')
                  : t('cost.prices.bought', { count: license.bought })}
              </span>
            )}
            {readOnly ? null : (
              <Button
                size="small"
                aria-label={t('cost.prices.setOf', { license: license.license })}
                onClick={() => go({ to: 'cost', tab: 'prices', priced: license.id })}
              >
                {t('cost.prices.set')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
