import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { FakeProgram } from '../testing/fake-program';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

async function show() {
  program.notes = { ...program.notes, 'ledger/page': '"cost"' };
  program.install();
  render(<App client={newClient()} />);
  await user.click(await screen.findByRole('tab', { name: /To free up/ }));
  return screen.findByRole('table', { name: 'What can be taken back' });
}

beforeEach(() => {
  program = new FakeProgram({ people: 12 });
});

const texts = (table: HTMLElement, name: RegExp) =>
  within(within(table).getByRole('row', { name }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
const choose = (name: RegExp) => user.click(screen.getByRole('button', { name }));

describe('What can be taken back', () => {
  it('is four groups, what they gain, and what is left out', async () => {
    const table = await show();
    expect(texts(table, /^Sign-in blocked/)).toEqual([
      '2 licenses of 2 people',
      'To give today 2 €18.90 a month, and 1 without a price',
      'To cancel at renewal 2 €18.90 a month, and 1 without a price',
    ]);
    expect(texts(table, /^Licensed twice/)[1]).toBe('To give today 1 without a price');
    expect(texts(table, /^No use seen for 90 days/)).toEqual(['Cannot be told. Choose it to see why.']);
    expect(texts(table, /^Bought, not assigned/)).toEqual([
      '5 seats that nobody has',
      'To give today 0',
      'To cancel at renewal 5 €75.60 a month, and 1 without a price',
    ]);
    expect(texts(table, /^Left out/)[0]).toBe('9 units');
    expect(texts(table, /^All together/)[0]).toBe('3 licenses of 3 people, 5 seats that nobody has');
    expect(screen.getByText(/^52 accounts were deleted: what they held came back by itself/)).toBeInTheDocument();
  });

  it('says how to free each, and opens its person', async () => {
    await show();
    expect(await screen.findByText('Remove it from the person')).toBeInTheDocument();
    expect(
      screen.getByText('Remove it from the person, and take the person out of the group Staff'),
    ).toBeInTheDocument();
    await choose(/^Licensed twice/);
    expect(await screen.findByText('Power Apps Premium brings all of it')).toBeInTheDocument();
    expect(
      screen.getByText('Take the person out of the groups Makers, Field, or the license off them'),
    ).toBeInTheDocument();
    await choose(/^Bought, not assigned/);
    expect(await screen.findByText('Buy fewer at renewal')).toBeInTheDocument();
  });

  it('says why no use cannot be told', async () => {
    await show();
    await choose(/^No use seen/);
    expect(await screen.findByRole('heading', { name: 'This cannot be told' })).toBeInTheDocument();
    expect(
      screen.getByText(/Power Apps is watched since 1 November 2026; 90 days are watched on 30 January 2027/),
    ).toBeInTheDocument();
  });

  it('leaves somebody out, which can be undone', async () => {
    const table = await show();
    await user.click(await screen.findByRole('button', { name: 'Leave out Jane Doe' }));
    expect(await screen.findByText('The licenses of Jane Doe are left out.')).toBeInTheDocument();
    expect(await within(table).findByText('1 license of 1 person')).toBeInTheDocument();
    await choose(/^Left out/);
    expect(await screen.findByText('Left out by you, 20 Nov')).toBeInTheDocument();
    expect(screen.getByText('A trial: it costs nothing')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await within(table).findByText('2 licenses of 2 people')).toBeInTheDocument();
    expect(program.free.kept).toEqual([]);
  });

  it('follows what people choose', async () => {
    await show();
    await user.click(screen.getByRole('button', { name: 'What to leave out…' }));
    const days = await screen.findByRole('spinbutton', { name: 'Days without use' });
    await user.clear(days);
    await user.type(days, '30{Enter}');
    expect(await screen.findByText('No use seen for 30 days')).toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: 'Value' }), 'IT{Enter}');
    expect(await screen.findByText('Department is IT')).toBeInTheDocument();
    expect(program.free.rules).toEqual({ no_use_days: 30, min_age: 30, leave_out: ['department=IT'] });
    await user.click(screen.getByRole('button', { name: 'Remove Department is IT' }));
    expect(await screen.findByText('Nobody is left out by hand. Choose Leave out on a line.')).toBeInTheDocument();
    const away = /^Remove that Power Apps Premium covers Power Apps per app/;
    await user.click(screen.getByRole('button', { name: away }));
    expect(await screen.findByRole('button', { name: /^Put back that Power Apps Premium/ })).toBeInTheDocument();
    await user.selectOptions(screen.getByRole('combobox', { name: 'The license that brings it all' }), 'premium');
    await user.selectOptions(screen.getByRole('combobox', { name: 'The one that it covers' }), 'flow');
    await user.click(screen.getAllByRole('button', { name: 'Add' }).at(-1) as HTMLElement);
    expect(await screen.findByText('Power Apps Premium covers Power Automate per user plan')).toBeInTheDocument();
    expect(program.free.rules.leave_out).toEqual([]);
  });

  it('speaks Dutch', async () => {
    program.settings = { ...program.settings, language: 'nl' };
    program.notes = { ...program.notes, 'ledger/page': '"cost"' };
    program.install();
    render(<App client={newClient()} />);
    await user.click(await screen.findByRole('tab', { name: /Vrij te maken/ }));
    expect(await screen.findByText('Haal het bij de persoon weg')).toBeInTheDocument();
    expect(screen.getByText('Dubbele licentie voor dezelfde service')).toBeInTheDocument();
  });
});
