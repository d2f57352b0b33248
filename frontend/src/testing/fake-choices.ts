import type { desktop } from '../wailsjs/go/models';
import { upkeepOf } from './fake-frame';
import type { Go } from './fake-types';

type Ours = Pick<
  Go,
  | 'Privacy'
  | 'LeaversDue'
  | 'StartActivityLevel'
  | 'StartLeaverNames'
  | 'DataFolder'
  | 'PickDataFolder'
  | 'UsualDataFolder'
  | 'ShowDataFolder'
  | 'NewestRelease'
>;

export interface FakeChoices {
  privacy: desktop.Privacy;
  due: number; // people who left longer ago than any time that is chosen
  folder: desktop.DataFolder;
  release: desktop.Release; // what the address of the settings answers
  picked: string; // the folder that the dialog answers with; '' for none
}

const usualFolder = '/home/admin/.local/share/LicenseLedger';

export const makeChoices = (): FakeChoices => ({
  privacy: { activity: 'month', namesChosen: false, nameMonths: 0, usualMonths: 13, canBeChanged: true },
  due: 3,
  folder: { path: usualFolder, isUsual: true, missing: false, unsafe: '' },
  release: { version: '0.2.0', newer: true, page: 'https://example.com/0.2.0', published: '2026-03-31T08:00:00Z' },
  picked: '/data/Ledgers',
});

// fakeChoices keeps the contract of what a person chooses for good.
export function fakeChoices(
  c: FakeChoices,
  hooks: {
    start: (kind: string, result: Partial<desktop.JobResult>) => string;
    emit: (nouns: string[]) => void;
  },
): Ours {
  const put = (path: string) => {
    c.folder = { path: path || usualFolder, isUsual: path === '', missing: false, unsafe: '' };
    hooks.emit(['ledger']);
  };
  return {
    Privacy: async () => c.privacy,
    LeaversDue: async () => c.due,
    StartActivityLevel: async (activity) => {
      c.privacy = { ...c.privacy, activity };
      return hooks.start('privacy', { upkeep: upkeepOf({}) });
    },
    StartLeaverNames: async (months) => {
      c.privacy = { ...c.privacy, namesChosen: true, nameMonths: months };
      return hooks.start('privacy', { upkeep: upkeepOf({ people: months > 0 ? c.due : 0 }) });
    },
    DataFolder: async () => c.folder,
    PickDataFolder: async () => {
      if (!c.picked) throw JSON.stringify({ code: 'canceled', op: '', message: '', retryAfter: 0, requestId: '' });
      put(c.picked);
    },
    UsualDataFolder: async () => put(''),
    ShowDataFolder: async () => undefined,
    NewestRelease: async () => c.release,
  };
}
