import type { Job } from './fake-types';

export const nothingDone = {
  path: '',
  fileName: '',
  inDownloads: false,
  folder: '',
  missed: '',
  rows: 0,
  rejected: 0,
  files: 0,
  changes: 0,
  snapshotId: 0,
  comparison: '',
  warnings: [],
};

// begunJob is a job at its start, with stages that wait.
export function begunJob(id: string, job: Partial<Job>, stages: string[]): Job {
  return {
    id,
    state: 'running',
    stage: '',
    source: '',
    stages: stages.map((code) => ({ code, state: 'waiting', done: 0, total: 0 })),
    done: 0,
    total: 0,
    rate: 0,
    waiting: '',
    waitEnds: '',
    seq: 0,
    tenants: [],
    started: new Date().toISOString(),
    ...job,
  } as Job;
}

// runJob lets a job go through its stages, a step at a time, unless it is canceled.
export function runJob(job: Job, pace: number, finish: () => void, tell: (now: Job) => void) {
  let step = 0;
  const tick = () => {
    if (job.state !== 'running') return;
    const stage = job.stages[step];
    if (!stage) {
      job.state = 'done' as Job['state'];
      job.stage = '';
      finish();
      tell(structuredClone(job));
      return;
    }
    stage.total = 500;
    stage.done = Math.min(500, stage.done + 125);
    stage.state = stage.done === 500 ? 'done' : 'running';
    Object.assign(job, {
      stage: stage.code,
      done: stage.done,
      total: stage.total,
      rate: 1250,
      waiting: stage.code === 'report' && stage.done === 250 ? 'report_being_prepared' : '',
    });
    if (stage.state === 'done') step++;
    tell(structuredClone(job));
    setTimeout(tick, pace || 1);
  };
  setTimeout(tick, pace || 1);
}
