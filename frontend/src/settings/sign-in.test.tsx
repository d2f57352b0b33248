import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { fresh } from '../connect/use-connecting';
import { FakeProgram } from '../testing/fake-program';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

async function settings() {
  program.install();
  render(<App client={newClient()} />);
  await user.click(await screen.findByRole('button', { name: 'Settings', exact: true } as never));
  await screen.findByRole('heading', { level: 1, name: 'Settings' });
}
const section = () => screen.findByRole('region', { name: 'Sign-in and permissions' });
const press = async (name: string) => user.click(within(await section()).getByRole('button', { name }));

beforeEach(() => {
  program = new FakeProgram();
  program.isSample = false;
  program.access.access = {
    ...program.access.access,
    connection: { ...fresh, tenantId: 'contoso.com', clientId: 'app' },
    signedIn: true,
    kept: true,
    userName: 'alex@contoso.com',
  };
});

describe('Sign-in and permissions', () => {
  it('tells who signed in, and signs out after it was asked', async () => {
    await settings();
    expect(await section()).toHaveTextContent('Signed in as alex@contoso.com');
    await press('Sign out');
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Sign out' }));
    await waitFor(async () => expect(await section()).toHaveTextContent('Nobody is signed in'));
    await press('Sign in');
    await waitFor(async () => expect(await section()).toHaveTextContent('Signed in as alex@contoso.com'));
  });

  it('hides who signed in while names are hidden', async () => {
    program.settings = { ...program.settings, hideNames: true };
    await settings();
    expect(await section()).toHaveTextContent('Somebody is signed in');
    expect(await section()).not.toHaveTextContent('alex');
  });

  it('says that a sign-in ends with the program where there is no keychain', async () => {
    program.access.access = { ...program.access.access, kept: false };
    await settings();
    expect(await section()).toHaveTextContent(
      'it ends when License Ledger is closed. On Linux the package gnome-keyring brings one',
    );
  });

  it('checks what may be read', async () => {
    await settings();
    await press('Check now');
    await waitFor(async () => expect(await section()).toHaveTextContent('The list of user licensesAllowed'));
    expect(await section()).toHaveTextContent('User Administrator');
  });

  it('changes the connection', async () => {
    await settings();
    await press('Change…');
    expect(await screen.findByRole('heading', { level: 1, name: /^Register the app/ })).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: /^Tenant/ })).toHaveValue('contoso.com');
  });

  it('offers to connect a file of imports, and nothing of the sample', async () => {
    program.access.access = { ...program.access.access, connection: undefined as never, signedIn: false };
    await settings();
    expect(await section()).toHaveTextContent('This history file is not connected to a tenant');
    await press('Connect…');
    expect(await screen.findByRole('heading', { level: 1, name: 'Connect your tenant' })).toBeInTheDocument();
  });

  it('is not there for the sample', async () => {
    program.isSample = true;
    await settings();
    expect(screen.queryByRole('region', { name: 'Sign-in and permissions' })).not.toBeInTheDocument();
  });

  it('is where a failed sign-in leads', async () => {
    program.install();
    render(<App client={newClient()} />);
    program.failNext('StartSync', {
      code: 'sign_in_required' as never,
      message: 'Sign in again.',
      link: 'https://portal.azure.com/#view/app',
    });
    await user.click(await screen.findByRole('button', { name: 'Sync' }));
    await user.click(
      within(await screen.findByRole('alert')).getByRole('button', { name: 'Open the page that mends it' }),
    );
    expect(program.access.pages).toEqual(['https://portal.azure.com/#view/app']);
    await user.click(within(await screen.findByRole('alert')).getByRole('button', { name: 'Sign in again' }));
    expect(await section()).toBeInTheDocument();
    await waitFor(() => expect(program.calls).toContain('StartSignIn'));
  });
});
