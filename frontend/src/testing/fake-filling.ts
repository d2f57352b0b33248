import type { desktop } from '../wailsjs/go/models';
import type { Job } from './fake-types';

// makeFilling is a sample whose older days are on their way, or were stopped.
export function makeFilling(missing: number, state: 'running' | 'canceled' | 'failed'): desktop.Filling {
  const job = {
    id: '1',
    seq: 1,
    kind: 'fill',
    state,
    stage: 'fill',
    source: '',
    stages: [],
    done: 0,
    total: missing,
    rate: 0,
    waiting: '',
    waitEnds: '',
    started: '2026-11-25T09:00:00Z',
  } as unknown as Job;
  return { missing, stopped: state === 'canceled', job };
}
