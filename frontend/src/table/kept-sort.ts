import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { notesQuery, useNote } from '../api/notes';
import type { ColumnId, ViewKind } from '../api/types';
import { choiceOf, type TableChoice, usePlace } from '../app/place';
import { allColumns } from './columns';

interface SortNote {
  by: ColumnId | '';
  down: boolean;
}

const none: SortNote = { by: '', down: false };

// useChoice gives what was chosen for the table of a view and the way to choose
// otherwise. How the table is sorted is remembered over restarts; ready is false
// until that is known, so that no table is opened twice.
export function useChoice(kind: ViewKind) {
  const { place, go } = usePlace();
  const notes = useQuery(notesQuery());
  const [kept, keep] = useNote(`sort/${kind}`, none);
  const untouched = place.tables[kind] === undefined;
  const { by, down } = kept;
  const waiting = untouched && by !== '' && allColumns.includes(by);

  useEffect(() => {
    if (waiting) go({ to: 'table', kind, choice: { sortBy: by, sortDown: down } });
  }, [waiting, by, down, kind, go]);

  const change = useCallback(
    (next: Partial<TableChoice>) => {
      if (next.sortBy !== undefined) keep({ by: next.sortBy, down: next.sortDown ?? false });
      go({ to: 'table', kind, choice: next });
    },
    [go, kind, keep],
  );
  return { choice: choiceOf(place), change, ready: !notes.isPending && !waiting };
}
