import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { cells, openList, openSample } from './page';
import { expect, type Program, test } from './program';

const scripts = '**/assets/start-*.js';
const kept = (program: Program) => {
  const folder = join(program.home, 'cache', 'LicenseLedger', 'pictures');
  return existsSync(folder) ? readdirSync(folder) : [];
};
const picture = (page: Page) => page.locator('#picture');
// The footer says how old the numbers are, which a picture does not.
const seen = (page: Page) =>
  page.screenshot({ clip: { x: 0, y: 0, width: 1280, height: 770 }, animations: 'disabled', caret: 'hide' });

// held lets the page begin only when told.
async function held(page: Page): Promise<() => void> {
  let begin = () => {};
  const told = new Promise<void>((resolve) => {
    begin = resolve;
  });
  await page.route(scripts, async (route) => {
    await told;
    await route.continue();
  });
  return begin;
}

test('the page as it was left is there before its scripts', async ({ window: page, program }) => {
  await openList(page);
  await expect.poll(() => kept(program)).toHaveLength(1);
  await page.mouse.move(0, 0);
  const left = await seen(page);

  await test.step('the next day it is the same, to the pixel', async () => {
    const begin = await held(page);
    await program.restart(page);
    await expect(picture(page)).toBeAttached();
    await expect(cells(page, 'user_name')).toHaveCount(0); // nothing of the page itself
    expect((await seen(page)).equals(left)).toBe(true);
    begin();
    await expect(cells(page, 'user_name').first()).toBeVisible();
    await expect(picture(page)).toHaveCount(0);
    expect((await seen(page)).equals(left)).toBe(true);
  });

  await test.step('whoever does something gets the page', async () => {
    const begin = await held(page);
    await page.reload();
    await expect(picture(page)).toBeAttached();
    begin();
    await page.keyboard.press('?');
    await expect(picture(page)).toHaveCount(0);
  });

  await test.step('a table that was scrolled is not kept so', async () => {
    await page.keyboard.press('Escape');
    const at = (row: number) => page.locator(`.ag-row[row-index="${row}"]`).first();
    await cells(page, 'user_name').first().click();
    await page.keyboard.press('Control+End');
    await expect(at(0)).toBeHidden();
    await page.getByRole('button', { name: 'Show icons only' }).click(); // another look: the picture of before is none
    await page.waitForTimeout(2500); // nothing tells that none was kept but the time in which it would have been
    const begin = await held(page);
    await page.reload();
    await expect(page.locator('#root')).toBeAttached();
    await expect(picture(page)).toHaveCount(0);
    begin();
    await expect(at(0)).toBeVisible();
  });

  await test.step('of other data, or with hidden names, there is none', async () => {
    await page.getByRole('button', { name: 'Quick settings' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Hide names' }).click();
    const begin = await held(page);
    await page.reload();
    await expect(page.locator('#root')).toBeAttached();
    await expect(picture(page)).toHaveCount(0);
    begin();
    await expect(cells(page, 'user_name').first()).toBeVisible();
  });
});

// colours counts those of a part of the screen.
async function colours(page: Page, clip: { x: number; y: number; width: number; height: number }): Promise<number> {
  const png = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (source) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const drawing = canvas.getContext('2d');
    drawing?.drawImage(image, 0, 0);
    return new Set(new Uint32Array(drawing?.getImageData(0, 0, image.width, image.height).data.buffer ?? [])).size;
  }, png);
}

test('of a page that goes by the day of today only the frame is kept', async ({ window: page, program }) => {
  const frame = { x: 0, y: 0, width: 200, height: 700 };
  const body = { x: 220, y: 160, width: 1000, height: 500 };
  await openSample(page);
  await expect.poll(() => kept(program)).toHaveLength(1);
  await expect(page.getByRole('region', { name: 'Needs you' })).toBeVisible();
  expect(await colours(page, body)).toBeGreaterThan(20);

  const begin = await held(page);
  await page.reload();
  await expect(picture(page)).toBeAttached();
  expect(await colours(page, frame)).toBeGreaterThan(20);
  expect(await colours(page, body)).toBe(1);
  begin();
  await expect(page.getByRole('region', { name: 'Needs you' })).toBeVisible();
  await expect(picture(page)).toHaveCount(0);
});
