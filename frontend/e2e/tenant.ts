import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Tenant is a simulated tenant in a process of its own, as a person serves it with
// `licensectl simulate`.
export interface Tenant {
  files: string[]; // what the open dialogs answer with: how to reach it, and its certificate
  start(flags: string[]): Promise<void>;
  knobs(change: Record<string, unknown>): Promise<void>;
  advance(by: string): Promise<void>; // so much time goes by in it, such as 2m
  stop(): void;
}

// makeTenant gives a tenant that is served once it is started; where its files will
// lie is known before.
export function makeTenant(): Tenant {
  const folder = mkdtempSync(join(tmpdir(), 'licenseledger-tenant-'));
  let server: ChildProcess | undefined;
  let admin = '';
  const steer = (what: string, body = ''): Promise<void> =>
    new Promise((resolve, reject) => {
      const call = request(
        `${admin}/${what}`,
        { method: 'POST', ca: readFileSync(join(folder, 'ca.pem')) },
        (answer) => (answer.statusCode === 200 ? resolve() : reject(new Error(`${what}: ${answer.statusCode}`))),
      );
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
        running.stdout.on('data', (text: Buffer) => {
          said += text.toString();
          if (!said.includes('\n')) return;
          admin = (JSON.parse(said) as { admin: string }).admin;
          resolve();
        });
      });
    },
    knobs: (change) => steer('knobs', JSON.stringify(change)),
    advance: (by) => steer(`advance?by=${by}`),
    stop: () => {
      server?.removeAllListeners('exit');
      server?.kill('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
