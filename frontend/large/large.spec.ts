import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Program, test } from '../e2e/program';
import { type List, ledger, most, readList } from './lists';
import { rowsOf } from './workbook';

test.use({ opens: [ledger], sample: 'none' });

const [before, today] = ['2025-07-02', '2025-07-03'] as const;
const mostCopied = 100_000; // rows, see src/table/copy.ts

const grouped = (n: number) => n.toLocaleString('en-GB');
const footer = (page: Page) => page.getByText(/^[\d,]+ (of [\d,]+ )?rows?, [\d,]+ (people|person)/);
const row = (page: Page, index: number) => page.locator(`[role=row][row-index="${index}"]`);
const cell = (page: Page, index: number, column: string) => row(page, index).locator(`[col-id=${column}]`);
const header = (page: Page, name: string) => page.getByRole('columnheader', { name: new RegExp(`^${name}`) });

// says waits until the footer says as many rows, of all where not all are shown.
const says = (page: Page, rows: number, all?: number) =>
  expect(footer(page)).toHaveText(
    new RegExp(`^${grouped(rows)} ${all === undefined ? '' : `of ${grouped(all)} `}rows?, `),
  );

interface Use {
  program: number; // MB that the program holds
  page: number; // MB of the page's own
  rows: number; // drawn
}

