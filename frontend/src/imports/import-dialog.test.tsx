import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { FakeProgram } from '../testing/fake-program';
import { ledger } from '../wailsjs/go/models';

// The dialog in the whole window, against a program that says of a file what
// its name promises.
const user = userEvent.setup({ delay: null });

async function drop(names: string[], options: ConstructorParameters<typeof FakeProgram>[0] = {}) {
  const program = new FakeProgram(options);
  program.install();
  render(<App client={newClient()} />);
  await screen.findByRole('heading', { level: 1 });
  program.drop(names.map((name) => `/home/admin/Downloads/${name}`));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findAllByRole('listitem');
  return { program, dialog: within(dialog) };
}

const button = (dialog: ReturnType<typeof within>, name: string | RegExp) => dialog.getByRole('button', { name });
const isOff = (element: HTMLElement) => element.getAttribute('aria-disabled') === 'true';

describe('Files are shown before they are imported', () => {
  it('with what they are, how many are in them, and of which day', async () => {
    const { program, dialog } = await drop(['M365 active users.csv', 'licenses 2026-11-20.csv', 'holiday plans.csv']);
    expect(dialog.getByText('Active users, exported from the Microsoft 365 admin center')).toBeInTheDocument();
    expect(dialog.getByText('Of 20 November 2026, by when the file was saved')).toBeInTheDocument();
    expect(dialog.getByText('User licenses, made by Get-AdminPowerAppLicenses')).toBeInTheDocument();
    expect(dialog.getByText('1,204 rows, 640 people')).toBeInTheDocument();
    expect(dialog.getByText('37 Unknown')).toBeInTheDocument();
    expect(dialog.getByText('Dates are read with the month first: 2/21/2026 is 21 February 2026')).toBeInTheDocument();
    expect(dialog.getByText('Cannot be used')).toBeInTheDocument();
    expect(program.calls).not.toContain('StartImport');
    await user.click(button(dialog, 'Import 2 files'));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(program.imported.map(({ path }) => path)).toEqual([
      '/home/admin/Downloads/M365 active users.csv',
      '/home/admin/Downloads/licenses 2026-11-20.csv',
    ]);
  });

  it('once they are dropped, which the window invites to', async () => {
    new FakeProgram().install();
    render(<App client={newClient()} />);
    await screen.findByRole('heading', { level: 1 });
    const dataTransfer = { types: ['Files'] };
    fireEvent.dragEnter(document.body, { dataTransfer });
    expect(screen.getByText('Drop them to see what is in them')).toBeInTheDocument();
    fireEvent.dragLeave(document.body, { dataTransfer });
    expect(screen.queryByText('Drop them to see what is in them')).not.toBeInTheDocument();
  });

  it('and what cannot be used is said in Dutch, too', async () => {
    const program = new FakeProgram();
    program.settings = { ...program.settings, language: 'nl' };
    program.install();
    render(<App client={newClient()} />);
    await screen.findByRole('heading', { level: 1, name: 'Overzicht' });
    program.drop(['/home/admin/Downloads/holiday plans.csv']);
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText(/^Deze kolommen ontbreken: Gebruikersnaam, E-mailadres\./)).toBeInTheDocument();
    expect(dialog.getByText('Niet bruikbaar')).toBeInTheDocument();
  });

  it('and their bad lines by number, column and reason', async () => {
    const { dialog } = await drop(['damaged licenses.csv']);
    expect(dialog.getByText('14 lines cannot be read and stay out')).toBeInTheDocument();
    expect(
      dialog.getByRole('row', { name: '17 License Assigned Date There is no such day. Correct the date.' }),
    ).toBeInTheDocument();
    expect(dialog.getByText('and 12 more')).toBeInTheDocument();
  });

  it('in the words of the language', async () => {
    const program = new FakeProgram();
    program.settings = { ...program.settings, language: 'nl' };
    program.install();
    render(<App client={newClient()} />);
    await screen.findByRole('heading', { level: 1, name: 'Overzicht' });
    program.drop(['/home/admin/Downloads/damaged licenses.csv']);
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('Die dag bestaat niet. Verbeter de datum.')).toBeInTheDocument();
    expect(dialog.getByText(/^De regel heeft 4 cellen en de koprij 7\./)).toBeInTheDocument();
  });

  it('and nothing is offered where all of it is there already', async () => {
    const { dialog } = await drop(['licenses before.csv']);
    expect(dialog.getByText('Already imported')).toBeInTheDocument();
    expect(isOff(button(dialog, 'Import'))).toBe(true);
  });

  it('in Dutch', async () => {
    const program = new FakeProgram();
    program.settings = { ...program.settings, language: 'nl' };
    program.install();
    render(<App client={newClient()} />);
    await screen.findByRole('heading', { level: 1, name: 'Overzicht' });
    program.drop(['/home/admin/Downloads/licenses ambiguous.csv']);
    const dialog = within(await screen.findByRole('dialog', { name: 'Een bestand importeren' }));
    expect(await dialog.findByRole('radio', { name: '3 april 2026 (dag voorop)' })).toBeInTheDocument();
    expect(dialog.getByRole('radio', { name: '4 maart 2026 (maand voorop)' })).toBeInTheDocument();
  });
});

