import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { EventsOn } from '../wailsjs/runtime/runtime';

// ReadElsewhere are readings that another program added while the page showed the
// newest before.
export interface ReadElsewhere {
  count: number;
  at: string; // RFC 3339: of the newest
}

// elsewhereQuery is what the page does not show yet; null for nothing.
export const elsewhereQuery = () =>
  queryOptions<ReadElsewhere | null>({
    queryKey: ['read elsewhere'],
    queryFn: () => null,
    initialData: null,
    staleTime: Number.POSITIVE_INFINITY,
  });

const { queryKey } = elsewhereQuery();

// listenElsewhere gives back the way to stop.
export function listenElsewhere(client: QueryClient): () => void {
  return EventsOn('ledger:read-elsewhere', (news: ReadElsewhere) => {
    client.setQueryData<ReadElsewhere | null>(queryKey, (before) =>
      before ? { count: before.count + news.count, at: news.at } : news,
    );
    void client.invalidateQueries({ queryKey: ['tenants'] });
    void client.invalidateQueries({ queryKey: ['recents'] });
  });
}

// forgetElsewhere is for when all is read again anyway.
export const forgetElsewhere = (client: QueryClient) => client.setQueryData<ReadElsewhere | null>(queryKey, null);

// showElsewhere reads again what shows readings.
export function showElsewhere(client: QueryClient) {
  forgetElsewhere(client);
  for (const noun of ['snapshots', 'state', 'views', 'schedule', 'costCenters'])
    void client.invalidateQueries({ queryKey: [noun] });
}
