import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { fakeHeld } from '../testing/fake-held';
import { FakeProgram } from '../testing/fake-program';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

async function show() {
  program.install();
  const shown = render(<App client={newClient()} />);
  await user.click(await screen.findByRole('button', { name: 'History' }));
  await screen.findByRole('slider', { name: /^Syncs and imports over time/ });
  return shown;
}

const card = () => screen.findByRole('region', { name: /that waits for your OK$/ });
const noCard = () => expect(screen.queryByRole('region', { name: /waits for your OK$/ })).not.toBeInTheDocument();

beforeEach(() => {
  program = new FakeProgram();
  program.held = [fakeHeld()];
});

describe('A sync that waits', () => {
  it('says what would end, how many usually do, and where', async () => {
    await show();
    expect(await card()).toHaveTextContent('The sync of 20 November 2026, 07:30, waits for your OK');
    expect(await card()).toHaveTextContent(
      '412 people would be marked as left, usually about 9 a day. Most: Sales (380), Marketing (32).',
    );
  });

  it('says so of values and of a history that tells nothing usual', async () => {
    const [end] = fakeHeld().ends;
    if (!end) throw new Error('nothing ends');
    const { usual: _, ...unknown } = end;
    program.held = [
      {
        ...fakeHeld(),
        ends: [
          { ...unknown, of: 'values' as never, property: 'cost_center', count: 90, most: [] },
          { ...end, of: 'licenses' as never, count: 40, usual: 0, most: [] },
          { ...unknown, of: 'all' as never, property: 'graph.subscribedSkus', count: 15, most: [] },
        ],
      },
    ];
    await show();
    expect(await card()).toHaveTextContent('For 90 people nothing would be known as cost center any more.');
    expect(await card()).toHaveTextContent('40 licenses would be lost by people who stay, usually hardly any.');
    expect(await card()).toHaveTextContent('"Licenses bought" came empty: all of 15 entries would be gone.');
  });

  it('is let in as a job', async () => {
    await show();
    await user.click(within(await card()).getByRole('button', { name: 'Apply' }));
    expect(await screen.findAllByText('The sync was let in. 412 changes.')).not.toHaveLength(0);
    await waitFor(noCard);
  });

  it('is set aside, which is told where the person is', async () => {
    await show();
    await user.click(within(await card()).getByRole('button', { name: 'This was a filter or permission change' }));
    const said = await screen.findByText(/^The sync was set aside\. Mend the filter/);
    expect(said).toHaveFocus();
    noCard();
    expect(program.held).toEqual([]);
  });

  it('tells why it could not be set aside', async () => {
    await show();
    program.failNext('DiscardHeld', { code: 'busy' as never, message: 'A sync or import is already running.' });
    await user.click(within(await card()).getByRole('button', { name: 'This was a filter or permission change' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('already running');
    expect(await card()).toBeInTheDocument();
  });

  it('keeps waiting as one line, over restarts too', async () => {
    const { unmount } = await show();
    await user.click(within(await card()).getByRole('button', { name: 'Keep waiting' }));
    await waitFor(noCard);
    unmount();
    await show();
    noCard();
    await user.click(await screen.findByRole('button', { name: 'Look at it' }));
    expect(await card()).toHaveTextContent('412 people');
  });

  it('offers nothing where nothing can be written', async () => {
    program.readOnly = true;
    await show();
    expect(within(await card()).queryByRole('button')).not.toBeInTheDocument();
  });

  it('is the first that needs somebody, and leads to the history', async () => {
    program.install();
    render(<App client={newClient()} />);
    await user.click(await screen.findByRole('button', { name: 'Overview' }));
    const needs = await screen.findByRole('region', { name: 'Needs you' });
    await waitFor(() =>
      expect(within(needs).getAllByRole('listitem')[0]).toHaveTextContent(/waits for your OK412 people/),
    );
    await user.click(within(needs).getByRole('button', { name: 'Look at it' }));
    expect(await card()).toBeInTheDocument();
  });
});
