import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { cells, clipboard, heading, navigation, openSample } from './page';
import { expect, test } from './program';

const field = (page: Page, name: string) => page.getByRole('combobox', { name });
const sentences = (page: Page) => page.getByRole('region', { name: 'What changed' }).getByRole('button');

// countOf reads the number that a sentence begins with.
const countOf = async (page: Page) => {
  const texts = await sentences(page).allTextContents();
  return texts.map((text) => Number(text.split(' ')[0]?.replaceAll(',', '')));
};

test('what changed between two days, counts first', async ({ window: page }) => {
  page.setDefaultTimeout(15_000);
  await openSample(page);

  await test.step('the newest reading with the one before', async () => {
    await navigation(page, 'Changes').click();
    await expect(heading(page, 'Changes')).toBeVisible();
    await expect(page.getByRole('button', { name: /^the reading before/ })).toHaveAttribute('aria-pressed', 'true');
  });

  await test.step('since the end of last month', async () => {
    await page.getByRole('button', { name: /^the end of last month/ }).click();
    // What was compared before stands there until the days of this choice are.
    await expect(async () => {
      const counts = await countOf(page);
      const all = counts.reduce((sum, count) => sum + count, 0);
      expect(all).toBeGreaterThan(0);
      await expect(page.getByRole('heading', { name: `All ${all} changes` })).toBeVisible({ timeout: 1000 });
      await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(all + 1), { timeout: 1000 });
    }).toPass();
    await accessible(page);
  });

  await test.step('a sentence leads to exactly its rows', async () => {
    const gained = sentences(page).filter({ hasText: 'gained' });
    const count = Number((await gained.textContent())?.split(' ')[0]);
    await gained.click();
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(count + 1));
    await expect(cells(page, 'what').first()).toHaveText('Gained');
    await expect(cells(page, 'before').first()).toHaveText('');
    await expect(cells(page, 'after').first()).not.toHaveText('');
    await page.getByRole('button', { name: /^Show all/ }).click();
  });

  await test.step('any day is typed', async () => {
    const first = '2025-01-01';
    await field(page, 'From').fill(first);
    await field(page, 'From').press('Enter');
    await expect(field(page, 'From')).not.toHaveValue(first);
    await expect(sentences(page).filter({ hasText: 'left' })).toBeVisible();
    await sentences(page).filter({ hasText: 'left' }).click();
    await expect(cells(page, 'after').first()).toHaveText(/^Left /);
  });

  await test.step('Enter opens the person, and Escape comes back to the row', async () => {
    const person = cells(page, 'person').first();
    const name = (await person.textContent())?.split(' · ')[0] ?? '';
    await person.click();
    await page.keyboard.press('Enter');
    // Who has another name by now is told under that one, and that it was this.
    await expect(page.getByRole('dialog').getByRole('heading').first()).toBeVisible();
    await expect(page.getByRole('dialog')).toContainText(name);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(person).toBeFocused();
  });

  await test.step('the counts are copied as text', async () => {
    await page.getByRole('button', { name: 'Copy as text' }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    const text = await clipboard(page);
    expect(text).toContain('what changed from');
    expect(text).toMatch(/\n- \d+ (person|people) left/);
  });

  await test.step('a day with itself changed nothing', async () => {
    await field(page, 'From').fill(await field(page, 'To').inputValue());
    await page.getByRole('option').first().click();
    await expect(page.getByRole('heading', { name: 'Nothing changed' })).toBeVisible();
    await accessible(page);
  });
});