describe('What a file leaves open is asked', () => {
  it('day or month first, by a date of the file read both ways', async () => {
    const { program, dialog } = await drop(['licenses ambiguous.csv']);
    expect(dialog.getByText('What does 3/4/2026 mean?', { exact: false })).toBeInTheDocument();
    expect(isOff(button(dialog, 'Import 1 file'))).toBe(true);
    await user.click(dialog.getByRole('radio', { name: '3 April 2026 (day first)' }));
    await dialog.findByText('Ready');
    // The answer stays, and can be changed.
    await user.click(dialog.getByRole('radio', { name: '4 March 2026 (month first)' }));
    await waitFor(() => expect(isOff(button(dialog, 'Import 1 file'))).toBe(false));
    await user.click(button(dialog, 'Import 1 file'));
    await waitFor(() => expect(program.imported[0]?.dateOrder).toBe('month_first'));
  });

  it('whole or part, with both numbers', async () => {
    const { program, dialog } = await drop(['licenses part.csv']);
    expect(dialog.getByText('It has 212 rows; the list nearest in time has 1,204.')).toBeInTheDocument();
    await user.click(dialog.getByRole('radio', { name: /^The whole list/ }));
    await waitFor(() => expect(isOff(button(dialog, 'Import 1 file'))).toBe(false));
    await user.click(button(dialog, 'Import 1 file'));
    await waitFor(() => expect(program.imported[0]?.part).toBe('whole'));
  });

  it('whether it is of this tenant, with both numbers', async () => {
    const { program, dialog } = await drop(['fabrikam.csv']);
    expect(dialog.getByRole('heading', { name: 'Is this the same tenant?' })).toBeInTheDocument();
    expect(dialog.getByText(/^598 of its 640 addresses are of mail domains that were never seen here/)).toBeVisible();
    expect(isOff(button(dialog, 'Import 1 file'))).toBe(true);
    await user.click(dialog.getByRole('radio', { name: /^Yes, the same tenant/ }));
    await waitFor(() => expect(isOff(button(dialog, 'Import 1 file'))).toBe(false));
    await user.click(button(dialog, 'Import 1 file'));
    await waitFor(() => expect(program.imported[0]?.sameTenant).toBe(true));
  });

  it('and of the one tenant of files that come together, each by itself', async () => {
    const { program, dialog } = await drop(['licenses 2026-11-20.csv', 'adatum.csv']);
    expect(dialog.getByText(/^12 of its 12 addresses .* licenses 2026-11-20.csv does not have/)).toBeVisible();
    await user.click(dialog.getByRole('radio', { name: /^Yes, the same tenant/ }));
    await waitFor(() => expect(isOff(button(dialog, 'Import 2 files'))).toBe(false));
    await user.click(button(dialog, 'Import 2 files'));
    await waitFor(() => expect(program.imported.map(({ sameTenant }) => sameTenant)).toEqual([false, true]));
  });

  it('how it was saved', async () => {
    const { program, dialog } = await drop(['old letters.csv']);
    await user.click(dialog.getByRole('radio', { name: /^Read it as Excel saved it/ }));
    await dialog.findByText('Ready');
    await user.click(button(dialog, 'Import 1 file'));
    await waitFor(() => expect(program.imported[0]?.encoding).toBe('Windows-1252'));
  });

  it('which column is which, with values to tell them by', async () => {
    const { program, dialog } = await drop(['own headings.csv']);
    await user.selectOptions(await dialog.findByLabelText(/^User name/), 'Who');
    expect(dialog.getByText('Jane Doe · Ann Roe · Unknown')).toBeInTheDocument();
    expect(dialog.getByLabelText(/^Email address/)).toHaveValue('Email address'); // guessed
    expect(dialog.getByText('2 needed columns are still open.')).toBeInTheDocument();
    await user.selectOptions(dialog.getByLabelText(/^Service/), 'Plan');
    await user.selectOptions(dialog.getByLabelText(/^Assigned date/), 'Since');
    await user.click(button(dialog, 'Read it like this'));
    await dialog.findByText('Ready');
    await user.click(button(dialog, 'Import 1 file'));
    await waitFor(() =>
      expect(program.imported[0]?.columns).toEqual({
        user_name: 'Who',
        email_address: 'Email address',
        service: 'Plan',
        license: 'License',
        assigned_date: 'Since',
      }),
    );
  });

  it('or when it was downloaded', async () => {
    const { dialog } = await drop(['licenses 2026-11-20.csv']);
    await user.click(button(dialog, 'Change the day of licenses 2026-11-20.csv'));
    const field = dialog.getByRole('textbox', { name: 'Downloaded on' });
    await user.clear(field);
    await user.type(field, '2026-11-18');
    await user.click(button(dialog, 'Use this day'));
    expect(await dialog.findByText('Of 18 November 2026, as you said')).toBeInTheDocument();
  });

  it('unless it is left out', async () => {
    const { program, dialog } = await drop(['licenses ambiguous.csv', 'licenses 2026-11-20.csv']);
    await user.click(dialog.getByRole('checkbox', { name: 'Import licenses ambiguous.csv' }));
    expect(dialog.getByText('Left out')).toBeInTheDocument();
    await user.click(button(dialog, 'Import 1 file'));
    await waitFor(() => expect(program.imported).toHaveLength(1));
  });
});

