import { type desktop, ledger } from '../wailsjs/go/models';
import type { Snapshot } from './fake-types';

// fakeRuns are the syncs of some readings: one of them an import, and a last one
// that failed, if that is wanted.
export function fakeRuns(readings: Snapshot[], pinned: ReadonlySet<number>, failed: boolean): desktop.Run[] {
  const runs = readings.map((reading, index): desktop.Run => {
    const imported = index === 3;
    return {
      id: reading.id + 1000,
      kind: imported ? ledger.RunKind.IMPORT : ledger.RunKind.SYNC,
      state: reading.partial ? ledger.RunState.PARTIAL : ledger.RunState.COMPLETE,
      at: reading.at,
      day: reading.day,
      snapshotId: reading.id,
      thinned: false,
      pinned: pinned.has(reading.id),
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
  return [...runs, { ...last, id: 9000, at, state, snapshotId: 0, pinned: false, label: '', warnings: 1, titles: [] }];
}

export function fakeRunDetail(run: desktop.Run | undefined): desktop.RunDetail {
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
