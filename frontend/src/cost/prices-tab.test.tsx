import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { problem } from '../testing/fake-prices';
import { FakeProgram } from '../testing/fake-program';
import { importer } from '../wailsjs/go/models';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

async function show() {
  program.notes = { 'ledger/page': '"cost"' };
  program.install();
  render(<App client={newClient()} />);
  await user.click(await screen.findByRole('tab', { name: /^Prices/ }));
  await screen.findByRole('heading', { name: '1 license without a price' });
}

beforeEach(() => {
  program = new FakeProgram({ people: 12 });
});

const dialog = async () => within(await screen.findByRole('dialog'));
const prices = (license: string) => program.prices.licenses.find((one) => one.license === license)?.prices ?? [];

describe('Prices', () => {
  it('are told per license with their days, those that lack one first', async () => {
    await show();
    expect(screen.getAllByRole('heading', { level: 2 }).map((head) => head.textContent)).toEqual([
      '1 license without a price',
      '1 license with a price',
      '1 license that costs nothing',
    ]);
    const priced = screen.getByRole('region', { name: '1 license with a price' });
    expect(
      within(priced)
        .getAllByText(/a month$/)
        .map((one) => one.textContent),
    ).toEqual(['€22.60 a month', '€21.60 a month']);
    expect(within(priced).getByText('from 1 Jan until 1 Nov')).toBeInTheDocument();
  });

  it('are typed with a comma or a point, and remember the currency', async () => {
    await show();
    await user.click(screen.getByRole('button', { name: /^Set price… of Power Automate Premium/ }));
    const form = await dialog();
    expect(form.getByLabelText('From')).toHaveValue('2026-11-01');
    await user.type(form.getByLabelText('Amount for one unit'), '12,50');
    await user.clear(form.getByLabelText('Currency'));
    await user.type(form.getByLabelText('Currency'), 'usd');
    await user.click(form.getByRole('radio', { name: 'Year' }));
    await user.click(form.getByRole('button', { name: 'Save price' }));
    expect(await screen.findByText('US$12.50 a year')).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await waitFor(() => expect(program.notes['prices/currency']).toBe('"USD"'));
  });

  it('say at the field what is wrong', async () => {
    await show();
    await user.click(screen.getByRole('button', { name: /^Set price… of Power Automate Premium/ }));
    const form = await dialog();
    await user.type(form.getByLabelText('Amount for one unit'), 'dear');
    await user.clear(form.getByLabelText('Currency'));
    await user.click(form.getByRole('button', { name: 'Save price' }));
    expect(await form.findByText('This is no amount. Write it as 12.50 or 12,50.')).toBeInTheDocument();
    expect(form.getByText('This is no currency. Write its three letters, such as EUR.')).toBeInTheDocument();
    expect(prices('Power Automate Premium')).toEqual([]);
  });

  it('are removed, and brought back', async () => {
    await show();
    await user.click(screen.getByRole('button', { name: 'Remove the price of Office 365 E3 from 1 Jan until 1 Nov' }));
    expect(
      await screen.findByText('Office 365 E3: €21.60 a month from 1 Jan until 1 Nov was removed.'),
    ).toBeInTheDocument();
    expect(prices('Office 365 E3')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(prices('Office 365 E3').map(({ amount }) => amount)).toEqual([2160, 2260]));
  });

  it('are asked for by what has none', async () => {
    program.notes = { 'ledger/page': '"cost"' };
    program.install();
    render(<App client={newClient()} />);
    await user.click(await screen.findByRole('button', { name: 'no price: set one for Power Automate Premium' }));
    expect(await screen.findByRole('heading', { name: 'Price of Power Automate Premium' })).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });
});

describe('The ways to the page', () => {
  it('lead there from settings, and by the name of a tab', async () => {
    program.notes = { 'ledger/page': '"settings"' };
    program.install();
    render(<App client={newClient()} />);
    await user.click(await screen.findByRole('button', { name: 'Open prices' }));
    expect(await screen.findByRole('tab', { name: /^Prices/, selected: true })).toBeInTheDocument();
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox', { name: 'Search everything' }), 'seats');
    await user.click(await screen.findByRole('option', { name: /^Seats/ }));
    expect(await screen.findByRole('tab', { name: /^Seats/, selected: true })).toBeInTheDocument();
  });
});

describe('A list of prices', () => {
  it('says what it is before it is kept', async () => {
    await show();
    await user.click(screen.getByRole('button', { name: 'Import a list…' }));
    const form = await dialog();
    expect(await form.findByText('2 new prices, 1 changed, 1 row without a price')).toBeInTheDocument();
    expect(form.getByText(/its prices hold from 20 November 2026 on/)).toBeInTheDocument();
    await user.click(form.getByRole('button', { name: 'Keep 3 prices' }));
    await waitFor(() => expect(program.calls.filter((name) => name === 'ImportPrices')).toHaveLength(2));
  });

  it('tells every bad line, and asks about another currency', async () => {
    const { UNKNOWN_LICENSE, CURRENCY_CHANGE } = importer.PriceReason;
    program.prices.list.problems = [
      problem(3, UNKNOWN_LICENSE, { cell: 'Power Aps', near: ['Power Apps Premium'] }),
      problem(5, CURRENCY_CHANGE, { other: 4 }),
    ];
    await show();
    await user.click(screen.getByRole('button', { name: 'Import a list…' }));
    const form = await dialog();
    const lines = within(await form.findByRole('list', { name: 'What is wrong, by line' })).getAllByRole('listitem');
    expect(lines.map((line) => line.textContent)).toEqual([
      'Line 3The tenant has no such license. Perhaps Power Apps Premium?Power Aps',
      'Line 5The license has another currency in line 4. Correct it, or say below that its currency changes.',
    ]);
    expect(form.queryByRole('button', { name: /^Keep/ })).not.toBeInTheDocument();
    await user.click(form.getByRole('checkbox'));
    await waitFor(() => expect(form.queryByText(/^Line 5/)).not.toBeInTheDocument());
  });
});
