import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessible } from './accessible';
import { dialog, heading, navigation, openSample } from './page';
import { browsed, expect, ledgers, type Program, test } from './program';
import { connect, ledgerOf, run } from './several';
import { canStartSystemd, startSystemd, systemctl } from './systemd';
import { makeTenant } from './tenant';

// Nothing here begins with the sample of the run; see playwright.config.ts.
test.use({ sample: '20x2x2' });

test('the window sets up a timer of systemd, which syncs, and takes it away', async ({ window: page, program }) => {
  test.skip(!canStartSystemd(), 'takes root and systemd');
  await openSample(page);
  await navigation(page, 'History').click();

  await test.step('where no scheduler answers, the line for cron is told', async () => {
    await page.getByRole('button', { name: 'Set times…' }).click();
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await expect(dialog(page).getByRole('alert')).toContainText('30 6 * * * ');
    await accessible(page);
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
  });

  const stop = await startSystemd(program);
  try {
    await test.step('it is switched on by keyboard, for some days', async () => {
      await page.getByRole('button', { name: 'Set times…' }).focus();
      await page.keyboard.press('Enter');
      await dialog(page).getByLabel('At', { exact: true }).fill('05:45');
      await dialog(page).getByRole('button', { name: 'Sunday' }).focus();
      await page.keyboard.press('Space');
      await dialog(page).getByRole('button', { name: 'Save' }).focus();
      await page.keyboard.press('Enter');
      await expect(
        page.getByText(/^Synced by itself on Mon, Tue, Wed, Thu, Fri, Sat at 05:45, next on /),
      ).toBeVisible();
      await accessible(page);
    });
    const units = join(program.home, 'config', 'systemd', 'user');
    const [timer = ''] = readdirSync(units).filter((name) => name.endsWith('.timer'));
    expect(readFileSync(join(units, timer), 'utf8')).toContain('OnCalendar=Mon,Tue,Wed,Thu,Fri,Sat *-*-* 05:45:00');
    expect(systemctl(program, 'is-active', timer)).toBe('active');

    await test.step('what systemd starts is a sync, and its result is told', async () => {
      expect(systemctl(program, 'start', timer.replace('.timer', '.service'))).toBe('yes');
      await page.reload();
      await expect(page.getByText(/^Last time, .*: everything was read\.$/)).toBeVisible();
    });

    await test.step('it is switched off', async () => {
      await page.getByRole('button', { name: 'Change…' }).click();
      await dialog(page).getByRole('switch', { name: 'Sync this history file by itself' }).click();
      await dialog(page).getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('Nothing is synced by itself.')).toBeVisible();
      expect(readdirSync(units).filter((name) => name.startsWith('licenseledger-'))).toEqual([]);
      expect(systemctl(program, 'is-active', timer)).toBe('');
    });
  } finally {
    stop();
  }
});

test.describe('what takes a person', () => {
  const tenant = makeTenant();
  test.use({ opens: tenant.files });
  test.beforeAll(() =>
    tenant.start([
      ...['--users', '40', '--seed', '5', '--token-lifetime', '4m'],
      ...['--sign-in-frequency', '12h', '--sign-in-frequency-of', 'power_platform'],
    ]),
  );
  test.afterAll(() => tenant.stop());

  test('is due on the overview, and fetched with one click', async ({ window: page, program, browse }) => {
    const opened = () => (existsSync(browsed(program.home)) ? readFileSync(browsed(program.home), 'utf8') : '');
    const signIn = async (before: string) => {
      await expect.poll(opened).not.toBe(before);
      const there = await browse(opened());
      await there.getByRole('button', { name: /\(Global Administrator\)/ }).click();
      return () => there.close();
    };
    await page.getByRole('button', { name: 'Connect…' }).click();
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('button', { name: 'Fill in from a file…' }).click();
    await expect(page.getByRole('radio', { name: /^With a certificate/ })).toBeChecked(); // it was filled in
    await page.getByRole('radio', { name: /^In the browser/ }).check();
    await page.getByRole('button', { name: 'Sign in and check' }).click();
    const close = await signIn('');
    await page.getByRole('button', { name: 'Go on' }).click({ timeout: 60_000 });
    await tenant.advance('24h');
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect(page.getByText('The rest waits for your sign-in; everything else is up to date.').last()).toBeVisible({
      timeout: 60_000,
    });
    await close();

    await navigation(page, 'Overview').click();
    await expect(heading(page, 'Overview')).toBeVisible();
    const line = page.getByRole('listitem').filter({ hasText: 'Sign in to fetch the list (due since ' });
    await expect(line).toHaveCount(1);
    await accessible(page);
    const before = opened();
    await line.getByRole('button', { name: 'Sign in and fetch' }).click();
    const done = await signIn(before);
    await expect(page.getByText(/^Sync is done/).last()).toBeVisible({ timeout: 60_000 });
    await expect(line).toHaveCount(0);
    await done();

    await navigation(page, 'History').click();
    await expect(page.getByText('Sync: everything was read.')).toBeVisible();
    await expect(page.getByRole('region', { name: /^Reading of/ })).toContainText('List of used licenses');
  });
});

