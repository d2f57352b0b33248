import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessible } from './accessible';
import { banner, cells, dialog, footer, heading, navigation, rowsIn } from './page';
import { expect, ledgers, sampleLedger, test, wholeAtOnce } from './program';

test.describe('with nothing there', () => {
  test.use({ sample: wholeAtOnce });

  test('from the Welcome page to a workbook', async ({ window: page, program }) => {
    await test.step('the sample opens with one click', async () => {
      await expect(page.getByRole('heading', { level: 2 })).toHaveText([
        'Try it with a sample tenant',
        'Start with files you can download now',
        /^Connect your tenant/,
        'Open a history file',
      ]);
      await accessible(page);
      await page.getByRole('button', { name: 'Open the sample tenant' }).click();
      await expect(heading(page, 'Overview')).toBeVisible({ timeout: 90_000 });
      await navigation(page, 'User licenses').click();
      await expect(page.getByText('Sample', { exact: true })).toBeVisible();
      await expect(cells(page, 'user_name').first()).toBeVisible();
      await accessible(page);
    });

    await test.step('the list says who is Unknown', async () => {
      await expect(page.getByText(/^\d+ Unknown: \d+ left/)).toBeVisible();
      // At the pace of the pause that the box waits for, letters must not get lost.
      await page.getByRole('searchbox').pressSequentially('unknown', { delay: 118 });
      await expect(page.getByRole('searchbox')).toHaveValue('unknown');
      await expect(
        cells(page, 'user_name')
          .getByText(/^ · was .+, left /)
          .first(),
      ).toBeVisible();
      await page.getByRole('searchbox').fill('');
      await expect(footer(page)).not.toContainText(' of ');
    });

    await test.step('sorting turns the list round', async () => {
      const header = page.getByRole('columnheader', { name: /^User name/ });
      await header.click();
      await expect(header).toHaveAttribute('aria-sort', 'ascending');
      await expect(cells(page, 'user_name').first()).toBeVisible();
      const first = await page.locator('[row-index="0"] [col-id=user_name]').textContent();
      await header.click();
      await expect(header).toHaveAttribute('aria-sort', 'descending');
      await expect(page.locator('[row-index="0"] [col-id=user_name]')).not.toHaveText(first ?? '');
      await header.click();
      await expect(header).toHaveAttribute('aria-sort', 'none');
    });

    await test.step('a filter reads as a sentence, and counts right', async () => {
      await page.getByRole('button', { name: 'Filter', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Department' }).click();
      const value = page.getByRole('checkbox', { name: 'Sales' });
      await value.click();
      await expect(page.getByText('Department is Sales')).toBeVisible();
      const counted = await page
        .getByRole('group', { name: 'Values of Department' })
        .getByText(/^\d+$/)
        .allTextContents();
      await page.getByRole('button', { name: 'Done' }).click();
      const shown = /^(\d+) of/.exec((await footer(page).textContent()) ?? '')?.[1];
      expect(counted).toContain(shown);
    });

    await test.step('a day back keeps the filter and says so', async () => {
      await page.keyboard.press('Alt+ArrowLeft');
      await expect(banner(page)).toBeVisible();
      await expect(page.getByText('Department is Sales')).toBeVisible();
      await page.getByRole('button', { name: 'Back to today' }).click();
      await expect(banner(page)).toBeHidden();
      await page.getByRole('button', { name: 'Remove filter: Department is Sales' }).click();
      await expect(footer(page)).not.toContainText(' of ');
    });

    await test.step('the last row is reached by keyboard', async () => {
      const rows = rowsIn(await footer(page).textContent());
      await cells(page, 'user_name').first().click();
      await page.keyboard.press('Control+End');
      await expect(
        page
          .locator(`[row-index="${rows - 1}"]`)
          .getByRole('gridcell')
          .first(),
      ).toBeVisible();
      await page.keyboard.press('Control+Home');
    });

    await test.step('every view of both pages shows something', async () => {
      for (const view of ['All assigned', 'Never seen in use', 'Trials']) {
        await page.getByRole('tab', { name: view }).click();
        await expect(footer(page)).toBeVisible();
        await expect(cells(page, 'user_name').first()).toBeVisible();
      }
      await navigation(page, 'People').click();
      await expect(page.getByText(/^[\d,]+ people$/)).toBeVisible();
      await page.getByRole('tab', { name: 'Left' }).click();
      await expect(cells(page, 'user_name').getByText('Unknown').first()).toBeVisible();
      await navigation(page, 'User licenses').click();
      await page.getByRole('tab', { name: 'Used' }).click();
    });

    await test.step('sync reads one more day', async () => {
      const before = await page.getByRole('slider').getAttribute('aria-valuemax');
      await page.getByRole('button', { name: 'Sync' }).click();
      await expect(page.getByText(/^Sync is done/).last()).toBeVisible({ timeout: 60_000 });
      await expect(page.getByRole('slider')).toHaveAttribute('aria-valuemax', String(Number(before) + 1));
    });

    await test.step('one click makes a workbook of what is shown', async () => {
      await page.getByRole('button', { name: 'Export to Excel' }).click();
      const saved = page.getByText(/^Saved SAMPLE Contoso user licenses .*\.xlsx with /).last();
      await expect(saved).toBeVisible();
      const [, rows] = /with ([\d,]+) rows/.exec((await saved.textContent()) ?? '') ?? [];
      // Until then the table may have shown the day before the sync.
      await expect(footer(page)).toContainText(new RegExp(`^${rows} rows`));
      await expect(page.getByRole('button', { name: 'Show in folder' })).toBeVisible();
      const [file] = readdirSync(program.downloads).filter((name) => name.endsWith('.xlsx'));
      expect(file).toMatch(/^SAMPLE Contoso user licenses \d{4}-\d\d-\d\d\.xlsx$/);
      expect(
        readFileSync(join(program.downloads, file ?? ''))
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
    });

    await test.step('CSV stands behind the arrow, and replaces nothing', async () => {
      for (const name of [/user licenses [\d-]+\.csv$/, /user licenses [\d-]+ \(2\)\.csv$/]) {
        await page.getByRole('button', { name: 'More ways to export' }).click();
        await page.getByRole('menuitem', { name: /^CSV, as/ }).click();
        await expect.poll(() => readdirSync(program.downloads).some((file) => name.test(file))).toBe(true);
        await expect(page.getByText(/\.csv with /).last()).toBeVisible();
      }
    });

    await test.step('Dutch and dark, and they stay', async () => {
      await page.getByRole('button', { name: 'Quick settings' }).click();
      await page.getByRole('menuitemradio', { name: 'Nederlands' }).click();
      await page.getByRole('menuitemradio', { name: 'Donker' }).click();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('heading', { name: 'Gebruikerslicenties' })).toBeVisible();
      await expect(page.getByText(/^[\d.]+ regels, [\d.]+ personen, [\d.]+ licenties$/)).toBeVisible();
      await expect(page.getByRole('columnheader', { name: /^Toegewezen op/ })).toBeVisible();
      await accessible(page);
      await page.reload(); // it opens where it was left
      await expect(page.getByRole('heading', { name: 'Gebruikerslicenties' })).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('data-look', 'dark');
    });

    await test.step('the sample goes with one click', async () => {
      await page.getByRole('button', { name: 'Contoso' }).click();
      await page.getByRole('menuitem', { name: 'De voorbeeldtenant verwijderen' }).click();
      await expect(page.getByRole('heading', { name: 'Probeer het met een voorbeeldtenant' })).toBeVisible();
      expect(existsSync(sampleLedger(program.home))).toBe(false);
    });
  });
});

test.describe('downloaded files', () => {
  const header = 'User name,Email address,Service,License,Assigned date,Is trial\n';
  const jane = 'Jane Doe,jane@contoso.com,PowerApps for Office 365,Office 365 E1,2/21/2017,\n';
  test.use({
    pick: {
      '2017-03-01 active user licenses.csv': `${header}${jane}John Doe,john@contoso.com,Flow Trial,Flow Trial,1/15/2017,Yes\n`,
      '2017-04-01 active user licenses.csv': `${header}${jane}Unknown,Unknown,Flow Trial,Flow Trial,1/15/2017,Yes\n`,
    },
  });

  test('tell who Unknown probably was', async ({ window: page }) => {
    await page.getByRole('button', { name: 'Choose files…' }).click();
    await dialog(page).getByRole('button', { name: 'Import 2 files' }).click();
    await navigation(page, 'User licenses').click({ timeout: 30_000 });
    await expect(footer(page)).toHaveText('2 rows, 2 people, 2 licenses');
    await expect(cells(page, 'user_name').filter({ hasText: 'Unknown' })).toContainText('probably John Doe');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(page.getByText('You are looking at 1 March 2017.')).toBeVisible();
    await expect(cells(page, 'user_name').filter({ hasText: 'John Doe' })).toHaveText('John Doe');
    await page.getByRole('tab', { name: 'All assigned' }).click();
    await expect(page.getByRole('heading', { name: 'Not read yet' })).toBeVisible();
  });
});

test.describe('a file that is no list', () => {
  test.use({ pick: { 'holiday plans.csv': '<html><body>Texel, July</body></html>' } });

  test('is refused with a sentence, and nothing is left behind', async ({ window: page, program }) => {
    await page.getByRole('button', { name: 'Choose files…' }).click();
    await expect(dialog(page)).toContainText('It is a web page');
    await expect(dialog(page).getByRole('button', { name: 'Import', exact: true })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('heading', { name: 'Try it with a sample tenant' })).toBeVisible();
    expect(existsSync(join(ledgers(program.home), 'tenant.ledger'))).toBe(false);
  });
});

test.describe('a file that is no history file', () => {
  test.use({ pick: { 'notes.ledger': 'not a database' } });

  test('is refused with a sentence', async ({ window: page }) => {
    await page.getByRole('button', { name: 'Open…' }).click();
    await expect(page.getByRole('alert')).toContainText('This is not a history file');
  });
});
