import { importer, ledger } from '../wailsjs/go/models';
import type { Go, LicensePrices, PriceImport } from './fake-types';

type Ours = Pick<Go, 'Prices' | 'SetPrice' | 'RemovePrice' | 'PickPriceFile' | 'ImportPrices' | 'SavePrices'>;

export interface FakePrices {
  licenses: LicensePrices[];
  list: PriceImport; // what a chosen list says
}

const price = (from: string, amount: number, until: string, holds: boolean) => ({
  from,
  amount,
  until,
  holds,
  currency: 'EUR',
  per: 'month',
});

export const makePrices = (): FakePrices => ({
  licenses: [
    {
      id: 'enterprisepack',
      license: 'Office 365 E3',
      partNumber: 'ENTERPRISEPACK',
      bought: 200,
      costBasis: ledger.CostBasis.PRICE,
      prices: [price('2026-01-01', 2160, '2026-11-01', false), price('2026-11-01', 2260, '', true)],
    },
    {
      id: 'flow_free',
      license: 'Microsoft Power Automate Free',
      partNumber: 'FLOW_FREE',
      bought: 10_000,
      costBasis: ledger.CostBasis.FREE,
      prices: [],
    },
    {
      id: 'powerautomate_attended_rpa',
      license: 'Power Automate Premium',
      partNumber: 'POWERAUTOMATE_ATTENDED_RPA',
      bought: 20,
      costBasis: ledger.CostBasis.UNKNOWN,
      prices: [],
    },
  ],
  list: {
    name: 'prices.csv',
    problems: [],
    new: 2,
    changed: 1,
    same: 0,
    blank: 1,
    from: '2026-11-20',
    monthly: true,
    kept: false,
  },
});

export const problem = (line: number, reason: importer.PriceReason, more: object = {}): importer.PriceProblem => ({
  line,
  reason,
  column: 'price',
  cell: '',
  near: [],
  other: 0,
  cells: 0,
  headings: 0,
  ...more,
});

// fakePrices keeps the contract of what is said and asked about prices.
export function fakePrices(f: FakePrices, readOnly: () => boolean, emit: (nouns: string[]) => void): Ours {
  const of = (id: string) => f.licenses.find((license) => license.id === id);
  return {
    Prices: async () => ({ licenses: f.licenses, day: '2026-11-20', readOnly: readOnly() }),
    SetPrice: async ({ license, amount, currency, per, from }) => {
      const wrong = amount !== '' && !/^\d+([.,]\d{1,2})?$/.test(amount);
      const faults = {
        amount: (wrong ? ledger.AmountFault.NO_NUMBER : '') as ledger.AmountFault,
        currency: !/^[A-Z]{3}$/.test(currency),
        from: from === '',
      };
      const own = of(license);
      if (faults.amount || faults.currency || faults.from || !own) return faults;
      const cents = amount === '' ? (null as never) : Math.round(Number(amount.replace(',', '.')) * 100);
      const kept = { from, amount: cents, until: '', holds: true, currency, per };
      own.prices = [...own.prices.filter((one) => one.from !== from), kept].sort((a, b) => (a.from < b.from ? -1 : 1));
      own.costBasis = ledger.CostBasis.PRICE;
      emit(['views']);
      return faults;
    },
    RemovePrice: async (license, from) => {
      const own = of(license);
      if (own) own.prices = own.prices.filter((one) => one.from !== from);
      emit(['views']);
    },
    PickPriceFile: async () => '/home/admin/Downloads/prices.csv',
    ImportPrices: async ({ preview, currencyChange }) => {
      const problems = f.list.problems.filter(
        ({ reason }) => !(currencyChange && reason === importer.PriceReason.CURRENCY_CHANGE),
      );
      return { ...f.list, problems, kept: !preview && problems.length === 0 };
    },
    SavePrices: async () => 'prices.csv',
  };
}
