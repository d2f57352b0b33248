import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// A failed look-up need not print the whole page.
configure({
  defaultHidden: true,
  asyncUtilTimeout: 10_000,
  getElementError: (message) => new Error(message?.split('\n')[0] ?? ''),
});
afterEach(cleanup);

// Files share a browser, and with it what they read of libraries; our own modules,
// which keep things while the program runs, begin anew in each.
vi.resetModules();

// What jsdom leaves out and Fluent UI or AG Grid ask for.
window.matchMedia ??= (query: string) =>
  ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as never;
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

// A computer in England; tests that speak Dutch choose it.
Object.defineProperty(navigator, 'languages', { value: ['en-GB'], configurable: true });

// jsdom works out a style by matching every rule of the page against the
// element, which takes seconds here. Nothing in these tests depends on it.
window.getComputedStyle = (element: Element) => (element as HTMLElement).style;
