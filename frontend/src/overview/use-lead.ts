import { useCallback } from 'react';
import type { ColumnId, Filter, LeadingNumber } from '../api/types';
import { useGo } from '../app/place';
import { indexOf, placeOf } from '../day/days';
import { useDay } from '../day/use-day';

// useLead follows a number to the rows or people that it counts.
export function useLead() {
  const { go } = useGo();
  const { readings } = useDay();
  return useCallback(
    ({ at, kind, filters, changed }: LeadingNumber) => {
      const index = at ? indexOf(readings, at) : -1;
      if (index >= 0) go({ to: 'reading', at: placeOf(readings, index) });
      const choice = filters.map(({ column, op, values }): Filter => ({ column: column as ColumnId, op, values }));
      go({ to: 'rows', kind, choice: { filters: choice, changed } });
    },
    [go, readings],
  );
}
