import type { desktop } from '../wailsjs/go/models';
import { ledger } from '../wailsjs/go/models';
import { random } from './data';

type Difference = desktop.Difference;

const { DifferenceKind: Kind, DifferenceReason: Reason } = ledger;

const groups: [ledger.DifferenceKind, ledger.DifferenceReason, number, string][] = [
  [Kind.ONLY_THERE, Reason.LEFT_SINCE, 3, '2026-11-12T06:30:00Z/2026-11-13T06:30:00Z'],
  [Kind.ONLY_THERE, Reason.LAG, 2, '2026-11-17'],
  [Kind.ONLY_THERE, Reason.DUPLICATE_IN_FILE, 1, ''],
  [Kind.ONLY_THERE, Reason.NOT_EXPLAINED, 1, ''],
  [Kind.ONLY_HERE, Reason.GAINED_SINCE, 4, '2026-11-19'],
  [Kind.ONLY_HERE, Reason.OTHER_DEFINITION, 12, ''],
  [Kind.DIFFERENT, Reason.RENAMED, 1, '2026-11-03'],
  [Kind.DIFFERENT, Reason.UNKNOWN_THERE, 2, ''],
];

// fakeDifferences are a few differences of every kind, in the order of the contract.
export function fakeDifferences(): Difference[] {
  const next = random(3);
  const names = ['Jane Doe', 'Ann Roe', 'Megan Bowen', 'Lies de Jong', 'Joost van der Vos', 'Zoë García'];
  return groups.flatMap(([kind, reason, count, since]) =>
    Array.from({ length: count }, (): Difference => {
      const name = names[Math.floor(next() * names.length)] ?? 'Jane Doe';
      const address = `${name.toLowerCase().replaceAll(' ', '.')}@contoso.com`;
      const said = { user_name: name, email_address: address, assigned_date: '2026-02-21', expiration_date: '' };
      const isDifferent = kind === Kind.DIFFERENT;
      const before = reason === Reason.RENAMED ? 'Jane Roe' : 'Unknown';
      return {
        difference: kind,
        reason,
        since,
        user_id: '',
        user_name: name,
        email_address: address,
        service: 'Power Apps for Office 365',
        license: 'Office 365 E3',
        fields: isDifferent ? ['user_name'] : [],
        one_of: reason === Reason.UNKNOWN_THERE ? 2 : 1,
        line: kind === Kind.ONLY_HERE ? 0 : 2 + Math.floor(next() * 1200),
        ...(kind === Kind.ONLY_HERE ? {} : { there: isDifferent ? { ...said, user_name: before } : said }),
        ...(kind === Kind.ONLY_THERE ? {} : { here: said }),
      };
    }),
  );
}

export function fakeComparison(
  id: string,
  request: desktop.CompareRequest,
  snapshot: desktop.Snapshot,
): desktop.Comparison {
  const sizes = groups.map(([, , rows]) => rows);
  return {
    id,
    fileName: 'licenses 2026-11-14.csv',
    fileRows: 1204,
    fileAt: '2026-11-14T22:59:59Z',
    fileAtRule: 'file_name',
    fileRejected: 2,
    snapshot,
    basis: ledger.Basis.REPORT,
    asOf: snapshot.at,
    rows: 1198,
    differences: fakeDifferences().length,
    request,
    counts: groups.map(([kind, reason, rows], index) => ({
      kind,
      reason,
      rows,
      from: sizes.slice(0, index).reduce((sum, size) => sum + size, 0),
    })),
  };
}
