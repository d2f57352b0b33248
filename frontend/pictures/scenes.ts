import { expect } from '@playwright/test';
import { drop } from '../e2e/program';
import { button, cells, dialog, goTo, goToRows, putAway, type Scene, type Stage, still, toToday } from './stage';
import { tenants } from './tenants';

const header = 'User name,Email address,Service,License,Assigned date,Is trial\n';
const one = (name: string, assigned: string) =>
  `${name},${name.toLowerCase().replace(' ', '.')}@contoso.com,Power Apps for Office 365,Office 365 E3,${assigned},\n`;
const portal = ['Ann Roe', 'Jane Doe', 'Max Low', 'Sam Vos'].map((name) => one(name, '2/21/2026')).join('');
const files = {
  'user licenses 2026-03-31.csv': header + portal,
  'ambiguous 2026-01-31.csv': header + one('Jane Doe', '03/04/2025'),
  'own headings.csv': 'Who,Mail,What,Plan,Since\nJane Doe,jane.doe@contoso.com,Power Apps,Office 365 E3,2026-02-21\n',
  'sign-in page.csv': '<html></html>',
};

const rows = (view: 'list' | 'assigned' | 'never-used' | 'trials') => (stage: Stage) =>
  goToRows(stage, 'licenses', view);
const people = (view: 'users' | 'departed' | 'blocked' | 'guests' | 'unknown') => (stage: Stage) =>
  goToRows(stage, 'people', view);

async function search(stage: Stage, text: string) {
  await stage.page.getByRole('searchbox').fill(text);
  await still(stage.page);
}

async function openPerson(stage: Stage, row: number) {
  await cells(stage.page, 'user_name').nth(row).click();
  await stage.page.keyboard.press('Enter');
  await expect(dialog(stage.page).getByRole('listitem').first()).toBeVisible();
}

const overview: Scene[] = [
  {
    name: 'overview',
    open: async (stage) => {
      await goTo(stage, 'overview');
      await expect(stage.page.getByRole('region').nth(2).getByRole('listitem').first()).toBeVisible();
    },
  },
  {
    name: 'overview-past',
    open: async (stage) => {
      await goTo(stage, 'overview');
      for (let step = 0; step < 30; step++) await stage.page.keyboard.press('Alt+ArrowLeft');
      await still(stage.page);
    },
    close: toToday,
  },
];

const tables: Scene[] = [
  { name: 'licenses-used', open: rows('list') },
  { name: 'licenses-assigned', open: rows('assigned') },
  { name: 'licenses-never-used', open: rows('never-used') },
  { name: 'licenses-trials', open: rows('trials') },
  {
    name: 'licenses-unknown-in-the-past',
    open: async (stage) => {
      await rows('list')(stage);
      await search(stage, stage.words.words.unknown.toLowerCase());
      await stage.page.keyboard.press('Alt+ArrowLeft');
      await still(stage.page);
    },
    close: async (stage) => {
      await toToday(stage);
      await search(stage, '');
    },
  },
  {
    name: 'licenses-no-match',
    open: async (stage) => {
      await rows('list')(stage);
      await search(stage, 'nobody is called this');
      await expect(stage.page.getByRole('heading', { level: 2 })).toBeVisible();
    },
    close: (stage) => search(stage, ''),
  },
  {
    name: 'licenses-selected',
    open: async (stage) => {
      await rows('list')(stage);
      await cells(stage.page, 'license').nth(2).click();
      await stage.page.keyboard.press('Shift+ArrowDown');
      await stage.page.keyboard.press('Shift+ArrowDown');
      await expect(stage.page.getByRole('row', { selected: true })).toHaveCount(3);
      await stage.page.keyboard.press('Control+c');
    },
    close: (stage) => button(stage, stage.words.select.clear).click(),
  },
  {
    name: 'filter-popover',
    open: async (stage) => {
      await rows('list')(stage);
      await button(stage, stage.words.table.filter).click();
      await stage.page.getByRole('menuitem', { name: stage.words.columns.license, exact: true }).click();
      await dialog(stage.page).getByRole('checkbox').nth(1).click();
      await expect(button(stage, stage.words.filter.done)).toBeVisible();
      await still(stage.page);
    },
    close: putAway,
  },
  {
    name: 'filter-of-dates',
    goesOn: true,
    open: async (stage) => {
      await button(stage, stage.words.table.filter).click();
      await stage.page.getByRole('menuitem', { name: stage.words.columns.assigned_date, exact: true }).click();
      await expect(button(stage, stage.words.filter.done)).toBeVisible();
      await button(stage, stage.words.filter.preset.last90).click();
    },
    close: putAway,
  },
  {
    name: 'filtered',
    goesOn: true,
    open: async (stage) => {
      await expect(stage.page.getByRole('dialog')).toHaveCount(0);
      await still(stage.page);
    },
    close: async (stage) => {
      await button(stage, stage.words.filter.clearAll).click();
      await still(stage.page);
    },
  },
  {
    name: 'columns',
    open: async (stage) => {
      await rows('list')(stage);
      await button(stage, stage.words.chooser.button).click();
      await expect(dialog(stage.page).getByRole('searchbox')).toBeVisible();
    },
    close: putAway,
  },
  {
    name: 'saved-views',
    open: async (stage) => {
      await rows('list')(stage);
      await button(stage, stage.words.saved.button).click();
      await expect(dialog(stage.page).getByRole('textbox')).toBeVisible();
    },
    close: putAway,
  },
  {
    name: 'summary',
    open: async (stage) => {
      await rows('list')(stage);
      await button(stage, stage.words.summarize.button).click();
      await expect(stage.page.getByRole('table').getByRole('row').nth(2)).toBeVisible();
    },
    close: (stage) => button(stage, stage.words.summarize.close).click(),
  },
  {
    name: 'row-menu',
    open: async (stage) => {
      await rows('list')(stage);
      await cells(stage.page, 'license').nth(3).click({ button: 'right' });
      await expect(stage.page.getByRole('menu')).toBeVisible();
    },
    close: (stage) => stage.page.keyboard.press('Escape'),
  },
  {
    name: 'export-menu',
    open: async (stage) => {
      await rows('list')(stage);
      await button(stage, stage.words.export.menu).click();
      await expect(stage.page.getByRole('menu')).toBeVisible();
    },
    close: (stage) => stage.page.keyboard.press('Escape'),
  },
  {
    name: 'exported',
    open: async (stage) => {
      await rows('trials')(stage);
      await button(stage, stage.words.export.excel).click();
      await expect(button(stage, stage.words.export.show)).toBeVisible();
    },
    close: (stage) => button(stage, stage.words.job.dismiss).click(),
  },
];

