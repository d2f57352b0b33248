import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { dialog, heading, navigation, openList, openSample } from './page';
import { drop, expect, ledgers, test } from './program';

const shots = join(import.meta.dirname, '..', '..', 'out', 'screenshots');
const keep = (page: Page, name: string) =>
  page.screenshot({ path: join(shots, `choices-${name}.png`), animations: 'disabled' });

const users =
  'Display name,User principal name,Object Id,When created,Soft deletion time stamp,Department,Usage location,Block credential,Licenses,Proxy addresses,First name\n';
const active = `${users}Jane Doe,jane@contoso.com,00000000-0000-0000-0000-000000000001,2022-01-10 09:00:00Z,,Sales,NL,False,Office 365 E3,SMTP:jane@contoso.com,Jane\n`;
const deleted = `${users}Jonathan Quixote,jq@contoso.com,00000000-0000-0000-0000-000000000004,2022-01-10 09:00:00Z,2023-05-20 10:00:00Z,Legal,NL,False,Unlicensed,,Jonathan\n`;

// The folder of a picked file is what the dialog for folders answers with.
test.use({ pick: { 'here.txt': '' } });

test('what is kept of people and where new files go are chosen, and hold', async ({ window: page, program }) => {
  const main = page.getByRole('main');
  const activity = main.getByRole('combobox', { name: 'Use of licenses' });
  const names = main.getByRole('combobox', { name: 'Names of people who left' });
  const asked = page.getByRole('alertdialog');
  const picked = join(program.home, 'picked');

  await test.step('nothing is chosen at first; to keep less is asked', async () => {
    await openSample(page);
    await page.keyboard.press('Control+,');
    await expect(names).toHaveValue('unchosen');
    await expect(activity).toHaveValue('month');
    await activity.selectOption('Not at all');
    await expect(asked).toContainText('is forgotten, for good');
    await accessible(page);
    await keep(page, 'asked');
    await asked.getByRole('button', { name: 'Keep less' }).click();
    await expect(main.getByText('Done. It holds from now on.')).toBeVisible();
    await main.getByRole('button', { name: 'Change…' }).click();
    await expect(main.getByText(picked, { exact: true })).toBeVisible();
  });

  await test.step('both hold when the program was started again', async () => {
    await program.restart(page);
    await expect(heading(page, 'Settings')).toBeVisible();
    await expect(activity).toHaveValue('none');
    await expect(names).toHaveValue('unchosen');
    await expect(main.getByText(picked, { exact: true })).toBeVisible();
  });

  await test.step('a new history file lies in the chosen folder', async () => {
    await page.getByRole('button', { name: 'Contoso', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Close this history file' }).click();
    await drop(page, program, { 'users 2023-06-01.csv': active, 'deleted 2023-06-01.csv': deleted });
    await dialog(page).getByRole('button', { name: 'Import 2 files' }).click();
    await expect(heading(page, 'Overview')).toBeVisible({ timeout: 30_000 });
    expect(existsSync(join(picked, 'tenant.ledger'))).toBe(true);
    expect(existsSync(join(ledgers(program.home), 'tenant.ledger'))).toBe(false);
  });

  // What lies in the folder of the history file, in lower case.
  const bytes = () =>
    readdirSync(picked)
      .map((file) => readFileSync(join(picked, file), 'latin1').toLowerCase())
      .join('\n');

  await test.step('a name whose time is over goes, once that was chosen', async () => {
    expect(bytes()).toContain('jonathan quixote');
    await page.keyboard.press('Control+,');
    await names.selectOption('13 months');
    await expect(asked).toContainText('1 person left longer ago.');
    await keep(page, 'names');
    await asked.getByRole('button', { name: 'Erase names' }).click();
    await expect(main.getByText('1 person who left was forgotten, and the file was written anew.')).toBeVisible();
    expect(bytes()).not.toContain('quixote');
    expect(bytes()).not.toContain('jq@contoso.com');
    await program.restart(page);
    await expect(names).toHaveValue('13');
    await navigation(page, 'People').click();
    await page.getByRole('tab', { name: 'Left' }).click();
    await expect(page.getByText(/^Unknown · erased/).first()).toBeVisible();
    await expect(page.getByText(/Quixote/)).toHaveCount(0);
  });
});

test('a summary tells the change since a day, also when the program was started again', async ({
  window: page,
  program,
}) => {
  await openList(page);
  await page.getByRole('button', { name: 'Summarize' }).click();
  const summary = page.getByRole('complementary', { name: 'Summary' });
  const since = summary.getByRole('combobox', { name: 'Change since' });
  await since.selectOption({ value: 'monthEnd' });
  const change = summary.getByRole('columnheader', { name: 'Change' });
  await change.getByRole('button').click();
  await expect(change).toHaveAttribute('aria-sort', 'descending');
  const first = () =>
    summary
      .getByRole('row')
      .nth(1)
      .getByRole('cell')
      .filter({ hasText: /^[+−-]\d+$/ });
  await expect(first()).toHaveText(/^\+\d+$/);
  await accessible(page);
  await keep(page, 'summary');
  const told = await first().textContent();
  await program.restart(page);
  await expect(since).toHaveValue('monthEnd');
  await change.getByRole('button').click();
  await expect(first()).toHaveText(told ?? '');
});
