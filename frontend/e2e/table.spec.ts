import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { expect, test } from './program';

const cells = (page: Page, column: string) => page.locator(`[role=gridcell][col-id=${column}]`);
const headers = (page: Page) =>
  page
    .getByRole('columnheader')
    .evaluateAll((all) =>
      all
        .sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left)
        .map((one) => one.getAttribute('col-id') ?? ''),
    );

async function openSample(page: Page) {
  await page.getByRole('button', { name: 'Open the sample tenant' }).click();
  await page.getByRole('button', { name: 'User licenses' }).click({ timeout: 90_000 });
  await expect(cells(page, 'user_name').first()).toBeVisible({ timeout: 90_000 });
}

test('columns are chosen, put in order, and remembered', async ({ window: page }) => {
  await openSample(page);

  await test.step('chosen by keyboard', async () => {
    await page.getByRole('button', { name: 'Columns' }).press('Enter');
    await expect(page.getByRole('searchbox', { name: 'Search columns' })).toBeFocused();
    await accessible(page);
    await page.getByRole('checkbox', { name: 'Service', exact: true }).press('Space');
    const license = page.getByRole('checkbox', { name: 'License', exact: true });
    await license.press('Alt+ArrowUp');
    await expect(license).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('columnheader', { name: /^Service/ })).toBeHidden();
    expect((await headers(page)).slice(-20)).toEqual(expect.arrayContaining(['license', 'email_address']));
    expect((await headers(page)).indexOf('license')).toBeLessThan((await headers(page)).indexOf('email_address'));
  });

  await test.step('put in order by dragging', async () => {
    const from = await page.getByRole('columnheader', { name: /^Assigned date/ }).boundingBox();
    const to = await page.getByRole('columnheader', { name: /^License/ }).boundingBox();
    if (!from || !to) throw new Error('the headers are not there');
    await page.mouse.move(from.x + 20, from.y + 15);
    await page.mouse.down();
    await page.mouse.move(from.x - 40, from.y + 15, { steps: 4 });
    await page.mouse.move(to.x + 10, to.y + 15, { steps: 8 });
    await page.mouse.up();
    await expect
      .poll(() => headers(page).then((all) => all.indexOf('assigned_date') - all.indexOf('license')))
      .toBe(-1);
    // Dragging is no click: the table is sorted as it was.
    await expect(page.getByRole('columnheader', { name: /^Assigned date/ })).toHaveAttribute('aria-sort', 'none');
  });

  await test.step('after a restart they are as they were left', async () => {
    await page.getByRole('columnheader', { name: /^License/ }).click();
    await expect(page.getByRole('columnheader', { name: /^License/ })).toHaveAttribute('aria-sort', 'ascending');
    const before = await headers(page);
    await page.reload();
    await page.getByRole('button', { name: 'User licenses' }).click();
    await expect(cells(page, 'user_name').first()).toBeVisible();
    expect(await headers(page)).toEqual(before);
    await expect(page.getByRole('columnheader', { name: /^License/ })).toHaveAttribute('aria-sort', 'ascending');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('button', { name: 'Usual columns' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('columnheader', { name: /^Service/ })).toBeVisible();
  });
});
