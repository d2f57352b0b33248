import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defineConfig } from '@playwright/test';

// The browser is one that is installed: by LICENSELEDGER_CHROMIUM, or found on
// the PATH. None is ever downloaded.
function chromium(): string {
  const named = process.env.LICENSELEDGER_CHROMIUM;
  if (named) return named;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not here.
      }
    }
  }
  throw new Error('no Chromium found: install the package chromium, or set LICENSELEDGER_CHROMIUM to one');
}

export default defineConfig({
  testDir: './e2e',
  globalSetup: './e2e/build-program.ts',
  // Each test has a program, a screen and a home folder of its own. A third at a time
  // saves a twentieth of the time of two on two processors, and makes all of them slow.
  workers: 2,
  fullyParallel: true,
  projects: [
    { name: 'sample', testMatch: 'sample.setup.ts' },
    // What needs no sample goes on beside the making of it.
    { name: 'apart', testMatch: ['connect.spec.ts', 'schedule.spec.ts'] },
    { name: 'window', testIgnore: ['connect.spec.ts', 'schedule.spec.ts'], dependencies: ['sample'] },
  ],
  // What hangs ends where it hangs: at a press, a page or a look, each of which has its own
  // time. That of a whole test only says how many of them go in one: on a busy machine those
  // of fifty steps take minutes.
  timeout: 300_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  outputDir: './test-results',
  use: {
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // As somebody has it who wants nothing to move: what comes into view by and by is drawn
    // anew many times, which took a tenth of all the time. frame.spec.ts is with motion.
    contextOptions: { reducedMotion: 'reduce' },
    trace: process.env.LICENSELEDGER_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
