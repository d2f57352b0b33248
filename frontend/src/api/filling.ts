import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { desktop } from '../wailsjs/go/models';
import { EventsOn } from '../wailsjs/runtime/runtime';
import { backend } from './backend';
import { newerJob } from './queries';
import type { Job } from './types';

export type Filling = desktop.Filling;

const key = ['filling'];

// fillingQuery tells which days of a sample are still to come; null when none are.
export const fillingQuery = () =>
  queryOptions({
    queryKey: key,
    queryFn: async (): Promise<Filling | null> => (await backend.state()).filling ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

// listenToFilling gives back the way to stop.
export function listenToFilling(client: QueryClient): () => void {
  return EventsOn('sample:filled', (job: Job) => {
    if (job.state !== 'running') void client.invalidateQueries({ queryKey: key });
    client.setQueryData<Filling | null>(key, (before) => {
      const newer = newerJob(before?.job, job);
      return before && newer ? { ...before, job: newer } : before;
    });
  });
}
