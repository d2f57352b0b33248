import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { fakeFinding } from '../testing/fake-access';
import { FakeProgram } from '../testing/fake-program';
import { fresh } from './use-connecting';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });
const app = '11111111-2222-3333-4444-555555555555';

function show() {
  program.install();
  return render(<App client={newClient()} />);
}

const title = (name: string) => screen.findByRole('heading', { level: 1, name });
const click = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));

async function door(name: string) {
  await click('Connect…');
  await title('Connect your tenant');
  await click(name);
}

async function enter(name: RegExp, text: string) {
  await user.click(await screen.findByRole('textbox', { name }));
  await user.paste(text);
}

async function fillIn() {
  await enter(/^Tenant/, 'contoso.com');
  await enter(/^Application/, app);
}

const set = (name: string) => {
  const heading = screen.getByRole('heading', { level: 3, name: new RegExp(`^${name}`) });
  const item = heading.closest('li');
  if (!item) throw new Error(`no set ${name}`);
  return item;
};

beforeEach(() => {
  program = new FakeProgram({ open: false, people: 4, days: 2 });
});

describe('Connecting a tenant', () => {
  it('signs in, and tells what may be read', async () => {
    show();
    await door('Begin');
    expect(await title('Register the app, then enter its ids here')).toHaveFocus();
    await fillIn();
    await click('Sign in and check');
    await title('What may be read');
    await waitFor(() => expect(set('The list of user licenses')).toHaveTextContent('Allowed'));
    expect(program.access.connected).toMatchObject([{ tenantId: 'contoso.com', clientId: app, auth: 'browser' }]);
    expect(set('The list of user licenses')).toHaveTextContent('Whether it gives the list, the first sync tells.');
    expect(set('People and licenses')).toHaveTextContent(
      'Allowed in partWho has an account, which licenses they hold, who left, what was bought.Deleted peopleThe account that signed in needs a role that may read this; the least is User Administrator.',
    );
    expect(set('Sign-ins')).toHaveTextContent('Needs Entra ID P1');
    expect(screen.getByText('Something is missing. You can go on without it.')).toBeInTheDocument();
  });

  it('asks what is kept before anything is read, and syncs', async () => {
    show();
    await door('Begin');
    await fillIn();
    await click('Sign in and check');
    await waitFor(() =>
      expect(screen.getByText('Something is missing. You can go on without it.')).toBeInTheDocument(),
    );
    await click('Go on');
    await title('What is kept of people');
    expect(await screen.findByRole('radio', { name: /^Month of last use/ })).toBeChecked();
    expect(screen.getByRole('radio', { name: /^13 months after they left/ })).toBeChecked();
    await user.click(screen.getByRole('radio', { name: /^Not at all/ }));
    await user.click(screen.getByRole('radio', { name: /^Never erased/ }));
    await click('Sync now');
    expect(await screen.findByRole('navigation', { name: 'Pages' })).toBeInTheDocument();
    expect(program.access.finished).toEqual([['none', 0]]);
    expect(await screen.findAllByText(/^Sync is done\./)).not.toHaveLength(0);
  });

  it('leads to where a permission or a role is given', async () => {
    show();
    await door('Begin');
    await fillIn();
    await click('Sign in and check');
    await waitFor(() => expect(set('People and licenses')).toHaveTextContent('Allowed in part'));
    await user.click(within(set('People and licenses')).getByRole('button', { name: 'Give the role' }));
    await user.click(within(set('Opened apps')).getByRole('button', { name: 'Consent for the tenant' }));
    await user.click(within(set('Opened apps')).getByRole('button', { name: 'Copy the link' }));
    expect(program.access.pages).toEqual([
      'https://portal.azure.com/#view/roles',
      'https://login.microsoftonline.com/contoso.com/adminconsent?client_id=1',
    ]);
    expect(program.copied).toBe('https://login.microsoftonline.com/contoso.com/adminconsent?client_id=1');
  });

  it('says what several sources lack once, and of an app by itself what it lacks', async () => {
    program.access.answers = [
      fakeFinding('people', 'graph.users', { state: 'consent_missing' }),
      fakeFinding('people', 'graph.deletedUsers', { state: 'consent_missing' }),
      fakeFinding('list', 'powerplatform.licenseReport', { state: 'role_missing', isApp: true }),
    ];
    show();
    await door('Begin');
    await fillIn();
    await click('Sign in and check');
    await waitFor(() => expect(set('People and licenses')).toHaveTextContent('Permission missing'));
    expect(within(set('People and licenses')).getAllByRole('button', { name: 'Consent for the tenant' })).toHaveLength(
      1,
    );
    expect(set('People and licenses')).toHaveTextContent('People and Deleted people');
    expect(set('The list of user licenses')).toHaveTextContent('registers it as a management app');
    // Nothing can be read yet.
    await click('Go on');
    await title('What may be read');
  });

  it('refuses what cannot be right, beside the field', async () => {
    show();
    await door('Begin');
    await click('Sign in and check');
    expect(await screen.findByText('Which tenant? Its id or one of its domains.')).toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: /^Application/ }), 'my app');
    expect(screen.getByText(/^That is no application id\./)).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: /^With a certificate/ }));
    expect(screen.getByText('Choose the file of the certificate.')).toBeInTheDocument();
    await click('Choose…');
    await waitFor(() => expect(screen.getByDisplayValue('/home/admin/license-ledger.pem')).toBeInTheDocument());
    expect(program.calls).not.toContain('StartConnect');
  });

  it('shows the code to type on another device', async () => {
    program.access.ask = { address: 'https://login.test/device', code: 'ABCD-1234', until: '2026-11-20T09:15:00Z' };
    program.pace = 30;
    show();
    await door('Begin');
    await fillIn();
    await user.click(screen.getByRole('radio', { name: /^With a code/ }));
    await click('Sign in and check');
    expect(await screen.findByText('ABCD-1234')).toBeInTheDocument();
    expect(screen.getByText(/^Open https:\/\/login\.test\/device on any device/)).toBeInTheDocument();
    await waitFor(() => expect(set('The list of user licenses')).toHaveTextContent('Allowed'));
    expect(screen.queryByText('ABCD-1234')).not.toBeInTheDocument();
  });

  it('tells what failed, once, and lets it be mended', async () => {
    show();
    await door('Begin');
    await fillIn();
    program.failNext('StartConnect', { code: 'invalid' as never, message: 'There is no file for the certificate.' });
    await click('Sign in and check');
    expect(await screen.findByRole('alert')).toHaveTextContent('There is no file for the certificate.');
    await title('Register the app, then enter its ids here');
  });

  it('fills in from a file, with addresses of its own', async () => {
    program.access.picked = {
      ...fresh,
      tenantId: 'sim',
      clientId: app,
      auth: 'certificate',
      certificatePath: '/c.pem',
      graph: 'https://127.0.0.1:1',
    };
    show();
    await door('Begin');
    await click('Fill in from a file…');
    expect(await screen.findByDisplayValue('sim')).toBeInTheDocument();
    expect(screen.getByText('Addresses of its own: https://127.0.0.1:1')).toBeInTheDocument();
    await click('Use those of the cloud');
    expect(screen.queryByText(/^Addresses of its own/)).not.toBeInTheDocument();
  });

  it('leaves and deletes what it made', async () => {
    show();
    await click('Connect…');
    await click('Leave');
    expect(await screen.findByRole('button', { name: 'Open the sample tenant' })).toBeInTheDocument();
    expect(program.calls).toContain('AbandonConnecting');
  });
});

