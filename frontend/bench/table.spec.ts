import { appendFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '../e2e/program';

// Measures the table on a large ledger, LICENSELEDGER_BENCH_LEDGER, and adds a
// line of JSON per figure to LICENSELEDGER_FIGURES: {"key", "ms": [...]}.
const largeLedger = process.env.LICENSELEDGER_BENCH_LEDGER ?? '';
const figures = process.env.LICENSELEDGER_FIGURES ?? '';

const tell = (key: string, ms: number[]) => appendFileSync(figures, `${JSON.stringify({ key, ms })}\n`);

interface Bound {
  go: { desktop: { Window: { OpenLedger(path: string): Promise<void> } } };
  changed: Promise<number>;
}

const footer = (page: Page) => page.getByText(/^[\d,.]+ (of [\d,.]+ )?rows?, /);
const rowsAreThere = (page: Page) => expect(page.locator('[role=gridcell][col-id=user_name]').first()).toBeVisible();

test.use({ sample: 'none' });

test.beforeEach(async ({ window: page }) => {
  await page.evaluate((path) => (window as unknown as Bound).go.desktop.Window.OpenLedger(path), largeLedger);
  await page.getByRole('navigation').getByRole('button', { name: 'User licenses' }).click();
  await rowsAreThere(page);
});

// As fast as a wheel is turned: forty rows a frame.
const fling = { rows: 100_000, step: 40 * 32 };

test('scrolling through 100,000 rows', async ({ window: page }) => {
  const frames = await page.locator('.ag-grid-viewport').evaluate(async (body, { rows, step }) => {
    const took: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    for (const end = rows * 32; body.scrollTop < end; ) {
      body.scrollTop += step;
      const now = await new Promise<number>(requestAnimationFrame);
      took.push(now - last);
      last = now;
    }
    return took;
  }, fling);
  const reached = await page.locator('.ag-row').first().getAttribute('row-index');
  expect(Number(reached)).toBeGreaterThan(fling.rows - 1000);
  tell('frame', frames);
});

test('typing in the search until the rows change', async ({ window: page }) => {
  const box = page.getByRole('searchbox');
  const took: number[] = [];
  for (const word of ['françois b', 'unknown', 'daniel ko', 'premium', 'jürgen t', 'f3']) {
    for (const letter of word) {
      const before = (await footer(page).textContent()) ?? '';
      await box.focus();
      // From the key to the frame in which the footer says another number and the first row is drawn.
      await page.evaluate((was) => {
        const bound = window as unknown as Bound;
        bound.changed = new Promise((resolve) => {
          const look = (from: number) => {
            const now = [...document.querySelectorAll('span')].find((one) =>
              /^[\d,.]+ (of [\d,.]+ )?rows?, /.test(one.textContent ?? ''),
            );
            const isDrawn = document.querySelector('[row-index="0"] [col-id=user_name]')?.textContent;
            if (now && now.textContent !== was && isDrawn) resolve(performance.now() - from);
            else if (performance.now() - from > 2000) resolve(-1);
            else requestAnimationFrame(() => look(from));
          };
          document.addEventListener('input', () => look(performance.now()), { once: true, capture: true });
        });
      }, before);
      await page.keyboard.type(letter);
      const ms = await page.evaluate(() => (window as unknown as Bound).changed);
      if (ms >= 0) took.push(ms); // a letter that leaves as many rows changes nothing
    }
    await box.fill('');
    await expect(footer(page)).not.toContainText(' of ');
  }
  expect(took.length).toBeGreaterThan(20);
  tell('search', took);
});

test('the End key', async ({ window: page }) => {
  const rows = Number(/^[\d,]+/.exec((await footer(page).textContent()) ?? '')?.[0].replaceAll(',', ''));
  const took: number[] = [];
  for (let round = 0; round < 5; round++) {
    await page.keyboard.press('Escape');
    await page.locator('.ag-grid-viewport').evaluate((body) => body.scrollTo(0, 0));
    const first = page.locator('[row-index="0"] [col-id=user_name]');
    await expect(first).toBeVisible();
    await first.click();
    const began = Date.now();
    await page.keyboard.press('Control+End');
    await expect(page.locator(`[row-index="${rows - 1}"]`).first()).toContainText(/\S/);
    took.push(Date.now() - began);
  }
  tell('end', took);
});
