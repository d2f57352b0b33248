import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test as base, drop, expect, type Program } from './program';
import { type Question, questions, type Step } from './questions';

// mostClicks is how far away an answer may be.
const mostClicks = 3;

// The ledger that docs/questions.md means, made by its own command; and what its
// other commands leave beside it.
interface Demo {
  folder: string;
  ledger: string;
}

const test = base.extend<object, { demo: Demo }>({
  demo: [
    async ({ recorder }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'licenseledger-questions-'));
      const env = { ...process.env, ...recorder.environment };
      const run = (args: string[]) =>
        execFileSync(process.env.LICENSELEDGER_DEV_PROGRAM ?? '', args, { cwd: folder, env, stdio: 'pipe' });
      const [made] = questions.commands;
      if (made?.[0] !== 'demo')
        throw new Error('docs/questions.md does not begin with the command that makes its ledger');
      run(made);
      for (const args of questions.all.flatMap(({ commands }) => commands)) if (args[0] === 'export') run(args);
      await use({ folder, ledger: join(folder, made[1] ?? '') });
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  opens: async ({ demo }, use) => use([demo.ledger]),
});

interface Bound {
  go: { desktop: { Window: { PutNote(name: string, value: string): Promise<void> } } };
}

const plain = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const words = (text: string) => new RegExp(`^${plain(text)}( |$)`);

// click clicks what has this name: a control by its role, a sentence by its text.
async function click(page: Page, name: string) {
  const named = words(name);
  const roles = ['button', 'tab', 'link', 'menuitem', 'option', 'combobox'] as const;
  const [first, ...others] = roles.map((role) => page.getByRole(role, { name: named }));
  if (!first) throw new Error('no roles');
  await others
    .reduce((all, one) => all.or(one), first)
    .first()
    .click();
}

async function follow(page: Page, program: Program, demo: Demo, step: Step) {
  switch (step.kind) {
    case 'click':
      return click(page, step.text);
    case 'keys':
      return page.keyboard.press(step.text.replace('Ctrl', 'Control'));
    case 'type':
      await expect(page.locator('input:focus')).toBeVisible(); // a dialog takes a moment to come
      await page.keyboard.press('Control+a');
      await page.keyboard.type(step.text);
      await enter(page, step.text);
      return;
    case 'drop':
      return drop(page, program, { [step.text]: readFileSync(join(demo.folder, step.text), 'utf8') });
  }
}

// enter presses Enter once what was typed has been looked for.
async function enter(page: Page, typed: string) {
  const palette = page.getByRole('dialog').getByRole('option', { name: words(typed) });
  if (await page.getByRole('dialog').getByRole('listbox').isVisible()) await expect(palette.first()).toBeVisible();
  await page.keyboard.press('Enter');
}

// says looks for what the window must say: in one place, or in what stands
// beside each other in a line.
async function says(page: Page, text: string) {
  const parts = text.split(/ … | (?=\d+$)/).map(plain);
  const said = new RegExp(`(^|\\W)${parts.join('.*')}(\\W|$)`);
  const line = page
    .getByRole('row', { name: said })
    .or(page.getByRole('button', { name: said }))
    .or(page.getByRole('listitem').filter({ hasText: said }));
  await expect(page.getByText(said).or(line).first(), text).toBeVisible();
}

test('every question of the document is answered as it says', async ({ window: page, program, demo }) => {
  await page.getByRole('button', { name: 'Open…' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  expect(questions.all).toHaveLength(13);
  for (const question of questions.all.filter(({ waits }) => !waits)) {
    await test.step(`${question.number}. ${question.asked}`, () => answer(page, program, demo, question));
  }
});

async function answer(page: Page, program: Program, demo: Demo, question: Question) {
  const { steps, said } = question;
  expect.soft(steps.filter(({ counts }) => counts).length, question.asked).toBeLessThanOrEqual(mostClicks);
  for (const step of steps) await follow(page, program, demo, step);
  for (const text of said) await says(page, text);
  // The next way begins in a window as it is at first.
  await page.evaluate(() => (window as unknown as Bound).go.desktop.Window.PutNote('summary', ''));
  await page.reload();
  await page.keyboard.press('Alt+Home');
  await expect(page.getByRole('main')).toBeVisible();
}
