import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

// `go run ./build pictures`: everything there is to see, to leaf through.
export default defineConfig({
  ...tests,
  testDir: './pictures',
  projects: [{ name: 'pictures' }],
  timeout: 1_800_000,
  use: { ...tests.use, trace: 'off' },
});
