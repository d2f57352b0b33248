import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { footer, heading, navigation, rowsIn } from './page';
import { browsed, expect, type Program, test } from './program';
import { makeTenant } from './tenant';

const shots = join(import.meta.dirname, '..', '..', 'out', 'screenshots');
const keep = (page: Page, name: string) =>
  page.screenshot({ path: join(shots, `connect-${name}.png`), animations: 'disabled' });

// Nothing here begins with the sample of the run; see playwright.config.ts.
test.use({ sample: '20x2x2' });

const set = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: new RegExp(`^${name}`) }) });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

// asked is what connecting, checking and reading a tenant is made of.
const asked = [
  ...['GET /common/discovery/instance', 'POST /{tenant}/oauth2/v2.0/token'].map((call) => `sign-in ${call}`),
  ...[
    'organization',
    'subscribedSkus',
    'directory/subscriptions',
    'users',
    'users/delta',
    'users/$count',
    'groups',
  ].map((path) => `graph GET /${path}`),
  ...['graph POST /$batch', 'power platform GET /providers/{...}', 'download GET '],
];

test.describe('with a certificate', () => {
  const tenant = makeTenant();
  const programs = 'app_id,product\n6204c1d1-4712-4c46-a7d9-3ed63d992682,power_automate\n';
  test.use({ opens: tenant.files, pick: { 'programs.csv': programs } });
  test.beforeAll(async ({ recorder }) => {
    await tenant.start(['--public-hosts', '--users', '40', '--seed', '5', '--forbid', 'User.Read.All']);
    await tenant.lead(recorder);
  });
  test.afterAll(() => tenant.stop());

  test('a tenant is connected, what is missing is granted, and it is read', async ({
    window: page,
    program,
    recorder,
  }) => {
    await test.step('three doors', async () => {
      await press(page, 'Connect…');
      await expect(heading(page, 'Connect your tenant')).toBeFocused();
      await accessible(page);
      await keep(page, 'doors');
      // By keyboard: the first of the doors is the next stop but one, after the way back.
      await page.getByRole('button', { name: 'Begin' }).focus();
      await page.keyboard.press('Enter');
      await expect(heading(page, 'Register the app, then enter its ids here')).toBeFocused();
    });

    await test.step('what cannot be is said beside the field', async () => {
      await press(page, 'Sign in and check');
      await expect(page.getByText('Which tenant? Its id or one of its domains.')).toBeVisible();
      await accessible(page);
      await keep(page, 'register');
    });

    await test.step('a permission is missing, and where it is given', async () => {
      await press(page, 'Fill in from a file…');
      await expect(page.getByRole('radio', { name: /^With a certificate/ })).toBeChecked();
      await press(page, 'Connect and check');
      await expect(set(page, 'People and licenses')).toContainText('Allowed in part', { timeout: 30_000 });
      await expect(set(page, 'People and licenses')).toContainText('The permission User.Read.All is missing.');
      await expect(set(page, 'The list of user licenses')).toContainText('Allowed');
      await accessible(page);
      await keep(page, 'missing');
      await set(page, 'People and licenses').getByRole('button', { name: 'Consent for the tenant' }).first().click();
      await expect
        .poll(() => readFileSync(browsed(program.home), 'utf8'))
        .toMatch(/^https:\/\/login\.microsoftonline\.com\/[0-9a-f-]+\/adminconsent\?client_id=/);
    });

    await test.step('granted, it may be read', async () => {
      await tenant.knobs({ forbid: [] });
      await press(page, 'Check again');
      await expect(set(page, 'People and licenses')).toContainText(/^People and licensesAllowed(?! in part)/, {
        timeout: 30_000,
      });
      await press(page, 'Go on');
    });

    await test.step('what is kept of people is chosen, and it is read', async () => {
      await expect(heading(page, 'What is kept of people')).toBeFocused();
      await expect(page.getByRole('radio', { name: /^13 months after they left/ })).toBeChecked();
      await accessible(page);
      await keep(page, 'privacy');
      await press(page, 'Sync now');
      await expect(heading(page, 'Overview')).toBeVisible();
      await expect(page.getByText(/^Sync is done/).last()).toBeVisible({ timeout: 60_000 });
      await navigation(page, 'User licenses').click();
      await expect(footer(page)).toBeVisible();
      expect(rowsIn(await footer(page).textContent())).toBeGreaterThan(20);
    });

    await test.step('a permission that went is found out by the next sync, which leads to the check', async () => {
      await tenant.knobs({ forbid: ['User.Read.All'] });
      await press(page, 'Sync');
      await expect(page.getByText('Sync is done, but not everything could be read.').last()).toBeVisible({
        timeout: 60_000,
      });
      await navigation(page, 'History').click();
      await page.getByRole('gridcell', { name: /^nothing was read/ }).click();
      await page
        .getByRole('listitem')
        .filter({ hasText: 'needs the permission User.Read.All' })
        .getByRole('button', { name: 'Check permissions' })
        .first()
        .click();
      await expect(page.getByRole('region', { name: 'Sign-in and permissions' })).toContainText(
        'The permission User.Read.All is missing.',
        { timeout: 30_000 },
      );
      await accessible(page);
      await keep(page, 'settings');
      await tenant.knobs({ forbid: [] });
    });

    await test.step('it holds over a restart', async () => {
      await program.restart(page);
      await navigation(page, 'Settings').click();
      const section = page.getByRole('region', { name: 'Sign-in and permissions' });
      await expect(section).toContainText('Signs in by itself, with a certificate');
      await section.getByRole('button', { name: 'Check now' }).click();
      await expect(section).toContainText('People and licensesAllowed', { timeout: 30_000 });
      const kept = page.getByRole('combobox', { name: 'Names of people who left' });
      await expect(kept).toHaveValue('13');
    });

    await test.step('what is read is chosen, by keyboard, and holds over a restart', async () => {
      const read = page.getByRole('region', { name: 'What is read' });
      const names = read.getByRole('switch', { name: 'Names of groups' });
      const changes = read.getByRole('switch', { name: 'Licenses between full readings' });
      await expect(names).toBeChecked();
      await names.focus();
      await page.keyboard.press('Space');
      await expect(names).not.toBeChecked();
      await changes.focus();
      await page.keyboard.press('Space');
      await expect(changes).toBeChecked();
      await read.getByRole('button', { name: 'Choose a table…' }).focus();
      await page.keyboard.press('Enter');
      await expect(read).toContainText('Sign-ins to the programs of programs.csv count');
      await accessible(page);
      await keep(page, 'sources');
      await program.restart(page);
      await expect(names).not.toBeChecked();
      await expect(changes).toBeChecked();
      await expect(read).toContainText('Sign-ins to the programs of programs.csv count');
      await press(page, 'Check now');
      await expect(set(page, 'Names of groups')).toContainText('It was chosen not to read the names of groups.', {
        timeout: 30_000,
      });
      await names.focus();
      await page.keyboard.press('Space');
      await press(page, 'Check now');
      await expect(set(page, 'Names of groups')).toContainText('Names of groupsAllowed', { timeout: 30_000 });
      await read.getByRole('button', { name: 'Use the built-in table' }).click();
      await expect(read).toContainText('the programs of the built-in table count');
    });

    await test.step('a reading of what changed says when everything was read', async () => {
      await tenant.advance('2m');
      await press(page, 'Sync');
      await expect(page.getByText(/^Sync is done/).last()).toBeVisible({ timeout: 60_000 });
      await navigation(page, 'History').click();
      await expect(page.getByText(/^Only what changed was read\. Read in full: /)).toBeVisible();
      await accessible(page);
      await navigation(page, 'Overview').click();
      await expect(page.getByText(/^people .+, in full /)).toBeVisible();
    });

    await test.step('all of it went through the recording proxy, by the names of Microsoft', async () => {
      expect(await recorder.calls()).toEqual(expect.arrayContaining(asked));
    });
  });
});

