import type { Filter, FilterId, FilterOp } from '../api/types';

const presets = [
  'last30',
  'last90',
  'thisMonth',
  'thisYear',
  'over90',
  'overYear',
  'beforeMonth',
  'beforeYear',
  'within30',
  'within90',
] as const;
export type Preset = (typeof presets)[number];

// Columns whose days are still to come.
export const isAhead = (column: FilterId) => column === 'expiration_date' || column === 'restorable_until';

// presetsOf gives the presets that make sense for a column and a condition.
export function presetsOf(column: FilterId, op: FilterOp): Preset[] {
  if (op === 'before') {
    return isAhead(column)
      ? ['within30', 'within90', 'beforeYear']
      : ['over90', 'overYear', 'beforeMonth', 'beforeYear'];
  }
  return isAhead(column) ? ['thisMonth', 'thisYear'] : ['last30', 'last90', 'thisMonth', 'thisYear'];
}

function shifted(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

// dateOf gives the date that a preset means on a day: the one that is looked at,
// which may be past.
export function dateOf(preset: Preset, day: string): string {
  switch (preset) {
    case 'last30':
      return shifted(day, -30);
    case 'last90':
    case 'over90':
      return shifted(day, -90);
    case 'overYear':
      return shifted(day, -365);
    case 'within30':
      return shifted(day, 31); // before it: to the end of the 30th day
    case 'within90':
      return shifted(day, 91);
    case 'thisMonth':
    case 'beforeMonth':
      return `${day.slice(0, 8)}01`;
    case 'thisYear':
    case 'beforeYear':
      return `${day.slice(0, 5)}01-01`;
  }
}

// onDay gives a filter that was made by a preset the date that this means on
// another day. One of a later version keeps its own.
export function onDay(filter: Filter, day: string): Filter {
  const { preset } = filter;
  return preset && day && presets.includes(preset) ? { ...filter, values: [dateOf(preset, day)] } : filter;
}
