import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { recentsQuery } from '../api/queries';
import type { Recent } from '../api/types';
import { useActions } from '../jobs/use-actions';
import { offerUndo } from '../states/undo';

// nameOf says which tenant a history file is of, as it is called here.
export const nameOf = (file: { name: string; tenantName: string; path: string }): string =>
  file.name || file.tenantName || (file.path.split(/[\\/]/).at(-1) ?? '');

// useRecents lists the history files that were opened before, the last first,
// and takes one off the list with a way back.
export function useRecents() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { attempt } = useActions();
  const { data } = useQuery(recentsQuery());
  const again = () => client.invalidateQueries({ queryKey: ['recents'] });
  const remove = (file: Recent) =>
    attempt(async () => {
      await backend.removeRecent(file.path);
      await again();
      offerUndo({
        text: t('recents.removed', { name: nameOf(file) }),
        undo: () =>
          void attempt(async () => {
            await backend.returnRecent(file);
            await again();
          }),
      });
    });
  return { recents: data ?? [], remove };
}
