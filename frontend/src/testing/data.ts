import type { Row, Snapshot, Status } from '../api/types';
import { ledger } from '../wailsjs/go/models';

// A small made-up tenant for component tests and for `npm run dev`. Same seed,
// same rows.
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const first = 'Jane Ann Megan Adele Lies Joost Zoë Óscar Łukasz Anaïs Sven Fatima Yuki Priya Mehmet Noor Giulia'.split(
  ' ',
);
const last = 'Doe Roe Bowen Vance van_der_Vos de_Jong Müller Nowak García Lefèvre Yılmaz Tanaka Patel Rossi Smit'
  .split(' ')
  .map((name) => name.replaceAll('_', ' '));
const departments = ['Sales', 'Finance', 'Operations', 'IT', 'Legal', 'Marketing', ''];
const services: [string, string, Row['origin'], Row['tier'], Row['product']][] = [
  [
    'Power Apps for Office 365',
    'Office 365 E3',
    ledger.Origin.OFFICE_365,
    ledger.Tier.SEEDED,
    ledger.Product.POWER_APPS,
  ],
  [
    'Power Automate for Office 365',
    'Office 365 E3',
    ledger.Origin.OFFICE_365,
    ledger.Tier.SEEDED,
    ledger.Product.POWER_AUTOMATE,
  ],
  [
    'Power Apps for Dynamics 365',
    'Dynamics 365 Sales Enterprise',
    ledger.Origin.DYNAMICS_365,
    ledger.Tier.SEEDED,
    ledger.Product.POWER_APPS,
  ],
  ['Power Apps Premium', 'Power Apps Premium', ledger.Origin.STANDALONE, ledger.Tier.PAID, ledger.Product.POWER_APPS],
  [
    'Power Automate Premium',
    'Power Automate Premium',
    ledger.Origin.STANDALONE,
    ledger.Tier.PAID,
    ledger.Product.POWER_AUTOMATE,
  ],
  [
    'Power Apps Trial',
    'Microsoft Power Apps & Flow',
    ledger.Origin.STANDALONE,
    ledger.Tier.TRIAL,
    ledger.Product.POWER_APPS,
  ],
];

export function emptyRow(): Row {
  return {
    user_id: '',
    user_name: '',
    email_address: '',
    service: '',
    service_id: '',
    license: '',
    license_id: '',
    assigned_date: '',
    is_trial: false,
    expiration_date: '',
    product: ledger.Product.POWER_APPS,
    origin: ledger.Origin.OFFICE_365,
    tier: ledger.Tier.SEEDED,
    assigned_by: 'direct',
    group_name: '',
    status: ledger.Status.PRESENT,
    status_since: '',
    last_known_name: '',
    last_known_email: '',
    identity_confidence: ledger.Confidence.NONE,
    candidates: [],
    last_used: '',
    last_used_source: '',
    watched_since: '',
    first_seen: '',
    department: '',
    cost_center: '',
    source: 'powerplatform.licenseReport',
    basis: ledger.Basis.REPORT,
    as_of: '',
    restorable_until: '',
    trial_ended: '',
    also_paid: '',
    trial_origin: '',
    candidate_keys: [],
  };
}

export const lastDay = '2026-11-20';

function dayBefore(days: number): string {
  return new Date(Date.parse(`${lastDay}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

const pick = <T>(list: readonly T[], at: number): T => list[Math.floor(at * list.length) % list.length] as T;

export function makeRows(seed: number, people: number): Row[] {
  const next = random(seed);
  const rows: Row[] = [];
  for (let i = 0; i < people; i++) {
    const name = `${pick(first, next())} ${pick(last, next())}`;
    const email = `${name.toLowerCase().replaceAll(' ', '.')}${i}@contoso.com`;
    const chance = next();
    const status: Status =
      chance < 0.02
        ? ledger.Status.SOFT_DELETED
        : chance < 0.03
          ? ledger.Status.GONE
          : chance < 0.034
            ? ledger.Status.UNRESOLVED
            : chance < 0.08
              ? ledger.Status.BLOCKED
              : ledger.Status.PRESENT;
    const away = status !== ledger.Status.PRESENT && status !== ledger.Status.BLOCKED;
    const department = pick(departments, next());
    const count = 1 + Math.floor(next() * 2.4);
    const from = Math.floor(next() * services.length);
    for (let n = 0; n < count; n++) {
      const [service, license, origin, tier, product] = pick(
        services,
        ((from + n) % services.length) / services.length,
      );
      const trial = tier === ledger.Tier.TRIAL;
      rows.push({
        ...emptyRow(),
        user_id: `00000000-0000-0000-0000-${String(i).padStart(12, '0')}`,
        user_name: away ? 'Unknown' : name,
        email_address: away ? 'Unknown' : email,
        service,
        license,
        origin,
        tier,
        product,
        assigned_date: dayBefore(60 + Math.floor(next() * 900)),
        is_trial: trial,
        expiration_date: trial ? dayBefore(-Math.floor(next() * 30)) : '',
        status: status as Row['status'],
        status_since:
          status === ledger.Status.GONE
            ? `${dayBefore(9)}/${dayBefore(8)}`
            : away && status !== ledger.Status.UNRESOLVED
              ? dayBefore(8)
              : '',
        last_known_name: away && status !== ledger.Status.UNRESOLVED ? name : '',
        last_known_email: away && status !== ledger.Status.UNRESOLVED ? email : '',
        identity_confidence: (away && status !== ledger.Status.UNRESOLVED
          ? 'certain'
          : 'none') as Row['identity_confidence'],
        department,
        cost_center: department ? `${department.slice(0, 2).toUpperCase()}-${100 + (i % 7)}` : '',
        first_seen: `${dayBefore(Math.floor(next() * 55))}T06:30:00Z`,
        as_of: `${lastDay}T06:30:00Z`,
      });
    }
  }
  return rows;
}

export function makeSnapshots(days: number, rows: number): Snapshot[] {
  const next = random(7);
  const all: Snapshot[] = [];
  for (let ago = days - 1; ago >= 0; ago--) {
    const day = dayBefore(ago);
    const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    if (ago === 17 || ago === 18) continue; // two days on which nothing was read
    const at = `${day}T06:30:00Z`;
    const partial = ago === 11;
    all.push({
      id: days - ago,
      at,
      day,
      label: ago === 30 ? 'Month end' : '',
      partial,
      rows: rows - ago,
      changes:
        ago === days - 1
          ? rows
          : weekend
            ? Math.floor(next() * 3)
            : 3 + Math.floor(next() * 40) + (ago === 23 ? 180 : 0),
      coverage: [
        { source: 'graph.users', title: 'people', asOf: at },
        ...(partial ? [] : [{ source: 'powerplatform.licenseReport', title: 'list', asOf: at }]),
      ],
    });
  }
  return all;
}
