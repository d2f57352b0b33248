import type { ColumnId, ViewKind } from '../api/types';

export interface ColumnShape {
  id: ColumnId;
  width: number;
  // Shown only when the view says that the column carries something.
  ifAny?: boolean;
  // How wide it becomes where there is room.
  most?: number;
}

const name: ColumnShape = { id: 'user_name', width: 330, most: 430 };
const email: ColumnShape = { id: 'email_address', width: 210, most: 290 };
const service: ColumnShape = { id: 'service', width: 200, most: 280 };
const license: ColumnShape = { id: 'license', width: 170, most: 280 };
const status: ColumnShape = { id: 'status', width: 150 };
const department: ColumnShape = { id: 'department', width: 140, ifAny: true, most: 200 };
const costCenter: ColumnShape = { id: 'cost_center', width: 120, ifAny: true };
const assigned: ColumnShape = { id: 'assigned_date', width: 136 };
const trial: ColumnShape = { id: 'is_trial', width: 118 };
const expires: ColumnShape = { id: 'expiration_date', width: 130, ifAny: true };
const origin: ColumnShape = { id: 'origin', width: 150 };
const tier: ColumnShape = { id: 'tier', width: 110 };
const product: ColumnShape = { id: 'product', width: 130 };
const assignedBy: ColumnShape = { id: 'assigned_by', width: 140, ifAny: true };
const group: ColumnShape = { id: 'group_name', width: 170, ifAny: true, most: 240 };
const firstSeen: ColumnShape = { id: 'first_seen', width: 150, ifAny: true };
const ended: ColumnShape = { id: 'trial_ended', width: 130 };
const paid: ColumnShape = { id: 'also_paid', width: 110 };
const how: ColumnShape = { id: 'trial_origin', width: 190, most: 240 };
const lastUsed: ColumnShape = { id: 'last_used', width: 150, ifAny: true };

// Every column there is, in the order of the console contract, with the width
// of those that no view shows unless asked to.
const widths: Record<ColumnId, number> = {
  user_id: 290,
  user_name: name.width,
  email_address: email.width,
  service: service.width,
  service_id: 290,
  license: license.width,
  license_id: 290,
  assigned_date: assigned.width,
  is_trial: trial.width,
  expiration_date: expires.width,
  product: product.width,
  origin: origin.width,
  tier: tier.width,
  assigned_by: assignedBy.width,
  group_name: group.width,
  status: status.width,
  status_since: 150,
  last_known_name: 180,
  last_known_email: 260,
  identity_confidence: 130,
  candidates: 220,
  last_used: lastUsed.width,
  last_used_source: 170,
  watched_since: 150,
  first_seen: firstSeen.width,
  department: department.width,
  cost_center: costCenter.width,
  source: 200,
  basis: 130,
  as_of: 150,
  restorable_until: 150,
  trial_ended: ended.width,
  also_paid: paid.width,
  trial_origin: how.width,
};

export const allColumns = Object.keys(widths) as ColumnId[];

// The column that stays in sight while the others move.
export const frozen: ColumnId = name.id;

// The columns of the downloaded list come first, in its order.
const used = [
  name,
  email,
  service,
  license,
  assigned,
  trial,
  expires,
  status,
  department,
  costCenter,
  origin,
  tier,
  product,
  lastUsed,
  firstSeen,
];
const held = [
  name,
  email,
  service,
  license,
  assigned,
  assignedBy,
  group,
  status,
  department,
  costCenter,
  origin,
  tier,
  product,
];
// Of trials it matters when they end, whether they are paid for already, and how they came.
const trials = [
  { ...name, width: 250 },
  license,
  assigned,
  expires,
  ended,
  paid,
  lastUsed,
  how,
  email,
  service,
  status,
  department,
  costCenter,
  product,
  firstSeen,
];
const people: ColumnShape[] = [
  name,
  email,
  status,
  { id: 'status_since', width: 150, ifAny: true },
  department,
  costCenter,
];

export const columnsOf: Record<ViewKind, ColumnShape[]> = {
  list: used,
  assigned: held,
  'never-used': held,
  trials,
  users: people,
  departed: [
    { ...name, width: 300 },
    { id: 'status', width: 175 },
    { id: 'status_since', width: 120 },
    { id: 'restorable_until', width: 150, ifAny: true },
    { id: 'last_known_email', width: 230, ifAny: true, most: 290 },
    { ...service, ifAny: true },
    { ...license, ifAny: true },
    department,
    costCenter,
  ],
  blocked: held,
  guests: people,
  unknown: [
    { ...name, width: 340 },
    { id: 'identity_confidence', width: 170 },
    { id: 'status', width: 175 },
    { id: 'status_since', width: 120, ifAny: true },
    { id: 'restorable_until', width: 150, ifAny: true },
    service,
    license,
    assigned,
    department,
    costCenter,
  ],
};

// shapeOf gives how a column stands in a view, also one that the view does not
// show by itself.
export const shapeOf = (kind: ViewKind, id: ColumnId): ColumnShape => {
  const { width, most = width } = columnsOf[kind].find((one) => one.id === id) ?? { width: widths[id] };
  return { id, width, most };
};

export const pages = {
  licenses: ['list', 'assigned', 'never-used', 'trials'],
  people: ['users', 'departed', 'blocked', 'guests', 'unknown'],
} as const satisfies Record<string, readonly ViewKind[]>;

export type PageId = keyof typeof pages;

// Views made from what people used. The others come from the directory, where
// use plays no part.
export const isOfUse = (kind: ViewKind) => kind === 'list' || kind === 'trials' || kind === 'unknown';

// Views in which columns of their own tell since when somebody has left.
export const tellsSince = (kind: ViewKind) => kind === 'departed' || kind === 'unknown';

// Views with one row per person.
export const isOfPeople = (kind: ViewKind) => kind === 'users' || kind === 'guests';