describe('The dialog', () => {
  it('says what was refused, and stays', async () => {
    const { program, dialog } = await drop(['licenses 2026-11-20.csv']);
    program.failNext('StartImport', { code: ledger.Code.BUSY, message: 'Another sync works on this history file.' });
    await user.click(button(dialog, 'Import 1 file'));
    expect(await dialog.findByRole('alert')).toHaveTextContent('In use elsewhere');
  });

  it('tells how far a large file is read, and stops reading when it is closed', async () => {
    const program = new FakeProgram();
    program.install();
    render(<App client={newClient()} />);
    await screen.findByRole('heading', { level: 1 });
    program.drop(['/home/admin/Downloads/endless 2026-11-20.csv', '/home/admin/Downloads/licenses 2026-11-19.csv']);
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByRole('progressbar', { name: 'Reading 2 files…' }, { timeout: 3000 });
    expect(await dialog.findByText('Reading endless 2026-11-20.csv, file 1 of 2.')).toBeInTheDocument();
    expect(await dialog.findByText(/^[1-9][\d,]* rows so far\.$/)).toBeInTheDocument();
    const part = () => Number(dialog.getByRole('progressbar').getAttribute('aria-valuenow'));
    await waitFor(() => expect(part()).toBeGreaterThan(0));
    await user.click(button(dialog, 'Cancel'));
    await waitFor(() => expect(program.canceledPreviews).toBe(1));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('compares instead, and imports nothing', async () => {
    const { program, dialog } = await drop(['licenses 2026-11-14.csv']);
    await user.click(button(dialog, 'Compare instead'));
    expect(await screen.findByRole('heading', { level: 1, name: 'Changes' })).toBeInTheDocument();
    expect(await screen.findByRole('heading', { name: /^Only in the file/ })).toHaveTextContent('7');
    expect(screen.getByRole('button', { name: /^Left in between/ })).toHaveTextContent('3');
    expect(program.calls).not.toContain('StartImport');
  });

  it('watches the folder from then on, when that is wished', async () => {
    const { program, dialog } = await drop(['licenses 2026-11-20.csv'], { open: false });
    await user.click(dialog.getByRole('checkbox', { name: /^From now on, import new files in Downloads/ }));
    await user.click(button(dialog, 'Import 1 file'));
    await waitFor(() => expect(program.watching?.folder).toBe('/home/admin/Downloads'));
  });
});
