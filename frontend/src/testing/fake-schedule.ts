import type { app, desktop, schedule } from '../wailsjs/go/models';
import type { FakeProgram } from './fake-program';
import type { Go } from './fake-types';

type Ours = Pick<Go, 'Schedule' | 'SaveSchedule' | 'RemoveSchedule' | 'StartFetchDue'>;

// fakeSource is a source of which a sync by itself reads what it may.
export const fakeSource = (
  source: string,
  title: string,
  alone = 'while_kept',
  since = '',
): desktop.ScheduleSource => ({
  source,
  title,
  alone: alone as app.Alone,
  since,
});

export const makeSchedule = (): desktop.Schedule => ({
  state: '' as schedule.State,
  system: '',
  time: '',
  days: [],
  next: '',
  onlyLoggedIn: true,
  programGone: false,
  lastRun: '',
  lastCode: '' as desktop.Schedule['lastCode'],
  trouble: '' as desktop.Schedule['trouble'],
  message: '',
  warnings: [],
  sources: [fakeSource('graph.users', 'people'), fakeSource('powerplatform.licenseReport', 'list')],
});

// fakeSchedule keeps the contract of the system's scheduler.
export function fakeSchedule(
  program: FakeProgram,
  hooks: { sync: () => Promise<string>; emit: (nouns: string[]) => void },
): Ours {
  return {
    Schedule: async () => program.schedule,
    SaveSchedule: async (time, days) => {
      if (program.noScheduler)
        throw JSON.stringify({ code: 'invalid', op: '', message: program.noScheduler, retryAfter: 0, requestId: '' });
      program.schedule = {
        ...program.schedule,
        state: 'on' as schedule.State,
        system: 'systemd',
        time,
        days,
        next: `2026-11-21T${time}:00Z`,
      };
      hooks.emit(['schedule']);
    },
    RemoveSchedule: async () => {
      program.schedule = { ...makeSchedule(), sources: program.schedule.sources };
      hooks.emit(['schedule']);
    },
    StartFetchDue: () => hooks.sync(),
  };
}
