import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../e2e/program';
import { guide } from './guide';
import { before, scenes } from './scenes';
import { type Language, type Look, languages, type Scene, type Stage } from './stage';

// LICENSELEDGER_GUIDE takes those of docs/guide alone: in one language, look and size.
const ofGuide = Boolean(process.env.LICENSELEDGER_GUIDE);
const folder = join(import.meta.dirname, '..', '..', 'out', ofGuide ? 'guide' : 'pictures');
const sizes = [{ width: 1280, height: 800 }, ...(ofGuide ? [] : [{ width: 1920, height: 1080 }])];

// LICENSELEDGER_SCENES is a regular expression of those that are wanted.
const chosen = new RegExp(process.env.LICENSELEDGER_SCENES ?? '');
const wanted = (name: string) => chosen.test(name) && (!ofGuide || guide.includes(name));

// played are the scenes that are wanted, and those that belong to one of these.
function played(scenes: Scene[]): Scene[] {
  const acts = scenes.reduce<Scene[][]>((all, scene) => {
    const last = all.at(-1);
    if (scene.goesOn && last) last.push(scene);
    else all.push([scene]);
    return all;
  }, []);
  return acts.filter((act) => act.some(({ name }) => wanted(name))).flat();
}

interface Bound {
  go: { desktop: { Window: { SaveSettings(settings: object): Promise<unknown> } } };
}

async function choose(page: Page, language: Language, theme: Look) {
  await page.evaluate((settings) => (window as unknown as Bound).go.desktop.Window.SaveSettings(settings), {
    language,
    theme,
    hideNames: false,
    startAtWelcome: false,
    releases: '',
    askReleases: false,
  });
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-look', theme);
}

async function keep(page: Page, name: string, language: Language, look: Look) {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.mouse.move(size.width - 2, size.height - 2);
    const file = ofGuide ? name : `${name}-${language}-${look}-${size.width}`;
    await page.screenshot({ path: join(folder, `${file}.png`), animations: 'disabled' });
  }
}

test.use({ sample: process.env.LICENSELEDGER_SAMPLE ?? '2000x200x200' });

test('everything there is to see', async ({ window: page, program }) => {
  page.setDefaultTimeout(30_000);
  const all = (Object.keys(languages) as Language[]).flatMap((language) =>
    (['light', 'dark'] as const).map((look) => ({ language, look })),
  );
  const variants = ofGuide ? all.filter(({ language, look }) => language === 'en' && look === 'light') : all;
  const play = async (scenes: Scene[], { language, look }: (typeof all)[number]) => {
    await choose(page, language, look);
    const stage: Stage = { page, program, words: languages[language] };
    for (const scene of played(scenes)) {
      await test.step(`${scene.name} ${language} ${look}`, async () => {
        await page.setViewportSize(sizes[0] ?? { width: 1280, height: 800 });
        await scene.open(stage);
        await page.waitForTimeout(250); // what fades in has come
        if (wanted(scene.name)) await keep(page, scene.name, language, look);
        await page.setViewportSize(sizes[0] ?? { width: 1280, height: 800 });
        await scene.close?.(stage);
      });
    }
  };
  for (const variant of variants) await play(before, variant);
  await choose(page, 'en', 'light');
  await page.getByRole('button', { name: languages.en.welcome.sample.button }).click();
  await expect(page.getByRole('heading', { level: 1, name: languages.en.overview.title })).toBeVisible({
    timeout: 600_000,
  });
  for (const variant of variants) await play(scenes, variant);
});
