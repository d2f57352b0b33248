import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { offerUndo, UndoBar } from '../states/undo';
import { FakeProgram } from '../testing/fake-program';
import { App, newClient } from './app';
import { isPressed, shortcuts } from './shortcuts';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  program = new FakeProgram({ people: 12 });
});

// The window opens on the page of settings: tables take long here.
function show() {
  program.notes = { 'ledger/page': '"settings"' };
  program.install();
  return render(<App client={newClient()} />);
}

const settings = async () => {
  show();
  return within(await screen.findByRole('main'));
};

describe('shortcuts', () => {
  const press = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);
  it('are each pressed by their own keys alone', () => {
    const all = shortcuts.filter((one) => !('ofPart' in one));
    const events: [string, KeyboardEvent][] = [
      ['palette', press({ key: 'k', ctrlKey: true })],
      ['search', press({ key: 'f', metaKey: true })],
      ['previous', press({ key: 'ArrowLeft', altKey: true })],
      ['next', press({ key: 'ArrowRight', altKey: true })],
      ['latest', press({ key: 'Home', altKey: true })],
      ['goTo', press({ key: 'G', ctrlKey: true })],
      ['export', press({ key: 'e', ctrlKey: true })],
      ['hideNames', press({ key: 'H', ctrlKey: true, shiftKey: true })],
      ['settings', press({ key: ',', ctrlKey: true })],
      ['help', press({ key: '?', shiftKey: true })],
    ];
    expect(all.map(({ name }) => name)).toEqual(events.map(([name]) => name));
    for (const [name, event] of events)
      expect(all.filter(({ keys }) => isPressed(keys, event)).map((one) => one.name)).toEqual([name]);
    expect(all.filter(({ keys }) => isPressed(keys, press({ key: 'h', ctrlKey: true })))).toEqual([]);
  });
});

describe('the palette', () => {
  it('finds people as they are typed, and does what is chosen by keyboard', async () => {
    show();
    await screen.findByRole('heading', { name: 'Settings' });
    await user.keyboard('{Control>}k{/Control}');
    const box = await screen.findByRole('combobox', { name: 'Search everything' });
    await user.type(box, 'dark');
    const option = await screen.findByRole('option', { name: /Dark look/ });
    expect(option).toHaveAttribute('aria-selected', 'true');
    expect(box).toHaveAttribute('aria-activedescendant', option.id);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(program.settings.theme).toBe('dark'));
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox', { name: 'Search everything' }), 'premium');
    expect(await screen.findByRole('group', { name: 'Licenses' })).toBeInTheDocument();
    expect(program.calls.filter((name) => name === 'Find').length).toBeLessThan('dark'.length + 'premium'.length);
  });
});

describe('the palette of a past day', () => {
  it('finds what was there then, and says which day that is', async () => {
    program.notes = { 'ledger/page': '"overview"' };
    program.install();
    render(<App client={newClient()} />);
    await screen.findByRole('heading', { level: 1, name: 'Overview' });
    const rowsOf = async (group: string | RegExp, text: string) => {
      await user.keyboard('{Control>}k{/Control}');
      await user.type(await screen.findByRole('combobox', { name: 'Search everything' }), text);
      const licenses = await screen.findByRole('group', { name: group });
      const counted = within(licenses)
        .getAllByRole('option')
        .map((option) => Number(/(\d+) rows?$/.exec(option.textContent ?? '')?.[1]));
      await user.keyboard('{Escape}');
      return counted.reduce((sum, count) => sum + count, 0);
    };
    const now = await rowsOf('Licenses', 'e');
    for (let days = 0; days < 3; days++) await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    const then = await rowsOf(/^Licenses on \d+ \w+ \d{4}$/, 'e');
    expect(now - then).toBe(3); // one row came with each day
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox', { name: 'Search everything' }), 'nobody at all');
    expect(await screen.findByText(/^Nothing found for “nobody at all” on \d+ \w+ \d{4}\.$/)).toBeInTheDocument();
  });
});

