import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { FakeProgram } from '../testing/fake-program';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  program = new FakeProgram({ people: 12 });
  program.notes = { 'ledger/page': '"settings"' };
});

async function settings() {
  program.install();
  render(<App client={newClient()} />);
  return within(await screen.findByRole('main'));
}

const asked = () => program.calls.filter((call) => call === 'NewestRelease').length;

describe('Newer versions', () => {
  it('are asked for by nobody until somebody wants it, and then at an address of theirs', async () => {
    const main = await settings();
    const address = await main.findByRole('textbox', { name: 'Newer versions' });
    expect(main.getByRole('switch', { name: 'Ask when the window opens' })).not.toBeChecked();
    expect(asked()).toBe(0);
    await user.type(address, 'https://releases.example.com/latest');
    await user.click(main.getByRole('button', { name: 'Ask now' }));
    expect(await main.findByText('Version 0.2.0 is there since 31 March 2026.')).toBeInTheDocument();
    expect(main.getByText('https://example.com/0.2.0')).toBeInTheDocument();
    expect(program.settings.releases).toBe('https://releases.example.com/latest');
    expect(asked()).toBe(1);
    program.choices.release = { version: '0.1.0', newer: false, page: '', published: '' };
    await user.click(main.getByRole('button', { name: 'Ask now' }));
    expect(await main.findByText('You have the newest version.')).toBeInTheDocument();
  });

  it('are asked for once at the start where that is switched on, and told beside the version', async () => {
    program.settings = { ...program.settings, releases: 'https://releases.example.com/latest', askReleases: true };
    await settings();
    await waitFor(() => expect(asked()).toBe(1));
    await user.click(screen.getByRole('button', { name: 'Quick settings' }));
    expect(await screen.findByText('Version 0.2.0 is there.')).toBeInTheDocument();
    expect(asked()).toBe(1);
  });
});
