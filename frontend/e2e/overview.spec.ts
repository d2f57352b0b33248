import type { Page } from '@playwright/test';
import { accessible } from './accessible';
import { banner, heading, navigation, openSample } from './page';
import { expect, test } from './program';

const footer = (page: Page) => page.getByText(/^[\d,.]+ (of [\d,.]+ )?(rows?|people|person)(,|$)/).last();
const block = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
const numbers = (text: string) => [...text.matchAll(/\d[\d,]*/g)].map(([one]) => Number(one.replaceAll(',', '')));

interface Bound {
  go: {
    desktop: {
      Window: {
        Notes(): Promise<Record<string, string>>;
        PutNote(name: string, value: string): Promise<void>;
        Snapshots(): Promise<{ id: number; at: string }[]>;
      };
    };
  };
}

async function opened(page: Page) {
  await openSample(page);
  await expect(block(page, 'Needs you').getByRole('listitem').first()).toBeVisible();
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false'); // what comes later would move what is pressed
}

// counted gives what the footer of a table says: its own numbers, filtered rows
// before all of them.
async function counted(page: Page): Promise<{ rows?: number | undefined; people?: number | undefined }> {
  await expect(footer(page)).toBeVisible();
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false');
  const text = (await footer(page).textContent()) ?? '';
  const people = /([\d,]+)(?: of [\d,]+)? (?:people|person)/.exec(text)?.[1];
  const rows = /^([\d,]+)(?: of [\d,]+)? rows?/.exec(text)?.[1];
  const read = (one: string | undefined) => (one ? Number(one.replaceAll(',', '')) : undefined);
  return { rows: read(rows), people: read(people) };
}

const softly = expect.configure({ soft: true });

// follows clicks a sentence and compares its numbers with the table it leads to:
// the one of its kind first, and people after rows where it tells both.
async function follows(page: Page, link: ReturnType<Page['getByRole']>, kind: 'rows' | 'people') {
  const sentence = (await link.textContent()) ?? '';
  await link.click();
  await expect(heading(page, 'Overview')).toBeHidden();
  const [told, people] = numbers(sentence);
  await softly.poll(async () => (await counted(page))[kind], { message: sentence }).toBe(told);
  if (/^[\d,]+ rows? .*[\d,]+ (people|person)$/.test(sentence))
    await softly.poll(async () => (await counted(page)).people, { message: sentence }).toBe(people);
  await navigation(page, 'Overview').click();
  await expect(heading(page, 'Overview')).toBeVisible();
  await page.keyboard.press('Alt+Home'); // what is lost opens on the day before
  const days = page.getByRole('slider');
  await expect(days).toHaveAttribute('aria-valuenow', (await days.getAttribute('aria-valuemax')) ?? '');
  await expect(block(page, 'Needs you')).toBeVisible();
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false'); // until then numbers may be of the day before
}

const isRows = (sentence: string) =>
  /^[\d,]+ (Unknown )?rows?/.test(sentence) || /^[\d,]+ of them Unknown/.test(sentence);

test('every number leads to exactly that many', async ({ window: page }) => {
  await opened(page);
  await accessible(page);

  const groups = [
    { name: 'totals', place: page.getByRole('list', { name: 'This day in numbers' }) },
    { name: 'changes', place: block(page, /^Since/) },
    { name: 'needs', place: block(page, 'Needs you') },
    { name: 'licenses', place: block(page, 'Licenses') },
  ];
  for (const { name, place } of groups) {
    await test.step(name, async () => {
      await expect(place.getByRole('button').first()).toBeVisible();
      const sentences = (await place.getByRole('button').allTextContents()).filter((text) => /\d/.test(text));
      expect(sentences.length).toBeGreaterThan(name === 'changes' ? 0 : 2);
      for (const [index, sentence] of sentences.entries()) {
        const link = place.getByRole('button').filter({ hasText: /\d/ }).nth(index);
        await expect(link).toHaveText(sentence);
        await follows(page, link, isRows(sentence) ? 'rows' : 'people');
      }
    });
  }

  await test.step('the numbers of the lines', async () => {
    const trend = block(page, 'All readings');
    await follows(page, trend.getByRole('button', { name: /^\d.*rows in the list$/ }).first(), 'rows');
    await follows(page, trend.getByRole('button', { name: /: [\d,]+ people with a license$/ }).first(), 'people');
  });

  await test.step('a point opens its day, in the lines and in the table', async () => {
    const trend = block(page, 'All readings');
    const point = trend.getByRole('button', { name: /in the list, .* with a license$/ });
    await point.focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(banner(page)).toBeVisible();
    await expect(block(page, 'Needed you that day')).toBeVisible();
    await accessible(page);
    const said = await trend.getByRole('button', { name: /: [\d,]+ people with a license$/ }).textContent();
    await expect(page.getByRole('button', { name: `${said} people hold a license` })).toBeVisible();
    await trend.getByRole('button', { name: 'Show as a table' }).click();
    await accessible(page);
    await trend.getByRole('rowheader').first().getByRole('button').click();
    await expect(banner(page)).toBeHidden();
  });
});

