import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { cells, clipboard, navigation, openList } from './page';
import { drop, expect, test } from './program';

interface Row {
  user_id: string;
  user_name: string;
  email_address: string;
  last_known_name: string;
  last_known_email: string;
  candidates: string[];
}

interface Bound {
  go: {
    desktop: {
      Window: {
        OpenView(request: object): Promise<{ id: string }>;
        ViewRows(id: string, from: number, count: number): Promise<{ rows: Row[] }>;
      };
    };
  };
}

const pictures = join(import.meta.dirname, '..', '..', 'out', 'screenshots');
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const menu = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true });
const drawer = (page: Page) => page.getByRole('dialog').first();

// namesIn gives everything that names somebody of the sample, as the program
// itself says it.
const namesIn = (page: Page) =>
  page.evaluate(async () => {
    const program = (window as unknown as Bound).go.desktop.Window;
    const names = new Set<string>();
    for (const kind of ['list', 'assigned', 'users', 'departed', 'unknown']) {
      const at = { at: 'latest', filters: [], search: '', sortBy: '', sortDown: false };
      const { id } = await program.OpenView({ kind, ...at });
      const { rows } = await program.ViewRows(id, 0, 1000);
      for (const row of rows) {
        const { user_id, user_name, email_address, last_known_name, last_known_email, candidates } = row;
        for (const name of [user_id, user_name, email_address, last_known_name, last_known_email, ...candidates])
          if (name.length > 7) names.add(name);
      }
    }
    return [...names];
  });

// said is everything that the page says, with what stands in its fields and what
// shows when something is pointed at. Fields to search are drawn as dots.
const said = (page: Page) =>
  page.evaluate(() => {
    const labels = [...document.querySelectorAll('*')].flatMap((element) =>
      ['aria-label', 'title', 'aria-valuetext', 'aria-description', 'placeholder', 'data-line', 'data-more'].map(
        (name) => element.getAttribute(name) ?? '',
      ),
    );
    const fields = [...document.querySelectorAll('input:not([type=search]), textarea')].map(
      (field) => (field as HTMLInputElement).value,
    );
    return [document.title, document.body.textContent, ...labels, ...fields].join('\n');
  });

const header = 'Who,Mail,What,Plan,Since\n';
const jane = 'Jane Doe,jane.doe@contoso.com,Power Apps for Office 365,Office 365 E3,2026-02-21\n';

