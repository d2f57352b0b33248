import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { heading, navigation } from './page';
import { expect, test } from './program';
import { connect, ledgerOf, run, spoil } from './several';
import { makeTenant } from './tenant';

const table = (page: Page) => page.getByRole('table', { name: 'All tenants' });
const row = (page: Page, name: string) => table(page).getByRole('row').filter({ hasText: name });
const settled = (page: Page) => expect(page.locator('main')).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });

test.use({ sample: '40x3x3' });

test('all tenants stand on one page, are synced together, and go into one workbook', async ({
  window: page,
  program,
}) => {
  page.setDefaultTimeout(20_000);
  const tenants = [makeTenant(), makeTenant()] as const;
  try {
    await Promise.all([
      tenants[0].start(['--users', '25', '--seed', '11', '--name', 'Fabrikam']),
      tenants[1].start(['--users', '40', '--seed', '12', '--name', 'Adatum']),
    ]);
    connect(program, 'fabrikam', tenants[0]);
    connect(program, 'adatum', tenants[1]);
    run(program, 'sync', ledgerOf(program, 'fabrikam'));
    spoil(program, 'fabrikam');
    await page.getByRole('button', { name: 'Open the sample tenant' }).click();
    await expect(heading(page, 'Overview')).toBeVisible({ timeout: 60_000 });

    await test.step('the console and the window know the same; what cannot be read says why', async () => {
      await navigation(page, 'All tenants').click();
      await settled(page);
      await expect(table(page).getByRole('row')).toHaveCount(6);
      await expect(row(page, 'damaged')).toContainText('The file is damaged');
      await expect(row(page, 'gone')).toContainText('The file is not there any more');
      await expect(row(page, 'adatum.ledger')).toContainText('nothing read yet');
      await expect(row(page, 'Fabrikamfabrikam')).toContainText(/days ago25\d+/);
      await accessible(page);
    });

    await test.step('one that fails stops no other', async () => {
      await page.getByRole('button', { name: 'Sync all' }).click();
      await expect(page.getByText(/^2 of 4 tenants were synced\./).last()).toBeVisible({ timeout: 60_000 });
      await settled(page);
      await expect(row(page, 'Adatum')).toContainText(/days ago40\d+/);
      await expect(page.getByText('2 could not be read')).toBeVisible();
    });

    await test.step('one that could not even begin says why', async () => {
      await tenants[1].stop(); // which takes its certificate along
      await page.getByRole('button', { name: 'Sync all' }).click();
      await expect(page.getByText(/^1 of 4 tenants were synced\./).last()).toBeVisible({ timeout: 60_000 });
      await expect(row(page, 'Adatum')).toContainText(
        /Cannot read \w+\.pem, which the connection needs\. Put it back into \/.*, failed$/,
      );
      await expect(row(page, 'Fabrikamfabrikam')).not.toContainText('failed');
    });

    await test.step('one is taken off the list by keyboard and put back; its file stays', async () => {
      await row(page, 'damaged').getByRole('button').first().focus();
      await page.keyboard.press('Delete');
      await expect(table(page).getByRole('row')).toHaveCount(5);
      expect(existsSync(ledgerOf(program, 'damaged'))).toBe(true);
      expect(run(program, 'tenants', 'list')).not.toContain('damaged.ledger');
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(table(page).getByRole('row')).toHaveCount(6);
    });

    await test.step('one workbook over all', async () => {
      await page.getByRole('button', { name: 'Export to Excel' }).click();
      await expect(page.getByText(/^Saved all tenants .*\.xlsx with 5 rows/).last()).toBeVisible({ timeout: 30_000 });
      expect(existsSync(join(program.downloads, `all tenants ${new Date().toISOString().slice(0, 10)}.xlsx`))).toBe(
        true,
      );
    });

    await test.step('Enter opens one, where it was left, and another start does not come back here', async () => {
      await row(page, 'Adatum').getByRole('button').first().focus();
      await page.keyboard.press('Enter');
      await expect(heading(page, 'Overview')).toBeVisible();
      await expect(page.getByRole('banner').getByRole('button', { name: 'Adatum' })).toBeVisible();
    });

    await test.step('it folds together on a narrow screen', async () => {
      await page.setViewportSize({ width: 420, height: 760 });
      await navigation(page, 'All tenants').click();
      await settled(page);
      await expect(page.getByRole('list', { name: 'All tenants' }).getByRole('listitem')).toHaveCount(5);
      await accessible(page);
    });
  } finally {
    for (const tenant of tenants) await tenant.stop();
  }
});
