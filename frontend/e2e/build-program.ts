import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The program under test: real Go methods behind a page that an ordinary
// browser can open. LICENSELEDGER_DEV_PROGRAM names one that is built already.
export default function build() {
  const root = join(import.meta.dirname, '..', '..');
  if (!existsSync(join(root, 'frontend', 'dist', 'index.html'))) {
    throw new Error('the window is not built: run "npm run build" first');
  }
  const folder = mkdtempSync(join(tmpdir(), 'licenseledger-e2e-'));
  process.env.LICENSELEDGER_E2E_SAMPLE = join(folder, 'sample.ledger');
  if (!process.env.LICENSELEDGER_DEV_PROGRAM) {
    const program = join(folder, 'licenseledger-dev');
    execFileSync('go', ['build', '-tags', 'dev webkit2_41', '-o', program, '.'], { cwd: root, stdio: 'inherit' });
    process.env.LICENSELEDGER_DEV_PROGRAM = program;
  }
  // The console program serves the tenants that some tests connect to, another looks for
  // what must stand nowhere, and one records what the programs send to anybody.
  process.env.LICENSELEDGER_E2E_CONSOLE = join(folder, 'licensectl');
  process.env.LICENSELEDGER_E2E_CANARIES = join(folder, 'canaries');
  process.env.LICENSELEDGER_E2E_LEAVING = join(folder, 'leaving');
  const packages = ['./app/licensectl', './build/canaries', './build/leaving'];
  execFileSync('go', ['build', '-o', folder, ...packages], { cwd: root, stdio: 'inherit' });
  return () => rmSync(folder, { recursive: true });
}
