import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { FakeProgram } from '../testing/fake-program';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  program = new FakeProgram({ people: 12 });
});

async function settings() {
  program.notes = { 'ledger/page': '"settings"' };
  program.install();
  render(<App client={newClient()} />);
  return within(await screen.findByRole('main'));
}

const asked = async () => within(await screen.findByRole('alertdialog'));

describe('How activity is kept', () => {
  it('is asked before less is kept, and not before more is', async () => {
    const main = await settings();
    const field = await main.findByRole('combobox', { name: 'Use of licenses' });
    expect(field).toHaveValue('month');
    await user.selectOptions(field, 'Not at all');
    await user.click((await asked()).getByRole('button', { name: 'Cancel' }));
    expect(program.calls).not.toContain('StartActivityLevel');
    await waitFor(() => expect(field).toHaveValue('month'));
    await user.selectOptions(field, 'Not at all');
    const dialog = await asked();
    expect(dialog.getByText(/is forgotten, for good: who used what, and when/)).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Keep less' }));
    await waitFor(() => expect(program.choices.privacy.activity).toBe('none'));
    expect(await main.findByText('Done. It holds from now on.')).toBeInTheDocument();
    await user.selectOptions(field, 'Each day');
    await waitFor(() => expect(program.choices.privacy.activity).toBe('day'));
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  });

  it('cannot be changed in a file that cannot be written', async () => {
    program.choices.privacy.canBeChanged = false;
    const main = await settings();
    expect(await main.findByRole('combobox', { name: 'Use of licenses' })).toBeDisabled();
    expect(main.getByRole('combobox', { name: 'Names of people who left' })).toBeDisabled();
  });
});

describe('Names of people who left', () => {
  it('are kept until somebody chooses, who is told first how many go', async () => {
    const main = await settings();
    const field = await main.findByRole('combobox', { name: 'Names of people who left' });
    expect(within(field).getByRole('option', { selected: true })).toHaveTextContent('Not chosen yet: kept');
    await user.selectOptions(field, '13 months');
    const dialog = await asked();
    expect(dialog.getByText(/^3 people left longer ago\. /)).toBeInTheDocument();
    expect(program.calls).not.toContain('StartLeaverNames');
    await user.click(dialog.getByRole('button', { name: 'Erase names' }));
    expect(
      await main.findByText('3 people who left were forgotten, and the file was written anew.'),
    ).toBeInTheDocument();
    await waitFor(() => expect(field).toHaveValue('13'));
    expect(within(field).queryByRole('option', { name: /Not chosen/ })).not.toBeInTheDocument();
    await user.selectOptions(field, 'For good');
    await waitFor(() => expect(program.choices.privacy.nameMonths).toBe(0));
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  });

  it('shows a time that was chosen elsewhere', async () => {
    Object.assign(program.choices.privacy, { namesChosen: true, nameMonths: 7 });
    program.choices.due = 0;
    const main = await settings();
    const field = await main.findByRole('combobox', { name: 'Names of people who left' });
    expect(field).toHaveValue('7');
    await user.selectOptions(field, '25 months');
    await waitFor(() => expect(field).toHaveValue('25'));
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    await user.selectOptions(field, '13 months');
    expect((await asked()).getByText(/^Nobody left that long ago/)).toBeInTheDocument();
  });
});

describe('The folder for new history files', () => {
  it('is changed, and goes back to the usual one', async () => {
    const main = await settings();
    expect(await main.findByText('/home/admin/.local/share/LicenseLedger')).toBeInTheDocument();
    expect(main.queryByRole('button', { name: 'Use the usual folder' })).not.toBeInTheDocument();
    await user.click(main.getByRole('button', { name: 'Change…' }));
    expect(await main.findByText('/data/Ledgers')).toBeInTheDocument();
    await user.click(main.getByRole('button', { name: 'Use the usual folder' }));
    expect(await main.findByText('/home/admin/.local/share/LicenseLedger')).toBeInTheDocument();
  });

  it('says what is wrong with it, and is not named while names are hidden', async () => {
    program.choices.folder = { path: '/mnt/share', isUsual: false, missing: true, unsafe: 'network' };
    program.settings.hideNames = true;
    const main = await settings();
    expect(await main.findByText('A folder on this computer')).toBeInTheDocument();
    expect(main.queryByText('/mnt/share')).not.toBeInTheDocument();
    expect(main.getByText(/^This folder cannot be written now\./)).toBeInTheDocument();
  });
});
