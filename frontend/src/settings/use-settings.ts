import { useQuery, useQueryClient } from '@tanstack/react-query';
import { backend } from '../api/backend';
import { toAppError } from '../api/errors';
import { hideNames } from '../api/names';
import { releaseQuery, stateQuery } from '../api/queries';
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
  const save = async (change: Partial<Settings>) => {
    // A state that is on its way knows nothing of this.
    await client.cancelQueries({ queryKey: stateQuery().queryKey, exact: true });
    // As they are now, and not as they were drawn: another one may have been changed since.
    const settings = client.getQueryData(stateQuery().queryKey)?.settings ?? usual;
    const next = { ...settings, ...change };
    client.setQueryData(stateQuery().queryKey, (state) => (state ? { ...state, settings: next } : state));
    if (next.hideNames !== settings.hideNames || (next.hideNames && next.language !== settings.language)) {
      hideNames(next.hideNames);
      void client.resetQueries({ predicate: ({ queryKey }) => !nameless.includes(queryKey[0]) });
    }
    try {
      await backend.saveSettings(next);
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
