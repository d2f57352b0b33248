import { render, screen, waitFor, within } from '@testing-library/react';
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
  await user.click(await screen.findByRole('button', { name: 'History' }));
  return screen.findByRole('slider', { name: /^Syncs and imports over time/ });
}

const detail = () => screen.findByRole('region', { name: /^Reading of/ });

beforeEach(() => {
  program = new FakeProgram();
});

describe('History', () => {
  it('begins with the reading that is looked at, and goes through them by keyboard', async () => {
    const timeline = await show();
    expect(timeline).toHaveAttribute('aria-valuetext', expect.stringMatching(/^20 November 2026, 07:30, \d+ rows, /));
    timeline.focus();
    await user.keyboard('{ArrowLeft}');
    expect(timeline).toHaveAttribute('aria-valuetext', expect.stringMatching(/^19 November 2026/));
    await user.keyboard('{Home}');
    expect(timeline).toHaveAttribute('aria-valuetext', expect.stringMatching(/first reading$/));
    expect(within(await detail()).queryByRole('button', { name: 'What changed' })).not.toBeInTheDocument();
  });

  it('opens a day', async () => {
    const timeline = await show();
    timeline.focus();
    await user.keyboard('{ArrowLeft}');
    await user.click(within(await detail()).getByRole('button', { name: 'Open this day' }));
    expect(await screen.findByRole('heading', { name: 'User licenses' })).toBeInTheDocument();
    expect(await screen.findByText('You are looking at 19 November 2026.')).toBeInTheDocument();
  });

  it('leads to what a reading changed', async () => {
    const timeline = await show();
    timeline.focus();
    await user.keyboard('{ArrowLeft}');
    await user.click(within(await detail()).getByRole('button', { name: 'What changed' }));
    expect(await screen.findByRole('combobox', { name: 'From' })).toHaveValue('18 November 2026');
    expect(screen.getByRole('combobox', { name: 'To' })).toHaveValue('19 November 2026');
  });

  it('pins a reading, and the ends of all months', async () => {
    await show();
    await user.click(within(await detail()).getByRole('button', { name: 'Pin' }));
    expect(await within(await detail()).findByRole('button', { name: 'Unpin' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Pin 2 month ends' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: /month end/ })).not.toBeInTheDocument());
    expect(program.pinned.size).toBe(3);
  });

  it('deletes a reading, and brings it back', async () => {
    const timeline = await show();
    const count = program.snapshots().length;
    timeline.focus();
    await user.keyboard('{ArrowLeft}');
    await user.click(within(await detail()).getByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('The reading of 19 November 2026, 07:30, was deleted.')).toBeInTheDocument();
    expect(await detail()).toHaveTextContent('deleted or thinned');
    expect(await detail()).toHaveFocus();
    expect(program.snapshots()).toHaveLength(count - 1);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(program.snapshots()).toHaveLength(count));
    expect(await within(await detail()).findByRole('button', { name: 'Open this day' })).toBeInTheDocument();
    expect(program.finished).toEqual([]);
  });

  it('makes a deletion final once it can be taken back no longer', async () => {
    const timeline = await show();
    timeline.focus();
    await user.keyboard('{ArrowLeft}');
    await user.click(within(await detail()).getByRole('button', { name: 'Delete' }));
    await user.click(await screen.findByRole('button', { name: 'Dismiss' }));
    await waitFor(() => expect(program.finished).toHaveLength(1));
    expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
  });

  it('travels to the reading before when the day that is looked at is deleted', async () => {
    const timeline = await show();
    timeline.focus();
    await user.keyboard('{ArrowLeft}');
    await user.click(within(await detail()).getByRole('button', { name: 'Open this day' }));
    expect(await screen.findByText('You are looking at 19 November 2026.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'History' }));
    await user.click(within(await detail()).getByRole('button', { name: 'Delete' }));
    await user.click(screen.getByRole('button', { name: 'User licenses' }));
    expect(await screen.findByText('You are looking at 18 November 2026.')).toBeInTheDocument();
  });

  it('keeps what later days are told from, and what is pinned', async () => {
    const timeline = await show();
    const button = async () => within(await detail()).getByRole('button', { name: 'Delete' });
    expect(await button()).toHaveAttribute('aria-disabled', 'true');
    expect(await button()).toHaveAccessibleDescription(/^This is the newest reading/);
    timeline.focus();
    await user.keyboard('{ArrowLeft}');
    await user.click(within(await detail()).getByRole('button', { name: 'Pin' }));
    await within(await detail()).findByRole('button', { name: 'Unpin' });
    expect(await button()).toHaveAttribute('aria-disabled', 'true');
    expect(await button()).toHaveAccessibleDescription(/Unpin it first/);
  });

  it('keeps a label', async () => {
    await show();
    const box = within(await detail()).getByRole('textbox', { name: 'Label' });
    await user.type(box, 'before the move{Enter}');
    await waitFor(() => expect(program.calls).toContain('LabelReading'));
    expect(await screen.findByDisplayValue('before the move')).toBeInTheDocument();
  });

  it('says what was not read, and offers to read it now', async () => {
    program.syncFailed = true;
    const timeline = await show();
    timeline.focus();
    await user.keyboard('{End}');
    const region = await detail();
    expect(region).toHaveTextContent('failed before anything was read to its end');
    expect(await within(region).findByText(/list of used licenses was not read/)).toBeInTheDocument();
    expect(within(region).queryByRole('button', { name: 'Open this day' })).not.toBeInTheDocument();
    await user.click(within(region).getByRole('button', { name: 'Sync again' }));
    await waitFor(() => expect(program.calls).toContain('StartSync'));
  });

  it('says of what a sync was that did not read everything', async () => {
    const timeline = await show();
    timeline.focus();
    for (let days = 0; days < 11; days++) await user.keyboard('{ArrowLeft}');
    expect(await detail()).toHaveTextContent('Sync of people: not everything was read.');
  });

  it('says how old is what an earlier reading told', async () => {
    const timeline = await show();
    timeline.focus();
    await user.keyboard('{Home}{ArrowRight}{ArrowRight}{ArrowRight}');
    const region = await detail();
    expect(region).toHaveTextContent('Import of licenses 2026-09-25.csv');
    expect(await within(region).findByText(/^People: 25 Sept? \d\d:30, 0 days old$/)).toBeInTheDocument();
  });

  it('says when people were read in full, where only what changed was read', async () => {
    const newest = program.snapshots().at(-1);
    for (const reading of newest?.coverage ?? [])
      if (reading.title === 'people') reading.wholeAt = '2026-11-19T06:30:00Z';
    await show();
    const about = /^Only what changed was read\. Read in full: .*19 Nov/;
    expect(await within(await detail()).findByText(about)).toBeInTheDocument();
    expect(within(await detail()).getAllByText(about)).toHaveLength(1);
  });

  it('tells what comes next', async () => {
    program.nextLook = '2026-11-20T13:20:00Z';
    await show();
    expect(await screen.findByText(/^3 Unknown rows that are not known yet are looked at again/)).toBeInTheDocument();
  });

  it('says that nothing has been read', async () => {
    program.neverRead = true;
    program.install();
    render(<App client={newClient()} />);
    await user.click(await screen.findByRole('button', { name: 'History' }));
    expect(await screen.findByRole('heading', { name: 'Nothing has been read yet' })).toBeInTheDocument();
  });

  it('says why a reading could not be pinned', async () => {
    await show();
    program.failNext('PinReadings', { code: ledger.Code.READ_ONLY, message: 'The disk is write-protected.' });
    await user.click(within(await detail()).getByRole('button', { name: 'Pin' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The disk is write-protected.');
  });
});

describe('a month', () => {
  it('is closed with its last reading, and opened again', async () => {
    const october = program.snapshots().filter(({ day }) => day < '2026-11');
    program.snapshotList = [...october, ...program.snapshots().slice(-1)];
    const timeline = await show();
    timeline.focus();
    await user.keyboard('{ArrowLeft}');
    const region = within(await detail());
    await user.click(region.getByRole('button', { name: 'Close the month' }));
    expect(await region.findByText(/^Oct 2026 is closed with this reading/)).toBeInTheDocument();
    expect(program.closed.size).toBe(1);
    expect(region.queryByRole('button', { name: 'Unpin' })).not.toBeInTheDocument();
    expect(region.getByRole('button', { name: 'Delete' })).toHaveAccessibleDescription(/Open the month first/);
    await user.click(region.getByRole('button', { name: 'Workbook for finance' }));
    expect(program.exported.at(-1)).toMatchObject({ layout: 'month', month: '2026-10', format: 'xlsx' });
    await user.click(region.getByRole('button', { name: 'Open the month' }));
    expect(await region.findByRole('button', { name: 'Close the month' })).toBeInTheDocument();
    expect(program.closed.size).toBe(0);
  });
});
