import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { cells, footer, navigation, openList } from './page';
import { expect, sampleLedger, test } from './program';
import { run } from './several';

test.use({ sample: '60x4x4' });

const notice = (page: Page) => page.getByRole('status').filter({ hasText: 'outside this window' });
const readings = (page: Page) => page.getByRole('slider').getAttribute('aria-valuemax').then(Number);

test('what another program adds to the open file is told, and shown when somebody wants to', async ({
  window: page,
  program,
}) => {
  const file = () => sampleLedger(program.home);
  await openList(page);
  const before = await readings(page);

  await test.step('a sync is told, and moves nothing', async () => {
    const search = page.getByRole('searchbox');
    await search.fill('office 365 e');
    await expect(footer(page)).toContainText(' of ');
    const shown = await footer(page).textContent();
    run(program, 'sync', file());
    await expect(notice(page)).toContainText(/^A reading was added outside this window, of /);
    await accessible(page);
    await expect(search).toBeFocused();
    await expect(search).toHaveValue('office 365 e');
    await expect(footer(page)).toHaveText(shown ?? '');
    expect(await readings(page)).toBe(before);
    // What is counted of the day that is shown still is.
    await search.fill('');
    await expect(footer(page)).not.toContainText(' of ');
  });

  await test.step('another one counts with it', async () => {
    run(program, 'sync', file());
    await expect(notice(page)).toContainText('2 readings were added outside this window, the newest of ');
  });

  await test.step('by keyboard it is shown, and the focus stays on the page', async () => {
    await notice(page).getByRole('button', { name: 'Show it' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('slider')).toHaveAttribute('aria-valuemax', String(before + 2));
    await expect(page.getByRole('slider')).toHaveAttribute('aria-valuenow', String(before + 2));
    await expect(notice(page)).toBeHidden();
    await expect(page.locator(':focus')).toHaveRole('status'); // where the notice stood
    await page.keyboard.press('Shift+Tab'); // what comes before the foot
    await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
    await expect(cells(page, 'user_name').first()).toBeVisible();
  });

  await test.step('it can be put aside, and the next one is told again', async () => {
    run(program, 'sync', file());
    await expect(notice(page)).toContainText(/^A reading was added /);
    await notice(page).getByRole('button', { name: 'Dismiss' }).click();
    await expect(notice(page)).toBeHidden();
    run(program, 'sync', file());
    await expect(notice(page)).toContainText(/^A reading was added /);
  });

  await test.step('a page that shows no day reads it at once', async () => {
    await navigation(page, 'History').click();
    await expect(notice(page)).toBeHidden();
    const timeline = page.getByRole('main').getByRole('slider');
    const last = Number(await timeline.getAttribute('aria-valuemax'));
    run(program, 'sync', file());
    await expect(timeline).toHaveAttribute('aria-valuemax', String(last + 1));
    await expect(notice(page)).toBeHidden();
    await navigation(page, 'User licenses').click();
    await expect(page.getByRole('slider')).toHaveAttribute('aria-valuemax', String(before + 5));
  });

  await test.step('a list of before is read in without a word', async () => {
    const list = join(program.home, '2017-03-01 active user licenses.csv');
    writeFileSync(
      list,
      'User name,Email address,Service,License,Assigned date,Is trial\n' +
        'Jane Doe,jane@contoso.com,PowerApps for Office 365,Office 365 E1,2/21/2017,\n',
    );
    run(program, 'import', file(), list, '--whole');
    await expect(page.getByRole('slider')).toHaveAttribute('aria-valuemax', String(before + 6));
    await expect(notice(page)).toBeHidden();
    await expect(cells(page, 'user_name').first()).toBeVisible();
  });
});
