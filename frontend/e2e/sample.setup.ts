import { copyFileSync } from 'node:fs';
import { navigation } from './page';
import { expect, sampleLedger, test, wholeAtOnce } from './program';

// Making a sample tenant takes seconds, so it is made once, by the program itself,
// and each test gets a copy of its history file.
test.use({ sample: wholeAtOnce });

test('the sample tenant of all tests', async ({ window: page, program }) => {
  await page.getByRole('button', { name: 'Open the sample tenant' }).click();
  await expect(navigation(page, 'Overview')).toBeVisible({ timeout: 90_000 });
  // Nobody looks again at Unknown rows two minutes later, in the middle of some test.
  await page.evaluate(() =>
    (
      window as unknown as { go: { desktop: { Window: { CancelLook(): Promise<void> } } } }
    ).go.desktop.Window.CancelLook(),
  );
  await page.getByRole('button', { name: 'Contoso', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Close this history file' }).click();
  await expect(page.getByRole('heading', { name: 'Try it with a sample tenant' })).toBeVisible();
  copyFileSync(sampleLedger(program.home), process.env.LICENSELEDGER_E2E_SAMPLE ?? '');
});
