import { ledger } from '../wailsjs/go/models';
import type { LeadNumber, Seat, Seats, Snapshot } from './fake-types';

const leads = (kind: string, license: string, people: number): LeadNumber => ({
  rows: 0,
  people,
  at: '',
  kind: kind as LeadNumber['kind'],
  filters: [{ column: 'license', op: 'is' as never, values: [license] }],
});

// The program says null where nothing is known.
const unknown = {
  price: null,
  cost: null,
  costChange: null,
  boughtChange: null,
  assignedChange: null,
  inUse: null,
  inUseUnknown: null,
  inUseLeads: null,
  blockedLeads: null,
  bought: null,
  assigned: null,
} as never as Partial<Seat>;

interface Made {
  license: string;
  partNumber: string;
  kind: string;
  bought: number;
  assigned: number;
  inUse?: number;
  inUseUnknown?: number;
  blocked?: number;
  held?: number; // by people of the directory, where Microsoft counts others
  inGrace?: number;
  renewsAt?: string;
  price?: number; // cents
  per?: string;
  change?: number;
}

const months = ['2025-12', ...Array.from({ length: 11 }, (_, n) => `2026-${String(n + 1).padStart(2, '0')}`)];

function costOf({ price, per = 'month', bought, kind }: Made) {
  if (price !== undefined) {
    const cost = Math.round((bought * price) / (per === 'year' ? 12 : 1));
    return { price, per, currency: 'EUR', cost, costBasis: ledger.CostBasis.PRICE, unpriced: 0 };
  }
  const unknown = kind === 'paid';
  return {
    per: '',
    currency: '',
    costBasis: unknown ? ledger.CostBasis.UNKNOWN : ledger.CostBasis.FREE,
    unpriced: unknown ? bought : 0,
  };
}

function seat(made: Made): Seat {
  const { license, bought, assigned, inUse, blocked = 0, held = assigned } = made;
  return {
    ...unknown,
    id: made.partNumber.toLowerCase(),
    license,
    partNumber: made.partNumber,
    kind: made.kind as Seat['kind'],
    bought,
    assigned,
    free: bought - assigned,
    suspended: 0,
    inGrace: made.inGrace ?? 0,
    lockedOut: 0,
    holders: held,
    held: leads('assigned', license, held),
    blocked,
    ...(blocked > 0 ? { blockedLeads: leads('blocked', license, blocked) } : {}),
    ...(inUse === undefined
      ? {}
      : { inUse, inUseUnknown: made.inUseUnknown ?? 0, inUseLeads: leads('list', license, inUse) }),
    renewsAt: made.renewsAt ?? '2027-02-20T05:00:00Z',
    ...costOf(made),
    boughtChange: made.change ?? 0,
    assignedChange: 1,
    points: months.map((_, n) =>
      n < 2 ? unknown : { bought: bought - (11 - n), assigned: Math.max(0, assigned - n) },
    ),
  };
}

// The licenses that the page is tested with: over-assigned, in grace, counted in
// two ways, free, on trial, and without known use.
const tested: Made[] = [
  {
    license: 'Office 365 E3',
    partNumber: 'ENTERPRISEPACK',
    kind: 'paid',
    bought: 200,
    assigned: 175,
    inUse: 122,
    price: 42_120,
    per: 'year',
    change: -5,
  },
  {
    license: 'Power Apps Premium',
    partNumber: 'POWERAPPS_PER_USER',
    kind: 'paid',
    price: 1870,
    change: 6,
    bought: 56,
    assigned: 51,
    inUse: 43,
    inUseUnknown: 2,
    blocked: 2,
  },
  {
    license: 'Power Automate Premium',
    partNumber: 'POWERAUTOMATE_ATTENDED_RPA',
    kind: 'paid',
    bought: 20,
    assigned: 23,
    inUse: 15,
    inGrace: 5,
    renewsAt: '2026-10-01T05:00:00Z',
  },
  {
    license: 'Dynamics 365 Sales Enterprise',
    partNumber: 'DYN365_ENTERPRISE_SALES',
    kind: 'paid',
    bought: 1200,
    assigned: 1168,
    held: 1160,
  },
  {
    license: 'Microsoft Power Automate Free',
    partNumber: 'FLOW_FREE',
    kind: 'free',
    bought: 10_000,
    assigned: 39,
    inUse: 42,
    inUseUnknown: 5,
  },
  {
    license: 'Microsoft Power Apps Plan 2 Trial',
    partNumber: 'POWERAPPS_VIRAL',
    kind: 'trial',
    bought: 25,
    assigned: 3,
    inUse: 3,
  },
];

const further = (count: number): Made[] =>
  Array.from({ length: count }, (_, n) => ({
    license: `Microsoft 365 Copilot for a department with a long name, plan ${n + 1}`,
    partNumber: `PLAN_${n + 1}`,
    kind: 'paid',
    bought: 40 + 37 * n,
    assigned: 30 + 36 * n,
    inUse: 20 + 20 * n,
    blocked: n % 4,
  }));

// fakeSeats keeps the contract of Seats.
export function fakeSeats(program: { seatsRead: boolean; licenses: number }, snapshot: Snapshot | undefined): Seats {
  if (!snapshot)
    return { basis: ledger.Basis.NONE, freshness: [], rows: [], useSince: '', changeSince: '', months: [] };
  return {
    snapshot,
    basis: ledger.Basis.REPORT,
    useSince: '2026-05-01T06:30:00Z',
    changeSince: '2026-10-31T06:30:00Z',
    months,
    freshness: program.seatsRead
      ? [...snapshot.coverage, { source: 'graph.subscribedSkus', title: 'seats', asOf: snapshot.at }]
      : snapshot.coverage,
    rows: program.seatsRead
      ? [...tested, ...further(program.licenses)].map(seat).sort((a, b) => a.license.localeCompare(b.license))
      : [],
  };
}
