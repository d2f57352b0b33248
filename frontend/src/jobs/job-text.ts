import type { TFunction } from 'i18next';
import type { Job } from '../api/types';
import type { Format } from '../i18n/format';

const stages = [
  'catalog',
  'directory',
  'deleted',
  'report',
  'activity',
  'publish',
  'sample',
  'read',
  'write',
  'forget',
  'sign_in',
  'check',
] as const;
const waits = [
  'report_being_prepared',
  'throttled',
  'service_unavailable',
  'connection_lost',
  'paced',
  'log_being_searched',
] as const;

// stageText names the stage at work; a stage without a name is the job itself.
export function stageText(job: Job, t: TFunction): string {
  const stage = stages.find((one) => one === job.stage);
  return stage ? t(`job.stage.${stage}`) : t(`job.kind.${job.kind}`);
}

export function countText(job: Job, t: TFunction): string {
  if (job.total > 0) return t('job.of', { done: job.done, total: job.total });
  return job.done > 0 ? t('job.soFar', { done: job.done }) : '';
}

export function waitText(job: Job, t: TFunction, format: Format): string {
  const wait = waits.find((one) => one === job.waiting);
  if (!wait) return '';
  if (wait === 'throttled' && job.waitEnds) return t('job.waitUntil', { time: format.time(job.waitEnds) });
  return t(`job.wait.${wait}`);
}

// upkeepText says what work on the history file itself came to.
function upkeepText(job: Job, t: TFunction, format: Format): string | undefined {
  const file = job.result?.fileName ?? '';
  const upkeep = job.result?.upkeep;
  switch (job.kind) {
    case 'backup':
      return t('job.upkeep.backup', { file });
    case 'restore':
      return t('job.upkeep.restore', { file, kept: upkeep?.keptAs ?? '' });
    case 'share':
      return t('job.upkeep.share', { file });
    case 'compact':
      return t('job.upkeep.compact', {
        before: format.size(upkeep?.before ?? 0),
        after: format.size(upkeep?.after ?? 0),
      });
    case 'check':
      return upkeep?.findings?.length
        ? t('job.upkeep.unsound', { count: upkeep.findings.length })
        : t('job.upkeep.sound');
    case 'thin': {
      const count = upkeep?.readings ?? 0;
      const figures = { count, kept: upkeep?.kept ?? 0, size: format.size(upkeep?.bytes ?? 0) };
      if (count === 0) return t('job.upkeep.thinNothing', figures);
      return upkeep?.preview ? t('job.upkeep.thinPreview', figures) : t('job.upkeep.thinDone', figures);
    }
    case 'privacy': {
      const count = upkeep?.people ?? 0;
      if (count === 0) return t('job.upkeep.privacy');
      return upkeep?.backups
        ? t('job.upkeep.forgottenBackups', { count, backups: upkeep.backups })
        : t('job.upkeep.forgotten', { count });
    }
    default:
      return undefined;
  }
}

// askText says what a person has to do now to sign in.
export const askText = (ask: NonNullable<Job['signIn']>, t: TFunction): string =>
  ask.code ? t('job.askCode', { address: ask.address, code: ask.code }) : t('job.askBrowser');

// syncedText says how the sync of all tenants ended.
function syncedText({ tenants }: Job, t: TFunction): string {
  const counted = tenants.filter(({ state }) => state !== 'skipped');
  const done = counted.filter(({ state }) => state === 'done').length;
  return done === counted.length
    ? t('job.syncAllDone', { count: done })
    : t('job.syncAllPartial', { done, total: counted.length });
}

// endText says how a job ended; "" while it runs and for a failure, which has
// a title and text of its own.
export function endText(job: Job, t: TFunction, format: Format): string {
  if (job.state === 'canceled') return t(`job.canceled.${job.kind}`);
  if (job.state === 'running' || job.state === 'failed') return '';
  const result = job.result;
  const upkeep = upkeepText(job, t, format);
  if (upkeep !== undefined) return upkeep;
  switch (job.kind) {
    case 'sync':
      if (job.error?.code === 'held') return t('job.syncHeld');
      if (job.error?.code === 'due') return t('job.syncDue');
      return job.state === 'partial' ? t('job.syncPartial') : t('job.syncDone', { count: result?.changes ?? 0 });
    case 'sync_all':
      return syncedText(job, t);
    case 'held':
      return t('job.heldDone', { count: result?.changes ?? 0 });
    case 'import':
      return t('job.importDone', { count: result?.rows ?? 0 });
    case 'sample':
      return t('job.sampleDone');
    case 'connect':
      return t('job.connectDone');
    case 'access':
      return t('job.accessDone');
    case 'forget':
      return t('person.forget.done', { count: result?.forgotten?.facts ?? 0 });
    case 'compare':
      return ''; // the page shows what came out
    default:
      if (result?.files) {
        const rows = t('count.rows', { count: result.rows });
        return t('export.set', { count: result.files, rows, file: result.fileName });
      }
      return result?.inDownloads
        ? t('export.done', { file: result.fileName, count: result.rows })
        : t('export.doneElsewhere', {
            file: result?.fileName ?? '',
            count: result?.rows ?? 0,
            folder: result?.folder ?? '',
          });
  }
}
