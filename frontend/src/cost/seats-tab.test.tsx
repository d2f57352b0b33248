import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { FakeProgram } from '../testing/fake-program';
import { ledger } from '../wailsjs/go/models';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

function show() {
  program.notes = { ...program.notes, 'ledger/page': '"cost"' };
  program.install();
  render(<App client={newClient()} />);
}

beforeEach(() => {
  program = new FakeProgram({ people: 12 });
});

const table = () => screen.findByRole('table', { name: 'Licenses of this day' });
const row = async (license: RegExp) => within(await table()).getByRole('row', { name: license });
const texts = (one: HTMLElement) =>
  within(one)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
const names = async () =>
  within(await table())
    .getAllByRole('rowheader')
    .map((head) => head.textContent);

describe('The licenses of a day', () => {
  it('are a row each, with what they are together', async () => {
    show();
    const columns = within(await table()).getAllByRole('columnheader');
    expect(columns.map((head) => head.textContent)).toEqual([
      'License',
      'Bought',
      'Assigned',
      'Free',
      'In grace',
      'Seen in use',
      'of them Unknown',
      'Blocked',
      'Price',
      'Cost a month',
      'Renews',
      'Change',
      '12 months',
    ]);
    const counts = ['56', '51', '5', '', '43', '2', '2'];
    expect(texts(await row(/^Power Apps Premium/))).toEqual([
      ...counts,
      '€18.70',
      '€1,047.20',
      '20 Feb 2027',
      '+6',
      '',
    ]);
    const sums = ['1,476', '1,417', '62, and 3 over', '5', '', '', '', '', '€8,067.20'];
    expect(texts(await row(/4 paid licenses/))).toEqual([...sums, '', '+1', '']);
  });

  it('say what is over in words, and what is no number as what it is', async () => {
    show();
    expect(texts(await row(/^Power Automate Premium/))).toEqual([
      '20',
      '23',
      '3 over',
      '5',
      '15',
      '',
      '0',
      'no price',
      'not known',
      'was due 1 Oct',
      '0',
      '',
    ]);
    expect(texts(await row(/^Microsoft Power Automate Free/)).slice(0, 3)).toEqual(['no limit', '39', '']);
    expect(await row(/^Microsoft Power Apps Plan 2 Trial/)).toHaveTextContent(/trial/);
    expect(texts(await row(/^Dynamics 365 Sales/)).slice(1, 5)).toEqual(['held by 1,160 1,168', '32', '', 'not known']);
  });

  it('cost what the prices of the day say, and what has none is told beside it, never as 0', async () => {
    show();
    const said = await screen.findByText('€8,067.20 a month, and 1,220 seats without a price');
    expect(said).toBeInTheDocument();
    expect(texts(await row(/^Office 365 E3/)).slice(7, 9)).toEqual(['€421.20/yr', '€7,020.00']);
    expect(texts(await row(/^Microsoft Power Automate Free/)).slice(7, 9)).toEqual(['free', '']);
    await user.type(screen.getByRole('searchbox', { name: 'Find a license' }), 'automate');
    expect(await screen.findByText('20 seats without a price')).toBeInTheDocument();
  });

  it('tell twelve months to who cannot see the line, and leave out those that nothing tells of', async () => {
    show();
    const line = within(await row(/^Power Apps Premium/)).getByRole('img');
    expect(line).toHaveAccessibleName(
      /^Power Apps Premium by month: Feb 2026: 47 bought, 49 assigned, .*Nov 2026: 56 bought, 40 assigned$/,
    );
    const change = within(await row(/^Office 365 E3/)).getByText('-5');
    expect(change).toHaveAttribute('title', 'Since 31 Oct: bought -5, assigned +1');
  });

  it('lead to exactly those people', async () => {
    show();
    await user.click(within(await row(/^Power Apps Premium/)).getByRole('button', { name: /^51 people hold/ }));
    expect(await screen.findByRole('tab', { name: 'All assigned', selected: true })).toBeInTheDocument();
    expect(screen.getByText('License is Power Apps Premium')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Licenses and cost' }));
    await user.click(within(await row(/^Power Apps Premium/)).getByRole('button', { name: /is blocked|are blocked/ }));
    expect(await screen.findByRole('tab', { name: 'Blocked', selected: true })).toBeInTheDocument();
  });

  it('are sorted by a heading, which is remembered; what is not known comes last', async () => {
    show();
    expect((await names()).slice(0, 2)).toEqual(['Dynamics 365 Sales Enterprise', 'Microsoft Power Apps Plan 2 Trial']);
    await user.click(within(await table()).getByRole('button', { name: 'Seen in use' }));
    expect((await names()).slice(0, -1).map((name) => name?.slice(0, 12))).toEqual([
      'Office 365 E',
      'Power Apps P',
      'Microsoft Po',
      'Power Automa',
      'Microsoft Po',
      'Dynamics 365',
    ]);
    expect(within(await table()).getByRole('columnheader', { name: 'Seen in use' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    await waitFor(() => expect(program.notes['seats/order']).toBe('{"by":"inUse","down":true}'));
  });

  it('are found by the words of a name', async () => {
    show();
    await table();
    await user.type(screen.getByRole('searchbox', { name: 'Find a license' }), 'premium power');
    expect(await names()).toEqual(['Power Apps Premium', 'Power Automate Premium', '2 paid licenses']);
    expect(screen.getByText('2 of 6 licenses')).toBeInTheDocument();
    await user.type(screen.getByRole('searchbox', { name: 'Find a license' }), ' nothing');
    expect(await screen.findByRole('heading', { name: 'No license matches' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all licenses' }));
    expect(await names()).toHaveLength(7);
  });

  it('speak Dutch', async () => {
    program.settings = { ...program.settings, language: 'nl' };
    show();
    const dutch = await screen.findByRole('table', { name: 'Licenties van deze dag' });
    expect(texts(within(dutch).getByRole('row', { name: /^Power Automate Premium/ })).slice(0, 4)).toEqual([
      '20',
      '23',
      '3 te veel',
      '5',
    ]);
    expect(texts(within(dutch).getByRole('row', { name: /4 betaalde licenties/ }))[0]).toBe('1.476');
  });

  it('are exported with what can be freed up, for the day that is looked at', async () => {
    show();
    await table();
    await user.click(screen.getByRole('button', { name: 'Export to Excel' }));
    await waitFor(() => expect(program.exported).toHaveLength(1));
    expect(program.exported[0]).toMatchObject({
      format: 'xlsx',
      layout: 'cost',
      splitBy: '',
      columns: [],
      view: { at: 'latest' },
    });
  });
});

describe('Where there is nothing to show', () => {
  it('says that nothing was read', async () => {
    program.neverRead = true;
    show();
    expect(await screen.findByRole('heading', { name: 'Not read yet' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Sync now' })).toBeInTheDocument();
  });

  it('says when the licenses were read, if not for this day', async () => {
    program.seatsRead = false;
    program.snapshots()[20]?.coverage.push({ source: 'graph.subscribedSkus', title: 'seats', asOf: '' });
    show();
    const day = /^What was bought is not known for 20 November 2026/;
    expect(await screen.findByRole('heading', { name: day })).toBeInTheDocument();
    expect(screen.getByText(/^The licenses were last read on 12 October 2026/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Go to 12 October 2026' }));
    expect(await screen.findByText('You are looking at 12 October 2026.')).toBeInTheDocument();
  });

  it('says that they were never read', async () => {
    program.seatsRead = false;
    show();
    expect(await screen.findByText('The licenses of the tenant were never read. Sync reads them.')).toBeInTheDocument();
  });

  it('says what failed, and tries again', async () => {
    program.failNext('Seats', { code: ledger.Code.BUSY, message: 'Locked by another program.' });
    show();
    const alert = await screen.findByRole('alert');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await table()).toBeInTheDocument();
  });
});
