import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { backend } from '../api/backend';
import { toAppError } from '../api/errors';
import { hideNames } from '../api/names';
import { chosenKey, releaseQuery, stateQuery } from '../api/queries';
import type { Settings } from '../api/types';
import { useNotice } from '../jobs/use-actions';

const usual: Settings = {
  language: 'system',
  theme: 'system',
  hideNames: false,
  startAtWelcome: false,
  releases: '',
  askReleases: false,
};

// What names nobody, and so stays when names are hidden or shown.
const nameless: unknown[] = [
  'state',
  'notes',
  'job',
  'notice',
  'snapshots',
  'compared',
  'recents',
  'layouts',
  'release',
];

// useSettings reads the settings and saves a change at once; the window
// changes without waiting for the disk.
export function useSettings() {
  const client = useQueryClient();
  const { data } = useQuery(stateQuery());
  const { setNotice } = useNotice();
  const settings = data?.settings ?? usual;
  const now = () => client.getQueryData(stateQuery().queryKey)?.settings ?? usual;
  const { mutateAsync: write } = useMutation({
    mutationFn: () => backend.saveSettings(now()),
    scope: { id: 'settings' }, // one after the other, each with all that was chosen by then
    networkMode: 'always',
  });
  const save = async (change: Partial<Settings>) => {
    const before = now(); // not as it was drawn: another one may have been changed since
    const next = { ...before, ...change };
    client.setQueryData<Partial<Settings>>(chosenKey, (chosen) => ({ ...chosen, ...change }));
    client.setQueryData(stateQuery().queryKey, (state) => (state ? { ...state, settings: next } : state));
    if (next.hideNames !== before.hideNames || (next.hideNames && next.language !== before.language)) {
      hideNames(next.hideNames);
      void client.resetQueries({ predicate: ({ queryKey }) => !nameless.includes(queryKey[0]) });
    }
    try {
      await write();
    } catch (thrown) {
      setNotice(toAppError(thrown));
    }
  };
  return { settings, save, version: data?.version ?? '' };
}

// useNamesHidden tells whether the window names nobody now.
export function useNamesHidden(): boolean {
  return useQuery(stateQuery()).data?.settings.hideNames ?? false;
}

// useNewest asks for the newest version where somebody switched that on, once, and
// gives it when it is newer than this program.
export function useNewest() {
  const { settings } = useSettings();
  const wanted = settings.askReleases && settings.releases !== '';
  const { data } = useQuery({ ...releaseQuery(settings.releases), enabled: wanted });
  return data?.newer ? data : undefined;
}
