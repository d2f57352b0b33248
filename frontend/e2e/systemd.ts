import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './program';

const script = join(import.meta.dirname, '..', '..', 'app', 'schedule', 'scheduletest', 'user-manager.sh');

// canStartSystemd tells whether a manager of one's own can be started: by root, on
// Linux, where a cgroup can be made and systemd does not run the whole computer.
export const canStartSystemd = () =>
  process.getuid?.() === 0 &&
  existsSync('/lib/systemd/systemd') &&
  !existsSync('/run/systemd/system') &&
  ['/sys/fs/cgroup/systemd', '/sys/fs/cgroup'].some(writable);

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

// systemctl asks the manager of the program's home folder; '' when it refuses.
export function systemctl(program: Program, ...words: string[]): string {
  const said = spawnSync('systemctl', ['--user', ...words], { env: program.environment, encoding: 'utf8' });
  return said.status === 0 ? said.stdout.trim() || 'yes' : '';
}

// startSystemd starts systemd as a login does, for the home folder of the program.
export async function startSystemd(program: Program): Promise<() => void> {
  const manager: ChildProcess = spawn('/bin/bash', [script], { env: program.environment, stdio: 'ignore' });
  for (const end = Date.now() + 20_000; !systemctl(program, 'is-active', 'timers.target'); ) {
    if (Date.now() > end || manager.exitCode !== null) throw new Error('systemd did not start');
    await new Promise((again) => setTimeout(again, 50));
  }
  return () => {
    manager.kill('SIGKILL');
    execFileSync('/bin/bash', [script, 'end', String(manager.pid)]);
  };
}