describe('Asking somebody else', () => {
  it('writes the request and waits for the ids, over restarts', async () => {
    const { unmount } = show();
    await door('Write the request');
    await user.type(await screen.findByRole('textbox', { name: /^Tenant/ }), 'contoso.com');
    await user.click(screen.getByRole('checkbox', { name: /^Opened apps/ }));
    expect(screen.getByRole('checkbox', { name: /^People and licenses/ })).toBeDisabled();
    await click('Write the request');
    expect(await screen.findByText('Request for License Ledger.html is in Downloads.')).toBeInTheDocument();
    expect(program.access.requests).toMatchObject([
      {
        kind: 'request',
        language: 'en',
        sets: ['people', 'list', 'sign_ins', 'launches'],
        connection: { tenantId: 'contoso.com' },
      },
    ]);
    await click(/^Page for the works council/);
    await waitFor(() => expect(program.access.requests).toHaveLength(2));
    await waitFor(() => expect(program.notes['connect/draft']).toContain('contoso.com'));
    unmount();

    show();
    expect(await screen.findByText(/^Asked for on .* What comes back are two ids/)).toBeInTheDocument();
    await click('Go on');
    await title('Ask for access');
    await click('I have the ids');
    expect(await screen.findByRole('textbox', { name: /^Tenant/ })).toHaveValue('contoso.com');
  });

  it('begins beside the sample, whose file no downloads go into', async () => {
    program.open = true;
    show();
    await user.click(await screen.findByRole('button', { name: 'Contoso' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Connect your tenant…' }));
    await title('Connect your tenant');
    await click('Choose files…');
    expect(await screen.findByRole('dialog')).toBeInTheDocument();
    expect(program.open).toBe(false);
  });

  it('leads to the files', async () => {
    show();
    await door('Choose files…');
    expect(await screen.findByRole('dialog')).toBeInTheDocument();
  });
});
