import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { FakeProgram } from '../testing/fake-program';
import { App, newClient } from './app';

const user = userEvent.setup({ delay: null });

function show(page: string) {
  const program = new FakeProgram({ people: 12, days: 3 });
  program.notes = { 'ledger/page': JSON.stringify(page) };
  program.install();
  render(<App client={newClient()} />);
  return program;
}

// added is a sync of the schedule: the program tells, and reads it when it is asked.
function added(program: FakeProgram) {
  const list = program.snapshots();
  const last = list.at(-1);
  if (!last) throw new Error('there are no readings');
  list.push({ ...last, id: last.id + 1, at: '2026-06-30T16:30:00Z', day: '2026-06-30' });
  act(() => program.emit('ledger:read-elsewhere', { count: 1, at: '2026-06-30T16:30:00Z' }));
}

const asked = (program: FakeProgram) => program.calls.filter((name) => name === 'Snapshots').length;

it('a reading of another program is told, and shown when somebody wants to see it, by keyboard', async () => {
  const program = show('overview');
  await screen.findByRole('heading', { level: 1 });
  await waitFor(() => expect(asked(program)).toBeGreaterThan(0));
  const before = asked(program);
  added(program);
  const told = await screen.findByText(/^A reading was added outside this window, of /);
  const bar = told.closest('[role=status]');
  expect(bar).not.toBeNull();
  expect(asked(program)).toBe(before);
  const button = screen.getByRole('button', { name: 'Show it' });
  button.focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(asked(program)).toBe(before + 1));
  expect(screen.queryByText(/added outside this window/)).toBeNull();
  expect(bar).toHaveFocus();
});

it('two are told as two, and what is put aside stays so', async () => {
  const program = show('overview');
  await screen.findByRole('heading', { level: 1 });
  added(program);
  added(program);
  const told = await screen.findByText(/^2 readings were added outside this window/);
  const bar = told.closest('[role=status]');
  await user.click(within(bar as HTMLElement).getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByText(/added outside this window/)).toBeNull();
  expect(bar).toHaveFocus();
});

it('the history shows it at once', async () => {
  const program = show('history');
  await screen.findByRole('heading', { level: 1 });
  await waitFor(() => expect(asked(program)).toBeGreaterThan(0));
  const before = asked(program);
  added(program);
  await waitFor(() => expect(asked(program)).toBe(before + 1));
  expect(screen.queryByText(/added outside this window/)).toBeNull();
});
