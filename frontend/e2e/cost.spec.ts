import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { banner, footer, heading, navigation, openSample } from './page';
import { expect, test } from './program';

const table = (page: Page) => page.getByRole('table', { name: 'Licenses of this day' });
// people reads how many people a footer counts.
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

test.describe('prices', () => {
  test.use({ pick: { 'prices.csv': 'license;price;currency\nPower Apps Premium;20,00;EUR\nPower Aps;1;EUR\n' } });

  test('are set by hand, count at once, and a bad list is told by line', async ({ window: page }) => {
    await openSeats(page);
    const row = table(page).getByRole('row', { name: /^Planner and Project Plan 3/ });
    await row.getByRole('button', { name: /^no price/ }).focus();
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog');
    await form.getByLabel('Amount for one unit').fill('1.234');
    await page.keyboard.press('Enter');
    await expect(form.getByText(/^This can be read as thousands or as decimals/)).toBeVisible();
    await accessible(page);
    await form.getByLabel('Amount for one unit').fill('25,50');
    await page.keyboard.press('Enter');
    await expect(form).toBeHidden();
    await expect(page.getByText('€25.50 a month')).toBeVisible();
    await expect(page.locator('#root')).not.toHaveAttribute('aria-hidden', 'true'); // as long as the dialog goes
    await accessible(page);

    await page.getByRole('button', { name: 'Import a list…' }).click();
    await expect(form.getByRole('listitem').filter({ hasText: /^Line 3.*Perhaps/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Seats' }).click();
    await expect(row.getByRole('cell', { name: '€25.50' })).toBeVisible();
    await expect(page.getByText(/^€[\d,.]+ a month$/)).toBeVisible(); // nothing without a price
  });
});
