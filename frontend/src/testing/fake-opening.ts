import { makeFilling } from './fake-filling';
import type { FakeProgram } from './fake-program';
import type { Go, Job } from './fake-types';

// fakeOpening opens and closes history files, fills the sample in, and watches a folder.
export function fakeOpening(
  program: Pick<FakeProgram, 'open' | 'filling' | 'watching'>,
  hooks: {
    run: (job: { kind: Job['kind'] }, stages: string[], finish: () => void) => string;
    emit: (nouns: string[]) => void;
  },
): Pick<
  Go,
  | 'PickLedger'
  | 'OpenLedger'
  | 'CloseLedger'
  | 'RemoveSample'
  | 'StartSample'
  | 'StopFilling'
  | 'GoOnFilling'
  | 'PickWatchedFolder'
  | 'WatchFolder'
  | 'StopWatching'
> {
  return {
    PickWatchedFolder: async () => '/home/admin/Downloads',
    WatchFolder: async (folder) => {
      program.watching = { folder, files: [] };
      hooks.emit(['ledger']);
    },
    StopWatching: async () => {
      program.watching = null;
      hooks.emit(['ledger']);
    },
    StartSample: async () =>
      hooks.run({ kind: 'sample' as never }, ['sample'], () => {
        program.open = true;
        hooks.emit(['opened']);
      }),
    StopFilling: async () => {
      program.filling = makeFilling(program.filling?.missing ?? 0, 'canceled');
      hooks.emit(['ledger']);
    },
    GoOnFilling: async () => {
      program.filling = makeFilling(program.filling?.missing ?? 0, 'running');
      hooks.emit(['ledger']);
    },
    PickLedger: async () => '',
    OpenLedger: async () => {
      program.open = true;
      hooks.emit(['opened']);
    },
    CloseLedger: async () => {
      program.open = false;
      hooks.emit(['opened']);
    },
    RemoveSample: async () => {
      program.open = false;
      hooks.emit(['opened']);
    },
  };
}
