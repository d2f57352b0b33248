import { desktop } from '../wailsjs/go/models';
import { random } from './data';
import type { Snapshot } from './fake-types';

const Kind = desktop.ChangeKind;
const groups: [desktop.ChangeKind, number][] = [
  [Kind.DEPARTED, 3],
  [Kind.RETURNED, 1],
  [Kind.BLOCKED, 2],
  [Kind.RENAMED, 2],
  [Kind.GAINED, 14],
  [Kind.LOST, 6],
  [Kind.SWAPPED, 2],
];

// fakeChangeRows are a few changes of every kind, in the order of the contract.
export function fakeChangeRows(kind: string): desktop.Change[] {
  const next = random(5);
  const names = ['Jane Doe', 'Ann Roe', 'Megan Bowen', 'Lies de Jong', 'Joost van der Vos', 'Zoë García'];
  const all = groups.flatMap(([change, count]) =>
    Array.from({ length: count }, (_, i): desktop.Change => {
      const name = names[Math.floor(next() * names.length)] ?? 'Jane Doe';
      const address = `${name.toLowerCase().replaceAll(' ', '.')}${i}@contoso.com`;
      const isOfList = [Kind.GAINED, Kind.LOST, Kind.SWAPPED].includes(change);
      const isRenamed = change === Kind.RENAMED;
      return {
        change,
        user_id: `00000000-0000-0000-0000-${String(i).padStart(12, '0')}`,
        user_name: name,
        email_address: address,
        service: isOfList ? 'Power Apps Premium' : '',
        license: isOfList ? 'Power Apps Premium' : '',
        was_service: change === Kind.SWAPPED ? 'Power Apps for Office 365' : '',
        was_license: change === Kind.SWAPPED ? 'Office 365 E3' : '',
        was_name: isRenamed ? `${name.split(' ')[0]} Vance` : '',
        was_email: isRenamed ? address : '',
        since: change === Kind.DEPARTED ? '2026-11-12T06:30:00Z/2026-11-13T06:30:00Z' : '',
      };
    }),
  );
  return kind ? all.filter(({ change }) => change === kind) : all;
}

// fakeChanges compares two readings; of a partial one the list was not read.
export function fakeChanges(before: Snapshot, after: Snapshot): desktop.Changes {
  const same = before.id === after.id;
  const unread = before.partial || after.partial;
  const counts = groups.slice(0, unread ? 4 : groups.length).flatMap(([kind, rows]) => (same ? [] : [{ kind, rows }]));
  return {
    id: `changes-${before.id}-${after.id}`,
    before,
    after,
    rows: counts.reduce((sum, { rows }) => sum + rows, 0),
    counts,
    notRead: unread ? ['list'] : [],
  };
}
