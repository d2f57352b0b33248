import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Schedule } from '../api/types';
import { FakeProgram } from '../testing/fake-program';
import { fakeSource } from '../testing/fake-schedule';
import { renderWithTable } from '../testing/with-table';
import { ScheduleLine } from './schedule-line';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  program = new FakeProgram({ people: 12 });
});

async function dialog(button: string) {
  program.install();
  renderWithTable(<ScheduleLine />); // the page around it takes its time in jsdom
  await user.click(await screen.findByRole('button', { name: button }));
  return within(await screen.findByRole('dialog', { name: 'Sync by itself' }));
}

describe('Sync by itself', () => {
  it('is switched on, on some days, and off again', async () => {
    const asked = await dialog('Set times…');
    expect(asked.getByText(/^People, List of used licenses: read without you, as long as/)).toBeInTheDocument();
    await user.click(asked.getByRole('button', { name: 'Saturday' }));
    await user.click(asked.getByRole('button', { name: 'Sunday' }));
    expect(asked.getByRole('button', { name: 'Sunday' })).toHaveAttribute('aria-pressed', 'false');
    await user.click(asked.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(program.schedule).toMatchObject({ time: '06:30', days: ['mon', 'tue', 'wed', 'thu', 'fri'] }),
    );
    expect(
      await screen.findByText(/^Synced by itself on Mon, Tue, Wed, Thu, Fri at 06:30, next on /),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Change…' }));
    const again = within(await screen.findByRole('dialog'));
    await user.click(again.getByRole('switch', { name: 'Sync this history file by itself' }));
    await user.click(again.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Nothing is synced by itself.')).toBeInTheDocument();
  });

  it('cannot be saved without a day', async () => {
    const asked = await dialog('Set times…');
    for (const day of within(asked.getByRole('group', { name: 'On these days' })).getAllByRole('button'))
      await user.click(day);
    await user.click(asked.getByRole('button', { name: 'Save' }));
    expect(program.calls).not.toContain('SaveSchedule');
  });

  it('says what the program says where there is no scheduler', async () => {
    program.noScheduler = 'With cron it is this line: 30 6 * * *';
    const asked = await dialog('Set times…');
    await user.click(asked.getByRole('button', { name: 'Save' }));
    expect(await asked.findByRole('alert')).toHaveTextContent('30 6 * * *');
  });

  it('says what waits for somebody, and what the last time came to', async () => {
    program.schedule = {
      ...program.schedule,
      state: 'on' as never,
      system: 'systemd',
      time: '06:30',
      next: '2026-11-21T06:30:00Z',
      lastRun: '2026-11-20T06:30:00Z',
      lastCode: 'due' as never,
      sources: [
        fakeSource('graph.users', 'people', 'always'),
        fakeSource('graph.signIns', 'signIns', 'always'),
        fakeSource('graph.auditLaunches', 'launches', 'always'),
        fakeSource('powerplatform.licenseReport', 'list', 'no', '2026-03-03T06:30:00Z'),
        fakeSource('graph.groups', 'groups', 'no'),
      ],
    };
    const asked = await dialog('Change…');
    expect(asked.getByText(/^People, Use: read without you, as far as the permissions/)).toBeInTheDocument();
    expect(asked.getByText(/^List of used licenses: waits for you to sign in, since /)).toBeInTheDocument();
    expect(asked.getByText(/^Names of groups: not read without you/)).toBeInTheDocument();
    expect(asked.getByText(/^Last time, .*: Waiting for your sign-in\.$/)).toBeInTheDocument();
    expect(asked.getByText(/loginctl enable-linger/)).toBeInTheDocument();
  });

  const planned = (change: Partial<Schedule>) => {
    program.schedule = {
      ...program.schedule,
      state: 'on' as never,
      system: 'systemd',
      time: '06:30',
      next: '2026-11-21T06:30:00Z',
      lastRun: '2026-11-20T06:30:00Z',
      ...change,
    };
    program.install();
    renderWithTable(<ScheduleLine />);
  };
  const region = () => screen.findByRole('region', { name: 'Sync by itself' });

  it('says why the last one failed, in words of the window, and tries again', async () => {
    planned({
      trouble: 'failed' as never,
      lastCode: 'offline' as never,
      message: 'No answer from graph.microsoft.com.',
    });
    const line = await region();
    await waitFor(() => expect(line).toHaveTextContent(/The sync by itself of .+ failed: No connection\./));
    expect(line).toHaveTextContent('The service could not be reached.');
    expect(line).not.toHaveTextContent('Last time');
    expect(line).not.toHaveTextContent('graph.microsoft.com');
    await user.click(within(line).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(program.calls).toContain('StartSync'));
  });

  it('says it in the words of the program where those say more', async () => {
    planned({
      trouble: 'failed' as never,
      lastCode: 'read_only' as never,
      message: 'The folder /x cannot be written.',
    });
    expect(await screen.findByText('The folder /x cannot be written.')).toBeVisible();
    expect(within(await region()).getAllByRole('button')).toHaveLength(1); // which changes the plan
  });

  it('says what was not read', async () => {
    const warning = { source: 'powerplatform.licenseReport', title: 'list', permission: '', count: 0, text: '' };
    planned({
      trouble: 'partial' as never,
      lastCode: 'partial' as never,
      warnings: [{ ...warning, code: 'unreachable' as never }],
    });
    const line = await region();
    await waitFor(() => expect(line).toHaveTextContent(/could not read everything\./));
    expect(line).toHaveTextContent(
      "Microsoft's list of used licenses was not read for this day. Microsoft could not be",
    );
  });

  it('says that none came, and why where that is known', async () => {
    planned({ trouble: 'overdue' as never, state: 'off' as never });
    const line = await region();
    await waitFor(() => expect(line).toHaveTextContent(/Nothing was synced by itself since .+, and two times/));
    expect(line).toHaveTextContent('somebody switched it off');
    expect(within(line).getAllByRole('button')).toHaveLength(1);
  });
});
