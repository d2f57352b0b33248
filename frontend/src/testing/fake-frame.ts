import type { desktop } from '../wailsjs/go/models';
import type { Go, Row } from './fake-types';

type Look = { name: string; colour: string };

type Ours = Pick<
  Go,
  | 'Recents'
  | 'RemoveRecent'
  | 'ReturnRecent'
  | 'NameTenant'
  | 'ColourTenant'
  | 'Find'
  | 'Backups'
  | 'PickBackup'
  | 'StartBackup'
  | 'StartRestore'
  | 'StartShare'
  | 'StartThin'
  | 'StartCompact'
  | 'StartCheck'
  | 'Diagnostics'
  | 'SaveDiagnostics'
  | 'ShowLedger'
>;

export interface FakeFrame {
  recents: desktop.Recent[];
  look: Look;
  backups: desktop.Backup[];
  findings: string[];
  shared: desktop.ShareRequest | undefined;
  saved: Promise<void>; // saves of a name of the tenant wait for it
}

export const samplePath = '/home/admin/.local/share/LicenseLedger/sample.ledger';

const recent = (path: string, tenantName: string, colour: string, more: Partial<desktop.Recent> = {}) => ({
  path,
  tenantName,
  colour,
  name: '',
  isSample: false,
  lastRead: '2026-11-19T06:30:00Z',
  opened: '2026-11-19T08:00:00Z',
  missing: false,
  isOpen: false,
  ...more,
});

export const makeFrame = (): FakeFrame => ({
  recents: [
    recent(samplePath, 'Contoso', 'teal', { isSample: true }),
    recent('/home/admin/Ledgers/fabrikam.ledger', 'Fabrikam', 'plum'),
    recent('/home/admin/Ledgers/old.ledger', 'Northwind', 'amber', { missing: true }),
  ],
  look: { name: '', colour: 'teal' },
  backups: [],
  findings: [],
  shared: undefined,
  saved: Promise.resolve(),
});

// upkeepOf is the result of something that changed only this.
export const upkeepOf = (more: Partial<desktop.Upkeep>): desktop.Upkeep => ({
  before: 0,
  after: 0,
  readings: 0,
  kept: 0,
  bytes: 0,
  preview: false,
  keptAs: '',
  findings: [],
  people: 0,
  backups: 0,
  ...more,
});

// fakeFrame keeps the contract of what stands around the pages. start runs a
// job of a kind, and puts its result when it ends.
export function fakeFrame(
  f: FakeFrame,
  hooks: {
    rows: (at: string) => Row[];
    start: (kind: string, result: Partial<desktop.JobResult>) => string;
    emit: (nouns: string[]) => void;
  },
): Ours {
  const looks = (change: Partial<Look>) => {
    f.look = { ...f.look, ...change };
    f.recents = f.recents.map((one) => (one.path === samplePath ? { ...one, ...f.look } : one));
    hooks.emit(['ledger', 'recents']);
  };
  return {
    Recents: async () => f.recents,
    RemoveRecent: async (path) => {
      f.recents = f.recents.filter((one) => one.path !== path);
    },
    ReturnRecent: async (one) => {
      f.recents = [...f.recents, one];
    },
    NameTenant: async (name) => {
      await f.saved;
      looks({ name });
    },
    ColourTenant: async (colour) => looks({ colour }),
    Find: async (text, at) => {
      const wanted = text.toLowerCase();
      const rows = hooks.rows(at);
      const people = [...new Map(rows.map((row) => [row.user_id, row])).values()].filter((row) =>
        (row.last_known_name || row.user_name).toLowerCase().includes(wanted),
      );
      const names = new Map<string, number>();
      for (const row of rows)
        if (row.license.toLowerCase().includes(wanted)) names.set(row.license, (names.get(row.license) ?? 0) + 1);
      return {
        people: people.slice(0, 8),
        licenses: [...names].map(([value, count]) => ({ value, count })),
        view: 'list' as desktop.Found['view'],
      };
    },
    Backups: async () => f.backups,
    PickBackup: async () => '/home/admin/Ledgers/contoso.backup',
    StartBackup: async () => {
      const name = 'sample.ledger.2026-11-20.backup';
      f.backups = [{ path: `/home/admin/${name}`, name, at: '2026-11-20T07:30:00Z', bytes: 2_400_000 }, ...f.backups];
      return hooks.start('backup', { path: `/home/admin/${name}`, fileName: name });
    },
    StartRestore: async (backup) =>
      hooks.start('restore', {
        fileName: backup.split('/').at(-1) ?? '',
        upkeep: upkeepOf({ keptAs: 'sample.ledger.before-restore-2026-11-20.backup' }),
      }),
    StartShare: async (request) => {
      f.shared = request;
      return hooks.start('share', { path: '/home/admin/Downloads/copy.ledger', fileName: 'copy.ledger' });
    },
    StartThin: async ({ preview }) =>
      hooks.start('thin', { upkeep: upkeepOf({ readings: 12, kept: 46, bytes: 1_200_000, preview }) }),
    StartCompact: async () => hooks.start('compact', { upkeep: upkeepOf({ before: 12_400_000, after: 8_100_000 }) }),
    StartCheck: async () => hooks.start('check', { upkeep: upkeepOf({ findings: f.findings }) }),
    Diagnostics: async () => ({
      version: '0.1.0',
      system: 'linux/amd64',
      schema: 3,
      bytes: 12_400_000,
      readings: 58,
      report: 'License Ledger 0.1.0 on linux/amd64',
    }),
    SaveDiagnostics: async () => ({
      path: '/home/admin/Downloads/License Ledger diagnostics.zip',
      fileName: 'License Ledger diagnostics.zip',
      folder: 'Downloads',
    }),
    ShowLedger: async () => undefined,
  };
}
