import type { Seat, SeatKind } from '../api/types';
import { fits } from '../app/fits';
import type { Format } from '../i18n/format';

// Every column of the table, in its order.
export const seatColumns = [
  'license',
  'bought',
  'assigned',
  'free',
  'inGrace',
  'suspended',
  'inUse',
  'inUseUnknown',
  'blocked',
  'price',
  'cost',
  'renewsAt',
  'change',
  'months',
] as const;

export type SeatColumn = (typeof seatColumns)[number];

export type SortedColumn = Exclude<SeatColumn, 'months'>;

export interface SeatOrder {
  by: SortedColumn;
  down: boolean;
}

export const kindOf = (seat: Seat): SeatKind => seat.kind;
// As many as anybody wants can be assigned: what was bought of it is no number.
export const isEndless = (seat: Seat) => kindOf(seat) === 'free';
export const suspendedOf = (seat: Seat) => seat.suspended + seat.lockedOut;

// columnsFor gives the columns that have something to tell of these licenses.
export const columnsFor = (seats: Seat[]): SeatColumn[] =>
  seatColumns.filter((column) => !rare.includes(column) || seats.some((seat) => tells(seat, column)));

const rare: SeatColumn[] = ['inGrace', 'suspended', 'inUseUnknown'];

// tells says whether a column has anything to say of a license.
export function tells(seat: Seat, column: SeatColumn): boolean {
  switch (column) {
    case 'inGrace':
      return seat.inGrace > 0;
    case 'suspended':
      return suspendedOf(seat) > 0;
    case 'inUseUnknown':
      return (seat.inUseUnknown ?? 0) > 0;
    case 'free':
      return !isEndless(seat);
    case 'cost':
      return seat.costBasis !== 'free';
    case 'renewsAt':
      return seat.renewsAt !== '' && !isEndless(seat);
    case 'change':
      return seat.boughtChange !== undefined && !isEndless(seat);
    case 'months':
      return seat.points.some(({ bought }) => bought !== undefined);
    default:
      return true;
  }
}

// monthOf is about what a unit costs a month, to sort by.
const monthOf = ({ price, per }: Seat) => (price === undefined ? undefined : per === 'year' ? price / 12 : price);

// sortedBy is what a column is sorted by; undefined where nothing is known.
function sortedBy(seat: Seat, column: SortedColumn): number | string | undefined {
  switch (column) {
    case 'license':
      return seat.license;
    case 'bought':
    case 'free':
      return isEndless(seat) ? undefined : seat[column];
    case 'suspended':
      return suspendedOf(seat);
    case 'renewsAt':
      return seat.renewsAt || undefined;
    case 'price':
      return monthOf(seat);
    case 'change':
      return seat.boughtChange;
    default:
      return seat[column];
  }
}

// inOrder sorts licenses. What is not known comes last in either direction, and
// equal ones stand by their names.
export function inOrder(seats: Seat[], { by, down }: SeatOrder, format: Format): Seat[] {
  const byName = (a: Seat, b: Seat) => format.compare(a.license, b.license);
  return [...seats].sort((a, b) => {
    const [first, second] = [sortedBy(a, by), sortedBy(b, by)];
    if (first === undefined || second === undefined)
      return first === second ? byName(a, b) : first === undefined ? 1 : -1;
    const order = typeof first === 'number' ? first - Number(second) : format.compare(first, String(second));
    return (down ? -order : order) || byName(a, b);
  });
}

// Totals are sums over the licenses that are paid for: of trials and of those
// that are free as many as anybody wants can be had.
export interface Totals {
  licenses: number;
  bought: number;
  assigned: number;
  free: number; // of those that have any
  over: number; // assigned beyond what was bought
  inGrace: number;
  suspended: number;
  change: number | undefined; // units bought more than a month ago
}

export function totalsOf(seats: Seat[]): Totals {
  const totals: Totals = {
    licenses: 0,
    bought: 0,
    assigned: 0,
    free: 0,
    over: 0,
    inGrace: 0,
    suspended: 0,
    change: undefined,
  };
  for (const seat of seats) {
    if (kindOf(seat) !== 'paid') continue;
    totals.licenses += 1;
    totals.bought += seat.bought;
    totals.assigned += seat.assigned;
    totals.free += Math.max(0, seat.free);
    totals.over += Math.max(0, -seat.free);
    totals.inGrace += seat.inGrace;
    totals.suspended += suspendedOf(seat);
    if (seat.boughtChange !== undefined) totals.change = (totals.change ?? 0) + seat.boughtChange;
  }
  return totals;
}

// found gives the licenses whose name, or Microsoft's own part number, has every
// word that was typed.
export const found = (seats: Seat[], typed: string): Seat[] =>
  seats.filter((seat) => fits(`${seat.license} ${seat.partNumber}`, typed));
