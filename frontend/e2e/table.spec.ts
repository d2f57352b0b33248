import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { banner, cells, clipboard, footer, navigation, openList, rowsIn } from './page';
import { expect, test } from './program';

const headers = (page: Page) =>
  page
    .getByRole('columnheader')
    .evaluateAll((all) =>
      all
        .sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left)
        .map((one) => one.getAttribute('col-id') ?? ''),
    );

test('columns are chosen, put in order, and remembered', async ({ window: page }) => {
  await openList(page);

  await test.step('chosen by keyboard', async () => {
    await page.getByRole('button', { name: 'Columns' }).press('Enter');
    await expect(page.getByRole('searchbox', { name: 'Search columns' })).toBeFocused();
    // Nothing is taller than the window, which what takes the focus would scroll.
    expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0);
    await accessible(page);
    const service = page.getByRole('checkbox', { name: 'Service', exact: true });
    await service.press('Space');
    await expect(service).not.toBeChecked();
    const license = page.getByRole('checkbox', { name: 'License', exact: true });
    await license.press('Alt+ArrowUp');
    await expect(license).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('columnheader', { name: /^Service/ })).toBeHidden();
    expect((await headers(page)).slice(-20)).toEqual(expect.arrayContaining(['license', 'email_address']));
    expect((await headers(page)).indexOf('license')).toBeLessThan((await headers(page)).indexOf('email_address'));
  });

  await test.step('put in order by dragging', async () => {
    const from = await page.getByRole('columnheader', { name: /^Assigned date/ }).boundingBox();
    const to = await page.getByRole('columnheader', { name: /^License/ }).boundingBox();
    if (!from || !to) throw new Error('the headers are not there');
    await page.mouse.move(from.x + 20, from.y + 15);
    await page.mouse.down();
    await page.mouse.move(from.x - 40, from.y + 15, { steps: 4 });
    await page.mouse.move(to.x + 10, to.y + 15, { steps: 8 });
    await page.mouse.up();
    await expect
      .poll(() => headers(page).then((all) => all.indexOf('assigned_date') - all.indexOf('license')))
      .toBe(-1);
    // Dragging is no click: the table is sorted as it was.
    await expect(page.getByRole('columnheader', { name: /^Assigned date/ })).toHaveAttribute('aria-sort', 'none');
  });

  await test.step('after a restart they are as they were left', async () => {
    await page.getByRole('columnheader', { name: /^License/ }).click();
    await expect(page.getByRole('columnheader', { name: /^License/ })).toHaveAttribute('aria-sort', 'ascending');
    const before = await headers(page);
    await page.reload();
    await navigation(page, 'User licenses').click();
    await expect(cells(page, 'user_name').first()).toBeVisible();
    expect(await headers(page)).toEqual(before);
    await expect(page.getByRole('columnheader', { name: /^License/ })).toHaveAttribute('aria-sort', 'ascending');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('button', { name: 'Usual columns' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('columnheader', { name: /^Service/ })).toBeVisible();
  });
});

const cell = (page: Page, row: number, column: string) => page.locator(`[row-index="${row}"] [col-id=${column}]`);

