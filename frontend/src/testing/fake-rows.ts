import { lastDay } from './data';
import type { Filter, Go, Row, Snapshot, ViewRequest } from './fake-types';

export const textOf = (row: Row, column: string): string => {
  const value = row[column as keyof Row];
  return value === null || value === undefined ? '' : String(value);
};
const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
const shownName = (row: Row) => row.last_known_name || row.user_name;

function passes(row: Row, filter: Filter): boolean {
  const value = textOf(row, filter.column);
  switch (filter.op as string) {
    case 'is':
      return filter.values.includes(value);
    case 'is_not':
      return !filter.values.includes(value);
    case 'contains':
      return filter.values.some((wanted) => fold(value).includes(fold(wanted)));
    case 'empty':
      return value === '';
    case 'not_empty':
      return value !== '';
    case 'before':
      return value !== '' && value < (filter.values[0] ?? '');
    default:
      return value !== '' && value >= (filter.values[0] ?? '');
  }
}

// Selected are the rows of a view, without and with its filters.
export interface Selected {
  all: Row[];
  rows: Row[];
  snapshot: Snapshot | undefined;
}

// selected gives the rows that a request wants of those known on a day.
export function selected(known: Row[], request: ViewRequest): Pick<Selected, 'all' | 'rows'> {
  const kind = request.kind as string;
  const people = () => [...new Map(known.map((row) => [row.user_id, row])).values()];
  const all =
    kind === 'trials'
      ? known.filter((row) => row.is_trial)
      : kind === 'users'
        ? people()
        : kind === 'guests'
          ? people().filter((_, index) => index % 9 === 4)
          : kind === 'unknown'
            ? known.filter((row) => row.user_name === 'Unknown')
            : kind === 'departed'
              ? people().filter((row) => row.user_name === 'Unknown')
              : kind === 'blocked'
                ? people().filter((row) => (row.status as string) === 'blocked')
                : kind === 'never-used'
                  ? known.filter((_, index) => index % 5 === 0)
                  : known;
  const wanted = fold(request.search);
  const rows = all
    .filter((row) => request.filters.every((filter) => passes(row, filter)))
    .filter(
      (row) =>
        !wanted ||
        [shownName(row), row.email_address, row.last_known_email, row.service, row.license, row.department].some(
          (text) => fold(text).includes(wanted),
        ),
    );
  const by = request.sortBy || 'user_name';
  const key = (row: Row) => (by === 'user_name' ? shownName(row) : textOf(row, by));
  const way = request.sortDown ? -1 : 1;
  rows.sort((a, b) => way * key(a).localeCompare(key(b)));
  return { all, rows };
}

// fakeViews opens views and reads their rows.
export function fakeViews(hooks: {
  select: (request: ViewRequest) => Selected;
  columns: () => string[];
  views: Map<string, Row[]>; // rows of what is open
}): Pick<Go, 'OpenView' | 'ExpectSearch' | 'ViewRows' | 'ViewValues'> {
  return {
    OpenView: async (request) => {
      const { all, rows, snapshot } = hooks.select(request);
      const id = `view-${hooks.views.size + 1}`;
      hooks.views.set(id, rows);
      const unknown = rows.filter((row) => row.user_name === 'Unknown');
      const unresolved = unknown.filter((row) => (row.status as string) === 'unresolved').length;
      return {
        id,
        ...(snapshot ? { snapshot } : {}),
        counts: {
          rows: rows.length,
          people: new Set(rows.map((row) => row.user_id)).size,
          licenses: new Set(rows.map((row) => row.license)).size,
          unfiltered: all.length,
          unknown: { total: unknown.length, left: unknown.length - unresolved, unresolved, nameless: 0 },
        },
        basis: (snapshot ? 'report' : 'none') as never,
        freshness: snapshot
          ? [
              { source: 'graph.users', title: 'people', asOf: snapshot.at },
              {
                source: 'powerplatform.licenseReport',
                title: 'list',
                asOf: snapshot.partial ? `${lastDay.slice(0, 8)}08T06:30:00Z` : snapshot.at,
              },
            ]
          : [],
        warnings: snapshot?.partial
          ? [
              {
                code: 'not_read',
                source: 'powerplatform.licenseReport',
                title: 'list',
                permission: 'Power Platform Administrator',
                count: 1,
                text: 'The license report was not read that day.',
              },
            ]
          : [],
        columns: hooks.columns(),
        freeHidden: (request.kind as string) === 'trials' && !request.showFree ? 3 : 0,
      };
    },
    ExpectSearch: async () => undefined,
    ViewRows: async (view, from, count) => {
      const rows = hooks.views.get(view);
      if (!rows)
        throw JSON.stringify({ code: 'stale', op: 'read rows', message: 'The view is older than the ledger.' });
      return { from, rows: rows.slice(from, from + count) };
    },
    ViewValues: async (view, column, search, limit) => {
      const counts = new Map<string, number>();
      for (const row of hooks.views.get(view) ?? [])
        counts.set(textOf(row, column), (counts.get(textOf(row, column)) ?? 0) + 1);
      const values = [...counts]
        .map(([value, count]) => ({ value, count }))
        .filter(({ value }) => fold(value).includes(fold(search)));
      values.sort((a, b) => b.count - a.count);
      return { values: values.slice(0, limit), more: values.length > limit };
    },
  };
}
