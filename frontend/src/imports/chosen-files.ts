import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

export type Purpose = 'import' | 'compare';

// Chosen are the files that lie in the dialog, and what they are there for; no
// file when the dialog is closed.
export interface Chosen {
  paths: string[];
  purpose: Purpose;
}

const none: Chosen = { paths: [], purpose: 'import' };
const chosenKey = ['chosen files'];

// useChosenFiles puts files into the dialog. Those that are dropped while it is
// open join the others, for the same purpose.
export function useChosenFiles() {
  const client = useQueryClient();
  const { data } = useQuery<Chosen>({
    queryKey: chosenKey,
    queryFn: () => none,
    initialData: none,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const add = useCallback(
    (paths: string[], purpose: Purpose) =>
      client.setQueryData<Chosen>(chosenKey, (before = none) =>
        before.paths.length > 0
          ? { ...before, paths: [...new Set([...before.paths, ...paths])] }
          : { paths: [...new Set(paths)], purpose },
      ),
    [client],
  );
  const clear = useCallback(() => client.setQueryData<Chosen>(chosenKey, none), [client]);
  return { chosen: data, add, clear };
}
