import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { heldQuery, scheduleQuery, stateQuery } from '../api/queries';
import type { LeadingNumber, NeedCode, Overview } from '../api/types';
import { useGo } from '../app/place';
import { endText } from '../held/sentences';
import { useFormat } from '../i18n/format';
import { folderName } from '../imports/watch-bar';
import { useActions } from '../jobs/use-actions';
import { useTroubleRemedy } from '../schedule/trouble';
import { troubleOf } from '../schedule/words';
import { needNotes, needText } from './sentences';
import { useLead } from './use-lead';

// Needed is one line of what waits for a person, with the button that helps.
export interface Needed {
  key: string;
  code: NeedCode | 'files' | 'held' | 'schedule';
  text: string;
  more: string[];
  leads?: LeadingNumber | undefined;
  action?: { label: string; act: () => void; busy: boolean } | undefined;
}

// More lines than this are a list nobody reads.
const most = 7;

// useNeeds adds to what the day tells what is of no day: a sync that waits for
// an OK, syncs by themselves that fail or do not come, and the files of the watched
// folder that ask. On a past day nothing can
// be done about sources.
export function useNeeds(day: Overview | undefined, past: boolean): Needed[] | undefined {
  const { t } = useTranslation();
  const format = useFormat();
  const lead = useLead();
  const { busy, canSync, sync, fetchDue, importFiles, showFiles } = useActions();
  const { data: state } = useQuery(stateQuery());
  const { data: held = [] } = useQuery(heldQuery());
  const { data: schedule } = useQuery({ ...scheduleQuery(), enabled: canSync });
  const remedy = useTroubleRemedy(schedule);
  const { go } = useGo();
  if (!day) return undefined;
  const nextLook = state?.ledger?.nextLook?.dueAt ?? '';
  const read = canSync
    ? { label: t('job.sync'), act: () => void sync(), busy }
    : state?.ledger?.readOnly
      ? undefined
      : { label: t('overview.needs.import'), act: () => void importFiles(), busy };
  const waiting = past ? [] : held;
  // A reading that lacks nothing but what waits is told of once.
  const due = day.needs.some(({ code }) => code === 'due');
  const told = (code: string) => (code === 'held' && waiting.length > 0) || (code === 'sign_in_required' && due);
  const lacking = day.needs.filter(
    ({ code, warnings }) => code !== 'partial' || warnings.length === 0 || warnings.some((one) => !told(one.code)),
  );
  const needs = lacking.map((need): Needed => {
    const { number } = need;
    return {
      key: `${need.code} ${need.title}`,
      code: need.code,
      text: needText(need, past, nextLook, t, format),
      more: needNotes(need, t),
      leads: number,
      action: number
        ? { label: t('overview.needs.show'), act: () => lead(number), busy: false }
        : past
          ? undefined
          : need.code === 'due'
            ? { label: t('overview.needs.signIn'), act: () => void fetchDue(), busy }
            : read,
    };
  });
  // That a sync by itself failed is over once somebody has read; that it was not whole, the
  // reading says where it is shown.
  const over =
    schedule?.trouble === 'failed'
      ? (day.snapshot?.at ?? '') > schedule.lastRun
      : schedule?.trouble === 'partial' && day.needs.some(({ code }) => code === 'partial' || code === 'due');
  const troubled = schedule && !past && !over ? troubleOf(schedule, t, format) : undefined;
  if (troubled) {
    needs.unshift({
      key: 'schedule',
      code: 'schedule',
      text: troubled.text,
      more: troubled.why,
      action: remedy ?? {
        label: t('schedule.trouble.look'),
        act: () => go({ to: 'page', page: 'history' }),
        busy: false,
      },
    });
  }
  const watching = past ? undefined : state?.watching;
  if (watching && watching.files.length > 0) {
    const paths = watching.files.map(({ path }) => path);
    const urgent = needs.filter(({ code }) => code === 'partial' || code === 'due' || code === 'schedule').length;
    needs.splice(urgent, 0, {
      key: 'files',
      code: 'files',
      text: t('watch.waiting', { count: paths.length, folder: folderName(watching.folder) }),
      more: [],
      action: { label: t('watch.look'), act: () => showFiles(paths), busy: false },
    });
  }
  const judged = waiting.map(
    (one): Needed => ({
      key: `held ${one.runId}`,
      code: 'held',
      text: t('held.need', { when: format.when(one.at) }),
      more: one.ends.map((end) => endText(end, t, format)),
      action: { label: t('held.look'), act: () => go({ to: 'page', page: 'history' }), busy: false },
    }),
  );
  return [...judged, ...needs].slice(0, most);
}
