import type { Page } from '@playwright/test';
import { banner, cells, openList } from './page';
import { expect, test } from './program';

const strip = (page: Page) => page.getByRole('slider', { name: /^Readings by day/ });
const dayOf = async (page: Page) => (await strip(page).getAttribute('aria-valuetext'))?.split(',')[0] ?? '';

test('dragging the day takes rows and numbers along, and nothing else', async ({ window: page }) => {
  page.setDefaultTimeout(20_000);
  await openList(page);
  await page.getByRole('searchbox').fill('premium');
  await expect(page.getByText(/^[\d,]+ of [\d,]+ rows, /)).toBeVisible();
  const box = await strip(page).boundingBox();
  if (!box) throw new Error('no strip');
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;

  await page.mouse.move(...at(0.99));
  await page.mouse.down();
  for (let share = 0.95; share > 0.3; share -= 0.05) await page.mouse.move(...at(share));
  const under = await dayOf(page);
  await page.mouse.up();
  // Where it was let go is where it is.
  expect(await dayOf(page)).toBe(under);
  await expect(page.getByText(`You are looking at ${under}.`)).toBeVisible();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-label', new RegExp(`${under}$`));
  await expect(cells(page, 'user_name').first()).toBeVisible();
  await expect(page.getByRole('searchbox')).toHaveValue('premium');

  await page.keyboard.press('Alt+Home');
  await expect(banner(page)).toBeHidden();
});
