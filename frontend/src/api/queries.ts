import { queryOptions } from '@tanstack/react-query';
import { backend } from './backend';
import { toAppError } from './errors';
import { known } from './known';
import type { FileAnswers, ImportRequest, Job, Settings, SummaryRequest, ViewRequest } from './types';
import { readFirst } from './view-rows';

// What is read stays right until the program says that it changed (events.ts),
// so nothing goes stale by itself.
const lasting = { staleTime: Number.POSITIVE_INFINITY, retry: false } as const;

// What was chosen of the settings in this window. It holds over a state that was read
// before the choice was kept, and arrives after it was made.
export const chosenKey = ['chosen'];

export const stateQuery = () =>
  queryOptions({
    queryKey: ['state'],
    queryFn: async ({ client }) => {
      const state = await backend.state();
      const chosen = client.getQueryData<Partial<Settings>>(chosenKey);
      return { ...state, settings: { ...state.settings, ...chosen } };
    },
    ...lasting,
  });

// newerJob keeps the later of two states: what the program says may arrive in another order.
export function newerJob(before: Job | null | undefined, job: Job | null): Job | null {
  if (!before || !job) return job ?? before ?? null;
  const isOlder = Number(before.id) > Number(job.id) || (before.id === job.id && before.seq > job.seq);
  return isOlder ? before : job;
}

export const jobQuery = () =>
  queryOptions({
    queryKey: ['job'],
    queryFn: async ({ client }): Promise<Job | null> => {
      const { job } = await backend.state();
      return newerJob(client.getQueryData<Job | null>(['job']), job ?? null);
    },
    ...lasting,
  });

export const snapshotsQuery = () => queryOptions({ queryKey: ['snapshots'], queryFn: backend.snapshots, ...lasting });

export const viewQuery = (request: ViewRequest) =>
  queryOptions({
    queryKey: ['views', request],
    queryFn: async () => readFirst(await backend.openView(request)),
    // While a day or a filter changes, the answer before it stays in sight; never that of another view.
    placeholderData: (before, query) => {
      const asked = query?.queryKey[1];
      return typeof asked === 'object' && asked.kind === request.kind ? before : undefined;
    },
    gcTime: 0,
    ...lasting,
  });

export const valuesQuery = (view: string, column: string, search: string) =>
  queryOptions({
    queryKey: ['views', 'values', view, column, search],
    queryFn: () => backend.viewValues(view, column, search, 200),
    // The list stays while a choice in it opens another view.
    placeholderData: (before, query) => (query?.queryKey[3] === column ? before : undefined),
    gcTime: 0,
    ...lasting,
  });

export const summaryQuery = (request: SummaryRequest) =>
  queryOptions({
    queryKey: ['views', 'summary', request],
    queryFn: () => backend.viewSummary(request),
    // The lines stay while they are sorted or counted again.
    placeholderData: (before, query) => {
      const asked = query?.queryKey[2];
      return typeof asked === 'object' && asked.column === request.column ? before : undefined;
    },
    gcTime: 0,
    ...lasting,
  });

export const savedQuery = () => queryOptions({ queryKey: ['saved'], queryFn: backend.savedViews, ...lasting });

// importOf asks for files with what was said about each.
export const importOf = (answers: FileAnswers[]): ImportRequest => ({
  paths: answers.map(({ path }) => path),
  takenAt: '',
  part: '',
  answers,
});

export const layoutsQuery = () => queryOptions({ queryKey: ['layouts'], queryFn: backend.importLayouts, ...lasting });

export const samplesQuery = (path: string, encoding: string) =>
  queryOptions({
    queryKey: ['samples', path, encoding],
    queryFn: () => backend.importSamples(path, encoding),
    gcTime: 0,
    ...lasting,
  });

export const previewQuery = (answers: FileAnswers[]) =>
  queryOptions({
    queryKey: ['preview', answers],
    queryFn: () => backend.previewImport(importOf(answers)),
    // While an answer is being worked in, what was shown stays.
    placeholderData: (before) => before,
    gcTime: 0,
    ...lasting,
    // Previews overtake one another on their way, and the last one stops the
    // others: one that was stopped though it is still wanted is asked for again.
    retry: (count, error) => count < 5 && toAppError(error).code === 'canceled',
    retryDelay: 50,
  });

// How far the preview is that runs; null before there was one. events.ts keeps
// it.
export const previewProgressKey = ['preview progress'];

// What the history file is and has beside it changes with every job.
export const backupsQuery = () =>
  queryOptions({ queryKey: ['state', 'backups'], queryFn: backend.backups, retry: false });
export const diagnosticsQuery = () =>
  queryOptions({ queryKey: ['state', 'diagnostics'], queryFn: backend.diagnostics, retry: false });

// The newest version is asked for once an address, and only by those who say so (enabled).
export const releaseQuery = (address: string) =>
  queryOptions({ queryKey: ['release', address], queryFn: backend.newestRelease, ...lasting });

