import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { stateQuery } from '../api/queries';
import type { Look } from './theme';

const query = '(prefers-color-scheme: dark)';

function subscribe(changed: () => void) {
  const media = window.matchMedia(query);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}

// useLook gives the look to draw: the chosen one, or the system's.
export function useLook(chosen: string): Look {
  const systemDark = useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return systemDark ? 'dark' : 'light';
}

// useChosenLook gives the look that the window has now.
export function useChosenLook(): Look {
  const { data } = useQuery(stateQuery());
  return useLook(data?.settings.theme ?? 'system');
}