test.describe('a tenant of a handful of people', () => {
  test.use({ sample: '8x6x6' });

  // https://www.w3.org/TR/WCAG22/#target-size-minimum
  test('what is pressed in the trend is 24 pixels in both directions, however small its number', async ({
    window: page,
  }) => {
    await openSample(page);
    const trend = block(page, 'All readings');
    const numbers = trend.getByRole('button', { name: /: [\d,]+ people with a license$/ });
    await expect(numbers).toHaveText(/^\d$/);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      for (const look of ['Show as a table', 'Show as a line']) {
        const small = await trend.getByRole('button').evaluateAll((all) =>
          all
            .map((one) => ({ said: one.textContent || one.ariaLabel, box: one.getBoundingClientRect() }))
            .filter(({ box }) => box.width < 24 || box.height < 24)
            .map(({ said, box }) => `${said}: ${box.width} x ${box.height}`),
        );
        expect(small, `${width} wide, before ${look}`).toEqual([]);
        await trend.getByRole('button', { name: look }).click();
      }
    }
  });
});

test.describe('a history of a few days', () => {
  test.use({ sample: '120x6x6' });

  test('every number of every reading leads to exactly that many', async ({ window: page }) => {
    await opened(page);
    const trend = block(page, 'All readings');
    await trend.getByRole('button', { name: 'Show as a table' }).click();
    const table = trend.getByRole('table');
    await expect(table.getByRole('row')).toHaveCount(7); // its head as well
    for (const [column, kind] of [
      [0, 'rows'],
      [1, 'people'],
    ] as const) {
      for (let reading = 1; reading <= 6; reading++) {
        const line = table.getByRole('row').nth(reading);
        await follows(page, line.getByRole('cell').nth(column).getByRole('button'), kind);
        await trend.getByRole('button', { name: 'Show as a table' }).click();
      }
    }
  });

  test('every number of a day in the past as well', async ({ window: page }) => {
    await opened(page);
    const there = async () => {
      await page.keyboard.press('Alt+ArrowLeft');
      await page.keyboard.press('Alt+ArrowLeft');
      await expect(block(page, 'Needed you that day')).toBeVisible();
      await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false');
    };
    await there();
    const links = page
      .getByRole('main')
      .getByRole('button')
      .filter({ hasText: /^[\d,]+ \D|^held by \d/ });
    const sentences = await links.allTextContents();
    expect(sentences.length).toBeGreaterThan(10);
    for (const [index, sentence] of sentences.entries()) {
      await expect(links.nth(index)).toHaveText(sentence);
      await follows(page, links.nth(index), isRows(sentence) ? 'rows' : 'people');
      await there();
    }
  });
});

test('what changed is told since the last look', async ({ window: page }) => {
  await opened(page);
  await expect(block(page, /^Since/)).toBeVisible();

  // Opened again: nothing was read meanwhile.
  await page.reload();
  await expect(block(page, /^Since you last looked \(today \d\d:\d\d\)$/)).toContainText(
    /Nothing changed since \d\d:\d\d\./,
  );
  await accessible(page);

  // A sync is a new reading; what it changed is told.
  await page.getByRole('button', { name: 'Sync', exact: true }).click();
  await expect(page.getByText(/^Sync is done/).last()).toBeVisible({ timeout: 60_000 });
  const since = block(page, /^Since you last looked/);
  await expect(since).not.toContainText('Nothing was read in the meantime.');

  // Three days away, and 20 readings ago.
  const readings = await page.evaluate(() => (window as unknown as Bound).go.desktop.Window.Snapshots());
  const before = readings.at(-20);
  const left = new Date().toISOString();
  await navigation(page, 'People').click();
  // The page keeps when it was left, and must have done so before another time is put in its place.
  const looked = () =>
    page.evaluate(async () => (await (window as unknown as Bound).go.desktop.Window.Notes())['ledger/looked'] ?? '{}');
  await expect.poll(async () => (JSON.parse(await looked()) as { when: string }).when > left).toBe(true);
  await page.evaluate(
    ([name, value]) => (window as unknown as Bound).go.desktop.Window.PutNote(name ?? '', value ?? ''),
    [
      'ledger/looked',
      JSON.stringify({ id: before?.id, read: before?.at, when: new Date(Date.now() - 3 * 86_400_000).toISOString() }),
    ],
  );
  await page.reload(); // opens where it was left
  await navigation(page, 'Overview').click();
  await expect(block(page, /^Since you last looked \((Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d\d:\d\d\)$/)).toBeVisible();
  await expect(since.getByRole('button', { name: /people left$/ })).toBeVisible();
});
