import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { expect, test } from './program';

const folder = join(import.meta.dirname, '..', '..', 'out', 'screenshots');

interface Bound {
  go: { desktop: { Window: { SaveSettings(settings: { language: string; theme: string }): Promise<unknown> } } };
}

async function choose(page: Page, language: string, theme: string) {
  await page.evaluate((settings) => (window as unknown as Bound).go.desktop.Window.SaveSettings(settings), {
    language,
    theme,
  });
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-look', theme);
}

const rowsAreThere = (page: Page) => expect(page.locator('[role=gridcell][col-id=user_name]').first()).toBeVisible();

// Every page in both looks and both languages: kept to be looked at, and
// checked for contrast, names and roles.
test('every page, in both looks and both languages', async ({ window: page }) => {
  test.setTimeout(300_000);
  const variants = ['en', 'nl'].flatMap((language) => ['light', 'dark'].map((theme) => ({ language, theme })));
  const keep = async (name: string, { language, theme }: (typeof variants)[number]) => {
    await page.mouse.move(640, 790);
    await page.screenshot({ path: join(folder, `page-${name}-${language}-${theme}.png`), animations: 'disabled' });
    // Each look and each language once: the check takes seconds.
    if ((language === 'en') === (theme === 'light')) await accessible(page);
  };

  for (const variant of variants) {
    await choose(page, variant.language, variant.theme);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await keep('welcome', variant);
  }
  await choose(page, 'en', 'light');
  await page.getByRole('button', { name: 'Open the sample tenant' }).click();
  await rowsAreThere(page);

  for (const variant of variants) {
    await test.step(`${variant.language} ${variant.theme}`, async () => {
      await choose(page, variant.language, variant.theme);
      const tabs = page.getByRole('tab');
      for (const [index, name] of ['used', 'assigned', 'never-used', 'trials'].entries()) {
        await tabs.nth(index).click();
        await rowsAreThere(page);
        await keep(name, variant);
      }
      await tabs.first().click();
      await page.getByRole('searchbox').fill('unknown');
      await expect(page.getByText(' · ').first()).toBeVisible();
      await page.keyboard.press('Alt+ArrowLeft');
      await rowsAreThere(page);
      await keep('unknown-in-the-past', variant);
      await page.getByRole('searchbox').fill('nobody is called this');
      await expect(page.getByRole('heading', { level: 2 })).toBeVisible();
      await keep('no-match', variant);

      await page.getByRole('navigation').getByRole('button').nth(2).click();
      for (const [index, name] of ['people', 'left', 'blocked'].entries()) {
        await tabs.nth(index).click();
        await rowsAreThere(page);
        await keep(name, variant);
      }
    });
  }
});
