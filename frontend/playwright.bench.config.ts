import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

// What `go run ./build bench -run window` measures in a browser.
export default defineConfig({
  ...tests,
  testDir: './bench',
  timeout: 600_000,
  projects: [{ name: 'bench' }],
  workers: 1,
  use: { ...tests.use, trace: 'off', contextOptions: {} },
});
