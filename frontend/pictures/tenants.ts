import { existsSync } from 'node:fs';
import { expect } from '@playwright/test';
import { connect, ledgerOf, run, spoil } from '../e2e/several';
import { makeTenant } from '../e2e/tenant';
import { button, goTo, type Scene, type Stage, still } from './stage';

const days = 24 * 325; // hours from the tenants' first morning to these days

// several puts tenants on the list that stand in different ways, once.
async function several({ program }: Stage) {
  if (existsSync(ledgerOf(program, 'adatum'))) return;
  const made = [
    { file: 'fabrikam', flags: ['--users', '310', '--seed', '21', '--name', 'Fabrikam'] },
    { file: 'adatum', flags: ['--users', '85', '--seed', '22', '--name', 'Adatum Corporation'] },
  ];
  for (const { file, flags } of made) {
    const tenant = makeTenant();
    try {
      await tenant.start(flags);
      await tenant.advance(`${days}h`);
      connect(program, file, tenant);
      run(program, 'sync', ledgerOf(program, file));
      if (file === 'fabrikam') spoil(program, file);
      if (file === 'adatum') {
        await tenant.stop(); // so that a sync fails
        try {
          run(program, 'sync', ledgerOf(program, file));
        } catch {
          // That it failed is to be seen.
        }
      }
    } finally {
      await tenant.stop();
    }
  }
}

// tenants is the page of all, and what came of a sync of them.
export const tenants: Scene[] = [
  {
    name: 'tenants',
    open: async (stage) => {
      await several(stage);
      await goTo(stage, 'tenants');
      await still(stage.page);
      await expect(stage.page.getByRole('row')).toHaveCount(6);
    },
  },
  {
    name: 'tenants-synced',
    open: async (stage) => {
      await goTo(stage, 'tenants');
      await button(stage, stage.words.tenants.syncAll).click();
      await expect(button(stage, stage.words.tenants.syncAll)).toBeEnabled({ timeout: 120_000 });
      await still(stage.page);
    },
    close: (stage) => button(stage, stage.words.job.dismiss).click(),
  },
];
