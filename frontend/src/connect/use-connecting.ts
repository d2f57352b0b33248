import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useNote } from '../api/notes';
import type { Connection } from '../api/types';

// Step is where somebody is on the way to a connected tenant; '' is not on it.
export type Step = '' | 'doors' | 'register' | 'check' | 'privacy' | 'request';

const stepKey = ['connecting'];

// useConnecting tells where on the way somebody is, and leads on. While they are
// on it, its page stands in place of every other.
export function useConnecting() {
  const client = useQueryClient();
  const { data: step } = useQuery<Step>({
    queryKey: stepKey,
    queryFn: () => '',
    initialData: '',
    staleTime: Number.POSITIVE_INFINITY,
  });
  const go = useCallback((next: Step) => client.setQueryData(stepKey, next), [client]);
  return { step, go };
}

export const fresh: Connection = {
  tenantId: '',
  clientId: '',
  cloud: 'public',
  auth: 'browser',
  certificatePath: '',
  authority: '',
  graph: '',
  powerPlatform: '',
  graphAudience: '',
  powerPlatformAudience: '',
  caPath: '',
  managers: false,
  changesTellLicenses: false,
  signInAppsPath: '',
  launches: false,
  noGroupNames: false,
  useMinutes: 0,
  costCenter: '',
};

// Draft is what was entered so far, and since when somebody waits for ids. It
// outlives the window: whoever grants the access may take days.
export interface Draft {
  connection: Connection;
  asked: string; // RFC 3339, when the request was written; '' for never
}

export function useDraft(): [Draft, (change: Partial<Draft>) => void] {
  const [kept, put] = useNote<Draft>('connect/draft', { connection: fresh, asked: '' });
  // What is typed shows at once; the note follows.
  const [own, setOwn] = useState<Draft>();
  const draft = own ?? kept;
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setOwn(next);
    put(next);
  };
  return [draft, change];
}

export const clouds = ['public', 'gcc', 'gcc-high', 'dod', 'china'] as const;
export const ways = ['browser', 'device', 'certificate'] as const;

// The portals where apps are registered.
const portals: Record<string, string> = {
  public: 'https://portal.azure.com',
  gcc: 'https://portal.azure.com',
  'gcc-high': 'https://portal.azure.us',
  dod: 'https://portal.azure.us',
  china: 'https://portal.azure.cn',
};
export const portalOf = (cloud: string) =>
  `${portals[cloud] ?? portals.public}/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade`;

// isId tells an object id, such as that of an app, from a name.
export const isId = (text: string) =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text.trim());
