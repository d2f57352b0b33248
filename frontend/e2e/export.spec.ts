import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { banner, cells, footer, navigation, openList, rowsIn } from './page';
import { expect, ledgers, sampleLedger, test } from './program';

const readings = async (page: Page) => Number(await page.getByRole('slider').getAttribute('aria-valuemax'));

const behindTheArrow = async (page: Page, role: 'menuitem' | 'menuitemradio', name: string | RegExp) => {
  await page.getByRole('button', { name: 'More ways to export' }).click();
  await page.getByRole(role, { name }).click();
};

test.describe('an export', () => {
  // The answer of the system's dialog is a path; the file of that name is not wanted.
  test.use({ pick: { 'Licenses for Ann.xlsx': 'theirs' } });

  test('is what is seen, where files went last, and says so', async ({ window: page, program }) => {
    await openList(page);
    const picked = join(program.home, 'picked');
    const files = (folder: string) => readdirSync(folder).filter((name) => !name.startsWith('.'));

    await test.step('filter, search and day are those of the table', async () => {
      await page.getByRole('searchbox').fill('premium');
      await expect(footer(page)).toContainText(' of ');
      await page.keyboard.press('Alt+ArrowLeft');
      await expect(banner(page)).toBeVisible();
      await expect(footer(page)).toContainText(' of ');
      const rows = rowsIn(await footer(page).textContent());
      await behindTheArrow(page, 'menuitem', 'CSV file');
      await expect(page.getByText(/^Saved SAMPLE Contoso user licenses .*\.csv with /).last()).toContainText(
        `with ${rows.toLocaleString('en')} rows in your Downloads folder.`,
      );
      const [name = ''] = files(program.downloads);
      expect(name).toMatch(/^SAMPLE Contoso user licenses \d{4}-\d\d-\d\d\.csv$/);
      const lines = readFileSync(join(program.downloads, name), 'utf8').trimEnd().split('\r\n');
      expect(lines.length - 1).toBe(rows);
      expect(lines[0]).toContain('Status');
      await page.getByRole('button', { name: 'Back to today' }).click();
      await page.getByRole('searchbox').fill('');
    });

    await test.step('its columns are those of the table, in their order', async () => {
      const before = new Set(files(program.downloads));
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('checkbox', { name: 'Service', exact: true }).press('Space');
      await expect(page.getByRole('checkbox', { name: 'Service', exact: true })).not.toBeChecked();
      await page.getByRole('checkbox', { name: 'License', exact: true }).press('Alt+ArrowUp');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('columnheader', { name: /^Service/ })).toBeHidden();
      await behindTheArrow(page, 'menuitem', 'CSV file');
      const name = await expect
        .poll(() => files(program.downloads).find((one) => !before.has(one)))
        .toBeTruthy()
        .then(() => files(program.downloads).find((one) => !before.has(one)) ?? '');
      const [head = ''] = readFileSync(join(program.downloads, name), 'utf8')
        .replace(/^\ufeff/, '')
        .split('\r\n');
      expect(head.split(',').slice(0, 3)).toEqual(['User name', 'License', 'Email address']);
      expect(head.split(',')).not.toContain('Service');
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('button', { name: 'Usual columns' }).click();
      await page.getByRole('button', { name: 'Done' }).click();
    });

    await test.step('who an Unknown row was is told in columns at the end', async () => {
      const before = new Set(files(program.downloads));
      await page.getByRole('searchbox').fill('unknown');
      // Which row comes first depends on the day that the sample ends with.
      const seen = await cells(page, 'user_name').filter({ hasText: 'Unknown · was ' }).first().innerText();
      await behindTheArrow(page, 'menuitem', 'CSV file');
      const added = () => files(program.downloads).find((one) => !before.has(one));
      await expect.poll(added).toBeTruthy();
      const [head = '', ...rows] = readFileSync(join(program.downloads, added() ?? ''), 'utf8').split('\r\n');
      const was = head.split(',').indexOf('Last known name');
      expect(head.split(',').slice(was, was + 2)).toEqual(['Last known name', 'How sure']);
      const named = rows.filter((row) => seen.includes(`was ${row.split(',')[was] || 'nobody'}`));
      expect(named.length).toBeGreaterThan(0);
      for (const row of named) expect(row).toMatch(/^Unknown,Unknown,/);
      await page.getByRole('searchbox').fill('');
      await expect(footer(page)).not.toContainText(' of ');
    });

    await test.step('options stay over a restart of the page', async () => {
      await behindTheArrow(page, 'menuitem', 'How CSV is written');
      await expect(page.getByRole('menuitemradio', { name: 'Semicolon' })).toBeVisible();
      await accessible(page);
      await page.getByRole('menuitemradio', { name: 'Semicolon' }).click();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.reload();
      await navigation(page, 'User licenses').click();
      await expect(footer(page)).toBeVisible();
      await behindTheArrow(page, 'menuitem', 'How CSV is written');
      await expect(page.getByRole('menuitemradio', { name: 'Semicolon' })).toHaveAttribute('aria-checked', 'true');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    });

    await test.step('the folder chosen once is that of the next export', async () => {
      await behindTheArrow(page, 'menuitem', 'Save as…');
      await expect(page.getByText('Saved Licenses for Ann.xlsx').last()).toContainText('in the folder picked.');
      expect(readFileSync(join(picked, 'Licenses for Ann.xlsx')).subarray(0, 2).toString()).toBe('PK');
      for (const number of ['', ' (2)']) {
        await page.getByRole('button', { name: 'Export to Excel' }).click();
        await expect
          .poll(() => files(picked).some((name) => name.startsWith('SAMPLE') && name.endsWith(`${number}.xlsx`)))
          .toBe(true);
        await expect(page.getByRole('button', { name: 'Show in folder' })).toBeVisible();
      }
      await page.getByRole('button', { name: 'More ways to export' }).click();
      await expect(page.getByText('Goes to the folder picked.')).toBeVisible();
      await page.keyboard.press('Escape');
    });

    await test.step('a folder that is gone is told, and Downloads takes its place', async () => {
      rmSync(picked, { recursive: true });
      writeFileSync(picked, 'a file where the folder was');
      await page.getByRole('button', { name: 'Export to Excel' }).click();
      await expect(page.getByText(/used last, is not there or cannot be written\.$/)).toBeVisible();
      await expect(page.getByText(/in your Downloads folder\.$/).last()).toBeVisible();
      expect(files(program.downloads).filter((name) => name.endsWith('.xlsx'))).toHaveLength(1);
    });
  });
});

