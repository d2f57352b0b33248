import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { banner, cells, clipboard, dialog, heading, navigation, openSample } from './page';
import { drop, expect, test } from './program';

const drawer = (page: Page) => dialog(page).first();
const section = (page: Page, name: string | RegExp) => drawer(page).getByRole('region', { name });

test('a person, from the table to the last trace', async ({ window: page }) => {
  await openSample(page);

  await test.step('every tab of People shows who it is about', async () => {
    await navigation(page, 'People').click();
    for (const tab of ['Left', 'Blocked', 'Guests', 'Unknown', 'Everyone']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(cells(page, 'user_name').first()).toBeVisible();
      if (tab === 'Unknown') await expect(cells(page, 'user_name').first()).toContainText('Unknown');
      if (tab === 'Guests') await expect(page.getByText(/^\d+ people$/)).toBeVisible();
    }
  });

  await test.step('Enter opens whoever left, with what they held on the last day', async () => {
    await page.getByRole('tab', { name: 'Left' }).click();
    await cells(page, 'user_name').first().click();
    await page.keyboard.press('Enter');
    await expect(section(page, 'How we know').getByRole('listitem').first()).toBeVisible();
    await expect(section(page, 'Licenses on the last day')).toBeVisible();
    await expect(section(page, 'Timeline')).toContainText('Left: the account was deleted');
    await accessible(page);
  });

  await test.step('Escape leads back to the row', async () => {
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
    await expect(cells(page, 'user_name').first()).toBeFocused();
  });

  await test.step('the next person is one key away, and so is their row', async () => {
    await page.keyboard.press('Enter');
    const name = drawer(page).getByRole('heading', { level: 2 });
    await expect(section(page, 'Timeline')).toBeVisible();
    const first = (await name.textContent()) ?? '';
    await page.keyboard.press('Alt+ArrowDown');
    await expect(name).not.toHaveText(first);
    await expect(section(page, 'Timeline')).toBeVisible();
    const second = (await name.textContent()) ?? '';
    await page.keyboard.press('Escape');
    await expect(page.locator('.ag-cell-focus')).toContainText(`was ${second}`);
  });

  await test.step('a day of the timeline is travelled to, and the person stays', async () => {
    await page.keyboard.press('Enter');
    const day = section(page, 'Timeline').getByRole('button').first();
    await day.click();
    await expect(banner(page)).toBeVisible();
    await expect(section(page, 'Timeline')).toBeVisible();
    await drawer(page).getByRole('button', { name: 'Back to today' }).click();
    await expect(banner(page)).toBeHidden();
  });

  await test.step('Copy puts it all on the clipboard', async () => {
    const name = (await drawer(page).getByRole('heading', { level: 2 }).textContent()) ?? '';
    await drawer(page).getByRole('button', { name: 'Copy' }).click();
    await expect(drawer(page).getByRole('button', { name: 'Copied' })).toBeVisible();
    const text = await clipboard(page);
    expect(text).toContain(`${name}, as of `);
    expect(text).toMatch(/\nTimeline\n- /);
    await page.keyboard.press('Escape');
  });

  await test.step('forgetting asks for the name, and leaves none', async () => {
    await page.getByRole('tab', { name: 'Everyone' }).click();
    const cell = cells(page, 'user_name')
      .filter({ hasText: /^\p{L}+ \p{L}+$/u })
      .nth(3);
    const name = (await cell.textContent()) ?? '';
    await cell.dblclick();
    await drawer(page).getByRole('button', { name: 'Forget…' }).click();
    const ask = page.getByRole('dialog', { name: `Forget ${name}?` }).or(page.getByRole('alertdialog'));
    const forget = ask.getByRole('button', { name: 'Forget for good' });
    await expect(forget).toHaveAttribute('aria-disabled', 'true');
    await accessible(page);
    await page.keyboard.press('Escape');
    await expect(drawer(page).getByRole('button', { name: 'Forget…' })).toBeFocused();
    await page.keyboard.press('Enter');
    await ask.getByRole('textbox').fill(name);
    await forget.click();
    await expect(page.getByText(/^Forgotten\. /).last()).toBeVisible({ timeout: 30_000 });
    await page.getByRole('searchbox').fill(name);
    await expect(page.getByRole('heading', { name: 'No row matches' })).toBeVisible();
  });
});

test.describe('a row for which nobody can be named for sure', () => {
  const header = 'User name,Email address,Service,License,Assigned date,Is trial\n';
  const two = ['Jane Doe,jane', 'Ann Roe,ann'].map((who) => `${who}@contoso.com,Flow Free,Flow Free,1/15/2017,No\n`);

  test('names those who it may be, and each opens', async ({ window: page, program }) => {
    await drop(page, program, {
      '2017-03-01 active user licenses.csv': header + two.join(''),
      '2017-04-01 active user licenses.csv': `${header}Unknown,Unknown,Flow Free,Flow Free,1/15/2017,No\n`,
    });
    await dialog(page).getByRole('button', { name: 'Import 2 files' }).click();
    await expect(heading(page, 'Overview')).toBeVisible({ timeout: 30_000 });
    await navigation(page, 'User licenses').click();
    await cells(page, 'user_name').filter({ hasText: 'Unknown' }).first().dblclick({ timeout: 30_000 });
    const behind = section(page, 'Who it may be');
    await expect(behind.getByRole('button')).toHaveText(['Ann Roe', 'Jane Doe']);
    await accessible(page);
    await behind.getByRole('button', { name: 'Jane Doe' }).click();
    await expect(drawer(page).getByRole('heading', { level: 2 })).toHaveText('Jane Doe');
    await expect(section(page, 'Timeline')).toContainText('No longer in the list of used licenses');
    await drawer(page).getByRole('button', { name: 'Back' }).click();
    await expect(behind).toBeVisible();
  });
});
