import { accessible } from './accessible';
import { navigation, openList } from './page';
import { expect, test } from './program';

test.use({ pick: { 'centers.csv': 'E-mailadres;Kostenplaats\nnobody.1@contoso.com;100\nnobody.2@contoso.com;200\n' } });

test('a list of cost centers is looked at, taken and cleared; trials count what they leave out', async ({
  window: page,
}) => {
  await openList(page);
  await page.getByRole('tab', { name: 'Trials', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: /^Also paid/ })).toBeVisible();
  await expect(page.getByText(/rows of free and developer plans are not shown/)).toBeVisible();
  const free = page.getByRole('button', { name: 'Show free and developer plans' });
  await free.click();
  await expect(free).toHaveAttribute('aria-pressed', 'true');
  await accessible(page);

  await navigation(page, 'Settings').click();
  const section = page.getByRole('region', { name: 'Cost centers' });
  await section.getByRole('button', { name: 'Import a list…' }).click();
  await expect(section.getByText(/^centers\.csv gives 2 addresses a cost center\./)).toBeVisible();
  await accessible(page);
  await section.getByRole('button', { name: 'Use this list' }).click();
  await expect(section.getByText(/^Your list has 2 addresses, 2 of which nobody here ever had\./)).toBeVisible();
  await section.getByRole('button', { name: 'Clear the list' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Clear the list' }).click();
  await expect(section.getByText(/^A CSV file with the columns/)).toBeVisible();
});
