import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { cells, dialog, footer, heading, navigation } from './page';
import { drop, expect, ledgers, test } from './program';

const folder = join(import.meta.dirname, '..', '..', 'out', 'screenshots');

const users =
  'Display name,User principal name,Object Id,When created,Soft deletion time stamp,Department,Usage location,Block credential,Licenses,Proxy addresses,First name\n';
const active =
  `${users}Jane Doe,jane@contoso.com,00000000-0000-0000-0000-000000000001,2022-01-10 09:00:00Z,,Sales,NL,False,Office 365 E3,SMTP:jane@contoso.com,Jane\n` +
  'Max Vance,max@contoso.com,00000000-0000-0000-0000-000000000002,2022-01-10 09:00:00Z,,Finance,NL,True,Office 365 E3,SMTP:max@contoso.com,Max\n' +
  'Zoë Roe,zoe@contoso.com,00000000-0000-0000-0000-000000000003,2022-02-11 09:00:00Z,,,NL,False,Unlicensed,SMTP:zoe@contoso.com,Zoë\n';
const deleted = `${users}John Doe,john@contoso.com,00000000-0000-0000-0000-000000000004,2022-01-10 09:00:00Z,2023-05-20 10:00:00Z,Legal,NL,False,Unlicensed,,John\n`;

const header = 'User name,Email address,Service,License,Assigned date,Is trial\n';
const list = (...rows: string[]) => `${header}${rows.join('\n')}\n`;
const row = (name: string, date: string, license = 'Office 365 E1') =>
  `${name},${name === 'Unknown' ? 'Unknown' : `${name.split(' ')[0]?.toLowerCase()}@contoso.com`},PowerApps for Office 365,${license},${date},`;

const keep = (page: Page, name: string) =>
  page.screenshot({ path: join(folder, `files-${name}.png`), animations: 'disabled' });

test('two dropped files give the list with departments, blocked accounts and leavers', async ({
  window: page,
  program,
}) => {
  await test.step('the Welcome page says where to get them', async () => {
    await expect(page.getByRole('heading', { level: 3 })).toHaveText([
      'Active users',
      'Deleted users',
      'License downloads',
      'The list of user licenses',
    ]);
  });

  await test.step('they are shown before anything is kept', async () => {
    await drop(page, program, {
      'users 2023-06-01.csv': active,
      'deleted 2023-06-01.csv': deleted,
      'plans.csv': '<html><body>Sign in</body></html>',
    });
    await expect(dialog(page).getByRole('heading', { name: 'Import 3 files' })).toBeVisible();
    await expect(dialog(page)).toContainText('Active users, exported from the Microsoft 365 admin center');
    await expect(dialog(page)).toContainText('Deleted users, exported from the Microsoft 365 admin center');
    await expect(dialog(page)).toContainText('3 people');
    await expect(dialog(page).getByText('Of 1 June 2023, by the name of the file').first()).toBeVisible();
    await expect(dialog(page).getByText('Cannot be used')).toBeVisible();
    await keep(page, 'preview');
    await accessible(page);
    expect(existsSync(join(ledgers(program.home), 'tenant.ledger'))).toBe(false);
  });

  await test.step('the good ones are imported', async () => {
    await dialog(page).getByRole('button', { name: 'Import 2 files' }).click();
    await expect(heading(page, 'Overview')).toBeVisible({ timeout: 30_000 });
    await navigation(page, 'User licenses').click();
    await expect(cells(page, 'user_name').filter({ hasText: 'Jane Doe' }).first()).toBeVisible();
  });

  await test.step('who is blocked and who left is there', async () => {
    await navigation(page, 'People').click();
    await expect(cells(page, 'department').filter({ hasText: 'Sales' })).toBeVisible();
    await expect(cells(page, 'status').filter({ hasText: 'Sign-in blocked' })).toBeVisible();
    await keep(page, 'people');
    await page.getByRole('tab', { name: 'Blocked' }).click();
    await expect(cells(page, 'user_name').filter({ hasText: 'Max Vance' }).first()).toBeVisible();
    await page.getByRole('tab', { name: 'Left' }).click();
    await expect(cells(page, 'user_name').first()).toHaveText('Unknown · was John Doe');
    await expect(cells(page, 'status_since').first()).toHaveText('20/05/2023');
    await expect(cells(page, 'restorable_until').first()).toHaveText('19/06/2023');
    await keep(page, 'left');
  });

  await test.step('Enter on a row tells how that is known', async () => {
    await cells(page, 'user_name').first().click();
    await page.keyboard.press('Enter');
    await expect(dialog(page).getByRole('heading', { name: 'How we know' })).toBeVisible();
    await expect(dialog(page)).toContainText('In the deleted users since 20 May 2023');
    await keep(page, 'evidence');
    await accessible(page);
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
  });

  await test.step('the same files add nothing', async () => {
    await drop(page, program, { 'users 2023-06-01.csv': active });
    await expect(dialog(page).getByText('Already imported')).toBeVisible();
    await expect(dialog(page).getByText('There is nothing to import here.')).toBeVisible();
    await page.keyboard.press('Escape');
  });
});

