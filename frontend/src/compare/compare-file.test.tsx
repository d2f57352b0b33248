import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { FakeProgram } from '../testing/fake-program';
import { ledger } from '../wailsjs/go/models';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

// compareWith chooses a file on the page of comparing.
async function compareWith(name: string) {
  program.install();
  render(<App client={newClient()} />);
  await user.click(await screen.findByRole('button', { name: 'Changes' }));
  await user.click(await screen.findByRole('tab', { name: /Compare with a file/ }));
  program.pickedFiles = [`/home/admin/Downloads/${name}`];
  await user.click(await screen.findByRole('button', { name: 'Choose a file…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Compare with a file' }));
  await dialog.findAllByRole('listitem');
  return dialog;
}

type Within = Awaited<ReturnType<typeof compareWith>>;
const compare = (dialog: Within) => dialog.getByRole('button', { name: 'Compare' });
const isOff = (element: HTMLElement) => element.getAttribute('aria-disabled') === 'true';
const field = { name: 'Compare with the list of' };

async function typeDay(box: HTMLElement, day: string) {
  await user.clear(box);
  await user.type(box, day);
  await user.keyboard('{Enter}');
}

beforeEach(() => {
  program = new FakeProgram();
});

describe('A list is compared', () => {
  it('with the reading of its own day, unless another is chosen', async () => {
    const dialog = await compareWith('licenses 2026-11-18.csv');
    // The fake says of every file that it is of 20 November; nothing is newer.
    const box = await dialog.findByRole('combobox', field);
    expect(box).toHaveValue('20 November 2026');
    await typeDay(box, '2026-11-01');
    await waitFor(() => expect(box).toHaveValue('1 November 2026'));
    await user.click(compare(dialog));
    await screen.findByRole('heading', { name: /^Only in the file/ });
    const chosen = program.compared[0]?.at;
    expect(chosen).toMatch(/^\d+$/);
    expect(await screen.findByText(/^The list here, read 1 Nov/)).toBeInTheDocument();
  });

  it('again with another day, from where the differences are', async () => {
    const dialog = await compareWith('licenses 2026-11-18.csv');
    await user.click(compare(dialog));
    await screen.findByText(/^The list here, read 20 Nov/);
    await typeDay(screen.getByRole('combobox', field), '2026-10-31');
    expect(await screen.findByText(/^The list here, read 31 Oct/)).toBeInTheDocument();
    expect(program.compared).toHaveLength(2);
    expect(program.compared[1]?.file.path).toBe('/home/admin/Downloads/licenses 2026-11-18.csv');
  });

  it('once its columns are mapped, and with that mapping', async () => {
    const dialog = await compareWith('own headings.csv');
    expect(isOff(compare(dialog))).toBe(true);
    await user.selectOptions(await dialog.findByLabelText(/^User name/), 'Who');
    await user.selectOptions(dialog.getByLabelText(/^Service/), 'Plan');
    await user.selectOptions(dialog.getByLabelText(/^Assigned date/), 'Since');
    await user.click(dialog.getByRole('button', { name: 'Read it like this' }));
    await waitFor(() => expect(isOff(compare(dialog))).toBe(false));
    await user.click(compare(dialog));
    await waitFor(() => expect(program.compared[0]?.file.columns).toMatchObject({ user_name: 'Who', service: 'Plan' }));
    expect(program.calls).not.toContain('StartImport');
  });

  it('once the order of its dates is said', async () => {
    const dialog = await compareWith('licenses ambiguous.csv');
    expect(isOff(compare(dialog))).toBe(true);
    await user.click(dialog.getByRole('radio', { name: '3 April 2026 (day first)' }));
    await waitFor(() => expect(isOff(compare(dialog))).toBe(false));
    await user.click(compare(dialog));
    await waitFor(() => expect(program.compared[0]?.file.dateOrder).toBe('day_first'));
  });

  it('whole or part, which is not asked', async () => {
    const dialog = await compareWith('licenses part.csv');
    expect(dialog.queryByRole('heading', { name: 'The whole list, or a part?' })).not.toBeInTheDocument();
    expect(isOff(compare(dialog))).toBe(false);
  });

  it('and nothing else', async () => {
    const dialog = await compareWith('M365 active users.csv');
    expect(dialog.getByText('Only a list of user licenses can be compared.')).toBeInTheDocument();
    expect(isOff(compare(dialog))).toBe(true);
  });

  it('and what goes wrong is told', async () => {
    const dialog = await compareWith('licenses 2026-11-18.csv');
    program.failNext('StartCompare', { code: ledger.Code.BUSY, message: 'In use.' });
    await user.click(compare(dialog));
    expect(await dialog.findByRole('alert')).toHaveTextContent('In use elsewhere');
  });
});
