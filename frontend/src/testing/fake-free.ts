import { type desktop, ledger } from '../wailsjs/go/models';
import type { Snapshot } from './fake-types';

const { FreeGroup, FreeOff, LeftOut, Product } = ledger;

const line = (change: Partial<desktop.FreeLine>): desktop.FreeLine => ({
  group: FreeGroup.BLOCKED,
  user_id: '',
  user_name: '',
  email_address: '',
  department: '',
  license: 'Power Apps Premium',
  units: 1,
  direct: false,
  groups: [],
  coveredBy: '',
  lastUsed: '',
  watchedSince: '',
  renewsAt: '2027-02-20T05:00:00Z',
  today: 1,
  atRenewal: 1,
  leftOut: '' as ledger.LeftOut,
  leftOutBy: '',
  ...change,
});

const person = (n: number, name: string) => ({
  user_id: `00000000-0000-0000-0000-${String(n).padStart(12, '0')}`,
  user_name: name,
  email_address: `${name.toLowerCase().replaceAll(' ', '.')}@contoso.com`,
});

// The lines that the page is tested with.
const lines = [
  line({ ...person(1, 'Jane Doe'), department: 'Sales', direct: true }),
  line({ ...person(2, 'Ann Roe'), license: 'Office 365 E3', direct: true, groups: ['Staff'] }),
  line({
    ...person(3, 'Megan Bowen'),
    group: FreeGroup.TWICE,
    license: 'Power Apps per app plan (1 app or portal)',
    coveredBy: 'Power Apps Premium',
    groups: ['Makers', 'Field'],
  }),
  line({ group: FreeGroup.NOT_ASSIGNED, units: 5, today: 0, atRenewal: 5 }),
  line({
    group: FreeGroup.NOT_ASSIGNED,
    units: 9,
    leftOut: LeftOut.TRIAL,
    license: 'Microsoft Power Apps Plan 2 Trial',
  }),
];

const gain = (units: number): desktop.FreeGain => ({
  units,
  costs: units > 1 ? [{ cents: 1890 * (units - 1), currency: 'EUR' }] : [],
  unpriced: Math.min(units, 1),
});

function sum(group: ledger.FreeGroup | '', of: desktop.FreeLine[]): desktop.FreeGroup {
  const held = of.filter((one) => one.user_id);
  const total = (units: (one: desktop.FreeLine) => number) => of.reduce((all, one) => all + units(one), 0);
  return {
    group: group as ledger.FreeGroup,
    off: '' as ledger.FreeOff,
    people: new Set(held.map((one) => one.user_id)).size,
    licenses: held.length,
    units: total((one) => one.units),
    lines: of.length,
    today: gain(total((one) => one.today ?? 0)),
    atRenewal: gain(total((one) => one.atRenewal ?? 0)),
    unknown: 0,
  };
}

// FakeFree keeps the contract of licenses to free up: who is left out, the rules,
// and what covers what.
export class FakeFree {
  kept: string[] = [];
  rules: ledger.FreeRules = { no_use_days: 90, min_age: 30, leave_out: [] };
  covers: desktop.FreeCover[] = [
    {
      licenseId: 'premium',
      license: 'Power Apps Premium',
      coversId: 'app',
      covers: 'Power Apps per app plan (1 app or portal)',
      own: false,
      removed: false,
    },
  ];

  private all(): desktop.FreeLine[] {
    return lines.map((one) =>
      this.kept.includes(one.user_id)
        ? { ...one, leftOut: LeftOut.KEPT, leftOutBy: '2026-11-20', today: 0, atRenewal: 0 }
        : one,
    );
  }

  open(snapshot: Snapshot | undefined): desktop.FreeUp {
    const all = snapshot ? this.all() : [];
    const counted = all.filter((one) => !one.leftOut);
    const out = all.filter((one) => one.leftOut);
    const of = (group: ledger.FreeGroup) =>
      sum(
        group,
        counted.filter((one) => one.group === group),
      );
    const watch = (product: ledger.Product): desktop.FreeWatch => ({
      product,
      since: '2026-11-01',
      until: '2026-11-20',
      off: FreeOff.WATCHED_TOO_SHORT,
      from: '2027-01-30',
    });
    return {
      id: snapshot ? `free-${snapshot.id}-${this.kept.join()}` : '',
      ...(snapshot ? { snapshot } : {}),
      freshness: [],
      rules: this.rules,
      groups: [
        of(FreeGroup.BLOCKED),
        of(FreeGroup.TWICE),
        { ...of(FreeGroup.NO_USE), off: FreeOff.WATCHED_TOO_SHORT },
        of(FreeGroup.NOT_ASSIGNED),
      ],
      total: sum('', counted),
      watches: [watch(Product.POWER_APPS), watch(Product.POWER_AUTOMATE)],
      leftOut: out.map(({ leftOut, units }) => ({ reason: leftOut, units })),
      lines: out.length,
      cameBack: { people: 52, licenses: 50 },
    };
  }

  rows(group: string, leftOut: boolean, from: number, count: number): desktop.FreePage {
    const rows = this.all().filter((one) => !!one.leftOut === leftOut && (group === '' || one.group === group));
    return { from, rows: rows.slice(from, from + count) };
  }

  choices(): desktop.FreeChoices {
    return {
      rules: this.rules,
      kept: this.kept.map((id) => ({
        user_id: id,
        user_name: lines.find((one) => one.user_id === id)?.user_name ?? '',
        keptAt: '2026-11-20T08:00:00Z',
        note: '',
      })),
      covers: this.covers,
      licenses: [
        { id: 'premium', name: 'Power Apps Premium' },
        { id: 'app', name: 'Power Apps per app plan (1 app or portal)' },
        { id: 'flow', name: 'Power Automate per user plan' },
      ],
    };
  }

  cover(licenseId: string, coversId: string, is: boolean) {
    const name = (id: string) => this.choices().licenses.find((one) => one.id === id)?.name ?? id;
    const same = (one: desktop.FreeCover) => one.licenseId === licenseId && one.coversId === coversId;
    const known = this.covers.find(same);
    this.covers = [
      ...this.covers.filter((one) => !same(one)),
      { licenseId, coversId, license: name(licenseId), covers: name(coversId), own: known?.own ?? true, removed: !is },
    ];
  }
}
