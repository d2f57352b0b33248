import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { cells, dialog } from './page';
import { drop, expect, test } from './program';

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

const rowsAreThere = (page: Page) => expect(cells(page, 'user_name').first()).toBeVisible();

const header = 'User name,Email address,Service,License,Assigned date,Is trial\n';
const lists = {
  'portal.csv': `${header}${Array.from({ length: 60 }, (_, i) => `Guest ${i},guest${i}@contoso.com,Power Apps for Office 365,Office 365 E3,2/21/2026,`).join('\n')}\n`,
  'ambiguous 2026-01-31.csv': `${header}Jane Doe,jane.doe@contoso.com,Power Apps for Office 365,Office 365 E3,03/04/2025,\n`,
  'sign-in page.csv': '<html></html>',
} as const;

// Every page, each look and each language once: kept to be looked at, and checked for
// contrast, names and roles. "go run ./build pictures" takes all looks in all languages.
for (const [language, theme] of [
  ['en', 'light'],
  ['nl', 'dark'],
] as const) {
  test(`every page, ${theme}, in ${language}`, async ({ window: page, program }) => {
    const keep = async (name: string) => {
      await page.mouse.move(640, 790);
      await page.screenshot({ path: join(folder, `page-${name}-${language}-${theme}.png`), animations: 'disabled' });
      await accessible(page);
    };

    await choose(page, language, theme);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await keep('welcome');
    await page.getByRole('button', { name: /^(Open the sample tenant|Voorbeeldtenant openen)$/ }).click();
    await expect(page.getByRole('region').nth(3).getByRole('button').first()).toBeVisible({ timeout: 60_000 });

    await expect(page.getByRole('region').nth(2).getByRole('listitem').first()).toBeVisible();
    await keep('overview');
    await page.getByRole('navigation').getByRole('button').nth(2).click();
    const tabs = page.getByRole('tab');
    for (const [index, name] of ['used', 'assigned', 'never-used', 'trials'].entries()) {
      await tabs.nth(index).click();
      await rowsAreThere(page);
      await keep(name);
    }
    await tabs.first().click();
    await page.getByRole('searchbox').fill('unknown');
    await expect(page.getByText(' · ').first()).toBeVisible();
    await page.keyboard.press('Alt+ArrowLeft');
    await rowsAreThere(page);
    await keep('unknown-in-the-past');
    await page.getByRole('searchbox').fill('nobody is called this');
    await expect(page.getByRole('heading', { level: 2 })).toBeVisible();
    await keep('no-match');

    await page.getByRole('searchbox').fill('');
    await page.keyboard.press('Alt+Home');
    await drop(page, program, lists);
    await expect(dialog(page).getByRole('radio').first()).toBeVisible();
    await keep('import');
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();

    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Changes|Wijzigingen/ })
      .click();
    await expect(page.getByRole('gridcell').first()).toBeVisible();
    await keep('changes');
    await tabs.nth(1).click();
    if (language === 'en' && theme === 'light') await keep('compare-start');
    await drop(page, program, { 'portal.csv': lists['portal.csv'] });
    await dialog(page).getByRole('button').last().click();
    await expect(page.getByRole('gridcell').first()).toBeVisible({ timeout: 30_000 });
    await keep('compare');

    await page
      .getByRole('navigation')
      .getByRole('button', { name: /People|Personen/ })
      .click();
    for (const [index, name] of ['people', 'left', 'blocked', 'guests', 'unknown'].entries()) {
      await tabs.nth(index).click();
      await rowsAreThere(page);
      await keep(name);
      if (name !== 'left') continue;
      await cells(page, 'user_name').first().click();
      await page.keyboard.press('Enter');
      await expect(dialog(page).getByRole('listitem').first()).toBeVisible();
      await keep('person');
      await page.keyboard.press('Escape');
      await expect(dialog(page)).toBeHidden();
    }

    await page
      .getByRole('navigation')
      .getByRole('button', { name: /History|Geschiedenis/ })
      .click();
    await expect(page.getByRole('gridcell').first()).toBeVisible();
    await keep('history');
    await page.getByRole('navigation').getByRole('button').last().click();
    await expect(page.getByRole('main').getByRole('radio').first()).toBeVisible();
    await keep('settings');
  });
}
