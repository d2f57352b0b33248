import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { backend } from '../api/backend';
import { type AppError, toAppError } from '../api/errors';
import { importOf, jobQuery, stateQuery, viewQuery, watchNextKey } from '../api/queries';
import type { CompareRequest, ExportRequest, FileAnswers } from '../api/types';
import { kindOf, requestOf, useGo, usePlacePart } from '../app/place';
import { useFormat } from '../i18n/format';
import { type Purpose, useChosenFiles } from '../imports/chosen-files';
import { exported } from '../table/exported';
import { useShown } from '../table/layout';

// A failure of an action that no page shows by itself; the frame does.
const noticeKey = ['notice'];

export function useNotice() {
  const client = useQueryClient();
  const { data } = useQuery<AppError | null>({
    queryKey: noticeKey,
    queryFn: () => null,
    initialData: null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const set = useCallback((error: AppError | null) => client.setQueryData(noticeKey, error), [client]);
  return { notice: data, setNotice: set };
}

// useActions are the things a person can start; each works from anywhere.
export function useActions() {
  const { data: state } = useQuery(stateQuery());
  const { data: job } = useQuery(jobQuery());
  const { go, read } = useGo();
  const { setNotice } = useNotice();
  const { language } = useFormat();
  const { add } = useChosenFiles();
  const shown = useShown(usePlacePart(kindOf));
  const client = useQueryClient();

  // attempt runs an action; what fails is told once, what was stopped is not.
  const attempt = async (action: () => Promise<unknown>) => {
    setNotice(null);
    try {
      await action();
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code !== 'canceled') setNotice(error);
    }
  };
  // Files are shown before anything is done with them; the dialog does both.
  const show = (paths: string[], purpose: Purpose) => {
    setNotice(null);
    add(paths, purpose);
  };
  const openPath = (path: string) => attempt(() => backend.openLedger(path));
  return {
    attempt,
    openPath,
    busy: job?.state === 'running',
    canSync: state?.ledger?.canSync ?? false,
    sync: () => attempt(backend.startSync),
    fetchDue: () => attempt(backend.startFetchDue),
    sample: () => attempt(backend.startSample),
    // The folder that is to be watched is watched once the history file is open.
    startImport: async (files: FileAnswers[], watch: string) => {
      client.setQueryData(watchNextKey, watch);
      await backend.startImport(importOf(files));
    },
    importFiles: () => attempt(async () => show((await backend.pickImportFiles()) ?? [], 'import')),
    compareFile: () => attempt(async () => show((await backend.pickImportFiles()) ?? [], 'compare')),
    startCompare: async (request: CompareRequest) => {
      await backend.startCompare(request);
      go({ to: 'changes', tab: 'file' });
    },
    compareAgain: (request: CompareRequest) => attempt(() => backend.startCompare(request)),
    exportAs: (choice: Omit<ExportRequest, 'columns' | 'view' | 'language' | 'month'> & { month?: string }) =>
      attempt(async () => {
        const view = requestOf(read());
        const opened = choice.layout === 'shown' ? await client.fetchQuery(viewQuery(view)) : undefined;
        const columns = opened ? exported(shown(opened), opened) : [];
        await backend.startExport({ ...choice, month: choice.month ?? '', columns, view, language });
      }),
    dropped: (paths: string[]) => {
      const history = paths.find((path) => path.toLowerCase().endsWith('.ledger'));
      const { page, changes } = read();
      const comparing = page === 'changes' && changes.tab === 'file';
      return history ? openPath(history) : show(paths, comparing ? 'compare' : 'import');
    },
    watchFolder: () =>
      attempt(async () => {
        const folder = await backend.pickWatchedFolder();
        if (folder) await backend.watchFolder(folder);
      }),
    stopWatching: () => attempt(backend.stopWatching),
    showFiles: (paths: string[]) => show(paths, 'import'),
    openOther: () =>
      attempt(async () => {
        const path = await backend.pickLedger();
        if (path) await openPath(path);
      }),
    close: () =>
      attempt(async () => {
        await backend.closeLedger();
        go({ to: 'start' });
      }),
    removeSample: () =>
      attempt(async () => {
        await backend.removeSample();
        go({ to: 'start' });
      }),
    cancel: () => attempt(async () => (job ? backend.cancelJob(job.id) : undefined)),
    openExport: (path: string) => attempt(() => backend.openExport(path)),
    showExport: (path: string) => attempt(() => backend.showExport(path)),
  };
}