const persons: Scene[] = [
  { name: 'people-everyone', open: people('users') },
  { name: 'people-left', open: people('departed') },
  { name: 'people-blocked', open: people('blocked') },
  { name: 'people-guests', open: people('guests') },
  { name: 'people-unknown', open: people('unknown') },
  {
    name: 'person-left',
    open: async (stage) => {
      await people('departed')(stage);
      await openPerson(stage, 0);
    },
    close: putAway,
  },
  {
    name: 'person-present',
    open: async (stage) => {
      await rows('assigned')(stage);
      await openPerson(stage, 4);
    },
    close: putAway,
  },
  {
    name: 'person-unknown',
    open: async (stage) => {
      await people('unknown')(stage);
      await openPerson(stage, 1);
    },
    close: putAway,
  },
  {
    name: 'forget',
    open: async (stage) => {
      await people('users')(stage);
      await openPerson(stage, 3);
      await button(stage, stage.words.person.forget.open).click();
      await expect(stage.page.getByRole('textbox').last()).toBeVisible();
    },
    close: async (stage) => {
      await stage.page.keyboard.press('Escape');
      await expect(button(stage, stage.words.person.forget.open)).toBeFocused();
      await putAway(stage);
    },
  },
];

const cost: Scene[] = [
  {
    name: 'cost-seats',
    open: async (stage) => {
      await goTo(stage, 'cost');
      await stage.page.getByRole('tab', { name: stage.words.cost.tab.seats, exact: true }).click();
      await expect(stage.page.getByRole('row').nth(2)).toBeVisible();
      await still(stage.page);
    },
  },
  {
    name: 'cost-free-up',
    goesOn: true,
    open: async (stage) => {
      await stage.page.getByRole('tab', { name: stage.words.cost.tab.freeUp, exact: true }).click();
      await expect(stage.page.getByRole('gridcell').first()).toBeVisible();
      await still(stage.page);
    },
  },
  {
    name: 'cost-prices',
    goesOn: true,
    open: async (stage) => {
      await stage.page.getByRole('tab', { name: stage.words.cost.tab.prices, exact: true }).click();
      await expect(stage.page.getByRole('heading', { level: 3 }).first()).toBeVisible();
    },
  },
  {
    name: 'cost-price',
    goesOn: true,
    open: async (stage) => {
      await stage.page.getByRole('listitem').getByRole('button').first().click();
      await expect(dialog(stage.page).getByRole('textbox').first()).toBeVisible();
    },
    close: putAway,
  },
];

const changes: Scene[] = [
  {
    name: 'changes',
    open: async (stage) => {
      await goTo(stage, 'changes');
      await stage.page.getByRole('tab').first().click();
      await expect(stage.page.getByRole('gridcell').first()).toBeVisible();
    },
  },
  {
    name: 'changes-of-a-month',
    goesOn: true,
    open: async (stage) => {
      const start = stage.words.changes.offer.monthEnd.split(' (')[0] ?? '';
      await stage.page.getByRole('button', { name: new RegExp(`^${start}`) }).click();
      await expect(stage.page.getByRole('gridcell').first()).toBeVisible();
    },
  },
  {
    name: 'compare-start',
    open: async (stage) => {
      await stage.page.reload();
      await goTo(stage, 'changes');
      await stage.page.getByRole('tab').nth(1).click();
      await expect(stage.page.getByRole('heading', { level: 2 })).toBeVisible();
    },
  },
  {
    name: 'compare-dialog',
    goesOn: true,
    open: async (stage) => {
      await drop(stage.page, stage.program, { 'user licenses 2026-03-31.csv': files['user licenses 2026-03-31.csv'] });
      await expect(dialog(stage.page).getByRole('checkbox').first()).toBeVisible();
    },
  },
  {
    name: 'compare',
    goesOn: true,
    open: async (stage) => {
      await dialog(stage.page).getByRole('button', { name: stage.words.import.compare, exact: true }).click();
      await expect(stage.page.getByRole('gridcell').first()).toBeVisible({ timeout: 60_000 });
    },
  },
];

