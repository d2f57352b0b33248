import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { type AppError, toAppError } from '../api/errors';
import { useNote } from '../api/notes';
import type { LicensePrices, PriceFaults } from '../api/types';
import { useFormat } from '../i18n/format';
import { typedAmount } from './price-words';

const useStyles = makeStyles({
  surface: { maxWidth: '480px' },
  form: { display: 'grid', gap: '14px' },
  money: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 110px', gap: '12px', alignItems: 'start' },
  failed: { margin: 0, fontSize: '13px', color: 'var(--ll-unknown)' },
});

// Currencies that are offered; any other can be typed.
const common = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'AUD', 'CAD'];

const faulty = { currency: 'no_currency', from: 'no_day' } as const;

// PriceDialog says what a unit of a license costs from a day on.
export function PriceDialog(props: { license: LicensePrices; day: string; usual: string; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { license, day, onClose } = props;
  const before = license.prices.find(({ holds }) => holds) ?? license.prices.at(-1);
  const [last, keepLast] = useNote('prices/currency', '');
  const [amount, setAmount] = useState(before?.amount === undefined ? '' : typedAmount(before.amount, format));
  const [currency, setCurrency] = useState(before?.currency || last || props.usual);
  const [per, setPer] = useState(before?.per || 'month');
  const [from, setFrom] = useState(license.prices.length === 0 ? `${day.slice(0, 8)}01` : day);
  const [faults, setFaults] = useState<PriceFaults>();
  const [failed, setFailed] = useState<AppError>();
  const replaced = license.prices.find((price) => price.from === from);

  const save = async () => {
    setFailed(undefined);
    try {
      const wanted = { license: license.id, amount: amount.trim(), currency: currency.trim().toUpperCase(), per, from };
      const found = await backend.setPrice(wanted);
      setFaults(found);
      if (found.amount || found.currency || found.from) return;
      keepLast(wanted.currency);
      onClose();
    } catch (thrown) {
      setFailed(toAppError(thrown));
    }
  };
  return (
    <Dialog open modalType="modal" onOpenChange={(_, data) => (data.open ? undefined : onClose())}>
      <DialogSurface className={styles.surface}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <DialogBody>
            <DialogTitle>{t('cost.prices.title', { license: license.license })}</DialogTitle>
            <DialogContent className={styles.form}>
              <div className={styles.money}>
                <Field
                  label={t('cost.prices.amount')}
                  hint={t('cost.prices.amountHint')}
                  validationMessage={faults?.amount ? t(`cost.fault.${faults.amount}`) : undefined}
                >
                  <Input inputMode="decimal" value={amount} onChange={(_, data) => setAmount(data.value)} />
                </Field>
                <Field
                  label={t('cost.prices.currency')}
                  validationMessage={faults?.currency ? t(`cost.fault.${faulty.currency}`) : undefined}
                >
                  <Input
                    maxLength={3}
                    list="currencies"
                    autoComplete="off"
                    style={{ minWidth: 0 }}
                    input={{ style: { minWidth: 0 } }}
                    value={currency}
                    onChange={(_, data) => setCurrency(data.value)}
                  />
                </Field>
                <datalist id="currencies">
                  {common.map((one) => (
                    <option key={one} value={one} />
                  ))}
                </datalist>
              </div>
              <Field label={t('cost.prices.per')}>
                <RadioGroup layout="horizontal" value={per} onChange={(_, data) => setPer(data.value)}>
                  <Radio value="month" label={t('cost.prices.month')} />
                  <Radio value="year" label={t('cost.prices.year')} />
                </RadioGroup>
              </Field>
              <Field
                label={t('cost.prices.fromDay')}
                hint={replaced ? t('cost.prices.replaces') : t('cost.prices.fromHint')}
                validationMessage={faults?.from ? t(`cost.fault.${faulty.from}`) : undefined}
              >
                <Input type="date" value={from} onChange={(_, data) => setFrom(data.value)} />
              </Field>
              {failed ? (
                <p className={styles.failed} role="alert">
                  {t(`error.${failed.code}.text`)}
                </p>
              ) : null}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t('job.cancel')}</Button>
              <Button type="submit" appearance="primary" style={{ whiteSpace: 'nowrap' }}>
                {t('cost.prices.save')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
