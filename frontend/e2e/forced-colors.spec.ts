import { join } from 'node:path';
import { accessible } from './accessible';
import { banner, cells, dialog, navigation } from './page';
import { drop, expect, test } from './program';

const folder = join(import.meta.dirname, '..', '..', 'out', 'screenshots');

// The third look: the system's own few colors, as high contrast has them.
test.use({ contextOptions: { forcedColors: 'active' } });

test('every page in forced colors', async ({ window: page, program }) => {
  const keep = async (name: string) => {
    await expect(page.locator('main[aria-busy=true]')).toHaveCount(0);
    await page.screenshot({ path: join(folder, `forced-${name}.png`), animations: 'disabled' });
    await accessible(page);
  };
  await expect(page.getByRole('button', { name: 'Open the sample tenant' })).toBeVisible();
  await keep('welcome');
  await page.getByRole('button', { name: 'Open the sample tenant' }).click();
  await expect(page.getByRole('region', { name: 'Licenses' }).getByRole('listitem').first()).toBeVisible({
    timeout: 90_000,
  });
  await keep('overview');

  await navigation(page, 'User licenses').click();
  await cells(page, 'license').nth(2).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(banner(page)).toBeVisible();
  await keep('licenses-of-a-day');
  await page.keyboard.press('Alt+Home');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: 'License', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Office 365 E3', exact: true }).click();
  await keep('filter');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('searchbox').fill('nobody is called this');
  await expect(page.getByRole('heading', { name: 'No row matches' })).toBeVisible();
  await keep('no-match');

  await navigation(page, 'People').click();
  await page.getByRole('tab', { name: 'Left' }).click();
  await cells(page, 'user_name').first().dblclick();
  await expect(dialog(page).getByRole('listitem').first()).toBeVisible();
  await keep('person');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);

  await navigation(page, 'Changes').click();
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await keep('changes');
  await navigation(page, 'History').click();
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await keep('history');
  await navigation(page, 'Settings').click();
  await keep('settings');

  await drop(page, program, {
    'page.csv': '<html></html>',
    'own headings.csv': 'Who,Mail,What,Plan,Since\nJane Doe,jane@contoso.com,Power Apps,Office 365 E3,2026-02-21\n',
  });
  await expect(dialog(page).getByRole('combobox').first()).toBeVisible();
  await keep('import');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first()).toBeVisible();
  await keep('palette');
});
