import type { QueryClient } from '@tanstack/react-query';
import { EventsOn } from '../wailsjs/runtime/runtime';
import { backend } from './backend';
import { forgetElsewhere, listenElsewhere } from './elsewhere';
import { listenToFilling } from './filling';
import { comparedKey, newerJob, previewProgressKey, watchNextKey } from './queries';
import type { Job } from './types';

// DataChanged names the nouns to read again: ledger, snapshots, views, saved, freeUp, tenants; or
// opened, when another ledger took the place of the one before.
export interface DataChanged {
  nouns: string[];
}

// PreviewProgress tells how far a preview is with its files.
export interface PreviewProgress {
  file: string;
  nth: number; // from 1
  of: number;
  rows: number; // of the file so far
  part: number; // of all that is to be read, from 0 to 1
}

// watchNext begins to watch the folder that was asked for with an import. That
// it cannot be watched is told beside its name.
function watchNext(client: QueryClient) {
  const folder = client.getQueryData<string>(watchNextKey);
  client.setQueryData(watchNextKey, '');
  if (folder) backend.watchFolder(folder).catch((thrown) => client.setQueryData(['notice'], thrown));
}

// keyOf gives the key of the queries that read a noun.
function keyOf(noun: string): string[] {
  if (noun === 'ledger') return ['state'];
  return noun === 'freeUp' ? ['views', 'freeUp'] : [noun];
}

// The one place that listens to the program. It gives back the way to stop.
export function listen(client: QueryClient): () => void {
  const offJob = EventsOn('job:progressed', (job: Job) => {
    client.setQueryData(['job'], (before: Job | null | undefined) => newerJob(before, job));
    if (job.kind === 'import' && job.state === 'done') watchNext(client);
    if (job.kind === 'compare' && job.result) client.setQueryData(comparedKey, job.result.comparison);
  });
  const offFilling = listenToFilling(client);
  const offElsewhere = listenElsewhere(client);
  const offData = EventsOn('data:changed', (change: DataChanged) => {
    if (change.nouns.some((noun) => noun === 'opened' || noun === 'snapshots')) forgetElsewhere(client);
    if (change.nouns.includes('opened')) {
      // Nothing of the ledger before may show for a moment.
      void client.resetQueries({ queryKey: ['snapshots'] });
      void client.resetQueries({ queryKey: ['views'] });
      void client.resetQueries({ queryKey: ['notes'] });
      void client.resetQueries({ queryKey: ['filling'] });
      void client.resetQueries({ queryKey: ['saved'] });
      void client.resetQueries({ queryKey: ['access'] });
      void client.resetQueries({ queryKey: ['costCenters'] });
      void client.resetQueries({ queryKey: ['schedule'] });
      void client.invalidateQueries({ queryKey: ['recents'] });
      void client.invalidateQueries({ queryKey: ['tenants'] });
      client.setQueryData(comparedKey, '');
      void client.invalidateQueries({ queryKey: ['state'] });
      return;
    }
    if (change.nouns.includes('snapshots')) void client.invalidateQueries({ queryKey: ['costCenters'] });
    if (change.nouns.includes('ledger')) void client.invalidateQueries({ queryKey: ['filling'] });
    if (change.nouns.includes('snapshots')) void client.invalidateQueries({ queryKey: ['recents'] });
    // What is read when nobody is there follows from who signed in, and from what a sync came to.
    if (change.nouns.some((noun) => noun === 'snapshots' || noun === 'access'))
      void client.invalidateQueries({ queryKey: ['schedule'] });
    if (change.nouns.includes('snapshots') && !change.nouns.includes('tenants'))
      void client.invalidateQueries({ queryKey: ['tenants'] });
    for (const noun of change.nouns) void client.invalidateQueries({ queryKey: keyOf(noun) });
  });
  const offPreview = EventsOn('preview:progressed', (progress: PreviewProgress) =>
    client.setQueryData(previewProgressKey, progress),
  );
  return () => {
    offPreview();
    offJob();
    offFilling();
    offElsewhere();
    offData();
  };
}
