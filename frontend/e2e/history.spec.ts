import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { banner, cells, heading, navigation, openSample } from './page';
import { expect, test } from './program';

const timeline = (page: Page) => page.getByRole('slider', { name: /^Syncs and imports over time/ });
const detail = (page: Page) => page.getByRole('region', { name: /^Reading of/ });

// when is the cell of a row; rows that were drawn anew stand last in the page.
const when = (page: Page, row: number) => page.locator(`[role=row][row-index="${row}"] [role=gridcell][col-id=when]`);

// shown waits until the detail tells of the reading of a row, and gives what it
// is called there.
async function shown(page: Page, row: number): Promise<string> {
  await expect(page.getByRole('row', { selected: true })).toHaveAttribute('row-index', String(row));
  const [day, , , time] = ((await when(page, row).textContent()) ?? '').split(/[/,]/);
  const title = detail(page).getByRole('heading', { level: 2 });
  await expect(title).toHaveText(new RegExp(`^${Number(day)} .*,${time}$`));
  return (await title.textContent()) ?? '';
}

async function choose(page: Page, row: number): Promise<string> {
  await when(page, row).click();
  return shown(page, row);
}

test('the history as one picture, and what can be done with a reading', async ({ window: page }) => {
  page.setDefaultTimeout(20_000);
  await openSample(page);
  const history = navigation(page, 'History');

  await test.step('it begins with the newest reading', async () => {
    await history.click();
    await expect(page.getByRole('row', { selected: true })).toHaveAttribute('row-index', '0');
    await expect(detail(page)).toContainText('Sync: everything was read.');
    await expect(detail(page)).toContainText(/List of used licenses[\d,]+ rows/);
    await accessible(page);
  });

  await test.step('by keyboard, picture and list together', async () => {
    await timeline(page).focus();
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('row', { selected: true })).toHaveAttribute('row-index', '1');
    await choose(page, 4);
    await page.keyboard.press('ArrowDown');
    const when = await shown(page, 5);
    await expect(timeline(page)).toHaveAttribute('aria-valuetext', new RegExp(`^${when}`));
  });

  await test.step('a month, a year', async () => {
    await page.getByRole('tab', { name: 'Month' }).click();
    await expect(timeline(page)).toBeVisible();
    await page.getByRole('tab', { name: 'Everything' }).click();
  });

  await test.step('a label and a pin stay after a restart', async () => {
    await detail(page).getByRole('textbox', { name: 'Label' }).fill('before the move');
    await page.keyboard.press('Enter');
    await expect(cells(page, 'note').filter({ hasText: 'before the move' })).toBeVisible();
    await detail(page).getByRole('button', { name: 'Pin', exact: true }).click();
    await expect(detail(page).getByRole('button', { name: 'Unpin' })).toBeVisible();
    await page.reload();
    await history.click();
    await expect(cells(page, 'note').filter({ hasText: 'before the move' }).getByLabel('Pinned')).toBeVisible();
  });

  await test.step('a month is closed with its last reading, and opened again', async () => {
    await timeline(page).focus();
    await page.keyboard.press('End');
    // There is a reading every day: as many before this one as the month has days so far.
    for (let day = Number.parseInt(await shown(page, 0), 10); day > 0; day--) await page.keyboard.press('ArrowLeft');
    const close = detail(page).getByRole('button', { name: 'Close the month' });
    await close.click();
    await expect(detail(page)).toContainText('is closed with this reading');
    await expect(detail(page).getByRole('button', { name: 'Delete' })).toBeDisabled();
    await expect(cells(page, 'note').filter({ hasText: 'Month closed' }).getByLabel('Pinned')).toBeVisible();
    await accessible(page);
    await detail(page).getByRole('button', { name: 'Workbook for finance' }).click();
    await expect(page.getByText(/^Saved SAMPLE .* licenses and cost 20\d\d-\d\d\.xlsx with/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await detail(page).getByRole('button', { name: 'Open the month' }).click();
    await expect(close).toBeVisible();
    await timeline(page).focus();
    await page.keyboard.press('End');
    await shown(page, 0);
  });

  await test.step('what a reading changed', async () => {
    await choose(page, 1);
    await detail(page).getByRole('button', { name: 'What changed' }).click();
    await expect(heading(page, 'Changes')).toBeVisible();
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  });

  await test.step('a reading is deleted, brought back, and deleted for good', async () => {
    await history.click();
    const when = await choose(page, 3);
    const remove = detail(page).getByRole('button', { name: 'Delete' });
    const undo = page.getByRole('button', { name: 'Undo' });
    await remove.click();
    await expect(page.getByText(`The reading of ${when}, was deleted.`)).toBeVisible();
    await accessible(page);
    await undo.click();
    await expect(detail(page).getByRole('button', { name: 'Open this day' })).toBeVisible();
    await remove.click();
    await expect(undo).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(undo).toBeHidden();
    await page.reload();
    await history.click();
    await choose(page, 3);
    await expect(detail(page)).toContainText('deleted or thinned');
  });

  await test.step('its day is opened', async () => {
    await history.click();
    await choose(page, 2);
    await page.keyboard.press('Enter');
    await expect(heading(page, 'User licenses')).toBeVisible();
    await expect(banner(page)).toBeVisible();
    await expect(cells(page, 'user_name').first()).toBeVisible();
  });
});
