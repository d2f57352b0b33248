import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Filter } from '../api/types';
import { FakeProgram } from '../testing/fake-program';
import { renderWithTable } from '../testing/with-table';
import { useLayout } from './layout';
import { SavedViews } from './saved-views';
import { useTable } from './table-context';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

function Part() {
  const { view, request, change } = useTable();
  const layout = useLayout(request.kind, view);
  const premium: Filter = { column: 'license', op: 'is', values: ['Power Apps Premium'] };
  return (
    <>
      <button type="button" onClick={() => change({ filters: [premium] })}>
        narrow
      </button>
      <button type="button" onClick={() => layout.show(['user_name', 'license'])}>
        few
      </button>
      <button
        type="button"
        onClick={() =>
          change({
            filters: [{ column: 'assigned_date', op: 'from', values: ['2026-10-21'], preset: 'last30' }],
            search: 'o',
            sortBy: 'license',
            sortDown: true,
            changed: { kind: 'gained' as never, other: '3', otherAt: '2026-09-25T06:30:00Z' },
          })
        }
      >
        everything
      </button>
      <button type="button" onClick={() => change({ filters: [] })}>
        widen
      </button>
      <output>{JSON.stringify(request)}</output>
      <output>{layout.columns.map(({ id }) => id).join(' ')}</output>
      <SavedViews layout={layout} />
    </>
  );
}

const shown = () => screen.getAllByRole('status').map((one) => one.textContent ?? '');
const open = async () => user.click(await screen.findByRole('button', { name: 'Views' }));

beforeEach(() => {
  program = new FakeProgram();
  program.install();
  renderWithTable(<Part />);
});

async function save(name: string) {
  await open();
  await user.type(await screen.findByRole('textbox', { name: 'Name for what you see now' }), `${name}{Enter}`);
  await waitFor(() => expect(program.saved.has(name)).toBe(true));
}

describe('saved views', () => {
  it('keep filters and columns, and come back with one click', async () => {
    await user.click(await screen.findByRole('button', { name: 'narrow' }));
    await user.click(screen.getByRole('button', { name: 'few' }));
    await waitFor(() => expect(shown()[1]).toBe('user_name license'));
    await save('Premium');
    expect(program.saved.get('Premium')).toMatchObject({
      kind: 'list',
      filters: [{ column: 'license', op: 'is', values: ['Power Apps Premium'] }],
      columns: ['user_name', 'license'],
    });
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'widen' }));
    await waitFor(() => expect(shown()[0]).toContain('"filters":[]'));
    await open();
    await user.click(await screen.findByRole('button', { name: /^Premium/ }));
    await waitFor(() => expect(shown()[0]).toContain('Power Apps Premium'));
  });

  it('keep all that is seen: search, order, what changed, and how a date follows from the day', async () => {
    await user.click(await screen.findByRole('button', { name: 'everything' }));
    await save('Everything');
    const changed = { kind: 'gained', other: '3', otherAt: '2026-09-25T06:30:00Z' };
    expect(program.saved.get('Everything')).toMatchObject({ search: 'o', sortBy: 'license', sortDown: true, changed });
    const filter = program.saved.get('Everything')?.filters[0];
    expect(filter).toEqual({ column: 'assigned_date', op: 'from', values: ['2026-10-21'], preset: 'last30' });
    // Saved on another day, it means another date today.
    if (filter) filter.values = ['2020-01-01'];
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'widen' }));
    await open();
    await user.click(await screen.findByRole('button', { name: /^Everything/ }));
    await waitFor(() => expect(shown()[0]).toContain('"values":["2026-10-21"]'));
    expect(JSON.parse(shown()[0] ?? '')).toMatchObject({ search: 'o', sortBy: 'license', sortDown: true, changed });
  });

  it('are renamed', async () => {
    await save('Premium');
    await user.click(await screen.findByRole('button', { name: 'Rename Premium' }));
    const name = await screen.findByRole('textbox', { name: 'New name for Premium' });
    await user.clear(name);
    await user.type(name, 'Dear ones{Enter}');
    expect(await screen.findByRole('button', { name: /^Dear ones/ })).toBeInTheDocument();
    expect([...program.saved.keys()]).toEqual(['Dear ones']);
  });

  it('are removed at once, and taken back', async () => {
    await save('Premium');
    await user.click(await screen.findByRole('button', { name: 'Remove Premium' }));
    const undo = await screen.findByRole('button', { name: 'Undo' });
    await waitFor(() => expect(undo).toHaveFocus());
    expect(program.saved.size).toBe(0);
    await user.click(undo);
    await waitFor(() => expect([...program.saved.keys()]).toEqual(['Premium']));
  });

  it('say when a name is taken', async () => {
    await save('Premium');
    await user.type(screen.getByRole('textbox', { name: 'Name for what you see now' }), 'Premium');
    const dialog = screen.getByRole('dialog', { name: 'Saved views' });
    expect(within(dialog).getByRole('button', { name: 'Replace' })).toBeInTheDocument();
  });
});
