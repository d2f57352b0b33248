import { i18n } from '../i18n/i18n';

// While names are hidden, everything that names somebody is exchanged for a
// pseudonym where it enters the window, and back where a request leaves it: so
// that pages, search, filters and exports work as ever and know nothing of it.
// Somebody has the same number everywhere, until the window is closed.

type Kind = 'name' | 'address' | 'id';

// Fields that name people, in whatever the program answers.
const personal: Record<string, Kind> = {
  user_name: 'name',
  last_known_name: 'name',
  was_name: 'name',
  candidates: 'name',
  manager: 'id',
  email_address: 'address',
  last_known_email: 'address',
  was_email: 'address',
  user_id: 'id',
  email: 'address',
  wasName: 'name',
  newName: 'name',
  wasEmail: 'address',
  newEmail: 'address',
};
// Fields that do so in what is told about one person alone.
const ofPerson: Record<string, Kind> = { ...personal, key: 'id', name: 'name' };

let hidden = false;
const numbers = new Map<string, number>(); // of people, by what names them
const ids = new Map<number, string>(); // of people, by their numbers
const loose = new Set<number>(); // numbers given to a name or an address that came alone
const real = new Map<string, string[]>(); // what a pseudonym stands for; what somebody was called last comes last
let count = 0;
const next = () => ++count;

// hideNames is told what the person chose.
export function hideNames(hide: boolean) {
  hidden = hide;
}

export const isPersonal = (field: string) => field in personal;

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '' && value !== 'Unknown';

function write(kind: Kind, number: number): string {
  const t = i18n.t.bind(i18n);
  if (kind === 'name') return t('names.person', { number });
  return kind === 'address' ? `person${number}@hidden` : `id-${number}`;
}

function pseudonym(kind: Kind, value: string, known?: number): string {
  if (real.has(value)) return value;
  const number = known ?? numbers.get(value) ?? alone();
  if (!numbers.has(value)) numbers.set(value, number);
  const written = write(kind, number);
  const before = real.get(written) ?? [];
  if (before.at(-1) !== value) real.set(written, [...before.filter((one) => one !== value), value]);
  return written;
}

function alone(): number {
  const number = next();
  loose.add(number);
  return number;
}

// knownBy gives the number of somebody who was met before. Two people may have one
// name, and one address after the other: a name tells nothing beside an address,
// and an address nothing beside another ID; unless the name came alone before, as in
// the values of a filter, and has been nobody's yet.
function knownBy(id: string | undefined, addresses: string[], names: string[]): number | undefined {
  if (id && numbers.has(id)) return numbers.get(id);
  const first = (values: string[]) => values.map((value) => numbers.get(value)).find((one) => one !== undefined);
  const addressed = first(addresses);
  if (addressed !== undefined && !(id && ids.has(addressed))) return addressed;
  const named = first(names);
  if (named === undefined || loose.has(named)) return named;
  return id || addresses.length > 0 ? undefined : named;
}

// numberIn gives the number of the person whom an object is about, if it says.
function numberIn(answer: Record<string, unknown>, fields: Record<string, Kind>): number | undefined {
  const own = fields === ofPerson;
  const told = (...names: string[]) => names.map((field) => answer[field]).filter(isName);
  const [id] = told('user_id', ...(own ? ['key'] : []));
  const addresses = told('email_address', 'last_known_email', ...(own ? ['email'] : []));
  const names = told('user_name', 'last_known_name', ...(own ? ['name'] : []));
  const named = [...(id ? [id] : []), ...addresses, ...names];
  if (named.length === 0) return undefined;
  const number = knownBy(id, addresses, names) ?? next();
  for (const value of named) if (!numbers.has(value)) numbers.set(value, number);
  if (id || addresses.length > 0) loose.delete(number);
  if (id && !ids.has(number)) ids.set(number, id);
  return number;
}

// hiding gives an answer with pseudonyms in the place of names.
export function hiding<T>(answer: T): T {
  return hidden ? (walk(answer, personal) as T) : answer;
}

// hidingPerson does so for what is told about one person.
export function hidingPerson<T>(answer: T): T {
  return hidden ? (walk(answer, ofPerson) as T) : answer;
}

