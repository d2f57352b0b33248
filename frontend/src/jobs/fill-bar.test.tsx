import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { makeFilling } from '../testing/fake-filling';
import { FakeProgram } from '../testing/fake-program';

const user = userEvent.setup({ delay: null });

function show(missing: number, state: 'running' | 'canceled' | 'failed') {
  const program = new FakeProgram();
  program.filling = makeFilling(missing, state);
  program.install();
  render(<App client={newClient()} />);
  return program;
}

it("tells how many older days are there, and stands in nobody's way", async () => {
  const program = show(370, 'running');
  expect(await screen.findByText('0 of 370 days')).toBeInTheDocument();
  const job = makeFilling(370, 'running').job;
  act(() => program.emit('sample:filled', { ...job, seq: 2, done: 120 }));
  expect(await screen.findByText('120 of 370 days')).toBeInTheDocument();
  // A state that was overtaken on its way changes nothing.
  act(() => program.emit('sample:filled', { ...job, seq: 1, done: 60 }));
  expect(screen.getByText('120 of 370 days')).toBeInTheDocument();
  expect(screen.getByRole('progressbar', { name: 'Filling in older days of the sample' })).toHaveAttribute(
    'aria-valuenow',
    String(120 / 370),
  );
  await user.click(screen.getByRole('button', { name: 'User licenses' }));
  expect(await screen.findByRole('button', { name: 'Export to Excel' })).not.toHaveAttribute('aria-disabled', 'true');
});

it('goes when nothing is missing any more', async () => {
  const program = show(370, 'running');
  await screen.findByText('0 of 370 days');
  program.filling = null;
  act(() => program.emit('sample:filled', { ...makeFilling(370, 'running').job, seq: 9, done: 370, state: 'done' }));
  expect(await screen.findByText(/^The sample is complete, with \d+ days\.$/)).toBeInTheDocument();
  expect(screen.queryByText('370 of 370 days')).not.toBeInTheDocument();
});

it('stops, keeps what is there, and goes on when it is wanted', async () => {
  const program = show(310, 'running');
  await screen.findByText('0 of 310 days');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(program.calls).toContain('StopFilling');
  await user.click(await screen.findByRole('button', { name: 'Fill in the rest' }));
  expect(program.calls).toContain('GoOnFilling');
  expect(await screen.findByText('0 of 310 days')).toBeInTheDocument();
});

it('tells when filling in failed', async () => {
  show(310, 'failed');
  expect(await screen.findByText('310 older days could not be filled in.', { selector: 'span' })).toBeInTheDocument();
  expect(screen.getByText(/^The sample has \d+ days\.$/)).toBeInTheDocument();
});

it('is out of the way once that was read', async () => {
  show(310, 'canceled');
  expect(await screen.findByText(/^310 older days were not filled in\.$/, { selector: 'span' })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('button', { name: 'Fill in the rest' })).not.toBeInTheDocument();
});
