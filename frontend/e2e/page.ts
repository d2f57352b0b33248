import { expect, type Page } from '@playwright/test';

// What most tests look at: the parts of every page, by what a person reads.

export const navigation = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('button', { name, exact: true });
export const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
export const cells = (page: Page, column: string) => page.locator(`[role=gridcell][col-id=${column}]`);
export const dialog = (page: Page) => page.getByRole('dialog');

// footer counts the rows of the list: those that are shown, of all.
export const footer = (page: Page) => page.getByText(/^[\d,.]+ (of [\d,.]+ )?rows?, /);

// rowsIn reads the first number of a footer.
export const rowsIn = (text: string | null) => Number(/^[\d,]+/.exec(text ?? '')?.[0].replaceAll(',', ''));

export const banner = (page: Page) => page.getByText(/^You are looking at /);

interface Bound {
  runtime: { ClipboardGetText(): Promise<string> };
}
export const clipboard = (page: Page) => page.evaluate(() => (window as unknown as Bound).runtime.ClipboardGetText());

// openSample opens the sample tenant on its first page.
export async function openSample(page: Page) {
  await page.getByRole('button', { name: 'Open the sample tenant' }).click();
  await expect(heading(page, 'Overview')).toBeVisible({ timeout: 90_000 });
}

// openList opens the sample tenant on the list of user licenses.
export async function openList(page: Page) {
  await openSample(page);
  await navigation(page, 'User licenses').click();
  await expect(heading(page, 'User licenses')).toBeVisible();
  await expect(cells(page, 'user_name').first()).toBeVisible();
}