describe('hidden names', () => {
  it('are said to be so, and nobody is named in what is found', async () => {
    show();
    await screen.findByRole('heading', { name: 'Settings' });
    await user.keyboard('{Control>}{Shift>}H{/Shift}{/Control}');
    expect(await screen.findByRole('button', { name: 'Names are hidden' })).toBeInTheDocument();
    expect(program.settings.hideNames).toBe(true);
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox', { name: 'Search everything' }), 'a');
    const people = await screen.findByRole('group', { name: 'People' });
    for (const option of within(people).getAllByRole('option')) expect(option).toHaveTextContent(/Person \d+|Unknown/);
  });
});

describe('recent history files', () => {
  it('say which is missing, are taken off and put back', async () => {
    program.open = false;
    show();
    const list = await screen.findByRole('region', { name: 'Recent history files' });
    expect(within(list).getByRole('button', { name: /^Fabrikam.*last read/ })).not.toHaveAttribute('aria-disabled');
    expect(within(list).getByRole('button', { name: /^Northwind not in .* any more/ })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await user.click(within(list).getByRole('button', { name: 'Take Northwind off the list' }));
    await waitFor(() => expect(within(list).queryByText('Northwind')).not.toBeInTheDocument());
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await within(list).findByText('Northwind')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
  });
});

describe('undo', () => {
  it('is offered for ten seconds, and as long as it is pointed at', async () => {
    vi.useFakeTimers();
    try {
      render(<UndoBar />);
      act(() => offerUndo({ text: 'Gone.', undo: () => undefined }));
      await act(() => vi.advanceTimersByTimeAsync(9_900));
      expect(screen.getByText('Gone.')).toBeInTheDocument();
      await act(() => vi.advanceTimersByTimeAsync(200));
      expect(screen.queryByText('Gone.')).not.toBeInTheDocument();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('Settings', () => {
  it('name and colour the tenant', async () => {
    const main = await settings();
    await user.type(main.getByRole('textbox', { name: 'Name' }), 'Ours{Enter}');
    await waitFor(() => expect(program.frame.look.name).toBe('Ours'));
    await user.click(main.getByRole('radio', { name: 'Plum' }));
    await waitFor(() => expect(program.frame.look).toEqual({ name: 'Ours', colour: 'plum' }));
    expect(await screen.findByRole('button', { name: 'Ours' })).toBeInTheDocument();
  });

  it('keep the colour that was clicked on while the name was being saved', async () => {
    let go = () => {};
    program.frame.saved = new Promise((resolve) => {
      go = resolve;
    });
    const main = await settings();
    await user.type(main.getByRole('textbox', { name: 'Name' }), 'Ours');
    await user.click(main.getByRole('radio', { name: 'Plum' })); // leaves the name, which saves it
    await waitFor(() => expect(program.frame.look.colour).toBe('plum')); // it waits for no name
    go();
    expect(await screen.findByRole('button', { name: 'Ours' })).toBeInTheDocument();
    expect(program.frame.look).toEqual({ name: 'Ours', colour: 'plum' });
  });

  it('back up, say where, and ask before a backup is restored', async () => {
    const main = await settings();
    await user.click(main.getByRole('button', { name: 'Back up now' }));
    expect(await main.findByText('The backup is sample.ledger.2026-11-20.backup.')).toBeInTheDocument();
    await user.click(await main.findByRole('button', { name: /^Restore the backup of / }));
    expect(program.calls).not.toContain('StartRestore');
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Restore' }));
    expect(await main.findByText(/is back\. What was here before is kept as sample\.ledger\./)).toBeInTheDocument();
  });

  it('say what a check found', async () => {
    program.frame.findings = ['foreign_key: 3 rows of span point at nothing'];
    const main = await settings();
    await user.click(main.getByRole('button', { name: 'Check' }));
    const alert = await main.findByRole('alert');
    expect(alert).toHaveTextContent('The file is not sound.');
    expect(alert).toHaveTextContent('3 rows of span point at nothing');
  });

  it('share a copy without what is chosen', async () => {
    const main = await settings();
    await user.click(main.getByRole('checkbox', { name: 'Only the newest day' }));
    await user.click(main.getByRole('button', { name: 'Write a copy…' }));
    expect(await main.findByText('The copy is copy.ledger.')).toBeInTheDocument();
    expect(program.frame.shared).toEqual({
      withoutNames: true,
      withoutActivity: false,
      withoutHistory: true,
      withoutPrices: true,
    });
  });
});
