import { mkdirSync, readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { cells, clipboard, heading, navigation } from './page';
import { expect, test } from './program';
import { connect, ledgerOf, run } from './several';
import { makeTenant } from './tenant';

interface Watched {
  planted?: unknown;
  stopped: string[];
  go: { desktop: { Window: { OpenLedger(path: string): Promise<void> } } };
}

// watch notes what the browser says it stopped.
async function watch(page: Page) {
  page.on('dialog', (shown) => void shown.dismiss());
  await page.addInitScript(() => {
    const watched = window as unknown as Watched;
    watched.stopped = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      watched.stopped.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
}

// found is what is wrong with the page as it stands: something ran or was drawn, stands
// out sideways, or is taller than anything that is one line.
const found = (page: Page) =>
  page.evaluate(() => {
    const watched = window as unknown as Watched;
    const wrong = watched.stopped.map((what) => `the browser stopped ${what}`);
    if (watched.planted !== undefined) wrong.push(`a script ran: ${watched.planted}`);
    for (const part of [document.documentElement, ...document.querySelectorAll('main, header, nav, [role=dialog]')]) {
      // Two pixels are the frame of a drawer; what is cut off is not to be seen.
      if (part.scrollWidth > part.clientWidth + 2 && getComputedStyle(part).overflowX !== 'clip') {
        wrong.push(`${part.tagName} is ${part.scrollWidth} wide, and has room for ${part.clientWidth}`);
      }
    }
    for (const line of document.querySelectorAll('button, h1, h2, h3, [role=row], [role=option], [role=tab]')) {
      const { height } = line.getBoundingClientRect();
      if (height > 400) wrong.push(`${line.tagName} is ${height} tall: ${line.textContent?.slice(0, 40)}`);
    }
    for (const made of document.querySelectorAll('[onerror], [onload], [onclick], iframe, object, embed, base')) {
      wrong.push(`there is ${made.outerHTML.slice(0, 80)}`);
    }
    for (const link of document.querySelectorAll('a[href], img[src], form[action]')) {
      if (/planted/.test(link.outerHTML)) wrong.push(`it leads to ${link.outerHTML.slice(0, 80)}`);
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    if (/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(document.title)) wrong.push('the title');
    return wrong;
  });

test.use({ sample: '40x3x3' }); // which is not opened

const soft = expect.configure({ soft: true });
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

test('a tenant in which every name means harm is a tenant as any other, on every page', async ({ page, program }) => {
  page.setDefaultTimeout(20_000);
  const tenant = makeTenant();
  const failures: string[] = [];
  page.on('pageerror', (error) => {
    if (!error.stack?.includes('/wails/')) failures.push(error.stack ?? error.message);
  });
  try {
    await tenant.start(['--users', '100', '--seed', '3', '--premium', '--hostile']);
    connect(program, 'hostile', tenant);
    for (const day of [0, 1, 2]) {
      if (day > 0) await tenant.advance('24h');
      run(program, 'sync', ledgerOf(program, 'hostile'));
    }
    await watch(page);
    const calm = async (where: string) => {
      await expect(page.locator('main[aria-busy=true]')).toHaveCount(0);
      // A page that was made narrower folds together in a moment.
      await soft.poll(() => found(page), { message: where }).toEqual([]);
    };
    const narrow = async (where: string) => {
      await page.setViewportSize({ width: 420, height: 760 });
      await calm(`${where}, narrow`);
      await page.setViewportSize({ width: 1280, height: 800 });
    };

    await page.goto(program.url);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.evaluate(
      (path) => (window as unknown as Watched).go.desktop.Window.OpenLedger(path),
      ledgerOf(program, 'hostile'),
    );
    await page.reload();

    await test.step('Overview, with its trend', async () => {
      await navigation(page, 'Overview').click();
      await expect(heading(page, 'Overview')).toBeVisible();
      await expect(page.getByRole('region', { name: 'Licenses' }).getByRole('listitem').first()).toBeVisible();
      await calm('Overview');
      await narrow('Overview');
    });

    await test.step('User licenses: each view, a summary, and what is copied', async () => {
      await navigation(page, 'User licenses').click();
      for (const view of ['Trials', 'Never seen in use', 'All assigned', 'Used']) {
        await tab(page, view).click();
        await expect(cells(page, 'user_name').first()).toBeVisible();
        await calm(view);
      }
      await page.getByRole('button', { name: 'Summarize' }).click();
      for (const by of ['Department', 'User name']) {
        await page.getByRole('combobox', { name: 'Summarize by' }).selectOption({ label: by });
        await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible();
        await calm(`by ${by}`);
      }
      await page.getByRole('button', { name: 'Close the summary' }).click();
      await page.getByRole('button', { name: 'Filter', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Department', exact: true }).click();
      await expect(page.getByRole('checkbox').nth(1)).toBeVisible();
      await calm('a filter');
      await page.keyboard.press('Escape');
      await cells(page, 'user_name').first().click();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Control+c');
      await expect.poll(() => clipboard(page)).toMatch(/^User name\t/);
      const lines = (await clipboard(page)).split('\n');
      const columns = lines[0]?.split('\t').length;
      expect(lines.length).toBeGreaterThan(100);
      for (const line of lines) {
        const values = line.split('\t');
        expect.soft(values.length, line.slice(0, 80)).toBe(columns);
        expect.soft(values.filter((value) => /^\s*[=+\-@]/.test(value))).toEqual([]);
      }
      await narrow('User licenses');
    });

    await test.step('People, and some of them', async () => {
      await navigation(page, 'People').click();
      for (const view of ['Left', 'Everyone']) {
        await tab(page, view).click();
        await expect(cells(page, 'user_name').first()).toBeVisible();
        await calm(view);
        await cells(page, 'user_name').first().dblclick();
        const drawer = page.getByRole('dialog').first();
        for (let next = 0; next < (view === 'Left' ? 2 : 12); next++) {
          await expect(drawer.getByRole('listitem').first()).toBeVisible();
          await calm(`somebody of ${view}`);
          await page.keyboard.press('Alt+ArrowDown');
        }
        await expect(async () => {
          await page.keyboard.press('Escape');
          await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 500 });
        }).toPass();
      }
    });

    await test.step('Licenses and cost', async () => {
      await navigation(page, 'Licenses and cost').click();
      const tabs = page.getByRole('main').getByRole('tab');
      await expect(tabs.first()).toBeVisible();
      for (let n = 0; n < (await tabs.count()); n++) {
        await tabs.nth(n).click();
        await calm(`tab ${n} of the cost`);
        await narrow(`tab ${n} of the cost`);
      }
    });

    await test.step('Changes, History, Settings, All tenants', async () => {
      await navigation(page, 'Changes').click();
      await expect(heading(page, 'Changes')).toBeVisible();
      await calm('Changes');
      await navigation(page, 'History').click();
      await expect(page.getByRole('gridcell').first()).toBeVisible();
      await calm('History');
      await navigation(page, 'Settings').click();
      await expect(heading(page, 'Settings')).toBeVisible();
      await calm('Settings');
      await narrow('Settings');
      await navigation(page, 'All tenants').click();
      await expect(page.getByRole('table', { name: 'All tenants' }).getByRole('row').nth(1)).toBeVisible();
      await calm('All tenants');
      await narrow('All tenants');
    });

    await test.step('the palette', async () => {
      for (const text of ['planted', '<', '=', '..', 'W']) {
        await page.keyboard.press('Control+k');
        await page.keyboard.type(text);
        await expect(page.getByRole('listbox', { name: 'Results' })).toHaveAttribute('aria-busy', 'false');
        await calm(`the palette with ${text}`);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
    });

    await test.step('what an export is called', async () => {
      mkdirSync(program.downloads, { recursive: true });
      await navigation(page, 'User licenses').click();
      await page.getByRole('button', { name: 'Export to Excel' }).click();
      await expect.poll(() => readdirSync(program.downloads).filter((name) => name.endsWith('.xlsx'))).toHaveLength(1);
      await calm('after an export');
      const [name = ''] = readdirSync(program.downloads);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      expect(name).not.toMatch(/^[.=+@~-]/);
    });
    expect(failures).toEqual([]);
  } finally {
    await tenant.stop();
  }
});