test('rows are selected, copied and summed up, and ways of looking are kept', async ({ window: page }) => {
  await openList(page);
  const rows = rowsIn(await footer(page).textContent());

  await test.step('by keyboard, in ranges', async () => {
    await cell(page, 1, 'user_name').click();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.getByText(`3 of ${rows} rows selected`)).toBeVisible();
    await page.keyboard.press('Shift+ArrowUp');
    await expect(page.getByText(`2 of ${rows} rows selected`)).toBeVisible();
    await expect(page.locator('[row-index="2"]')).toHaveAttribute('aria-selected', 'true');
    await accessible(page);
  });

  await test.step('copied under their headers', async () => {
    await page.keyboard.press('Control+c');
    await expect(page.getByText('2 rows are on the clipboard.')).toBeVisible();
    const lines = (await clipboard(page)).split('\n').map((line) => line.split('\t'));
    expect(lines).toHaveLength(3);
    expect(lines[0]?.slice(0, 3)).toEqual(['User name', 'Email address', 'Service']);
    const name = await cell(page, 1, 'user_name').innerText();
    expect(name).toMatch(/^\+/); // which would be typed as a formula where it is pasted
    expect(lines[1]?.[0]).toBe(`'${name}`);
    expect(lines[2]?.[2]).toBe(await cell(page, 2, 'service').innerText());
  });

  await test.step('copied right after another row was selected', async () => {
    await page.keyboard.press('Escape');
    await cell(page, 4, 'user_name').click();
    // As fast as keys can follow one another: nothing is drawn between them.
    await cell(page, 4, 'user_name').evaluate((focused) => {
      const press = (init: KeyboardEventInit) =>
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }),
        );
      if (document.activeElement !== focused) throw new Error('the cell has no focus');
      press({ key: 'ArrowDown', code: 'ArrowDown', shiftKey: true });
      press({ key: 'ArrowDown', code: 'ArrowDown', shiftKey: true });
      press({ key: 'c', code: 'KeyC', ctrlKey: true });
    });
    await expect(page.getByText('3 rows are on the clipboard.')).toBeVisible();
    await expect(page.getByText(`3 of ${rows} rows selected`)).toBeVisible();
  });

  await test.step('all but one', async () => {
    await page.keyboard.press('Control+a');
    await expect(page.getByText(`${rows} of ${rows} rows selected`)).toBeVisible();
    await page.keyboard.press('Space');
    await expect(page.getByText(`${rows - 1} of ${rows} rows selected`)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(footer(page)).toBeVisible();
    await page.keyboard.press('Control+c');
    await expect(page.getByText('The cell is on the clipboard.')).toBeVisible();
  });

  await test.step('a cell filters by its value, by its menu', async () => {
    await cell(page, 0, 'license').click();
    const license = await cell(page, 0, 'license').innerText();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Filter by this value' }).press('Enter');
    await expect(page.getByText(`License is ${license}`)).toBeVisible();
    await page.getByRole('button', { name: `Remove filter: License is ${license}` }).click();
  });

  await test.step('a summary counts what its lines show', async () => {
    await page.getByRole('button', { name: 'Summarize' }).click();
    const sales = page.getByRole('table', { name: 'Summary by Department' }).getByRole('row', { name: /^Sales/ });
    await expect(sales).toBeVisible();
    const [, people, licenses] = await sales.getByRole('cell').allInnerTexts();
    await sales.getByRole('button').click();
    await expect(page.getByText(new RegExp(`of ${rows} rows, ${people} people, ${licenses} licenses`))).toBeVisible();
    await accessible(page);
  });

  await test.step('kept under a name, and opened again after a restart', async () => {
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.getByRole('textbox', { name: 'Name for what you see now' }).fill('Sales, all of it');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Sales, all of it/ })).toBeVisible();
    await accessible(page);
    await page.reload();
    await expect(footer(page)).toBeVisible();
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.getByRole('button', { name: /^Sales, all of it/ }).click();
    await expect(page.getByText('Department is Sales')).toBeVisible();
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.getByRole('button', { name: 'Remove Sales, all of it' }).click();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Sales, all of it/ })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('the filter of a column opens by keyboard, and the focus comes back', async () => {
    const header = page.getByRole('columnheader', { name: /^Email address/ });
    await header.focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(page.getByRole('combobox', { name: 'Condition' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(header).toBeFocused();
  });
});

test('the last row is told where it is, and focus stays', async ({ window: page }) => {
  await openList(page);
  const rows = rowsIn(await footer(page).textContent());
  const grid = page.getByRole('grid');
  // The header is the first row of the table.
  await expect(grid).toHaveAttribute('aria-rowcount', String(rows + 1));
  await cell(page, 0, 'user_name').click();
  await page.keyboard.press('Control+End');
  const last = page.locator(`[row-index="${rows - 1}"]`);
  await expect(last).toHaveAttribute('aria-rowindex', String(rows + 1));
  await expect(last.locator('.ag-cell-focus')).toBeFocused();

  // Another order: the header that was pressed keeps the focus.
  const header = page.getByRole('columnheader', { name: /^Email address/ });
  await header.focus();
  await page.keyboard.press('Enter');
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await expect(header).toBeFocused();

  // Rows that are read again, as after a sync: the cell keeps it.
  await cell(page, 3, 'user_name').click();
  await page.getByRole('button', { name: 'Previous reading' }).press('Enter');
  await expect(banner(page)).toBeVisible();
  await cell(page, 3, 'user_name').click();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(banner(page)).toBeHidden();
  await expect(cell(page, 3, 'user_name')).toBeFocused();
});
