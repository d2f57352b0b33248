import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { heading, navigation, openList } from './page';
import { expect, ledgers, sampleLedger, test } from './program';

const pictures = join(import.meta.dirname, '..', '..', 'out', 'screenshots');
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(pictures, `frame-${name}.png`), animations: 'disabled' });

// Everything else is tested without motion, see playwright.config.ts.
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('the palette finds people, licenses, days, pages and commands', async ({ window: page }) => {
  await openList(page);
  const box = page.getByRole('combobox', { name: 'Search everything' });
  const results = page.getByRole('listbox', { name: 'Results' });
  const options = results.getByRole('option');

  await page.keyboard.press('Control+k');
  await expect(options.first()).toBeVisible();
  await accessible(page);
  await picture(page, 'palette');
  await options.nth(1).hover();
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.type('hughes'); // what moves below the pointer is not chosen by it
  await expect(options.first()).toContainText('Hughes');
  await expect(results).toHaveAttribute('aria-busy', 'false'); // all are there
  await expect(box).toHaveAttribute('aria-activedescendant', (await options.first().getAttribute('id')) ?? '');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  const name = (await options.nth(1).locator('span').nth(1).textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name })).toBeVisible();
  await expect(box).toBeHidden();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('premium');
  const license = options.filter({ hasText: /^Power Apps Premium/ });
  const counted = /(\d+) rows?/.exec((await license.textContent()) ?? '')?.[1];
  await license.click();
  await expect(page.getByText('License is Power Apps Premium', { exact: true })).toBeVisible();
  await expect(page.getByText(new RegExp(`^${counted} of [\\d,]+ rows`))).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('1/1/2020');
  await expect(options.first()).toHaveText(/Go to 1 January 2020/);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^The first reading is of /)).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('premium');
  await expect(page.getByRole('group', { name: /^Licenses on \d+ \w+ \d{4}$/ })).toBeVisible();
  const then = /(\d+) rows?/.exec((await license.textContent()) ?? '')?.[1];
  expect(then).not.toBe(counted);
  await license.click();
  await expect(page.getByText(new RegExp(`^${then} of [\\d,]+ rows`))).toBeVisible();
  await page.keyboard.press('Alt+Home');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('trials');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Trials' })).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('no such thing at all');
  await expect(page.getByText('Nothing found for “no such thing at all”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Hide or show names');
});

