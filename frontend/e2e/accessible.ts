import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

// accessible checks what a program can check of WCAG 2.2 AA.
export async function accessible(page: Page) {
  // What opens or closes hides the page for a moment in which the focus is still there:
  // a fault is what stays. One look takes ten seconds where the machine is busy.
  await expect(async () => {
    const found = await new AxeBuilder({ page })
      // Fluent's focus helpers, which no reader hears.
      .exclude('[data-tabster-dummy]')
      // What passed is not looked at, and the window has no frames: whose results
      // would be put together in a page of their own, several times as slow.
      .options({ resultTypes: ['violations'] })
      .setLegacyMode(true)
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(
      found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`),
    ).toEqual([]);
  }).toPass({ timeout: 60_000 });
}
