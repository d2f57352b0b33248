import { type desktop, ledger } from '../wailsjs/go/models';
import type { FakeProgram } from './fake-program';
import type { Go, Snapshot } from './fake-types';

// fakeRuns are the syncs of some readings: one of them an import, and a last one
// that failed, if that is wanted.
export function fakeRuns(
  left: Snapshot[],
  pinned: ReadonlySet<number>,
  failed: boolean,
  deleted: ReadonlyMap<number, Snapshot> = new Map(),
  closed: ReadonlyMap<string, number> = new Map(),
): desktop.Run[] {
  const readings = [...left, ...deleted.values()].sort((a, b) => a.at.localeCompare(b.at));
  const runs = readings.map((reading, index): desktop.Run => {
    const imported = index === 3;
    return {
      id: reading.id + 1000,
      kind: imported ? ledger.RunKind.IMPORT : ledger.RunKind.SYNC,
      state: reading.partial ? ledger.RunState.PARTIAL : ledger.RunState.COMPLETE,
      at: reading.at,
      day: reading.day,
      snapshotId: deleted.has(reading.id) ? 0 : reading.id,
      thinned: deleted.has(reading.id),
      newest: index === readings.length - 1,
      pinned: pinned.has(reading.id),
      closedMonth: closed.get(reading.day.slice(0, 7)) === reading.id ? reading.day.slice(0, 7) : '',
      label: reading.label,
      changes: reading.changes,
      warnings: reading.partial ? 1 : 0,
      fileName: imported ? 'licenses 2026-09-25.csv' : '',
      titles: imported ? ['list'] : reading.partial ? ['people'] : ['people', 'list'],
    };
  });
  const last = runs.at(-1);
  if (!failed || !last) return runs;
  const at = `${last.day}T15:00:00Z`;
  const state = ledger.RunState.FAILED;
  return [
    ...runs,
    {
      ...last,
      id: 9000,
      newest: false,
      at,
      state,
      snapshotId: 0,
      pinned: false,
      closedMonth: '',
      label: '',
      warnings: 1,
      titles: [],
    },
  ];
}

const refuse = (code: string, message: string) => JSON.stringify({ code, op: 'delete reading', message });

// deleteFake gives the readings that are left.
function deleteFake(deleted: Map<number, Snapshot>, readings: Snapshot[], id: number): Snapshot[] {
  const gone = readings.find((reading) => reading.id === id);
  if (!gone) throw refuse('not_found', 'No such reading.');
  if (gone === readings.at(-1)) throw refuse('invalid', 'This is the newest reading of something.');
  deleted.set(id, gone);
  return readings.filter((reading) => reading !== gone);
}

function bringBackFake(deleted: Map<number, Snapshot>, readings: Snapshot[], id: number): Snapshot[] {
  const back = deleted.get(id);
  if (!back) throw refuse('not_found', 'The reading was deleted for good, so it cannot come back.');
  deleted.delete(id);
  return [...readings, back].sort((a, b) => a.at.localeCompare(b.at));
}

function fakeRunDetail(run: desktop.Run | undefined): desktop.RunDetail {
  const sources = { people: 'graph.users', list: 'powerplatform.licenseReport' } as Record<string, string>;
  return {
    listings: (run?.titles ?? []).map((title) => ({
      source: sources[title] ?? title,
      title,
      rows: 120,
      changes: 4,
      seconds: 12,
      fileName: run?.fileName ?? '',
    })),
    warnings: run?.warnings
      ? [
          {
            code: 'not_read',
            source: 'powerplatform.licenseReport',
            title: 'list',
            permission: 'Power Platform Administrator',
            count: 1,
            text: 'The license report was not read.',
          },
        ]
      : [],
  };
}

// fakeHistory tells of syncs and imports, and changes what is kept of them.
export function fakeHistory(
  program: Pick<FakeProgram, 'neverRead' | 'syncFailed' | 'pinned' | 'closed' | 'deleted' | 'finished' | 'snapshots'>,
  hooks: { put: (readings: Snapshot[]) => void; emit: (nouns: string[]) => void },
): Pick<
  Go,
  | 'Runs'
  | 'RunDetail'
  | 'LabelReading'
  | 'PinReadings'
  | 'CloseMonth'
  | 'ReopenMonth'
  | 'DeleteReading'
  | 'BringBackReading'
  | 'FinishDeleting'
> {
  return {
    Runs: async () =>
      program.neverRead
        ? []
        : fakeRuns(program.snapshots(), program.pinned, program.syncFailed, program.deleted, program.closed),
    RunDetail: async (id) =>
      fakeRunDetail(fakeRuns(program.snapshots(), program.pinned, program.syncFailed).find((run) => run.id === id)),
    LabelReading: async (id, label) => {
      hooks.put(program.snapshots().map((one) => (one.id === id ? { ...one, label } : one)));
    },
    PinReadings: async (ids, pinned) => {
      for (const id of ids) pinned ? program.pinned.add(id) : program.pinned.delete(id);
      hooks.emit(['snapshots']);
    },
    CloseMonth: async (month) => {
      const last = program
        .snapshots()
        .filter(({ day }) => day.startsWith(month))
        .at(-1);
      if (last) {
        program.closed.set(month, last.id);
        program.pinned.add(last.id);
      }
      hooks.emit(['snapshots']);
    },
    ReopenMonth: async (month) => {
      program.pinned.delete(program.closed.get(month) ?? 0);
      program.closed.delete(month);
      hooks.emit(['snapshots']);
    },
    DeleteReading: async (id) => hooks.put(deleteFake(program.deleted, program.snapshots(), id)),
    BringBackReading: async (id) => hooks.put(bringBackFake(program.deleted, program.snapshots(), id)),
    FinishDeleting: async (id) => {
      program.deleted.delete(id);
      program.finished.push(id);
    },
  };
}
