import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { FakeProgram } from '../testing/fake-program';
import { ledger } from '../wailsjs/go/models';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

async function show() {
  program.install();
  render(<App client={newClient()} />);
  await user.click(await screen.findByRole('button', { name: 'Changes' }));
  await screen.findByRole('heading', { level: 1, name: 'Changes' });
}

const field = (name: string) => screen.findByRole('combobox', { name });

beforeEach(() => {
  program = new FakeProgram();
});

describe('Changes', () => {
  it('compares the newest reading with the one before, in sentences', async () => {
    await show();
    expect(await field('From')).toHaveValue('19 November 2026');
    expect(await field('To')).toHaveValue('20 November 2026');
    expect(await screen.findByRole('button', { name: '3 people left' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '14 licenses gained' })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'All 30 changes' })).toBeInTheDocument();
  });

  it('says what goes on when it takes long, and can be canceled', async () => {
    program.comparesForever = true;
    await show();
    expect(await screen.findByText('Comparing 19 November 2026 with 20 November 2026…')).toBeInTheDocument();
    const begun = performance.now();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByRole('heading', { name: 'Comparing was canceled' })).toBeInTheDocument();
    expect(performance.now() - begun).toBeLessThan(2000); // of a busy computer; the real program is measured in Go
    expect(program.calls).toContain('CancelChanges');
    program.comparesForever = false;
    expect(screen.getByRole('button', { name: 'Compare again' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { name: 'All 30 changes' })).toBeInTheDocument();
  });

  it('begins with what was seen last', async () => {
    program.notes = {
      'ledger/looked': JSON.stringify({ id: 40, read: '2026-10-31T06:30:00Z', when: '2026-10-31T17:05:00Z' }),
    };
    await show();
    expect(await screen.findByRole('button', { name: /^you last looked/ })).toHaveAttribute('aria-pressed', 'true');
    expect(await field('From')).toHaveValue('31 October 2026');
  });

  it('narrows the rows to a sentence and back', async () => {
    await show();
    await user.click(await screen.findByRole('button', { name: '6 licenses lost' }));
    expect(screen.getByRole('heading', { name: '6 licenses lost' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all 30 changes' }));
    expect(screen.getByRole('heading', { name: 'All 30 changes' })).toBeInTheDocument();
  });

  it('takes an offer, and any day that is typed', async () => {
    await show();
    await user.click(await screen.findByRole('button', { name: /^the end of last month/ }));
    expect(await field('From')).toHaveValue('31 October 2026');
    const to = await field('To');
    await user.clear(to);
    await user.type(to, '3/11/2026');
    await user.tab();
    // Nothing was read on the 2nd and 3rd.
    await waitFor(() => expect(to).toHaveValue('1 November 2026'));
  });

  it('says when something was not read on both days, and counts nothing of it', async () => {
    await show();
    const from = await field('From');
    await user.clear(from);
    await user.type(from, '2026-11-09');
    await user.tab();
    expect(await screen.findByText(/^The list was not read from the same source on both days/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /gained/ })).not.toBeInTheDocument();
  });

  it('says that nothing changed', async () => {
    await show();
    const from = await field('From');
    await user.clear(from);
    await user.type(from, '2026-11-20');
    await user.tab();
    expect(await screen.findByRole('heading', { name: 'Nothing changed' })).toBeInTheDocument();
  });

  it('copies its counts as text', async () => {
    await show();
    await user.click(await screen.findByRole('button', { name: 'Copy as text' }));
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeInTheDocument();
    expect(program.copied.split('\n').slice(0, 2)).toEqual([
      'Contoso: what changed from 19 November 2026 to 20 November 2026',
      '- 3 people left',
    ]);
  });

  it('says why days could not be compared, and tries again', async () => {
    program.failNext('OpenChanges', { code: ledger.Code.BUSY, message: 'Locked by another program.' });
    await show();
    expect(await screen.findByRole('alert')).toHaveTextContent('In use elsewhere');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: '3 people left' })).toBeInTheDocument();
  });

  it('compares with a file on its second tab', async () => {
    await show();
    await user.click(screen.getByRole('tab', { name: /Compare with a file/ }));
    expect(await screen.findByRole('heading', { name: 'Compare with a downloaded list' })).toBeInTheDocument();
  });

  it('has nothing to compare with after one reading', async () => {
    program = new FakeProgram({ days: 1 });
    await show();
    expect(await screen.findByRole('heading', { name: 'Nothing to compare with yet' })).toBeInTheDocument();
  });
});
