import { queryOptions } from '@tanstack/react-query';
import { backend } from './backend';
import type { Job, ViewRequest } from './types';

// What is read stays right until the program says that it changed (events.ts),
// so nothing goes stale by itself.
const lasting = { staleTime: Number.POSITIVE_INFINITY, retry: false } as const;

export const stateQuery = () => queryOptions({ queryKey: ['state'], queryFn: backend.state, ...lasting });

export const jobQuery = () =>
  queryOptions({
    queryKey: ['job'],
    queryFn: async (): Promise<Job | null> => (await backend.state()).job ?? null,
    ...lasting,
  });

export const snapshotsQuery = () => queryOptions({ queryKey: ['snapshots'], queryFn: backend.snapshots, ...lasting });

export const viewQuery = (request: ViewRequest) =>
  queryOptions({
    queryKey: ['views', request],
    queryFn: () => backend.openView(request),
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
