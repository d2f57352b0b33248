import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { banner, footer, heading, navigation, openSample } from './page';
import { expect, test } from './program';

const table = (page: Page) => page.getByRole('table', { name: 'Licenses of this day' });
const people = (text: string | null) =>
  Number(/([\d,]+)(?: of [\d,]+)? (?:people|person)/.exec(text ?? '')?.[1]?.replaceAll(',', ''));

async function openSeats(page: Page) {
  await openSample(page);
  await navigation(page, 'Licenses and cost').click();
  await expect(heading(page, 'Licenses and cost')).toBeVisible();
  await expect(table(page).getByRole('row').nth(1)).toBeVisible();
}

test('what was bought is told per license and day, and leads to its people', async ({ window: page }) => {
  await openSeats(page);
  await accessible(page);
  const row = table(page).getByRole('row', { name: /^Power Apps Premium/ });
  const holders = row.getByRole('button', { name: /people hold Power Apps Premium$/ });
  const told = Number(await holders.textContent());
  await holders.click();
  await expect(page.getByRole('tab', { name: 'All assigned', selected: true })).toBeVisible();
  await expect.poll(async () => people(await footer(page).last().textContent())).toBe(told);

  await navigation(page, 'Licenses and cost').click();
  await table(page).getByRole('button', { name: 'Assigned', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(table(page).getByRole('columnheader', { name: 'Assigned' })).toHaveAttribute('aria-sort', 'descending');
  for (let step = 0; step < 3; step++) await page.keyboard.press('Alt+ArrowLeft');
  await expect(banner(page)).toBeVisible();
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false');
  await expect(page.getByText(/licenses \d+ \w+( \d{4})?, people/)).toBeVisible();
});

test('fits a window of 320 pixels', async ({ window: page }) => {
  await openSeats(page);
  await page.setViewportSize({ width: 320, height: 640 });
  const list = page.getByRole('list', { name: 'Licenses of this day' });
  await expect(list.getByRole('listitem').first()).toBeVisible();
  await accessible(page);
  const wide = await page.evaluate(() => document.scrollingElement?.scrollWidth);
  expect(wide).toBe(320);
});
