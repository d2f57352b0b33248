import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { backend } from './backend';

// What the window remembers of how it was left. Names that begin with ledger/
// are kept for the open ledger, the others for all.
export const notesQuery = () =>
  queryOptions({
    queryKey: ['notes'],
    queryFn: backend.notes,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

function read<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined; // of another version: nobody is kept from their data by it
  }
}

// The program takes calls as they come, so that one note must be kept before the
// next is put: else the one before may be kept last.
let putting: Promise<void> = Promise.resolve();
// What waits to be kept, by name: of a note that changes with every letter, the
// last.
const waiting = new Map<string, string>();

function keep(name: string, value: string) {
  const isNext = waiting.has(name);
  waiting.set(name, value);
  if (isNext) return;
  putting = putting
    .then(() => {
      const last = waiting.get(name) ?? value;
      waiting.delete(name);
      return backend.putNote(name, last);
    })
    .catch(() => undefined);
}

// useNote gives a note and the way to replace it; fresh while there is none.
// The window changes at once. That a note cannot be kept is no reason to stop
// somebody: it holds until the window is closed.
export function useNote<T>(name: string, fresh: T): [T, (next: T) => void] {
  const client = useQueryClient();
  const { data } = useQuery(notesQuery());
  const put = useCallback(
    (next: T) => {
      const value = JSON.stringify(next);
      client.setQueryData(notesQuery().queryKey, (before) => ({ ...before, [name]: value }));
      keep(name, value);
    },
    [client, name],
  );
  const text = data?.[name];
  const note = useMemo(() => (text ? read<T>(text) : undefined), [text]); // the same object as long as nobody changes it
  return [note ?? fresh, put];
}
