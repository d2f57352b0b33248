import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { fresh } from '../connect/use-connecting';
import { FakeProgram } from '../testing/fake-program';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  program = new FakeProgram();
  program.isSample = false;
  program.notes = { 'ledger/page': '"settings"' };
  program.access.access = {
    ...program.access.access,
    connection: { ...fresh, tenantId: 'contoso.com', clientId: 'app', launches: true },
    signedIn: true,
  };
});

async function section() {
  program.install();
  render(<App client={newClient()} />);
  return within(await screen.findByRole('region', { name: 'What is read' }));
}

const kept = () => program.access.access.connection;

describe('What is read', () => {
  it('is switched on and off, one by one', async () => {
    const choices = await section();
    const names = choices.getByRole('switch', { name: 'Names of groups' });
    expect(names).toBeChecked();
    await user.click(names);
    await waitFor(() =>
      expect(kept()).toMatchObject({ noGroupNames: true, launches: true, changesTellLicenses: false }),
    );
    await waitFor(() => expect(names).not.toBeChecked());
    await user.click(choices.getByRole('switch', { name: 'Licenses between full readings' }));
    await waitFor(() => expect(kept()).toMatchObject({ noGroupNames: true, changesTellLicenses: true }));
    await user.click(choices.getByRole('switch', { name: 'Opened apps' }));
    await waitFor(() => expect(kept()).toMatchObject({ noGroupNames: true, launches: false }));
    await user.click(names);
    await waitFor(() => expect(kept()).toMatchObject({ noGroupNames: false, tenantId: 'contoso.com' }));
  });

  it('counts the programs of a table, and of the built-in one again', async () => {
    const choices = await section();
    expect(choices.queryByRole('button', { name: 'Use the built-in table' })).not.toBeInTheDocument();
    await user.click(choices.getByRole('button', { name: 'Choose a table…' }));
    expect(await choices.findByText(/^Sign-ins to the programs of programs\.csv count/)).toBeInTheDocument();
    expect(kept()?.signInAppsPath).toBe('/home/admin/programs.csv');
    await user.click(choices.getByRole('button', { name: 'Use the built-in table' }));
    await waitFor(() => expect(kept()?.signInAppsPath).toBe(''));
  });

  it('gives use so many minutes of a sync', async () => {
    const choices = await section();
    const field = choices.getByRole('combobox', { name: 'Time for who used what' });
    expect(field).toHaveValue('10');
    await user.selectOptions(field, '30 minutes of a sync');
    await waitFor(() => expect(kept()?.useMinutes).toBe(30));
    await waitFor(() => expect(field).toHaveValue('30'));
    await user.selectOptions(field, 'As long as it takes');
    await waitFor(() => expect(kept()).toMatchObject({ useMinutes: -1, launches: true }));
  });

  it('shows a time that was chosen on the console', async () => {
    Object.assign(kept() ?? {}, { useMinutes: 7 });
    expect((await section()).getByRole('combobox', { name: 'Time for who used what' })).toHaveValue('7');
  });

  it('says why a table was not taken', async () => {
    const choices = await section();
    program.failNext('SaveSourceChoices', { code: 'invalid' as never, message: 'Line 1 of the table.' });
    await user.click(choices.getByRole('button', { name: 'Choose a table…' }));
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    expect(kept()?.signInAppsPath).toBe('');
  });

  it('is not there without a tenant', async () => {
    program.access.access = { ...program.access.access, connection: undefined as never };
    program.install();
    render(<App client={newClient()} />);
    await screen.findByRole('region', { name: 'Sign-in and permissions' });
    expect(screen.queryByRole('region', { name: 'What is read' })).not.toBeInTheDocument();
  });
});