const others: Scene[] = [
  {
    name: 'history',
    open: async (stage) => {
      await goTo(stage, 'history');
      await expect(stage.page.getByRole('gridcell').first()).toBeVisible();
    },
  },
  {
    name: 'history-month',
    goesOn: true,
    open: async (stage) => {
      await stage.page.getByRole('tab', { name: stage.words.history.zoom.month, exact: true }).click();
      await stage.page.getByRole('slider').first().focus();
      await stage.page.keyboard.press('ArrowLeft');
    },
    close: (stage) => stage.page.getByRole('tab', { name: stage.words.history.zoom.all, exact: true }).click(),
  },
  {
    name: 'import',
    open: async (stage) => {
      await drop(stage.page, stage.program, files);
      await expect(dialog(stage.page).getByRole('radio').first()).toBeVisible();
    },
    close: putAway,
  },
  {
    name: 'import-own-headings',
    open: async (stage) => {
      await drop(stage.page, stage.program, { 'own headings.csv': files['own headings.csv'] });
      await expect(dialog(stage.page).getByRole('combobox').nth(2)).toBeVisible();
    },
    close: putAway,
  },
  { name: 'settings', open: (stage) => goTo(stage, 'settings') },
  {
    name: 'settings-end',
    goesOn: true,
    open: (stage) =>
      stage.page.getByRole('button', { name: stage.words.settings.about.copy, exact: true }).scrollIntoViewIfNeeded(),
  },
  {
    name: 'palette',
    open: async (stage) => {
      await stage.page.keyboard.press('Control+k');
      await expect(stage.page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'palette-found',
    goesOn: true,
    open: async (stage) => {
      await stage.page.keyboard.type('ann');
      await expect(stage.page.getByRole('group', { name: stage.words.palette.kind.people })).toBeVisible();
    },
    close: async (stage) => {
      await stage.page.keyboard.press('Escape');
      await expect(stage.page.getByRole('option')).toHaveCount(0);
    },
  },
  {
    name: 'shortcuts',
    open: async (stage) => {
      await stage.page.keyboard.press('Shift+?');
      await expect(dialog(stage.page)).toBeVisible();
    },
    close: putAway,
  },
  {
    name: 'go-to-day',
    open: async (stage) => {
      await rows('list')(stage);
      await stage.page.keyboard.press('Control+g');
      await dialog(stage.page).getByRole('textbox').fill('soon');
      await stage.page.keyboard.press('Enter');
    },
    close: putAway,
  },
  {
    name: 'tenant-menu',
    open: async (stage) => {
      await button(stage, 'Contoso').click();
      await expect(stage.page.getByRole('menu')).toBeVisible();
    },
    close: (stage) => stage.page.keyboard.press('Escape'),
  },
  {
    name: 'quick-settings',
    open: async (stage) => {
      await button(stage, stage.words.settings.quick).click();
      await expect(stage.page.getByRole('menu')).toBeVisible();
    },
    close: (stage) => stage.page.keyboard.press('Escape'),
  },
  {
    name: 'names-hidden',
    open: async (stage) => {
      await rows('list')(stage);
      await stage.page.keyboard.press('Control+Shift+H');
      await expect(button(stage, stage.words.names.hidden)).toBeVisible();
      await expect(cells(stage.page, 'user_name').first()).toContainText(/\d/);
    },
    close: (stage) => button(stage, stage.words.names.hidden).click(),
  },
  {
    name: 'icons-only',
    open: (stage) => button(stage, stage.words.nav.collapse).click(),
    close: (stage) => button(stage, stage.words.nav.expand).click(),
  },
];

// What can be looked at before a history file is open.
export const before: Scene[] = [
  {
    name: 'welcome',
    open: (stage) => expect(stage.page.getByRole('heading', { level: 1 })).toBeVisible(),
  },
  {
    name: 'connect',
    open: async (stage) => {
      await button(stage, stage.words.connect.begin).click();
      await expect(button(stage, stage.words.connect.doors.self.button)).toBeVisible();
    },
  },
  {
    name: 'connect-register',
    goesOn: true,
    open: async (stage) => {
      await button(stage, stage.words.connect.doors.self.button).click();
      await expect(button(stage, stage.words.connect.register.go)).toBeVisible();
    },
    close: async (stage) => {
      await button(stage, stage.words.connect.back).click();
      await button(stage, stage.words.connect.leave).click();
      await expect(button(stage, stage.words.connect.begin)).toBeVisible();
    },
  },
];

// What can be looked at once a history file is open, in the order of the pages.
export const scenes: Scene[] = [...overview, ...tables, ...persons, ...cost, ...changes, ...others, ...tenants];
