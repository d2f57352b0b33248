import type { ColumnId, ViewKind } from '../api/types';

export interface ColumnShape {
  id: ColumnId;
  width: number;
  // Shown only when the view says that the column carries something.
  ifAny?: boolean;
}

const name: ColumnShape = { id: 'user_name', width: 370 };
const email: ColumnShape = { id: 'email_address', width: 210 };
const service: ColumnShape = { id: 'service', width: 190 };
const license: ColumnShape = { id: 'license', width: 165 };
const status: ColumnShape = { id: 'status', width: 150 };
const department: ColumnShape = { id: 'department', width: 140, ifAny: true };
const costCenter: ColumnShape = { id: 'cost_center', width: 120, ifAny: true };
const assigned: ColumnShape = { id: 'assigned_date', width: 136 };
const trial: ColumnShape = { id: 'is_trial', width: 92 };
const expires: ColumnShape = { id: 'expiration_date', width: 125, ifAny: true };
const origin: ColumnShape = { id: 'origin', width: 150 };
const tier: ColumnShape = { id: 'tier', width: 110 };
const product: ColumnShape = { id: 'product', width: 130 };
const assignedBy: ColumnShape = { id: 'assigned_by', width: 140, ifAny: true };
const group: ColumnShape = { id: 'group_name', width: 170, ifAny: true };
const firstSeen: ColumnShape = { id: 'first_seen', width: 150, ifAny: true };
const lastUsed: ColumnShape = { id: 'last_used', width: 150, ifAny: true };

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
  trials: used,
  users: people,
  departed: [
    { ...name, width: 480 },
    { id: 'status', width: 175 },
    { id: 'status_since', width: 120 },
    { id: 'restorable_until', width: 150, ifAny: true },
    { id: 'last_known_email', width: 260, ifAny: true },
    { ...service, ifAny: true },
    { ...license, ifAny: true },
    department,
    costCenter,
  ],
  blocked: held,
};

export const pages = {
  licenses: ['list', 'assigned', 'never-used', 'trials'],
  people: ['users', 'departed', 'blocked'],
} as const satisfies Record<string, readonly ViewKind[]>;

export type PageId = keyof typeof pages;

// Views made from what people used. The others come from the directory, where
// use plays no part.
export const isOfUse = (kind: ViewKind) => kind === 'list' || kind === 'trials';
