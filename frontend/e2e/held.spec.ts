import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { navigation, openSample } from './page';
import { expect, test } from './program';

const card = (page: Page) => page.getByRole('region', { name: /that waits for your OK$/ });
const needs = (page: Page) => page.getByRole('region', { name: 'Needs you' });

// sync reads the sample one day later; the first time its Sales people are hidden.
async function sync(page: Page, said: RegExp) {
  await page.getByRole('button', { name: 'Sync', exact: true }).click();
  await expect(page.getByText(said).last()).toBeVisible({ timeout: 60_000 });
}

async function leftOfSales(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const bound = (
      window as unknown as { go: { desktop: { Window: Record<string, (...args: unknown[]) => unknown> } } }
    ).go.desktop.Window;
    const view = (await bound.OpenView?.({
      kind: 'departed',
      at: 'latest',
      filters: [{ column: 'department', op: 'is', values: ['Sales'] }],
      search: '',
      sortBy: '',
      sortDown: false,
    })) as { counts: { people: number } };
    return view.counts.people;
  });
}

test('a sync that would end far too much waits, and is judged', async ({ window: page }) => {
  page.setDefaultTimeout(20_000);
  await openSample(page);
  const before = await leftOfSales(page);

  await test.step('it waits, and nobody left', async () => {
    await sync(page, /^Sync is done, but far more would end/);
    expect(await leftOfSales(page)).toBe(before);
    await navigation(page, 'Overview').click();
    await expect(needs(page).getByRole('listitem').first()).toContainText(
      /waits for your OK\d+ people would be marked/,
    );
    await expect(needs(page)).not.toContainText('The last reading is not whole');
    await accessible(page);
  });

  await test.step('the history tells why, and what can be done', async () => {
    await needs(page).getByRole('button', { name: 'Look at it' }).click();
    await expect(card(page)).toContainText(/\d+ people would be marked as left, usually .* Most: Sales \(\d+\)/);
    await accessible(page);
  });

  await test.step('it keeps waiting over a restart, as one line', async () => {
    await card(page).getByRole('button', { name: 'Keep waiting' }).click();
    await expect(card(page)).toBeHidden();
    await page.reload();
    await navigation(page, 'History').click();
    await page.getByRole('button', { name: 'Look at it' }).click();
    await expect(card(page)).toBeVisible();
  });

  await test.step('let in, it marks those people as left on its day', async () => {
    await card(page).getByRole('button', { name: 'Apply' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^The sync was let in\. [\d,]+ changes\.$/).last()).toBeVisible({ timeout: 60_000 });
    await expect(card(page)).toBeHidden();
    expect(await leftOfSales(page)).toBeGreaterThan(before + 25);
  });

  await test.step('they are back with the next sync', async () => {
    await sync(page, /^Sync is done\. /);
    expect(await leftOfSales(page)).toBeLessThan(before + 5);
  });
});

test('a sync that was read through a filter is set aside', async ({ window: page }) => {
  page.setDefaultTimeout(20_000);
  await openSample(page);
  await sync(page, /^Sync is done, but far more would end/);
  await page.getByRole('button', { name: 'Look at it' }).last().click(); // of the bar at the foot
  await card(page).getByRole('button', { name: 'This was a filter or permission change' }).click();
  await expect(page.getByText(/^The sync was set aside\./)).toBeFocused();
  await expect(page.getByText(/far more would end/)).toHaveCount(0);
  await accessible(page);
  await page.reload();
  await navigation(page, 'Overview').click();
  await expect(needs(page)).not.toContainText('waits for your OK');
});
