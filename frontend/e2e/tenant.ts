import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { leftAt, type Recorder } from './leaving';

// Tenant is a simulated tenant in a process of its own, as a person serves it with
// `licensectl simulate`.
export interface Tenant {
  files: string[]; // what the open dialogs answer with: how to reach it, and its certificate
  start(flags: string[]): Promise<void>;
  knobs(change: Record<string, unknown>): Promise<void>;
  advance(by: string): Promise<void>; // so much time goes by in it, such as 2m
  lead(recorder: Recorder): Promise<void>; // Microsoft's names, under which it is served, lead here
  stop(): Promise<void>; // fails where it was asked what is in no list
}

// makeTenant gives a tenant that is served once it is started; where its files will
// lie is known before.
export function makeTenant(): Tenant {
  const folder = mkdtempSync(join(tmpdir(), 'licenseledger-tenant-'));
  let server: ChildProcess | undefined;
  let served = { admin: '', address: '' };
  const authority = () => readFileSync(join(folder, 'ca.pem'), 'utf8');
  const steer = (what: string, body = '', method = 'POST'): Promise<string> =>
    new Promise((resolve, reject) => {
      const call = request(`${served.admin}/${what}`, { method, ca: authority() }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${what}: ${answer.statusCode}`));
        text(answer).then(resolve, reject);
      });
      call.on('error', reject);
      call.end(body);
    });
  return {
    files: [join(folder, 'connection.json'), join(folder, 'client.pem')],
    start: (flags) => {
      // A report that is not ready is looked after 5 seconds later, which is not what is tested here.
      const running = spawn(
        process.env.LICENSELEDGER_E2E_CONSOLE ?? '',
        ['simulate', '--write', folder, '--report-polls', '-1', ...flags],
        { stdio: ['ignore', 'pipe', 'ignore'] },
      );
      server = running;
      return new Promise((resolve, reject) => {
        running.on('error', reject);
        running.on('exit', (code) => reject(new Error(`the tenant ended with ${code}`)));
        let said = '';
        running.stdout.on('data', (part: Buffer) => {
          said += part.toString();
          if (!said.includes('\n')) return;
          served = JSON.parse(said) as typeof served;
          resolve();
        });
      });
    },
    knobs: async (change) => void (await steer('knobs', JSON.stringify(change))),
    advance: async (by) => void (await steer(`advance?by=${by}`)),
    lead: async (recorder) => {
      await recorder.lead(served.address, authority());
      appendFileSync(join(folder, 'ca.pem'), recorder.authority);
    },
    stop: async () => {
      try {
        if (!server) return;
        const { asked } = JSON.parse(await steer('state', '', 'GET')) as { asked: Record<string, number> };
        const { outside } = leftAt(asked);
        if (outside.length > 0) throw new Error(`what the tenant was asked is in no list: ${outside.join(', ')}`);
      } finally {
        server?.removeAllListeners('exit');
        server?.kill('SIGINT');
        server = undefined;
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
