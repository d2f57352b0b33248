import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

// What `go run ./build large` tests in a browser, on a list of more than a
// million rows: LICENSELEDGER_LARGE is the folder of the ledger and its lists.
export default defineConfig({
  ...tests,
  testDir: './large',
  projects: [{ name: 'large' }],
  workers: 1,
  timeout: 1_800_000,
  expect: { timeout: 90_000 },
  use: { ...tests.use, actionTimeout: 90_000, contextOptions: {} },
});
