import { useQuery } from '@tanstack/react-query';
import { backend } from '../api/backend';
import type { FilterId } from '../api/types';
import { withoutColumn } from './filters';
import { useTable } from './table-context';

// useWideView gives the id of the view without the filter of a column: there one
// sees which values there are beside those that were chosen.
export function useWideView(column: FilterId): string | undefined {
  const { request, view } = useTable();
  const others = withoutColumn(request.filters, column);
  const narrowed = others.length !== request.filters.length;
  const wide = useQuery({
    queryKey: ['views', 'without', column, { ...request, filters: others }],
    queryFn: () => backend.openView({ ...request, filters: others }),
    enabled: narrowed,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  return narrowed ? wide.data?.id : view?.id;
}
