import { ledger } from '../wailsjs/go/models';
import type { LeadNumber, Overview, Row, Since, Snapshot, TrendPoint } from './fake-types';

const number = (kind: string, rows: Row[], more: Partial<LeadNumber> = {}): LeadNumber => ({
  rows: rows.length,
  people: new Set(rows.map((row) => row.user_id)).size,
  at: '',
  kind: kind as LeadNumber['kind'],
  filters: [],
  ...more,
});

// fakeOverview counts rows as the program would.
export function fakeOverview(
  snapshot: Snapshot | undefined,
  rowsOf: (kind: string) => Row[],
  due: string, // what waits for a sign-in; '' for nothing
): Overview {
  if (!snapshot) {
    return {
      basis: ledger.Basis.NONE,
      freshness: [],
      needs: [],
      licenses: [],
      seatsKnown: false,
    };
  }
  const list = rowsOf('list');
  const names = [...new Set(list.map((row) => row.license))].slice(0, 5);
  const is = (column: string, value: string) => [{ column, op: 'is' as never, values: [value] }];
  const unresolved = list.filter((row) => row.status === ledger.Status.UNRESOLVED);
  return {
    snapshot,
    basis: ledger.Basis.REPORT,
    freshness: snapshot.coverage,
    list: number('list', list),
    unknown: number(
      'list',
      list.filter((row) => row.user_name === 'Unknown'),
      { filters: is('user_name', 'Unknown') },
    ),
    assigned: number('assigned', rowsOf('assigned')),
    neverSeen: number('never-used', rowsOf('never-used')),
    everyone: number('users', rowsOf('users')),
    needs: [
      ...(due ? [{ code: 'due' as never, title: due, since: '2026-03-03T06:30:00Z', days: 0, warnings: [] }] : []),
      ...(snapshot.partial
        ? [
            {
              code: 'partial' as never,
              title: '',
              since: '',
              days: 0,
              warnings: [
                {
                  code: 'not_read',
                  source: 'powerplatform.licenseReport',
                  title: 'list',
                  permission: 'Power Platform Administrator',
                  count: 1,
                  text: '',
                },
              ],
            },
          ]
        : []),
      { code: 'old' as never, title: 'list', since: '', days: 9, warnings: [] },
      {
        code: 'blocked' as never,
        number: number('blocked', rowsOf('blocked')),
        title: '',
        since: '',
        days: 0,
        warnings: [],
      },
      {
        code: 'unresolved' as never,
        number: number('list', unresolved, { filters: is('status', 'unresolved') }),
        title: '',
        since: '',
        days: 0,
        warnings: [],
      },
    ].filter((need) => !need.number || need.number.rows > 0),
    licenses: names.map((name, index) => {
      const rows = list.filter((row) => row.license === name);
      const held = number('assigned', rows, { filters: is('license', name) });
      return {
        license: name,
        bought: index === 1 ? held.people - 3 : held.people + 10 * (5 - index),
        assigned: held.people,
        held,
        ...(index === 4 ? {} : { used: number('list', rows, { filters: is('license', name) }) }),
      };
    }),
    seatsKnown: true,
  };
}

export function fakeSince(before: Snapshot, after: Snapshot): Since {
  const leads = (kind: string, view: string, rows: number, people: number) => ({
    kind: kind as never,
    number: {
      rows,
      people,
      at: String(kind === 'lost' ? before.id : after.id),
      kind: view as never,
      filters: [],
      changed: {
        kind: kind as never,
        other: String(kind === 'lost' ? after.id : before.id),
        otherAt: kind === 'lost' ? after.at : before.at,
      },
    },
  });
  const same = before.id === after.id;
  return {
    before,
    after,
    changes: same
      ? []
      : [leads('departed', 'departed', 0, 3), leads('gained', 'list', 12, 9), leads('lost', 'list', 1, 1)],
    notRead: [],
  };
}

export const fakeTrend = (readings: Snapshot[]): TrendPoint[] =>
  readings.map((one) => ({
    id: one.id,
    at: one.at,
    basis: ledger.Basis.REPORT,
    rows: one.rows,
    licensed: Math.round(one.rows / 2),
  }));
