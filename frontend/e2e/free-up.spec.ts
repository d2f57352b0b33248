import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { heading, navigation, openSample } from './page';
import { expect, test } from './program';

const groups = (page: Page) => page.getByRole('table', { name: 'What can be taken back' });

async function openFreeUp(page: Page) {
  await openSample(page);
  await navigation(page, 'Licenses and cost').click();
  await expect(heading(page, 'Licenses and cost')).toBeVisible();
  await page.getByRole('tab', { name: 'To free up' }).click();
  await expect(groups(page).getByRole('row', { name: /^Sign-in blocked/ })).toBeVisible();
}

test('what can be taken back is told with the way to do so, and people are left out and put back', async ({
  window: page,
}) => {
  await openFreeUp(page);
  const blocked = groups(page).getByRole('row', { name: /^Sign-in blocked/ });
  const before = await blocked.textContent();
  const leave = page.getByRole('button', { name: /^Leave out / }).first();
  await expect(leave).toBeVisible();
  await accessible(page);
  await leave.click();
  await expect(page.getByText(/^The licenses of .* are left out\.$/)).toBeVisible();
  await expect(blocked).not.toHaveText(before ?? '');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(blocked).toHaveText(before ?? '');

  await groups(page).getByRole('button', { name: 'Licensed twice for the same service' }).click();
  const cell = page.getByText(/ brings all of it$/).first();
  await cell.dblclick();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await groups(page).getByRole('button', { name: 'No use seen for 90 days' }).click();
  await expect(page.getByRole('heading', { name: 'This cannot be told' })).toBeVisible();

  await page.getByRole('button', { name: 'What to leave out…' }).click();
  await expect(
    page.getByText('Power Automate Premium covers Power Automate per user plan', { exact: true }),
  ).toBeVisible();
  await accessible(page);
});
