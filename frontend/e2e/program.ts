import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { type Recorder, startRecorder, watchPages } from './leaving';

// Program is one running License Ledger with a home folder of its own.
export interface Program {
  url: string;
  home: string;
  downloads: string;
  environment: NodeJS.ProcessEnv; // for programs on the same folders: what they send is recorded too
  restart(page: Page): Promise<void>; // closes the program and starts it again, as somebody does the next day
  pid(): number;
}

const root = join(import.meta.dirname, '..', '..');

// Below the ports that systems give to connections going out: one of those could be
// taken by a browser between the moment it is found free and the program's start.
let nextPort = 20_000 + (process.pid % 1_000) * 12;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, 'localhost', () => server.close(() => resolve(true)));
  });
}

async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = nextPort++;
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

// screen starts a screen that nobody sees, and gives its name.
function screen(): Promise<{ display: string; server: ChildProcess }> {
  return new Promise((resolve, reject) => {
    const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-noreset'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    server.on('error', () => reject(new Error('Xvfb is missing: install the package xvfb')));
    server.on('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    let said = '';
    server.stdout?.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.endsWith('\n')) resolve({ display: `:${said.trim()}`, server });
    });
  });
}

async function answering(url: string, program: ChildProcess) {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (program.exitCode !== null) throw new Error(`the program ended with ${program.exitCode}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // Not yet.
    }
    await new Promise((again) => setTimeout(again, 100));
  }
  throw new Error(`the program does not answer at ${url}`);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', () => done());
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 3000).unref();
  });
}

// drawn waits until the scripts of the page have drawn it and listen to the
// program: a page counts as loaded before.
const drawn = (page: Page) => page.locator('#root :is(main, h1)').first().waitFor();

// pendingCalls counts what the page asked of the program and has no answer yet.
const pendingCalls = () => Object.keys((window as unknown as Bound).wails.callbacks).length;

// ledgers is the folder of the program's own history files.
export const ledgers = (home: string) => join(home, 'data', 'LicenseLedger');
export const sampleLedger = (home: string) => join(ledgers(home), 'sample.ledger');

// browsed is the file that has the address of the page that the program opened in
// the browser last.
export const browsed = (home: string) => join(home, 'browsed.txt');

// People, days, and how many of these are there before the others are filled in.
// Small enough to be whole at once: filling in has a test of its own.
export const wholeAtOnce = '500x60x60';

// ofTheRun is the sample tenant that sample.setup.ts makes: each test begins with
// a copy of its history file.
const ofTheRun = 'of the run';

// saidBy is what the program wrote, without the complaint that Wails' development
// server has about each page: it does not know the word by which pages of a real
// window report.
function saidBy(file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => !line.includes('Unknown message from front end: runtime:ready')).join('\n');
}

// certificatePassword stands in the environment of a program that is recorded, where
// somebody keeps theirs.
export const certificatePassword = 'PlantedSecret-of-a-certificate';

// started is the folder in which programs of the system keep how they were started.
export const started = (home: string) => join(home, 'started');

// record puts programs in the place of those of the system that keep the words and the
// environment with which the program starts them: what opens files and pages always, and,
// where all is recorded, the scheduler too.
function record(home: string, all: boolean): Record<string, string> {
  for (const folder of ['bin', 'started']) mkdirSync(join(home, folder), { recursive: true });
  for (const name of ['xdg-open', ...(all ? ['systemctl'] : [])]) {
    const path = join(home, 'bin', name);
    const kept = '"$HOME/started/$$"';
    writeFileSync(
      path,
      `#!/bin/sh\n{ printf '%s\\n' "$0" "$@"; cat /proc/$$/environ; } > ${kept}.new\nmv ${kept}.new ${kept}.txt\n`,
    );
    chmodSync(path, 0o700);
  }
  const leading = { PATH: [join(home, 'bin'), process.env.PATH].join(delimiter) };
  if (!all) return { ...leading, LICENSELEDGER_BROWSE: browsed(home) };
  mkdirSync(join(home, 'tmp'), { recursive: true });
  return {
    ...leading,
    TMPDIR: join(home, 'tmp'),
    XDG_STATE_HOME: join(home, 'state'),
    LICENSELEDGER_BROWSE: '', // by the browser of the system
    LICENSELEDGER_CERTIFICATE_PASSWORD: certificatePassword,
  };
}

// pagesOpened are the pages that the program had opened by the system.
const pagesOpened = (home: string) =>
  [
    ...(existsSync(browsed(home)) ? [readFileSync(browsed(home), 'utf8')] : []),
    ...readdirSync(started(home)).map((name) => readFileSync(join(started(home), name), 'utf8').split('\n')[1] ?? ''),
  ].filter((opened) => /^[a-z]+:/i.test(opened));

// isSomebodys: a page of a tenant on this computer, or where Microsoft's cloud signs in.
const isOnLoopback = (url: URL) => ['127.0.0.1', 'localhost'].includes(url.hostname);
const isSomebodys = (url: URL) => isOnLoopback(url) || url.origin === 'https://login.microsoftonline.com';

interface Fixtures {
  tries: { seen: RegExp[] }; // the test makes the page ask others, and each of these is to be noted
  recorded: boolean; // programs of the system only keep how they were started
  sample: string; // what `Open the sample tenant` finds: the one of this run, or nothing, and makes one of so many people and days
  program: Program;
  window: Page;
  browse: (address: string) => Promise<Page>; // in the browser of somebody, who trusts the tenant
  pick: Record<string, string>; // files that the open dialog answers with: name and content
  opens: string[]; // files that it answers with before those, where they are
}

