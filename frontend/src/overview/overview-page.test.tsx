import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { App, newClient } from '../app/app';
import { FakeProgram } from '../testing/fake-program';
import { ledger } from '../wailsjs/go/models';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

function show(ready: Partial<FakeProgram> = {}) {
  program = Object.assign(new FakeProgram(), ready);
  program.install();
  return render(<App client={newClient()} />);
}

const block = (name: string | RegExp) => screen.findByRole('region', { name });
const links = (within_: HTMLElement) =>
  within(within_)
    .getAllByRole('button')
    .map((one) => one.textContent);
const looked = (id: number, read: string, when = new Date().toISOString()) => ({
  'ledger/looked': JSON.stringify({ id, read, when }),
});
const newest = { id: 60, at: '2026-11-20T06:30:00Z' };

beforeEach(() => {
  vi.restoreAllMocks();
});

describe('What changed', () => {
  it('compares with the reading before the first time, and says so', async () => {
    show();
    const since = await block(/^Since the reading before \(19 Nov/);
    await within(since).findByRole('button', { name: '3 people left' });
    expect(links(since)).toEqual([
      '3 people left',
      '12 rows are new in the list',
      '1 row is no longer in the list',
      'See the two days side by side',
    ]);
    expect(since).toHaveTextContent('You are here for the first time.');
    expect(program.sinceAsked).toEqual([[59, 60]]);
  });

  it('is the first visit as well when the history was opened just now', async () => {
    program = new FakeProgram({ open: false });
    program.install();
    render(<App client={newClient()} />);
    await user.click(await screen.findByRole('button', { name: 'Open the sample tenant' }));
    await screen.findByRole('button', { name: '3 people left' });
    await waitFor(() => expect(program.notes['ledger/looked']).toBeDefined());
    expect(await block(/^Since the reading before/)).toBeInTheDocument();
    program.emit('data:changed', { nouns: ['opened'] });
    await screen.findByRole('button', { name: '3 people left' });
    expect(await block(/^Since the reading before/)).toBeInTheDocument();
  });

  it('compares with what was seen last, and keeps what is seen now', async () => {
    show({ notes: looked(40, '2026-10-31T06:30:00Z') });
    await block(/^Since you last looked \(today \d\d:\d\d\)$/);
    await screen.findByRole('button', { name: '3 people left' });
    expect(program.sinceAsked).toEqual([[40, 60]]);
    await waitFor(() =>
      expect(JSON.parse(program.notes['ledger/looked'] ?? '{}')).toMatchObject({ id: newest.id, read: newest.at }),
    );
    // A look at a table and back is the same visit.
    await user.click(screen.getByRole('button', { name: 'People' }));
    await user.click(screen.getByRole('button', { name: 'Overview' }));
    expect(await screen.findByRole('button', { name: '3 people left' })).toBeInTheDocument();
    expect(program.sinceAsked).toEqual([[40, 60]]);
  });

  it('is a finished state when nothing did', async () => {
    show({ notes: looked(newest.id, newest.at) });
    const since = await block(/^Since you last looked/);
    expect(await within(since).findByText(/^Nothing changed since \d\d:\d\d\.$/)).toBeInTheDocument();
    expect(since).toHaveTextContent('Nothing was read in the meantime.');
  });

  it('is a finished state when readings say the same', async () => {
    show({ notes: looked(40, '2026-10-31T06:30:00Z'), unchanged: true });
    const since = await block(/^Since you last looked/);
    await within(since).findByText(/^Nothing changed since/);
    expect(since).toHaveTextContent('The same people hold the same licenses.');
  });

  it('leads to exactly those people', async () => {
    show();
    await user.click(await screen.findByRole('button', { name: '3 people left' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'People' })).toBeInTheDocument();
    expect(await screen.findByText(/^Left since 19 Nov/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /^Remove filter: Left since/ }));
    await waitFor(() => expect(screen.queryByText(/^Left since 19 Nov/)).not.toBeInTheDocument());
  });

  it('leads to the earlier day for what only that has', async () => {
    show();
    await user.click(await screen.findByRole('button', { name: '1 row is no longer in the list' }));
    expect(await screen.findByText('You are looking at 19 November 2026.')).toBeInTheDocument();
    expect(await screen.findByText(/^No longer in the list of 20 Nov/)).toBeInTheDocument();
  });
});