// used tells what program and page hold now.
async function used(page: Page, program: Program): Promise<Use> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${program.pid()}/status`, 'utf8'))?.[1];
  return {
    program: Math.round(Number(resident) / 1024),
    page: Math.round(heap / 1024 / 1024),
    rows: await page.locator('[role=row][row-index]').count(),
  };
}

// What they may hold, whatever was done: not what a million rows take as text.
const bounded: Use = { program: 1500, page: 200, rows: 120 };

// inside waits until a row is seen whole: nothing covers its upper or lower edge.
const inside = (page: Page, index: number) =>
  expect
    .poll(
      () =>
        row(page, index)
          .first()
          .evaluate((element) => {
            const { left, top, bottom } = element.getBoundingClientRect();
            const seen = (y: number) => document.elementFromPoint(left + 300, y)?.closest('[role=row]') === element;
            return seen(top + 3) && seen(bottom - 3) ? 'seen' : `not seen, from ${top} to ${bottom}`;
          }),
      `row ${index}`,
    )
    .toBe('seen');

test('a list of more than a million rows, from end to end', async ({ window: page, program }) => {
  const list: List = readList(today);
  const told: string[] = [];
  const measure = async (when: string) => {
    const use = await used(page, program);
    told.push(`${when}: program ${use.program} MB, page ${use.page} MB, ${use.rows} rows drawn`);
    for (const what of ['program', 'page', 'rows'] as const)
      expect.soft(use[what], `${what}, ${when}`).toBeLessThan(bounded[what]);
  };
  expect(list.rows).toBeGreaterThan(1_000_000);

  await test.step('opens', async () => {
    await page.getByRole('button', { name: 'Open…' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
    await expect(
      page.getByRole('button', { name: new RegExp(`^${grouped(list.rows)} rows in the list`) }),
    ).toBeVisible();
    await page.getByRole('button', { name: 'User licenses' }).click();
    await says(page, list.rows);
    await expect(cell(page, 0, 'user_name')).toContainText(/\S/);
    await measure('opened');
  });

  await test.step('End and Home lead to the last and the first row, and say which they are', async () => {
    const last = list.rows - 1;
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(list.rows + 1)); // the header as well
    for (const keys of ['Control+End', 'End']) {
      await cell(page, 0, 'email_address').click();
      await page.keyboard.press(keys);
      // Right after the key, before the row was read.
      await expect(row(page, last).first()).toHaveAttribute('aria-rowindex', String(list.rows + 1));
      await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(list.rows + 1));
      await expect(cell(page, last, 'email_address')).toBeFocused();
      await expect(cell(page, last, 'email_address')).toContainText(/\S/);
      await inside(page, last);
      await page.keyboard.press('Control+Home');
      await expect(cell(page, 0, 'email_address')).toBeFocused();
      await inside(page, 0);
    }
    await page.keyboard.press('Control+End');
    await expect(cell(page, last, 'email_address')).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(cell(page, last - 1, 'email_address')).toBeFocused();
    await inside(page, last - 1);
    await page.keyboard.press('Control+Home');
    await measure('after End');
  });

  await test.step('sorts by several columns, and the other way round', async () => {
    for (const [name, column] of [
      ['License', 'license'],
      ['Service', 'service'],
      ['Email address', 'email_address'],
      ['Assigned date', 'assigned_date'],
    ] as const) {
      const ends: string[][] = [];
      for (const way of ['ascending', 'descending']) {
        await header(page, name).click();
        await expect(header(page, name)).toHaveAttribute('aria-sort', way);
        await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false');
        await expect(cell(page, 0, column)).toContainText(/\S/);
        const first = await cell(page, 0, column).innerText();
        await cell(page, 0, column).click();
        await page.keyboard.press('Control+End');
        await expect(cell(page, list.rows - 1, column)).toContainText(/\S/);
        ends.push([first, await cell(page, list.rows - 1, column).innerText()]);
        await page.keyboard.press('Control+Home');
      }
      const [up, down] = ends;
      expect(up?.[0], name).not.toBe(up?.[1]);
      expect(down?.[0], name).not.toBe(up?.[0]);
      if (column === 'email_address') {
        expect([up?.[1], down?.[1]]).toEqual(['Unknown', 'Unknown']); // nobody's rows come last, either way
        expect([...list.by.address.keys()]).toContain(down?.[0]?.toLowerCase());
      } else {
        expect(down, name).toEqual([up?.[1], up?.[0]]);
      }
      await header(page, name).click();
      await expect(header(page, name)).toHaveAttribute('aria-sort', 'none');
    }
  });

  const [license, rows] = most(list.by.license);
  const rare = [...list.by.license].filter(([, n]) => n < mostCopied).reduce((a, b) => (b[1] > a[1] ? b : a));

  await test.step('filters by values with their counts', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('menuitem', { name: 'License', exact: true }).click();
    const values = page.getByRole('group', { name: 'Values of License' });
    for (const [value, count] of [...list.by.license].slice(0, 5)) {
      const line = values.locator('div').filter({ has: page.getByRole('checkbox', { name: value, exact: true }) });
      await expect(line).toContainText(grouped(count));
    }
    await values.getByRole('checkbox', { name: license, exact: true }).click();
    await says(page, rows, list.rows);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: `Remove filter: License is ${license}` }).click();
    await says(page, list.rows);
  });

  await test.step('searches', async () => {
    const [address, found] = [...list.by.address].filter(([one]) => one.includes('@')).at(-1) ?? ['', 0];
    await page.getByRole('searchbox').fill(address);
    await says(page, found, list.rows);
    await expect(cell(page, 0, 'email_address')).toHaveText(new RegExp(`^${address}$`, 'i'));
    await page.getByRole('searchbox').fill('');
    await says(page, list.rows);
  });

  await test.step('selects all at once, and copies up to a limit', async () => {
    await cell(page, 0, 'user_name').click();
    await page.keyboard.press('Control+a');
    await expect(page.getByText(`${grouped(list.rows)} of ${grouped(list.rows)} rows selected`)).toBeVisible();
    await page.keyboard.press('Control+c');
    await expect(page.getByText(`At most ${grouped(mostCopied)} rows can be copied.`)).toBeVisible();
    await page.keyboard.press('Escape');
    await measure('all selected');
    await page.getByRole('searchbox').fill(rare[0]);
    await expect(footer(page)).toContainText(' of ');
    const shown = Number(/^[\d,]+/.exec((await footer(page).textContent()) ?? '')?.[0].replaceAll(',', ''));
    expect(shown).toBeGreaterThanOrEqual(rare[1]);
    await cell(page, 0, 'user_name').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await expect(page.getByText(`${grouped(shown)} rows are on the clipboard.`)).toBeVisible();
    const lines = await page.evaluate(async () => {
      const { runtime } = window as unknown as { runtime: { ClipboardGetText(): Promise<string> } };
      return (await runtime.ClipboardGetText()).split('\n').length;
    });
    expect(lines).toBe(shown + 1);
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox').fill('');
    await says(page, list.rows);
    await measure(`${grouped(shown)} rows copied`);
  });

  await test.step('sums up by a column', async () => {
    await page.getByRole('button', { name: 'Summarize' }).click();
    await page.getByRole('combobox', { name: 'Summarize by' }).selectOption({ label: 'License' });
    const summary = page.getByRole('table', { name: 'Summary by License' });
    for (const [value, count] of list.by.license) {
      const line = summary.getByRole('row').filter({ has: page.getByRole('button', { name: value, exact: true }) });
      await expect(line.getByRole('cell').nth(1)).toHaveText(grouped(count));
    }
    await page.getByRole('button', { name: 'Summarize' }).click();
  });

  await test.step('travels to another day and back', async () => {
    const then = readList(before);
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(page.getByText('You are looking at 2 July 2025.')).toBeVisible();
    await says(page, then.rows);
    await expect(cell(page, 0, 'user_name')).toContainText(/\S/);
    await measure('a day back');
    await page.keyboard.press('Alt+Home');
    await says(page, list.rows);
  });

  await test.step('a workbook is written while the list is used, with every row', async () => {
    await page.getByRole('button', { name: 'Export to Excel' }).click();
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
    await page.getByRole('searchbox').fill(rare[0]);
    await expect(footer(page)).toContainText(' of ');
    await page.getByRole('searchbox').fill('');
    await says(page, list.rows);
    await measure('while a workbook is written');
    await expect(page.getByText(/^Saved .*\.xlsx with /).last()).toContainText(`with ${grouped(list.rows)} rows`, {
      timeout: 600_000,
    });
    const [file = ''] = readdirSync(program.downloads).filter((name) => name.endsWith('.xlsx'));
    // A sheet holds 1,048,576 rows, one of them the header; the last ones go to a second.
    const perSheet = 1_048_576;
    const sheets = await rowsOf(join(program.downloads, file));
    const lists = sheets.filter((n) => n >= 1000);
    expect(lists).toEqual([perSheet, list.rows - (perSheet - 1) + 1]);
    await measure('a workbook written');
  });

  await test.step('opens who is behind a row, and comes back to it', async () => {
    await cell(page, 0, 'user_name').click();
    await page.keyboard.press('Control+Home');
    await expect(cell(page, 0, 'user_name')).toBeFocused();
    await page.keyboard.press('Enter');
    const person = page.getByRole('dialog').first();
    await expect(person.getByRole('region', { name: 'Timeline' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(person).toBeHidden();
    await expect(cell(page, 0, 'user_name')).toBeFocused();
    await inside(page, 0);
  });

  for (const line of told) console.log(line);
});