export const test = base.extend<Fixtures, { recorder: Recorder }>({
  // What programs send to anybody, in every test: whoever starts one gets its environment.
  recorder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
    async ({}, use) => {
      const recorder = await startRecorder();
      await use(recorder);
      expect(await recorder.outside()).toEqual([]);
      recorder.stop();
    },
    { scope: 'worker' },
  ],

  pick: [{}, { option: true }],
  opens: [[], { option: true }],
  sample: [ofTheRun, { option: true }],
  recorded: [false, { option: true }],
  tries: [{ seen: [] }, { option: true }],

  program: async ({ pick, opens, sample, recorded, recorder }, use, testInfo) => {
    const home = mkdtempSync(join(tmpdir(), 'licenseledger-home-'));
    const answers = Object.entries(pick).map(([name, content]) => {
      const path = join(home, 'picked', name);
      mkdirSync(join(home, 'picked'), { recursive: true });
      writeFileSync(path, content);
      return path;
    });
    if (sample === ofTheRun) {
      mkdirSync(ledgers(home), { recursive: true });
      copyFileSync(process.env.LICENSELEDGER_E2E_SAMPLE ?? '', sampleLedger(home));
    }
    mkdirSync(join(home, 'run'), { mode: 0o700 });
    const log = join(home, 'program.txt');
    const said = openSync(log, 'a');
    const { display, server } = await screen();
    const port = await freePort();
    const environment = {
      ...process.env,
      ...recorder.environment,
      HOME: home,
      XDG_DATA_HOME: join(home, 'data'),
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_CACHE_HOME: join(home, 'cache'),
      XDG_RUNTIME_DIR: join(home, 'run'), // where no scheduler of whoever runs the tests is
      TZ: 'UTC',
      ...record(home, recorded),
    };
    const launch = () =>
      spawn(
        process.env.LICENSELEDGER_DEV_PROGRAM ?? '',
        ['-assetdir', 'frontend/dist', '-devserver', `localhost:${port}`, '-loglevel', 'Error'],
        {
          cwd: root,
          stdio: ['ignore', 'ignore', said],
          env: {
            ...environment,
            DISPLAY: display,
            WAYLAND_DISPLAY: '',
            LICENSELEDGER_PICK: [...opens, ...answers].join(delimiter),
            LICENSELEDGER_SAMPLE: sample === ofTheRun ? wholeAtOnce : sample,
            LICENSELEDGER_BROWSER: 'Chrome/',
          },
        },
      );
    let program = launch();
    const url = `http://localhost:${port}/`;
    try {
      await answering(url, program);
      const restart = async (page: Page) => {
        // What is on its way to the program arrives: nobody closes a window that fast.
        await expect.poll(() => page.evaluate(pendingCalls)).toBe(0);
        await page.goto('about:blank'); // nothing is asked of a program that is gone
        await ended(program);
        program = launch();
        await answering(url, program);
        await page.goto(url);
      };
      const pid = () => program.pid ?? 0;
      await use({ url, home, downloads: join(home, 'Downloads'), environment, restart, pid });
    } finally {
      await ended(program);
      server.removeAllListeners('exit');
      await ended(server);
      closeSync(said);
      // With the results of a test that failed, and nowhere else.
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('what the program said', { body: saidBy(log), contentType: 'text/plain' });
      }
      const opened = pagesOpened(home);
      rmSync(home, { recursive: true, force: true });
      expect(await recorder.outside(), 'what the program sent to anybody').toEqual([]);
      expect(opened.filter((page) => !isSomebodys(new URL(page)))).toEqual([]);
    }
  },

  // What pages of the window ask of anybody but their program, whoever opens them.
  context: async ({ context, program, tries }, use) => {
    const strayed = watchPages(context, (url) => url.origin === new URL(program.url).origin);
    await use(context);
    for (const seen of tries.seen)
      await expect
        .poll(() => strayed, 'what the page tried to ask of others')
        .toContainEqual(expect.stringMatching(seen));
    if (tries.seen.length === 0) expect(strayed, 'what the page asked of others').toEqual([]);
  },

  browse: async ({ browser }, use) => {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const strayed = watchPages(context, (url) => url.protocol === 'file:' || isOnLoopback(url));
    await use(async (address) => {
      const page = await context.newPage();
      await page.goto(address);
      return page;
    });
    await context.close();
    expect(strayed, 'what pages of others asked').toEqual([]);
  },

  // window is the page of the program, which must never fail unseen.
  window: async ({ program, page }, use) => {
    const failures: string[] = [];
    page.on('pageerror', (error) => {
      // Wails' own banner in dev-tagged programs, not part of the packaged one.
      if (!error.stack?.includes('/wails/')) failures.push(error.stack ?? error.message);
    });
    page.on('console', (message) => {
      // The socket of Wails' development server, which a packaged program has not. A
      // call that is lost by it fails the test by itself.
      if (message.location().url.includes('/wails/')) return;
      if (message.type() === 'error') failures.push(message.text());
    });
    await page.goto(program.url);
    await drawn(page);
    await use(page);
    expect(failures).toEqual([]);
  },
});

interface Bound {
  wails: { callbacks: Record<string, unknown> };
  runtime: { EventsEmit(name: string, ...payload: unknown[]): void };
}

// drop puts files into the home folder and drops them on the window, as the
// shell of the program tells it.
export async function drop(page: Page, program: Program, files: Record<string, string>) {
  const paths = Object.entries(files).map(([name, content]) => {
    const path = join(program.home, 'Downloads', name);
    mkdirSync(join(program.home, 'Downloads'), { recursive: true });
    writeFileSync(path, content);
    return path;
  });
  await page.evaluate(
    (dropped) => (window as unknown as Bound).runtime.EventsEmit('wails:file-drop', 0, 0, dropped),
    paths,
  );
}

export { expect };