const opened = (program: Program) =>
  existsSync(browsed(program.home)) ? readFileSync(browsed(program.home), 'utf8') : '';

// pickAccount goes through the pages of the sign-in service as a person does.
async function pickAccount(page: Page, role: string) {
  await page.getByRole('button', { name: new RegExp(`\\(${role}\\)`) }).click();
}

test.describe('as a person', () => {
  const tenant = makeTenant();
  test.use({ opens: tenant.files });
  test.beforeAll(() => tenant.start(['--users', '40', '--seed', '5', '--not-consented', 'graph']));
  test.afterAll(() => tenant.stop());

  test('somebody signs in in the browser, and again with a code', async ({ window: page, program, browse }) => {
    await press(page, 'Connect…');
    await press(page, 'Begin');
    await press(page, 'Fill in from a file…');
    await expect(page.getByRole('radio', { name: /^With a certificate/ })).toBeChecked(); // it was filled in
    await page.getByRole('radio', { name: /^In the browser/ }).check();
    await press(page, 'Sign in and check');

    await test.step('whoever has no role for the deleted users is told which', async () => {
      await expect(page.getByText('Sign in in the browser that opened.', { exact: false })).toBeVisible();
      await accessible(page);
      await keep(page, 'browser');
      await expect.poll(() => opened(program)).toContain('/authorize?');
      const there = await browse(opened(program));
      await pickAccount(there, 'Global Administrator');
      await there.getByRole('button', { name: 'Accept' }).click();
      await expect(set(page, 'People and licenses')).toContainText('Allowed', { timeout: 30_000 });
      await expect(set(page, 'The list of user licenses')).toContainText('Allowed');
      await there.close();
    });

    await test.step('another account, with a code', async () => {
      await press(page, 'Change what was entered');
      await page.getByRole('radio', { name: /^With a code/ }).check();
      await press(page, 'Sign in and check');
      const code = page.getByText(/^[A-Z0-9-]{8,}$/);
      await expect(code).toBeVisible();
      await accessible(page);
      await keep(page, 'code');
      const address = (await page.getByText(/^Open https:/).textContent())?.split(' ')[1] ?? '';
      const there = await browse(address);
      await there.getByRole('textbox', { name: 'Code' }).fill((await code.textContent()) ?? '');
      await there.getByRole('button', { name: 'Next' }).click();
      await pickAccount(there, 'Power Platform Administrator');
      await expect(set(page, 'People and licenses')).toContainText('the least is User Administrator', {
        timeout: 30_000,
      });
      await expect(set(page, 'The list of user licenses')).toContainText('Allowed');
      await there.close();
    });

    await test.step('it syncs without asking, and signs out', async () => {
      await press(page, 'Go on');
      await press(page, 'Sync now');
      await expect(page.getByText('Sync is done, but not everything could be read.').last()).toBeVisible({
        timeout: 60_000,
      });
      await navigation(page, 'User licenses').click();
      await expect(footer(page)).toBeVisible();
      await navigation(page, 'Settings').click();
      const section = page.getByRole('region', { name: 'Sign-in and permissions' });
      await expect(section).toContainText(/Signed in as \S+@/);
      await keep(page, 'person');
      await section.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
      await expect(section).toContainText('Nobody is signed in');
      await press(page, 'Sync');
      await expect(page.getByRole('alert')).toContainText('Please sign in again', { timeout: 30_000 });
      await expect(page.getByRole('alert').getByRole('button', { name: 'Sign in again' })).toBeVisible();
    });
  });
});

test('somebody else registers the app, and the window waits', async ({ window: page, program, browse }) => {
  await press(page, 'Connect…');
  await press(page, 'Write the request');
  await page.getByRole('textbox', { name: /^Tenant/ }).fill('contoso.com');
  await accessible(page);
  await keep(page, 'request');
  await press(page, 'Write the request');
  await expect(page.getByText('Request for License Ledger.html is in Downloads.')).toBeVisible();
  const written = readFileSync(join(program.downloads, 'Request for License Ledger.html'), 'utf8');
  expect(written).toContain('For the administrators of contoso.com.');

  const paper = await browse(`file://${join(program.downloads, 'Request for License Ledger.html')}`);
  await expect(paper.getByRole('heading', { level: 1 }).first()).toHaveText(
    'Request: reading access for License Ledger',
  );
  await accessible(paper);
  await paper.close();

  await program.restart(page);
  await expect(page.getByText(/^Asked for on /)).toBeVisible();
  await press(page, 'Go on');
  await press(page, 'I have the ids');
  await expect(page.getByRole('textbox', { name: /^Tenant/ })).toHaveValue('contoso.com');
});
