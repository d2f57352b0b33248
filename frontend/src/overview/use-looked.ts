import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { notesQuery, useNote } from '../api/notes';
import { stateQuery } from '../api/queries';
import type { Snapshot } from '../api/types';
import { isNewVisit, type Looked } from './looked';

const note = 'ledger/looked';

// What had been seen when this visit began. It is found once; what is kept from
// then on is for the next visit.
const beforeQuery = (path: string) =>
  queryOptions({
    queryKey: ['looked', path],
    queryFn: async ({ client }): Promise<Looked | null> => {
      try {
        const notes = await client.ensureQueryData(notesQuery());
        return JSON.parse(notes[note] ?? 'null') as Looked | null;
      } catch {
        return null; // never kept, or of another version
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });

// useSeen gives what the person had seen when they came, wherever in the window
// they are; undefined while that is not known yet.
export function useSeen(): Looked | null | undefined {
  const { data: state } = useQuery(stateQuery());
  const path = state?.ledger?.path ?? '';
  return useQuery({ ...beforeQuery(path), enabled: path !== '' }).data;
}

// useLooked is useSeen for the page that shows what is new: it keeps what the
// person sees now when they leave or close.
export function useLooked(newest: Snapshot | undefined): Looked | null | undefined {
  const client = useQueryClient();
  const before = useSeen();
  const path = useQuery(stateQuery()).data?.ledger?.path ?? '';
  const [kept, keep] = useNote<Looked | null>(note, null);
  const last = useRef(kept);
  last.current = kept;

  const id = newest?.id;
  const read = newest?.at;
  useEffect(() => {
    if (before === undefined || id === undefined || read === undefined) return;
    const arrive = () => {
      if (isNewVisit(last.current, Date.now())) client.setQueryData(beforeQuery(path).queryKey, last.current);
    };
    const leave = () => keep({ id, read, when: new Date().toISOString() });
    const turn = () => (document.visibilityState === 'hidden' ? leave() : arrive());
    arrive();
    leave();
    document.addEventListener('visibilitychange', turn);
    window.addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', turn);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [before, id, read, path, client, keep]);
  return before;
}