test('while names are hidden nobody is named, on any page', async ({ window: page, program }) => {
  page.setDefaultTimeout(20_000);
  await openList(page);
  const names = [...(await namesIn(page)), 'Jane Doe', 'jane.doe@contoso.com'];
  expect(names.length).toBeGreaterThan(500);
  const noName = (text: string, where: string) => {
    const found = names.filter((name) => text.includes(name));
    expect.soft(found, where).toEqual([]);
  };
  const nobody = async (where: string) => {
    await expect(page.locator('main[aria-busy=true]')).toHaveCount(0);
    noName(await said(page), where);
  };
  // nobodyCopied tells that what was copied has the numbers that are seen.
  const nobodyCopied = async (where: string, seen: RegExp) => {
    await expect.poll(() => clipboard(page), { message: where }).toMatch(seen);
    noName(await clipboard(page), where);
  };

  await page.getByRole('searchbox').fill('Adele');
  await expect(cells(page, 'user_name').first()).toContainText('Adele');
  await page.keyboard.press('Control+Shift+H');
  await expect(page.getByRole('button', { name: 'Names are hidden' })).toBeVisible();
  await expect(cells(page, 'user_name').first()).toHaveText(/^Person \d+$/);
  await expect(cells(page, 'email_address').first()).toHaveText(/^person\d+@hidden$/);
  await nobody('what was searched for');
  await page.screenshot({ path: join(pictures, 'names-hidden.png'), animations: 'disabled' });
  await accessible(page);

  await test.step('a filter works as before', async () => {
    const person = (await cells(page, 'user_name').first().textContent()) ?? '';
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await menu(page, 'User name').click();
    await page.getByRole('checkbox', { name: person, exact: true }).click();
    await expect(page.getByText(`User name is ${person}`)).toBeVisible();
    await nobody('a filter');
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(cells(page, 'user_name').first()).toHaveText(person);
    await page.getByRole('button', { name: 'Clear all' }).click();
  });

  await test.step('User licenses, and what opens there', async () => {
    for (const view of ['Trials', 'Never seen in use', 'All assigned', 'Used']) {
      await tab(page, view).click();
      await expect(cells(page, 'user_name').first()).toBeVisible();
      await nobody(view);
    }
    await page.getByRole('button', { name: 'Summarize' }).click();
    await page.getByRole('combobox', { name: 'Summarize by' }).selectOption({ label: 'User name' });
    await expect(page.getByRole('table')).toContainText(/Person \d+/);
    await nobody('the summary');
    await page.getByRole('button', { name: 'Close the summary' }).click();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'User ID' }).click();
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 4000, height: 800 }); // a column out of sight is not drawn
    await expect(cells(page, 'user_id').first()).toHaveText(/^id-\d+$/);
    await nobody('every column');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('what is copied is what is seen', async () => {
    const name = cells(page, 'user_name');
    await name.nth(2).click();
    await page.keyboard.press('Control+c');
    await nobodyCopied('a cell', new RegExp(`^${await name.nth(2).textContent()}$`));
    await page.keyboard.press('Control+a');
    await expect(page.getByText(/rows selected$/)).toBeVisible();
    await page.keyboard.press('Control+c');
    await nobodyCopied('all rows', /^User name\t.*\nPerson \d+\tperson\d+@hidden\t/);
    const lines = (await clipboard(page)).split('\n');
    expect(lines.some((line) => /Unknown · (was|probably) Person \d+/.test(line))).toBe(true);
    expect(lines[3]).toContain(`${await name.nth(2).textContent()}\t`);
    await page.getByRole('button', { name: 'Clear selection' }).click();
    await name.nth(1).click({ button: 'right' });
    await menu(page, 'Copy row').click();
    await nobodyCopied('a row', /^Person \d+\t/);
  });

  await test.step('People, and each person', async () => {
    await navigation(page, 'People').click();
    for (const view of ['Left', 'Blocked', 'Guests', 'Unknown', 'Everyone']) {
      await tab(page, view).click();
      await expect(cells(page, 'user_name').first()).toBeVisible();
      await nobody(view);
      await cells(page, 'user_name').first().dblclick();
      await expect(drawer(page).getByRole('listitem').first()).toBeVisible();
      await nobody(`somebody of ${view}`);
      await page.keyboard.press('Alt+ArrowDown');
      await expect(drawer(page).getByRole('listitem').first()).toBeVisible();
      await nobody(`the next one of ${view}`);
      if (view === 'Left') {
        await drawer(page).getByRole('button', { name: 'Copy' }).click();
        await nobodyCopied('a person', /^Person \d+, as of /);
      }
      if (view === 'Everyone') {
        await drawer(page).getByRole('button', { name: 'Forget…' }).click();
        await expect(page.getByRole('textbox').last()).toBeVisible();
        await nobody('the question before forgetting');
        await page.keyboard.press('Escape');
      }
      await expect(async () => {
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 500 });
      }).toPass();
    }
  });

  await test.step('Overview, after a restart', async () => {
    await page.reload();
    await expect(page.getByRole('button', { name: 'Names are hidden' })).toBeVisible();
    await navigation(page, 'Overview').click();
    await expect(page.getByRole('region', { name: 'Licenses' }).getByRole('listitem').first()).toBeVisible();
    await nobody('Overview');
    await page.getByRole('button', { name: 'Copy as text' }).click();
    await nobodyCopied('the Overview', /licenses on/);
  });

  await test.step('Changes, between days and with a file', async () => {
    await navigation(page, 'Changes').click();
    await page.getByRole('button', { name: /^the end of last month/ }).click();
    await expect(cells(page, 'person').first()).toHaveText(/^Person \d+/);
    await nobody('Changes');
    await cells(page, 'person').first().dblclick();
    await expect(drawer(page).getByRole('listitem').first()).toBeVisible();
    await nobody('somebody of Changes');
    await page.keyboard.press('Escape');
    await tab(page, 'Compare with a file').click();
    const list = `User name,Email address,Service,License,Assigned date,Is trial\n${jane.replace('2026-02-21\n', '2/21/2026,\n')}`;
    await drop(page, program, { 'portal 2026-11-20.csv': list });
    await expect(page.getByRole('dialog').getByRole('checkbox').first()).toBeVisible();
    await nobody('the file before it is compared');
    await page.getByRole('dialog').getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(cells(page, 'person').first()).toHaveText(/^Person \d+/, { timeout: 30_000 });
    await nobody('what differs');
  });

  await test.step('History and Settings', async () => {
    await navigation(page, 'History').click();
    await expect(page.getByRole('gridcell').first()).toBeVisible();
    await nobody('History');
    await navigation(page, 'Settings').click();
    const support = 'What support gets: read it before you send it';
    await page.getByText(support, { exact: true }).click();
    await expect(page.getByRole('region', { name: support })).toBeVisible();
    expect.soft(await said(page)).not.toContain(program.home); // whose computer it is, too
    await nobody('Settings');
  });

  await test.step('a file of which nobody has said what is in it', async () => {
    await drop(page, program, { 'own headings.csv': header + jane });
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'User name' }).selectOption('Who');
    await dialog.getByRole('combobox', { name: 'Email address' }).selectOption('Mail');
    await dialog.getByRole('combobox', { name: 'Assigned date' }).selectOption('Since');
    await expect(dialog).toContainText('•••• •••');
    await expect(dialog).toContainText('2026-02-21');
    await nobody('a file with headings of its own');
    await page.keyboard.press('Escape');
  });

  await test.step('the palette, notices and the title of the window', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('adele hughes');
    await expect(page.getByRole('option').first()).toHaveText(/^Person \d+/);
    await nobody('the palette');
    await page.keyboard.type(' who never was');
    await expect(page.getByText('Nothing found.')).toBeVisible();
    await nobody('the palette without findings');
    await page.keyboard.press('Escape');
    await navigation(page, 'User licenses').click();
    await page.getByRole('button', { name: 'Export with names' }).click();
    await expect(page.getByText(/^Saved SAMPLE Contoso user licenses /).last()).toBeVisible();
    await nobody('the notice after an export');
    expect(readdirSync(program.downloads).some((file) => file.endsWith('.xlsx'))).toBe(true);
    expect(await page.title()).toMatch(/^Contoso, .* - License Ledger$/);
  });

  await test.step('the names come back', async () => {
    await page.getByRole('button', { name: 'Names are hidden' }).click();
    await expect(cells(page, 'user_name').filter({ hasText: 'Adele' }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Export to Excel' })).toBeVisible();
  });
});