test.describe('a list that is handed out', () => {
  test('is a folder of files that name nobody, chosen by keyboard alone', async ({ window: page, program }) => {
    await openList(page);
    const rows = rowsIn(await footer(page).textContent());
    const shown = await cells(page, 'user_name').allInnerTexts();

    await test.step('several files and pseudonyms are chosen in the menu, and the button says so', async () => {
      await page.getByRole('button', { name: 'More ways to export' }).focus();
      await page.keyboard.press('Enter');
      const split = page.getByRole('menuitem', { name: 'One file per…' });
      await expect(split).toBeVisible();
      for (let n = 0; n < 20 && !(await split.evaluate((item) => item === document.activeElement)); n++)
        await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      const department = page.getByRole('menuitemradio', { name: 'Department' });
      await expect(department).toBeVisible();
      await accessible(page);
      while (!(await department.evaluate((item) => item === document.activeElement)))
        await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: 'More ways to export' })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(split).toBeVisible();
      await page.keyboard.press('End');
      await expect(page.getByRole('menuitemcheckbox', { name: 'Pseudonyms instead of names' })).toBeFocused();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: 'Several files, with pseudonyms' })).toBeVisible();
    });

    await test.step('the folder has every row once, and no name of the table', async () => {
      await behindTheArrow(page, 'menuitem', 'CSV files');
      await expect(
        page
          .getByText(new RegExp(`^Saved ${rows.toLocaleString('en')} rows in \\d+ files in the folder SAMPLE `))
          .last(),
      ).toBeVisible();
      const [name = ''] = readdirSync(program.downloads).filter((one) => one.startsWith('SAMPLE'));
      expect(name).toMatch(/ per department pseudonyms$/);
      const folder = join(program.downloads, name);
      const files = readdirSync(folder);
      const text = files.map((file) => `${file}\n${readFileSync(join(folder, file), 'utf8')}`);
      const lines = text.map((one) => one.trimEnd().split('\r\n').length - 1);
      const index = files.indexOf('index.csv');
      expect(lines.reduce((sum, n) => sum + n, 0) - (lines[index] ?? 0)).toBe(rows);
      expect(lines[index]).toBe(files.length - 1);
      for (const person of shown.filter((one) => !one.startsWith('Unknown'))) expect(text.join()).not.toContain(person);
      expect(text.join()).toContain('@example.invalid');
    });

    await test.step('both stay over a restart of the page', async () => {
      await page.reload();
      await navigation(page, 'User licenses').click();
      await expect(page.getByRole('button', { name: 'Several files, with pseudonyms' })).toBeVisible();
    });
  });
});

test.describe('the whole sample', () => {
  test.use({ sample: '1000x400x20' });

  test('is used while its older days fill in, and goes with one click meanwhile', async ({ window: page, program }) => {
    await openList(page);
    const filling = page.getByText('Filling in older days of the sample').last();
    await expect(filling).toBeVisible();
    expect(await readings(page)).toBeLessThanOrEqual(20);
    await accessible(page);

    await test.step('the person looks, filters and exports meanwhile', async () => {
      await page.getByRole('searchbox').fill('premium');
      await expect(footer(page)).toContainText(' of ');
      await page.getByRole('button', { name: 'Export to Excel' }).click();
      await expect(page.getByText(/^Saved SAMPLE /).last()).toBeVisible();
      await page.getByRole('searchbox').fill('');
      await expect(filling).toBeVisible();
    });

    await test.step('Cancel keeps what is there, and it goes on when wanted', async () => {
      const bar = page.getByText(/older days were not filled in\.$/).last();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await expect(bar).toBeVisible();
      await page.reload();
      await expect(bar).toBeVisible();
      expect(existsSync(`${sampleLedger(program.home)}.filling`)).toBe(false);
      await page.getByRole('button', { name: 'Fill in the rest' }).click();
      await expect(filling).toBeVisible();
    });

    await test.step('one click removes it', async () => {
      await page.getByRole('button', { name: 'Contoso' }).click();
      await page.getByRole('menuitem', { name: 'Remove the sample tenant' }).click();
      await expect(page.getByRole('heading', { name: 'Try it with a sample tenant' })).toBeVisible();
      // What stays is the list of tenants, and nothing is on it.
      expect(readdirSync(ledgers(program.home), { recursive: true })).toEqual(['tenants']);
    });
  });
});