// What is kept of people, and where new files go.
export const privacyQuery = () =>
  queryOptions({ queryKey: ['state', 'privacy'], queryFn: backend.privacy, retry: false });
export const dataFolderQuery = () =>
  queryOptions({ queryKey: ['state', 'folder'], queryFn: backend.dataFolder, retry: false });

// How the open history file reaches its tenant, and what it may read there.
export const accessQuery = () => queryOptions({ queryKey: ['access'], queryFn: backend.access, ...lasting });

// A sync by itself that fails adds no reading, and so nothing tells of it: it is asked for
// as long as somebody may see it.
const askedEvery = 5 * 60_000;

// When the system syncs the open history file by itself, and what that reads.
export const scheduleQuery = () =>
  queryOptions({ queryKey: ['schedule'], queryFn: backend.schedule, refetchInterval: askedEvery, ...lasting });

export const costCentersQuery = () =>
  queryOptions({ queryKey: ['costCenters'], queryFn: backend.costCenters, ...lasting });

export const recentsQuery = () => queryOptions({ queryKey: ['recents'], queryFn: backend.recents, ...lasting });

export const findQuery = (text: string, at: string) =>
  queryOptions({
    queryKey: ['views', 'find', text, at],
    queryFn: () => backend.find(text, at),
    // What was found stays while more letters are typed; never that of another day.
    placeholderData: (before, query) => (query?.queryKey[3] === at ? before : undefined),
    gcTime: 0,
    ...lasting,
  });

// The newest comparison; '' while there is none. events.ts keeps it.
export const comparedKey = ['compared'];

export const comparisonQuery = (id: string) =>
  queryOptions({ queryKey: ['comparison', id], queryFn: () => backend.comparison(id), ...lasting });

export const runsQuery = () => queryOptions({ queryKey: ['snapshots', 'runs'], queryFn: backend.runs, ...lasting });

export const heldQuery = () => queryOptions({ queryKey: ['snapshots', 'held'], queryFn: backend.held, ...lasting });

export const runQuery = (id: number) =>
  queryOptions({
    queryKey: ['snapshots', 'runs', id],
    queryFn: () => backend.runDetail(id),
    placeholderData: (shown) => shown,
    ...lasting,
  });

export const changesQuery = (before: string, after: string) =>
  queryOptions({
    queryKey: ['views', 'changes', before, after],
    queryFn: () => backend.openChanges(before, after),
    // While another day is compared, what was shown stays.
    placeholderData: (shown) => shown,
    gcTime: 0,
    ...lasting,
  });

export const personQuery = (key: string, at: string) =>
  queryOptions({
    queryKey: ['views', 'person', key, at],
    queryFn: () => backend.person(key, at),
    // While the day changes, the one before stays in sight; never another person.
    placeholderData: (before, query) => (query?.queryKey[2] === key ? before : undefined),
    gcTime: 0,
    ...lasting,
  });

// The folder to watch when the import that runs is done; '' for none.
export const watchNextKey = ['watch next'];

export const overviewQuery = (at: string) =>
  queryOptions({
    queryKey: ['views', 'overview', at],
    queryFn: () => backend.overview(at),
    // While a day is read, the day before it stays in sight.
    placeholderData: (before) => before,
    ...lasting,
  });

export const seatsQuery = (at: string) =>
  queryOptions({
    queryKey: ['views', 'seats', at],
    queryFn: async () => known(await backend.seats(at)),
    // While a day is read, the day before it stays in sight.
    placeholderData: (before) => before,
    ...lasting,
  });

export const freeUpQuery = (at: string) =>
  queryOptions({
    queryKey: ['views', 'freeUp', at],
    queryFn: () => backend.openFreeUp(at),
    // While a day is read, the day before it stays in sight.
    placeholderData: (before) => before,
    gcTime: 0,
    ...lasting,
  });

export const freeChoicesQuery = (at: string) =>
  queryOptions({ queryKey: ['views', 'freeUp', 'choices', at], queryFn: () => backend.freeChoices(at), ...lasting });

export const pricesQuery = () =>
  queryOptions({ queryKey: ['views', 'prices'], queryFn: async () => known(await backend.prices()), ...lasting });

export const sinceQuery = (before: string, after: string) =>
  queryOptions({
    queryKey: ['views', 'since', before, after],
    queryFn: () => backend.changedSince(before, after),
    placeholderData: (last) => last,
    ...lasting,
  });

export const trendQuery = () => queryOptions({ queryKey: ['views', 'trend'], queryFn: backend.trend, ...lasting });

// Tenants change without this program: another one may sync them. So they are read
// again whenever the page of all is gone to, and stay in sight meanwhile.
const others = { staleTime: Number.POSITIVE_INFINITY, refetchOnMount: 'always', retry: false } as const;

export const tenantsQuery = () => queryOptions({ queryKey: ['tenants'], queryFn: backend.tenants, ...others });

export const tenantFiguresQuery = (path: string) =>
  queryOptions({
    queryKey: ['tenants', 'figures', path],
    queryFn: async () => known(await backend.tenantFigures(path)),
    ...others,
  });
