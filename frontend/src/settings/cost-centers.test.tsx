import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { fresh } from '../connect/use-connecting';
import { costCenterList } from '../testing/fake-cost-centers';
import { FakeProgram } from '../testing/fake-program';
import { importer } from '../wailsjs/go/models';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  program = new FakeProgram({ people: 12 });
  program.notes = { 'ledger/page': '"settings"' };
});

async function region(name: string) {
  program.install();
  render(<App client={newClient()} />);
  return within(await screen.findByRole('region', { name }));
}

describe('A list of cost centers', () => {
  it('is looked at, taken, and cleared after a question', async () => {
    const section = await region('Cost centers');
    expect(
      await section.findByText('0 people have one from your list, 50 from the directory, 11 have none.'),
    ).toBeInTheDocument();
    await user.click(section.getByRole('button', { name: 'Import a list…' }));
    expect(
      await section.findByText('centers.csv gives 3 addresses a cost center. 2 people here have one of them.'),
    ).toBeInTheDocument();
    expect(section.getByText('Nobody here ever had the address in line 4; it is kept.')).toBeInTheDocument();
    expect(program.costCenters.imported).toEqual([]);
    await user.click(section.getByRole('button', { name: 'Use this list' }));
    expect(
      await section.findByText(
        'Your list has 3 addresses, 1 of which nobody here ever had. It goes before the directory, on every day.',
      ),
    ).toBeInTheDocument();
    expect(program.costCenters.imported).toEqual(['/home/admin/centers.csv']);
    expect(section.queryByRole('button', { name: 'Use this list' })).not.toBeInTheDocument();
    await user.click(section.getByRole('button', { name: 'Clear the list' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    expect(program.calls).not.toContain('ClearCostCenters');
    await user.click(dialog.getByRole('button', { name: 'Clear the list' }));
    await waitFor(() => expect(program.costCenters.listed).toBe(0));
    await waitFor(() => expect(section.queryByRole('button', { name: 'Clear the list' })).not.toBeInTheDocument());
  });

  it('with wrong lines tells each of them, and cannot be taken', async () => {
    const problem = (line: number, reason: importer.CostCenterReason, more = {}) => ({
      line,
      reason,
      other: 0,
      cells: 0,
      headings: 0,
      ...more,
    });
    program.costCenters.picked = costCenterList({
      problems: [
        problem(3, importer.CostCenterReason.CONTRADICTS, { other: 2 }),
        problem(4, importer.CostCenterReason.NO_ADDRESS),
        problem(7, importer.CostCenterReason.CELL_COUNT, { cells: 3, headings: 2 }),
      ],
    });
    const section = await region('Cost centers');
    await user.click(await section.findByRole('button', { name: 'Import a list…' }));
    const alert = within(await section.findByRole('alert'));
    expect(alert.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Line 3: line 2 gives the same address another cost center.',
      'Line 4: no cell says whose cost center it is.',
      'Line 7: the line has 3 cells and the header 2.',
    ]);
    expect(section.queryByRole('button', { name: 'Use this list' })).not.toBeInTheDocument();
    await user.click(section.getByRole('button', { name: 'Cancel' }));
    expect(section.queryByRole('alert')).not.toBeInTheDocument();
    expect(program.costCenters.imported).toEqual([]);
  });

  it('cannot be imported into a file that cannot be written', async () => {
    program.readOnly = true;
    const section = await region('Cost centers');
    await section.findByText(/from the directory/);
    expect(section.queryByRole('button')).not.toBeInTheDocument();
  });
});

describe('The property of cost centers', () => {
  it('is one of those offered, or a directory extension by its name', async () => {
    program.isSample = false;
    program.access.access = {
      ...program.access.access,
      connection: { ...fresh, tenantId: 'contoso.com', clientId: 'app' },
      signedIn: true,
    };
    const kept = () => program.access.access.connection?.costCenter;
    const section = await region('What is read');
    const field = section.getByRole('combobox', { name: 'Cost centers' });
    expect(field).toHaveValue('employeeOrgData');
    await user.selectOptions(field, 'extensionAttribute7');
    await waitFor(() => expect(kept()).toBe('extensionAttribute7'));
    await user.selectOptions(field, 'Directory extension…');
    expect(kept()).toBe('extensionAttribute7');
    await user.type(
      section.getByRole('textbox', { name: 'Name of the directory extension' }),
      'extension_0a_costCenter',
    );
    await user.click(section.getByRole('button', { name: 'Use it' }));
    await waitFor(() => expect(kept()).toBe('extension_0a_costCenter'));
  });
});