test('dates that can be read both ways are asked about, and a list is compared', async ({ window: page, program }) => {
  const asked = list(row('Jane Doe', '03/04/2017'), row('John Doe', '05/06/2017', 'Office 365 E3'));

  await test.step('the answer is given in the dialog', async () => {
    await drop(page, program, { '2017-08-01 licenses.csv': asked });
    await expect(dialog(page).getByRole('heading', { name: 'Day or month first?' })).toBeVisible();
    await expect(dialog(page).getByRole('button', { name: 'Import 1 file' })).toHaveAttribute('aria-disabled', 'true');
    await expect(dialog(page).getByText('What does 3/4/2017 mean?')).toBeVisible();
    await keep(page, 'dates');
    await accessible(page);
    await dialog(page).getByRole('radio', { name: '3 April 2017 (day first)' }).click();
    await expect(dialog(page).getByText('Dates are read with the day first: 3/4/2017 is 3 April 2017')).toBeVisible();
    await dialog(page).getByRole('button', { name: 'Import 1 file' }).click();
    await navigation(page, 'User licenses').click({ timeout: 30_000 });
    await expect(footer(page)).toHaveText('2 rows, 2 people, 2 licenses');
    await expect(cells(page, 'assigned_date').first()).toHaveText('03/04/2017');
  });

  await test.step('an unknown header is mapped', async () => {
    await drop(page, program, {
      'own 2017-08-02.csv': `Who,Mailbox,Product part,License,Since\n${[
        'Jane Doe,jane@contoso.com,PowerApps for Office 365,Office 365 E1,2017-04-03',
        'John Doe,john@contoso.com,PowerApps for Office 365,Office 365 E3,2017-06-05',
      ].join('\n')}\n`,
    });
    await expect(dialog(page).getByRole('heading', { name: 'Which column is which?' })).toBeVisible();
    await dialog(page).getByLabel('User name').selectOption('Who');
    await dialog(page).getByLabel('Email address').selectOption('Mailbox');
    await expect(dialog(page).getByText('jane@contoso.com · john@contoso.com')).toBeVisible();
    await dialog(page).getByLabel('Service').selectOption('Product part');
    await dialog(page).getByLabel('Assigned date').selectOption('Since');
    await keep(page, 'mapping');
    await accessible(page);
    await dialog(page).getByRole('button', { name: 'Read it like this' }).click();
    await expect(dialog(page).getByText('Ready')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a list is compared, and nothing is imported', async () => {
    await drop(page, program, {
      'portal 2017-08-03.csv': list(row('Jane Doe', '2017-04-03'), row('Ann Roe', '2017-08-02')),
    });
    await dialog(page).getByRole('button', { name: 'Compare instead' }).click();
    await expect(heading(page, 'Changes')).toBeVisible();
    await expect(page.getByRole('tab', { name: 'Compare with a file' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('heading', { name: 'Only in the file' })).toContainText('1');
    await expect(page.getByRole('heading', { name: 'Only here' })).toContainText('1');
    await expect(page.getByRole('gridcell', { name: /Ann Roe/ })).toBeVisible();
    await page.getByRole('button', { name: /^Got the license in between/ }).click();
    await expect(page.getByText('Got the license 2 Aug 2017')).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Compare with the list of' })).toHaveValue(/^1 August 2017/);
    await keep(page, 'compare');
    await accessible(page);
    await navigation(page, 'User licenses').click();
    await expect(footer(page)).toHaveText('2 rows, 2 people, 2 licenses');
  });
});

test('a list is compared with any day, once its columns and its tenant are told', async ({ window: page, program }) => {
  const people = ['Jane Doe', 'John Doe', 'Ann Roe', 'Max Vance', 'Zoe Vos', 'Kim Kay'];
  const imported = (dates: string[]) => list(...dates.map((date, i) => row(people[i] ?? '', date)));

  await test.step('two readings are there', async () => {
    await drop(page, program, {
      'a 2017-08-01.csv': imported(['2017-04-03', '2017-04-03']),
      'b 2017-09-01.csv': imported(['2017-04-03', '2017-04-03', '2017-08-20']),
    });
    await dialog(page).getByRole('button', { name: 'Import 2 files' }).click();
    await navigation(page, 'User licenses').click({ timeout: 30_000 });
    await expect(footer(page)).toHaveText('3 rows, 3 people, 3 licenses');
  });

  await test.step('a file of another tenant and with other headings asks both', async () => {
    await navigation(page, 'Changes').click();
    await page.getByRole('tab', { name: 'Compare with a file' }).click();
    const text = imported(people.map(() => '2017-04-03')).replaceAll('contoso.com', 'fabrikam.com');
    await drop(page, program, { 'own 2017-09-02.csv': text.replace('User name', 'Who').replace('Service', 'Part') });
    await dialog(page).getByLabel('User name').selectOption('Who');
    await dialog(page).getByLabel('Service').selectOption('Part');
    await dialog(page).getByRole('button', { name: 'Read it like this' }).click();
    await expect(
      dialog(page).getByText('6 of its 6 addresses are of mail domains that were never seen here.'),
    ).toBeVisible();
    await keep(page, 'tenant');
    await accessible(page);
    await dialog(page)
      .getByRole('radio', { name: /^Yes, the same tenant/ })
      .click();
    await expect(dialog(page).getByText('Ready')).toBeVisible();
    await expect(dialog(page).getByRole('combobox', { name: 'Compare with the list of' })).toHaveValue(
      /^1 September 2017/,
    );
    await keep(page, 'compare-day');
    await accessible(page);
    await dialog(page).getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Only here' })).toContainText('3');
  });

  await test.step('and again with another day', async () => {
    const day = page.getByRole('combobox', { name: 'Compare with the list of' });
    await day.fill('2017-08-10');
    await day.press('Tab');
    await expect(page.getByRole('heading', { name: 'Only here' })).toContainText('2');
    await expect(day).toHaveValue(/^1 August 2017/);
    await keep(page, 'compare-again');
    await accessible(page);
  });
});
