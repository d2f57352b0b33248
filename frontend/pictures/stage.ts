import { expect, type Page } from '@playwright/test';
import type { Program } from '../e2e/program';
import en from '../src/i18n/en.json' with { type: 'json' };
import nl from '../src/i18n/nl.json' with { type: 'json' };

export const languages = { en, nl };
export type Language = keyof typeof languages;
export type Look = 'light' | 'dark';

// Stage is where a scene plays: the page, and the words that it has now.
export interface Stage {
  page: Page;
  program: Program;
  words: typeof en;
}

// Scene is something to look at: how it is reached from anywhere, and what is
// put away again.
export interface Scene {
  name: string;
  goesOn?: boolean; // from where the scene before it has led
  open: (stage: Stage) => Promise<unknown>;
  close?: (stage: Stage) => Promise<unknown>;
}

export const cells = (page: Page, column: string) => page.locator(`[role=gridcell][col-id=${column}]`);
export const dialog = (page: Page) => page.getByRole('dialog').last();
export const still = (page: Page) => expect(page.locator('main')).toHaveAttribute('aria-busy', 'false');
export const button = ({ page }: Stage, name: string) => page.getByRole('button', { name, exact: true });

export async function goTo({ page, words }: Stage, name: keyof typeof en.nav.pages) {
  await page.getByRole('navigation').getByRole('button', { name: words.nav.pages[name] }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

export async function goToRows(stage: Stage, name: 'licenses' | 'people', view: keyof typeof en.views) {
  await goTo(stage, name);
  await stage.page.getByRole('tab', { name: stage.words.views[view], exact: true }).click();
  await expect(cells(stage.page, 'user_name').first()).toBeVisible();
  await still(stage.page);
}

export async function putAway({ page }: Stage) {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

export async function toToday({ page }: Stage) {
  await page.keyboard.press('Alt+Home');
  await still(page);
}
