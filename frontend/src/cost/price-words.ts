import type { TFunction } from 'i18next';
import type { LicensePrices, Price, PriceProblem } from '../api/types';
import type { Format } from '../i18n/format';

// amountText says what a unit costs, and for how long that pays.
export function amountText({ amount, currency, per }: Price, t: TFunction, format: Format): string {
  if (amount === undefined) return t('cost.prices.notKnown');
  const money = format.money(amount, currency);
  return per === 'year' ? t('cost.prices.aYear', { money }) : t('cost.prices.aMonth', { money });
}

// spanText says from when until when a price holds.
export function spanText({ from, until }: Price, t: TFunction, format: Format): string {
  const first = format.shortDay(from);
  return until
    ? t('cost.prices.fromUntil', { from: first, until: format.shortDay(until) })
    : t('cost.prices.from', { from: first });
}

// typedAmount is an amount as somebody would type it.
export const typedAmount = (cents: number, format: Format): string =>
  (cents / 100).toFixed(2).replace('.', format.language === 'nl' ? ',' : '.');

// isLacking tells whether a license costs something, and nobody said what.
export const isLacking = (license: LicensePrices) => license.costBasis === 'unknown';

// problemText says what is wrong with a line of a list of prices.
export function problemText(problem: PriceProblem, t: TFunction, format: Format): string {
  const { reason, near, other } = problem;
  if (reason === 'currency_change' && other > 0) return t('cost.line.currencyChange', { other });
  if (near && near.length > 0) {
    if (reason === 'unknown_license') return t('cost.line.unknownLicense', { near: format.either(near) });
    if (reason === 'ambiguous_license') return t('cost.line.ambiguousLicense', { near: format.either(near) });
  }
  return t(`cost.fault.${reason}`, { other, cells: problem.cells, headings: problem.headings });
}
