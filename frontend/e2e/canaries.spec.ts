import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { cells, dialog, heading, navigation } from './page';
import { expect, ledgers, type Program, started, test } from './program';
import { run } from './several';
import { makeTenant } from './tenant';

// Nothing here begins with the sample of the run.
test.use({ sample: '20x2x2', recorded: true });

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const file = (program: Program) => join(ledgers(program.home), 'tenant.ledger');

// words are those with which the programs of the system were started so far.
const words = (program: Program) =>
  readdirSync(started(program.home))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(join(started(program.home), name), 'utf8'));

// signInPages are the pages at which the window asked somebody to sign in.
const signInPages = (program: Program) =>
  words(program).flatMap((text) => /^https:\/\/\S+\/authorize\?\S+$/m.exec(text) ?? []);

// titled keeps every title that the window has had.
async function titled(page: Page): Promise<Set<string>> {
  const titles = new Set<string>();
  await page.exposeFunction('canariesTitled', (title: string) => void titles.add(title));
  await page.addInitScript(() => {
    const told = (window as unknown as { canariesTitled(title: string): void }).canariesTitled;
    let last = '';
    const look = () => {
      if (document.title !== last) told(document.title);
      last = document.title;
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return titles;
}

// keptByPage is what the page left with the browser.
const keptByPage = (page: Page) =>
  page.evaluate(async () =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      await indexedDB.databases(),
      document.cookie,
      window.name,
      history.state,
      location.href,
    ]),
  );

interface Searched {
  found: string[];
  canaries: number;
  forms: number;
  files: number;
  bytes: number;
}

// search looks for secrets of the tenant and for people of the history in all that lies
// in the home folder of the program.
function search(program: Program, key: string, people: string): Searched {
  const said = execFileSync(process.env.LICENSELEDGER_E2E_CANARIES ?? '', [program.home, key], {
    input: people,
    encoding: 'utf8',
  });
  return JSON.parse(said) as Searched;
}

test.describe('a tenant that is full of secrets and people', () => {
  const tenant = makeTenant();
  test.use({ opens: tenant.files });
  test.beforeAll(() => tenant.start(['--users', '40', '--seed', '5']));
  test.afterAll(() => tenant.stop());

  test('leaves them nowhere but in the history and in exports', async ({ page, program, browse }) => {
    const [, key = ''] = tenant.files;
    const titles = await titled(page);
    const said: string[] = [];
    page.on('console', (message) => void said.push(message.text()));
    await page.goto(program.url);

    const signIn = async (after: number) => {
      await expect.poll(() => signInPages(program).length).toBe(after + 1);
      const there = await browse(signInPages(program).at(-1) ?? '');
      await there.getByRole('button', { name: /\(Global Administrator\)/ }).click();
      return there;
    };

    await test.step('it is connected and read', async () => {
      await press(page, 'Connect…');
      await press(page, 'Begin');
      await press(page, 'Fill in from a file…');
      await expect(page.getByRole('radio', { name: /^With a certificate/ })).toBeChecked(); // it was filled in
      await page.getByRole('radio', { name: /^In the browser/ }).check();
      await press(page, 'Sign in and check');
      const there = await signIn(0);
      await page.getByRole('button', { name: 'Go on' }).click({ timeout: 60_000 });
      await press(page, 'Sync now');
      await expect(page.getByText(/^Sync is done/).last()).toBeVisible({ timeout: 60_000 });
      await there.close();
    });
    const people = run(program, 'list', file(program), '--view', 'users', '--json');

    const name = await test.step('somebody is looked for, looked at and kept as a view', async () => {
      await navigation(page, 'People').click();
      const cell = cells(page, 'user_name').filter({ hasText: /^\p{L}+ \p{L}+$/u });
      const name = (await cell.first().textContent()) ?? '';
      await page.getByRole('searchbox').fill(name);
      await cells(page, 'user_name').getByText(name).first().dblclick();
      await expect(dialog(page).first().getByRole('region', { name: 'Timeline' })).toBeVisible();
      await page.keyboard.press('Escape');
      await press(page, 'Views');
      await page.getByRole('textbox', { name: 'Name for what you see now' }).fill(`Of ${name}`);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.keyboard.type(name);
      await expect(page.getByRole('listbox', { name: 'Results' })).toHaveAttribute('aria-busy', 'false');
      await page.keyboard.press('Escape');
      return name;
    });
    expect(people).toContain(name);

    await test.step('every page is walked', async () => {
      for (const to of [
        'Licenses and cost',
        'Changes',
        'History',
        'Settings',
        'All tenants',
        'Overview',
        'User licenses',
      ]) {
        await navigation(page, to).click();
        await expect(heading(page, to)).toBeVisible();
      }
      await expect(cells(page, 'user_name').first()).toBeVisible();
    });

    await test.step('it is exported, opened and shown', async () => {
      await press(page, 'Export to Excel');
      await expect(page.getByText(/^Saved .+ user licenses .+\.xlsx with /).last()).toBeVisible();
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await press(page, 'Show in folder');
      await expect.poll(() => words(program).filter((text) => text.includes('/Downloads')).length).toBe(2);
    });

    await test.step('it is synced by itself', async () => {
      await navigation(page, 'History').click();
      await press(page, 'Set times…');
      await dialog(page).getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText(/^Synced by itself every day at /)).toBeVisible();
    });

    await test.step('what goes wrong is told', async () => {
      await tenant.knobs({ forbid: ['User.Read.All', 'exportServicePlans'] });
      await press(page, 'Sync');
      await expect(page.getByText(/not everything could be read/).last()).toBeVisible({ timeout: 60_000 });
      await tenant.knobs({ forbid: [] });
    });

    await test.step('it is left on a page of people, and a picture of that is kept', async () => {
      await navigation(page, 'User licenses').click();
      await expect(cells(page, 'user_name').first()).toBeVisible();
      const pictures = join(program.home, 'cache', 'LicenseLedger', 'pictures');
      await expect.poll(() => (existsSync(pictures) ? readdirSync(pictures) : [])).toHaveLength(1);
      await program.restart(page);
      await expect(cells(page, 'user_name').first()).toBeVisible();
    });

    expect(titles.size).toBeGreaterThan(3);
    writeFileSync(join(program.home, 'titles.txt'), [...titles].join('\n'));
    writeFileSync(join(program.home, 'console.txt'), said.join('\n'));
    writeFileSync(join(program.home, 'page.txt'), await keptByPage(page));
    const searched = search(program, key, people);
    expect(searched.found).toEqual([]);
    test.info().annotations.push({ type: 'searched', description: JSON.stringify(searched) });
    // It finds what stands somewhere.
    writeFileSync(join(program.home, 'titles.txt'), `${name} - License Ledger`);
    expect(search(program, key, people).found).toEqual([`titles.txt has a person: ${JSON.stringify(name)}`]);
  });
});