test('every setting holds, and is seen when the program was started again', async ({ window: page, program }) => {
  await openList(page);
  const exportMenu = () => page.getByRole('button', { name: 'More ways to export' }).click();
  await exportMenu();
  await page.getByRole('menuitem', { name: 'How CSV is written' }).click();
  await page.getByRole('menuitemradio', { name: 'Semicolon' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await exportMenu();
  await page.getByRole('menuitemradio', { name: "Those of Microsoft's download" }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+,');
  await expect(heading(page, 'Settings')).toBeVisible();
  await accessible(page);
  await picture(page, 'settings');
  const main = page.getByRole('main');
  await main.getByRole('textbox', { name: 'Name' }).fill('Our tenant');
  await page.keyboard.press('Enter');
  await main.getByRole('radio', { name: 'Plum' }).click({ force: true });
  await expect(main.getByRole('radio', { name: 'Plum' })).toBeChecked();
  await main.getByRole('switch', { name: 'Hide names' }).click();
  await expect(main.getByRole('switch', { name: 'Hide names' })).toBeFocused();
  await main.getByRole('switch', { name: 'Open the last history file' }).click();
  await main.getByRole('combobox', { name: 'Look' }).selectOption('dark');
  await main.getByRole('combobox', { name: 'Language' }).selectOption('nl');
  await program.restart(page);
  // At the Welcome page, as was chosen; from there to the page that was left.
  await page
    .getByRole('region', { name: 'Recente geschiedenisbestanden' })
    .getByRole('button', { name: /^Our tenant sample/ })
    .click();
  await expect(heading(page, 'Instellingen')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Our tenant' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Namen zijn verborgen' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-look', 'dark');
  await expect(main.getByRole('radio', { name: 'Pruim' })).toBeChecked();
  await expect(main.getByRole('switch', { name: /^Bij het starten/ })).not.toBeChecked();
  await accessible(page);
  await picture(page, 'settings-nl-dark');
  await page.getByRole('button', { name: 'Alleen pictogrammen' }).click();
  await main.getByRole('switch', { name: /^Bij het starten/ }).click();
  await main.getByRole('combobox', { name: 'Taal' }).selectOption('en');
  await program.restart(page);
  await expect(heading(page, 'Settings')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show names', exact: true })).toBeVisible();
  await navigation(page, 'User licenses').click();
  await exportMenu();
  await page.getByRole('menuitem', { name: 'How CSV is written' }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Semicolon' })).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('Escape');
  await page.getByRole('menuitem', { name: 'CSV file' }).click();
  const exports = () => (existsSync(program.downloads) ? readdirSync(program.downloads) : []);
  await expect(page.getByText(/^Saved .*\.csv with /).last()).toBeVisible(); // the name is taken before
  expect(exports()).toHaveLength(1);
  const [head] = readFileSync(join(program.downloads, exports()[0] ?? ''), 'utf8')
    .replace(/^\ufeff/, '')
    .split('\r\n');
  expect(head).toMatch(/^User name;Email address;Service;License;Assigned date;Is trial/);
});

test('the file is backed up, restored, thinned, compacted and checked', async ({ window: page, program }) => {
  await openList(page);
  await navigation(page, 'Settings').click();
  const main = page.getByRole('main');
  await main.getByRole('button', { name: 'Back up now' }).click();
  await expect(main.getByText(/^The backup is sample\.ledger\..+\.backup\./)).toBeVisible();
  expect(readdirSync(ledgers(program.home)).some((name) => name.endsWith('.backup'))).toBe(true);

  await main.getByRole('combobox', { name: 'Every reading for' }).selectOption('30');
  await main.getByRole('button', { name: 'See what would go' }).click();
  const would = main.getByText(/^\d+ readings would go and \d+ would stay\./);
  await expect(would).toBeVisible();
  const gone = /^\d+/.exec((await would.textContent()) ?? '')?.[0];
  await main.getByRole('button', { name: 'Remove readings' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove readings' }).click();
  await expect(main.getByText(new RegExp(`^${gone} readings went and \\d+ stay\\.`))).toBeVisible();

  await main.getByRole('button', { name: 'Compact' }).click();
  await expect(main.getByText(/^The file went from .+ to .+\./)).toBeVisible();
  await main.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(main.getByText('The file is sound.')).toBeVisible({ timeout: 60_000 });

  await main
    .getByRole('button', { name: /^Restore the backup of / })
    .first()
    .click();
  const dialog = page.getByRole('alertdialog', { name: 'Restore this backup?' });
  await accessible(page);
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(main.getByText(/is back\. What was here before is kept as .+before-restore/)).toBeVisible();
  await expect(main.getByRole('button', { name: /^Restore the backup of / })).toHaveCount(2);
});

test('history files are listed, taken off, put back and opened', async ({ window: page, program }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Contoso', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Close this history file' }).click();
  const list = page.getByRole('region', { name: 'Recent history files' });
  await expect(list).toContainText(/Contoso.*last read /);
  await accessible(page);
  await picture(page, 'welcome-recents');
  await list.getByRole('button', { name: 'Take Contoso off the list' }).click();
  await expect(list).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await list.getByRole('button', { name: /^Contoso/ }).click();
  await expect(page.getByRole('button', { name: 'Contoso', exact: true })).toBeVisible();
  expect(existsSync(sampleLedger(program.home))).toBe(true);
});

test('on a narrow screen and in forced colours', async ({ window: page }) => {
  await openList(page);
  await page.emulateMedia({ forcedColors: 'active' });
  await picture(page, 'forced-licenses');
  await navigation(page, 'Settings').click();
  await picture(page, 'forced-settings');
  await page.emulateMedia({ forcedColors: 'none' });
  // 1280 pixels at 400 %.
  await page.setViewportSize({ width: 320, height: 640 });
  const pages = page.getByRole('navigation').getByRole('button');
  await expect(pages).toHaveCount(8); // without the one that folds names away: there is no room for them
  for (const button of await pages.all()) {
    await button.click();
    await page.waitForTimeout(300);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('body, header, main, nav, section, p, h1, h2')].flatMap((element) => {
        if (element.closest('[role=grid], .ag-root-wrapper')) return []; // a table scrolls by itself
        const { right, width } = element.getBoundingClientRect();
        return width > 0 && right > window.innerWidth + 1
          ? [`${element.tagName} ${element.textContent?.slice(0, 40)}`]
          : [];
      }),
    );
    expect(wide).toEqual([]);
    await picture(page, `narrow-${(await button.getAttribute('aria-label')) ?? ''}`);
  }
});
