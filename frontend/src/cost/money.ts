import type { TFunction } from 'i18next';
import type { Seat } from '../api/types';
import type { Format } from '../i18n/format';

// Money is what licenses cost a month together: an amount of each currency, which
// are never added, and beside it what is in none of them.
export interface Money {
  sums: { currency: string; cents: number }[];
  unpriced: number; // units
}

// moneyOf adds up costs as they are shown.
export function moneyOf(seats: Seat[]): Money {
  const sums = new Map<string, number>();
  let unpriced = 0;
  for (const { cost, currency, unpriced: units } of seats) {
    unpriced += units;
    if (cost !== undefined) sums.set(currency, (sums.get(currency) ?? 0) + cost);
  }
  return {
    sums: [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, cents]) => ({ currency, cents })),
    unpriced,
  };
}

export const sumsText = ({ sums }: Money, format: Format): string =>
  format.listed(sums.map(({ currency, cents }) => format.money(cents, currency)));

// moneyText says what licenses cost a month, and how many seats that leaves out.
export function moneyText(money: Money, t: TFunction, format: Format): string {
  const sums = sumsText(money, format);
  if (!sums) return money.unpriced > 0 ? t('cost.total.unpriced', { count: money.unpriced }) : '';
  return money.unpriced > 0
    ? t('cost.total.moneyAndUnpriced', { sums, count: money.unpriced })
    : t('cost.total.money', { sums });
}
