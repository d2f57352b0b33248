import { fakeComparison, fakeDifferences } from './fake-comparison';
import { fakeLayouts, fakePreview, fakeSamples } from './fake-import';
import type { FakeProgram } from './fake-program';
import type { Go, Job, JobResult, Snapshot } from './fake-types';

// fakeFiles looks at downloaded files, imports them, and compares them with a day.
export function fakeFiles(
  program: Pick<FakeProgram, 'canceledPreviews' | 'imported' | 'compared' | 'open' | 'emit'>,
  hooks: {
    run: (job: { kind: Job['kind'] }, stages: string[], finish: () => void) => string;
    done: (result: Partial<JobResult>) => void;
    readingOf: (at: string) => Snapshot | undefined;
  },
): Pick<
  Go,
  | 'PreviewImport'
  | 'CancelPreview'
  | 'ImportLayouts'
  | 'ImportSamples'
  | 'StartImport'
  | 'StartCompare'
  | 'Comparison'
  | 'ComparisonRows'
> {
  // A huge file is read for seconds, an endless one until that is stopped.
  const readLong = async (paths: string[]) => {
    const before = program.canceledPreviews;
    const endless = paths.some((path) => path.includes('endless'));
    for (let step = 0; endless || step <= 30; step++) {
      if (program.canceledPreviews > before)
        throw JSON.stringify({ code: 'canceled', op: '', message: '', retryAfter: 0, requestId: '' });
      const file = paths[0]?.split('/').at(-1);
      program.emit('preview:progressed', {
        file,
        nth: 1,
        of: paths.length,
        rows: step * 100_000,
        part: step / (endless ? step + 30 : 30),
      });
      await new Promise((done) => setTimeout(done, 100));
    }
  };
  return {
    PreviewImport: async (request) => {
      if (request.paths.some((path) => /huge|endless/.test(path))) await readLong(request.paths);
      return fakePreview(request);
    },
    CancelPreview: async () => {
      program.canceledPreviews++;
    },
    ImportLayouts: async () => fakeLayouts(),
    ImportSamples: async () => fakeSamples(),
    StartImport: async (request) => {
      program.imported = request.answers;
      return hooks.run({ kind: 'import' as never }, ['read', 'publish'], () => {
        program.open = true;
        hooks.done({ rows: 6, changes: 6, snapshotId: 1 });
        program.emit('data:changed', { nouns: ['opened'] });
      });
    },
    StartCompare: async (request) =>
      hooks.run({ kind: 'compare' as never }, ['read'], () => {
        const comparison = `c${program.compared.push(request)}`;
        hooks.done({ comparison, changes: fakeDifferences().length });
      }),
    Comparison: async (id) => {
      const request = program.compared[Number(id.slice(1)) - 1];
      const snapshot = request && hooks.readingOf(request.at);
      if (!snapshot) throw JSON.stringify({ code: 'not_found', op: 'compare', message: 'No such reading.' });
      return fakeComparison(id, request, snapshot);
    },
    ComparisonRows: async (_, from, count) => ({ from, rows: fakeDifferences().slice(from, from + count) }),
  };
}
