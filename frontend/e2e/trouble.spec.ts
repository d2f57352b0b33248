import { execFileSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { cells, footer, heading, navigation, openList, openSample } from './page';
import { expect, type Program, sampleLedger, test } from './program';

// What a person is told when something happens to the file behind the window's
// back, or when the program itself stumbles.

const notice = (page: Page, text: string | RegExp) => page.getByRole('alert').filter({ hasText: text });

test.describe('a history file that is gone', () => {
  test('is told at the first thing to be kept, and goes on once it is back', async ({ window: page, program }) => {
    await openSample(page);
    const file = sampleLedger(program.home);
    await navigation(page, 'History').click();
    const detail = page.getByRole('region', { name: /^Reading of/ });
    const label = detail.getByRole('textbox', { name: 'Label' });
    await expect(label).toBeVisible();
    renameSync(file, `${file}.moved`);

    await test.step('nothing is written in its place', async () => {
      await label.fill('before the move');
      await page.keyboard.press('Enter');
      const told = notice(page, 'The history file is gone');
      await expect(told).toContainText('Put it back, or open it where it lies now.');
      await expect(told.getByRole('button', { name: 'Open another file' })).toBeVisible();
      expect(existsSync(file)).toBe(false);
      await accessible(page);
    });

    await test.step('what was read can be looked at', async () => {
      await navigation(page, 'User licenses').click();
      await expect(cells(page, 'user_name').first()).toBeVisible();
      await expect(footer(page)).toBeVisible();
    });

    await test.step('put back, it is as before', async () => {
      renameSync(`${file}.moved`, file);
      await navigation(page, 'History').click();
      await label.fill('after the move');
      await page.keyboard.press('Enter');
      await expect(cells(page, 'note').filter({ hasText: 'after the move' })).toBeVisible();
      await expect(notice(page, 'The history file is gone')).toBeHidden();
    });
  });
});

// another lets a second process work on the file that is open in the window.
const another = (program: Program, ...args: string[]) =>
  execFileSync(process.env.LICENSELEDGER_DEV_PROGRAM ?? '', args, { env: program.environment, stdio: 'pipe' });

test('a list that another process changed is read again, where it was', async ({ window: page, program }) => {
  await openList(page);
  await page.getByRole('columnheader', { name: /^License/ }).click();
  await expect(page.getByRole('columnheader', { name: /^License/ })).toHaveAttribute('aria-sort', 'ascending');
  const all = await footer(page).textContent();
  const row = (index: number) => page.locator(`[role=row][row-index="${index}"]`);
  const name = (index: number) => row(index).locator('[col-id=user_name]');
  await cells(page, 'user_name').first().hover();
  const scroll = (rows: number) => page.mouse.wheel(0, rows * 32);

  await scroll(150);
  await expect(row(155).locator('[col-id=email_address]')).toContainText('@');
  const address = await row(155).locator('[col-id=email_address]').innerText();
  await page.getByRole('searchbox').fill(address); // it finds them, and what comes later is no accident
  await expect(footer(page)).toHaveText(/^[1-9]\d* of /);
  await page.getByRole('searchbox').fill('');
  await expect(footer(page)).toHaveText(all ?? '');
  await cells(page, 'user_name').first().hover();
  await scroll(150);
  await expect(row(155).locator('[col-id=email_address]')).toHaveText(address);
  another(program, 'forget', sampleLedger(program.home), address);

  await test.step('at the next rows that are not there yet', async () => {
    await scroll(250);
    await expect(name(405)).toBeVisible();
    await expect(name(405)).not.toBeEmpty();
    await expect(footer(page)).toHaveText(all ?? '');
    await expect(page.getByRole('columnheader', { name: /^License/ })).toHaveAttribute('aria-sort', 'ascending');
    await expect(page.getByRole('alert')).toBeHidden();
  });

  await test.step('without whom the other one forgot', async () => {
    await page.getByRole('searchbox').fill(address);
    await expect(page.getByText(/^0 of /)).toBeVisible();
  });
});

test.describe('a bound method that panics', () => {
  test.use({ opens: ['panic'] });

  test('rejects its call; the page says so and goes on', async ({ window: page }) => {
    const answer = await page.evaluate(() =>
      (window as unknown as Bound).go.desktop.Window.PickImportFiles().then(
        () => 'resolved',
        (reason) => String(reason),
      ),
    );
    expect(answer).toContain('"code":"internal","op":"choose files"');

    await page.getByRole('button', { name: 'Choose files…' }).click();
    await expect(notice(page, 'License Ledger stumbled over itself')).toBeVisible();
    await accessible(page);
    await openSample(page);
    await expect(heading(page, 'Overview')).toBeVisible();
  });
});

interface Bound {
  go: { desktop: { Window: { PickImportFiles(): Promise<string[]> } } };
}
