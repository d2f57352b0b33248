import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './program';
import type { Tenant } from './tenant';

// run is the console, on the same folders as the window.
export function run(program: Program, ...args: string[]): string {
  return execFileSync(process.env.LICENSELEDGER_E2E_CONSOLE ?? '', args, {
    env: program.environment,
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
}

export const ledgerOf = (program: Program, name: string) => join(program.home, 'ledgers', `${name}.ledger`);

const flags = {
  '--tenant': 'tenant_id',
  '--client-id': 'client_id',
  '--certificate': 'certificate_path',
  '--authority': 'authority',
  '--graph': 'graph',
  '--power-platform': 'power_platform',
  '--graph-audience': 'graph_audience',
  '--power-platform-audience': 'power_platform_audience',
  '--ca': 'ca_path',
};

// connect makes a history file of a tenant that is served, which thereby is on the list.
export function connect(program: Program, name: string, tenant: Tenant) {
  mkdirSync(join(program.home, 'ledgers'), { recursive: true });
  const [connection = ''] = tenant.files;
  const told = JSON.parse(readFileSync(connection, 'utf8')) as Record<string, string>;
  run(
    program,
    'connect',
    ledgerOf(program, name),
    ...Object.entries(flags).flatMap(([flag, key]) => [flag, told[key] ?? '']),
  );
}

// spoil puts two history files on the list of which one is damaged and the other gone.
export function spoil(program: Program, from: string) {
  for (const name of ['damaged', 'gone']) {
    copyFileSync(ledgerOf(program, from), ledgerOf(program, name));
    run(program, 'tenants', 'add', ledgerOf(program, name));
  }
  const content = readFileSync(ledgerOf(program, 'damaged'));
  writeFileSync(ledgerOf(program, 'damaged'), content.fill(0xa5, 4096));
  rmSync(ledgerOf(program, 'gone'));
}