describe('What waits', () => {
  it('has one button a line, and leads to its rows', async () => {
    show();
    const needs = await block('Needs you');
    expect(await within(needs).findByText("Microsoft's list is 9 days old")).toBeInTheDocument();
    const lines = within(needs).getAllByRole('listitem');
    expect(lines.length).toBeGreaterThan(1);
    await user.click(within(needs).getAllByRole('button', { name: 'Show' })[0] as HTMLElement);
    expect(await screen.findByRole('tab', { name: 'Blocked', selected: true })).toBeInTheDocument();
  });

  const overdue = { trouble: 'overdue' as never, state: 'on' as never, lastRun: '2026-11-17T06:30:00Z' };
  const failed = { trouble: 'failed' as never, lastCode: 'offline' as never, state: 'on' as never };

  it('says first that nothing is synced by itself any more, and why', async () => {
    program = new FakeProgram();
    show({ schedule: { ...program.schedule, ...overdue } });
    const needs = await block('Needs you');
    const line = await within(needs).findByText(/^Nothing was synced by itself since .+, and two times have passed\.$/);
    const [first] = within(needs).getAllByRole('listitem');
    expect(first).toContainElement(line);
    expect(first).toHaveTextContent('This computer was off at those times');
    await user.click(within(first as HTMLElement).getByRole('button', { name: 'Sync' }));
    await waitFor(() => expect(program.calls).toContain('StartSync'));
  });

  it('leads to the plan where the plan itself is what is wrong', async () => {
    program = new FakeProgram();
    show({ schedule: { ...program.schedule, ...overdue, programGone: true } });
    const needs = await block('Needs you');
    await user.click(await within(needs).findByRole('button', { name: 'Look at the plan' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'History' })).toBeInTheDocument();
  });

  it('says that a sync by itself failed as long as nobody has read since', async () => {
    program = new FakeProgram();
    show({ schedule: { ...program.schedule, ...failed, lastRun: '2026-11-20T07:30:00Z' } });
    expect(await screen.findByText(/^The sync by itself of .+ failed: No connection\.$/)).toBeInTheDocument();
  });

  it('says nothing of one that failed before the newest reading', async () => {
    program = new FakeProgram();
    show({ schedule: { ...program.schedule, ...failed, lastRun: '2026-11-20T05:30:00Z' } });
    const needs = await block('Needs you');
    await within(needs).findByText("Microsoft's list is 9 days old");
    await waitFor(() => expect(program.calls).toContain('Schedule'));
    expect(within(needs).queryByText(/by itself/)).toBeNull();
  });

  it('starts a sync for what is old', async () => {
    show();
    const needs = await block('Needs you');
    await user.click(await within(needs).findByRole('button', { name: 'Sync' }));
    await waitFor(() => expect(program.calls).toContain('StartSync'));
  });

  it('signs in and fetches what is due with one click', async () => {
    show({ due: 'list' });
    const needs = await block('Needs you');
    const line = await within(needs).findByText('Sign in to fetch the list (due since 3 March)');
    expect(line).toBeInTheDocument();
    await user.click(within(needs).getByRole('button', { name: 'Sign in and fetch' }));
    await waitFor(() => expect(program.calls).toContain('StartFetchDue'));
    expect(program.calls).not.toContain('StartSync');
  });

  it('tells of files in the watched folder that ask', async () => {
    show({
      watching: {
        folder: '/home/admin/Downloads',
        files: [{ path: '/home/admin/Downloads/a.csv', name: 'a.csv', state: 'asks' as never, message: '' }],
      },
    });
    const needs = await block('Needs you');
    expect(await within(needs).findByText('1 file in Downloads waits for you.')).toBeInTheDocument();
    await user.click(within(needs).getByRole('button', { name: 'Look at it' }));
    expect(await screen.findByRole('dialog', { name: 'Import a file' })).toBeInTheDocument();
  });

  it('says of a past day what there was, and offers nothing that is too late', async () => {
    show();
    await screen.findByRole('slider');
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    const needs = await block('Needed you that day');
    await waitFor(() => expect(within(needs).queryByRole('button', { name: 'Sync' })).not.toBeInTheDocument());
    expect(await block(/^What changed since 18 Nov/)).toBeInTheDocument();
  });
});

describe('Licenses', () => {
  it('say in words what the bars show, and nothing where nothing is known', async () => {
    show();
    const licenses = await block('Licenses');
    await within(licenses).findAllByText(/bought$/);
    const lines = within(licenses).getAllByRole('listitem');
    expect(lines).toHaveLength(5);
    expect(lines[1]).toHaveTextContent('3 more assigned than bought');
    expect(lines[0]).not.toHaveTextContent('more assigned');
    expect(lines[4]).toHaveTextContent('use not known');
    expect(licenses).not.toHaveTextContent(/(^|\D)0 /);
  });
});

describe('All readings', () => {
  it('are reached by keyboard, one after the other, and open their day', async () => {
    show();
    const trend = await block('All readings');
    const last = await within(trend).findByRole('button', { name: /^20 Nov: \d+ rows in the list, \d+ people with/ });
    last.focus();
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    const before = within(trend).getByRole('button', { name: /^18 Nov: \d+ rows in the list/ });
    expect(before).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('You are looking at 18 November 2026.')).toBeInTheDocument();
  });

  it('stand in a table as well', async () => {
    show();
    const trend = await block('All readings');
    await user.click(await within(trend).findByRole('button', { name: 'Show as a table' }));
    expect(within(trend).getAllByRole('row')).toHaveLength(59);
    await user.click(within(trend).getByRole('button', { name: /^19 Nov/ }));
    expect(await screen.findByText('You are looking at 19 November 2026.')).toBeInTheDocument();
  });
});

describe('The page', () => {
  it('is copied as plain sentences', async () => {
    show();
    await screen.findByRole('button', { name: '3 people left' });
    await screen.findAllByText(/bought$/);
    await user.click(screen.getByRole('button', { name: 'Copy as text' }));
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeInTheDocument();
    const text = program.copied;
    expect(text).toMatch(/^Contoso: licenses on 20 November 2026\n/);
    expect(text).toContain("\nNeeds you\n- Microsoft's list is 9 days old\n");
    expect(text).toMatch(/\nSince the reading before \(19 Nov[^)]*\)\n- 3 people left\n/);
    expect(text).toMatch(/\n- [^\n]+: \d+ bought, held by \d+ people, /);
    expect(text).not.toMatch(/[<>{}]|undefined/);
  });

  it('says what could not be read, and tries again', async () => {
    program = new FakeProgram();
    program.failNext('Overview', { code: ledger.Code.BUSY, message: 'Locked by another program.' });
    program.install();
    render(<App client={newClient()} />);
    const alert = await screen.findByRole('alert');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await block('Needs you')).toBeInTheDocument();
  });

  it('says that nothing was read yet, and what to do', async () => {
    show({ neverRead: true });
    expect(await screen.findByRole('heading', { name: 'Not read yet' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Sync now' })).toBeInTheDocument();
  });
});