interface Bound {
  go: { desktop: { Window: { OpenLedger(path: string): Promise<void> } } };
}

// alone syncs as the schedule does, whatever comes of it.
function alone(program: Program, file: string) {
  try {
    run(program, 'sync', file, '--unattended');
  } catch {
    // Its exit code is that of a failure, which the window is to tell.
  }
}

// threeDaysAgo lets the plan and its last run be of three days ago.
function threeDaysAgo(program: Program) {
  const ago = new Date(Date.now() - 3 * 86_400_000);
  const units = join(program.home, 'config', 'systemd', 'user');
  for (const name of readdirSync(units)) utimesSync(join(units, name), ago, ago);
  const folder = join(ledgers(program.home), 'schedule');
  for (const name of readdirSync(folder)) {
    const lines = readFileSync(join(folder, name), 'utf8').trim().split('\n');
    const last = JSON.parse(lines.at(-1) ?? '{}') as object;
    writeFileSync(join(folder, name), `${JSON.stringify({ ...last, began: ago, ended: ago })}\n`);
  }
}

test.describe('what goes wrong when nobody is there', () => {
  const tenant = makeTenant();
  test.use({ opens: tenant.files, recorded: true });
  test.beforeAll(() => tenant.start(['--users', '40', '--seed', '5']));
  test.afterAll(() => tenant.stop());

  test('is told with its reason and what helps, until it is well again', async ({ window: page, program }) => {
    connect(program, 'contoso', tenant);
    const file = ledgerOf(program, 'contoso');
    run(program, 'sync', file);
    await page.evaluate((path) => (window as unknown as Bound).go.desktop.Window.OpenLedger(path), file);
    await page.reload();
    const needed = page.getByRole('region', { name: 'Needs you' });
    const line = needed.getByRole('listitem').filter({ hasText: 'by itself' });
    const plan = page.getByRole('region', { name: 'Sync by itself' });
    const overview = async () => {
      await page.reload(); // before: what page it was is kept a moment after it is shown
      await navigation(page, 'Overview').click();
      await expect(needed).toBeVisible();
      await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false');
    };

    await test.step('all is well', async () => {
      await navigation(page, 'History').click();
      await page.getByRole('button', { name: 'Set times…' }).click();
      await dialog(page).getByRole('button', { name: 'Save' }).click();
      await expect(plan).toContainText(/^Synced by itself every day at /);
      await overview();
      await expect(line).toHaveCount(0);
    });

    await test.step('one that failed is told on the first page, and where the plan is', async () => {
      await tenant.knobs({ sign_in: { refuse_sign_in: 7000218 } });
      alone(program, file);
      await overview();
      await expect(line).toHaveText(/^The sync by itself of .+ failed: Please sign in again\..{20,}/);
      await expect(line.getByRole('button')).toHaveText('Sign in again');
      await accessible(page);
      await navigation(page, 'History').click();
      await expect(plan).toContainText(/The sync by itself of .+ failed: Please sign in again\./);
      await accessible(page);
    });

    await test.step('it is over on the first page once somebody has read, and stands where the plan is', async () => {
      await tenant.knobs({ sign_in: { refuse_sign_in: 0 } });
      // A reading is of the tenant's time, which began here.
      await tenant.advance(`${Math.ceil((Date.now() - Date.UTC(2026, 0, 5, 6, 30)) / 1000) + 60}s`);
      run(program, 'sync', file);
      await overview();
      await expect(line).toHaveCount(0);
      await navigation(page, 'History').click();
      await expect(plan).toContainText(/The sync by itself of .+ failed: Please sign in again\./);
    });

    await test.step('it is well after the next time', async () => {
      alone(program, file);
      await overview();
      await expect(line).toHaveCount(0);
      await navigation(page, 'History').click();
      await expect(plan).toContainText(/Last time, .+: everything was read\./);
    });

    await test.step('one that read a part says which', async () => {
      await tenant.knobs({ forbid: ['exportServicePlans'] });
      alone(program, file);
      await tenant.knobs({ forbid: [] });
      await page.reload();
      await expect(plan).toContainText('could not read everything.');
      await expect(plan).toContainText("Microsoft's list of used licenses may not be read.");
      await overview();
      await expect(needed.getByText(/could not read everything|The last reading is not whole/)).toHaveCount(1);
    });

    await test.step('none for two times is told, whatever the last one came to', async () => {
      threeDaysAgo(program);
      await overview();
      await expect(line).toHaveText(
        /^Nothing was synced by itself since .+, and two times have passed\.This computer was off/,
      );
      await expect(line.getByRole('button')).toHaveText('Sync');
      await accessible(page);
      await page.getByRole('button', { name: 'Quick settings' }).click();
      await page.getByRole('menuitemradio', { name: 'Nederlands' }).click();
      await page.keyboard.press('Escape');
      await expect(
        page.getByText(/^Sinds \d.+ is er niets vanzelf gesynchroniseerd, en er zijn twee tijdstippen/),
      ).toBeVisible();
    });
  });
});
