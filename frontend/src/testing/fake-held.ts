import type { desktop, ledger } from '../wailsjs/go/models';

// fakeHeld is a sync in which the people of Sales are not to be seen.
export const fakeHeld = (): desktop.HeldSync => ({
  runId: 1077,
  at: '2026-11-20T06:30:00Z',
  since: '2026-11-19T06:30:00Z',
  ends: [
    {
      of: 'people' as ledger.EndingKind,
      property: '',
      count: 412,
      total: 2040,
      usual: 9,
      most: [
        { department: 'Sales', count: 380 },
        { department: 'Marketing', count: 32 },
      ],
    },
  ],
});