// Parts of a row that say of its person what one of two lists says: by another name
// or address, if somebody was renamed.
const sides = ['there', 'here'];

function walk(answer: unknown, fields: Record<string, Kind>, about?: number, isSide = false): unknown {
  if (Array.isArray(answer)) return answer.map((one) => walk(one, fields, about));
  if (typeof answer !== 'object' || answer === null) return answer;
  const told = answer as Record<string, unknown>;
  const number = isSide ? about : (numberIn(told, fields) ?? about);
  return Object.fromEntries(
    Object.entries(told).map(([field, value]) => {
      const kind = fields[field];
      // What stands inside is about the same person only where all of it is about one.
      const side = sides.includes(field) && number !== undefined;
      if (!kind) return [field, walk(value, personal, side || fields === ofPerson ? number : undefined, side)];
      if (Array.isArray(value)) return [field, value.map((one) => (isName(one) ? pseudonym(kind, one) : one))];
      return [field, isName(value) ? pseudonym(kind, value, number) : value];
    }),
  );
}

// hidingCells does so for cells that come without their columns' names.
export function hidingCells(rows: string[][], columns: readonly string[]): string[][] {
  if (!hidden || !columns.some(isPersonal)) return rows;
  const many = (column: string) => column === 'candidates'; // a name on each line
  return rows.map((cells) => {
    const row = columns.map((column, at) => [column, many(column) ? cells[at]?.split('\n') : cells[at]]);
    const shown = walk(Object.fromEntries(row), personal) as Record<string, string | string[] | undefined>;
    return columns.map((column) => [shown[column] ?? ''].flat().join('\n'));
  });
}

// hidingSamples hides what stands in a file of which nobody has said yet what its
// columns are: every letter and figure, save those of dates.
export function hidingSamples<S extends { values: string[] }>(samples: S[]): S[] {
  const isDate = (value: string) => /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b/.test(value);
  const hide = (value: string) => (isDate(value) ? value : value.replaceAll(/[\p{L}\p{N}]/gu, '•'));
  return hidden ? samples.map((one) => ({ ...one, values: one.values.map(hide) })) : samples;
}

// hidingValues does so for the values of a column.
export function hidingValues<P extends { values: { value: string; count: number }[] }>(page: P, column: string): P {
  if (!hidden || !isPersonal(column)) return page;
  // Who was renamed has several names, and one number.
  const counts = new Map<string, number>();
  for (const { value, count: more } of page.values) {
    const shown = shownName(column, value);
    counts.set(shown, (counts.get(shown) ?? 0) + more);
  }
  return { ...page, values: [...counts].map(([value, rows]) => ({ value, count: rows })) };
}

// hidingGroups does so for rows that are counted by a column.
export function hidingGroups<S extends { groups: { value: string }[] }>(summary: S, column: string): S {
  if (!hidden || !isPersonal(column)) return summary;
  return { ...summary, groups: summary.groups.map((one) => ({ ...one, value: shownName(column, one.value) })) };
}

// shownName gives what the window may show for a value that it holds itself,
// such as one that was filtered by before names were hidden, or shown again.
export function shownName(field: string, value: string): string {
  const kind = personal[field];
  if (!kind || !isName(value)) return value;
  return hidden ? pseudonym(kind, value) : (real.get(value)?.at(-1) ?? value);
}

// revealing gives what a request asks for with the names that are meant. A filter
// means every name that somebody had; where only one can be asked for, it is the last.
export function revealing<T>(request: T): T {
  if (real.size === 0) return request;
  if (typeof request === 'string') return (real.get(request)?.at(-1) ?? request) as T;
  if (Array.isArray(request)) return request.map(revealing) as T;
  if (typeof request !== 'object' || request === null) return request;
  return Object.fromEntries(
    Object.entries(request).map(([field, value]) => [field, field === 'values' ? everyName(value) : revealing(value)]),
  ) as T;
}

const everyName = (values: unknown): unknown =>
  Array.isArray(values) ? values.flatMap((value) => real.get(value) ?? [value]) : values;
