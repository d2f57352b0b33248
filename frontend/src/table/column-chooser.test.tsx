import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeProgram } from '../testing/fake-program';
import { renderWithTable } from '../testing/with-table';
import { ColumnChooser } from './column-chooser';
import { allColumns, shapeOf } from './columns';
import { sound, useLayout } from './layout';
import { moved } from './order';
import { useTable } from './table-context';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

function Part() {
  const { view, request } = useTable();
  return <ColumnChooser layout={useLayout(request.kind, view)} />;
}

function show() {
  program.install();
  return renderWithTable(<Part />);
}

const shownNames = async () => {
  const list = await screen.findByRole('list', { name: 'Shown columns' });
  return within(list)
    .getAllByRole('checkbox')
    .map((box) => box.closest('li')?.dataset.column);
};

beforeEach(() => {
  program = new FakeProgram();
});

describe('the column chooser', () => {
  it('shows and hides columns, and remembers it', async () => {
    const { unmount } = show();
    await user.click(await screen.findByRole('button', { name: 'Columns' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Service' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Group' }));
    await waitFor(async () => expect((await shownNames()).at(-1)).toBe('group_name'));
    expect(await shownNames()).not.toContain('service');
    unmount();

    show();
    await user.click(await screen.findByRole('button', { name: 'Columns' }));
    expect((await shownNames()).at(-1)).toBe('group_name');
    await user.click(screen.getByRole('button', { name: 'Usual columns' }));
    await waitFor(async () => expect(await shownNames()).toContain('service'));
    expect(await shownNames()).not.toContain('group_name');
  });

  it('puts columns in another order by keyboard, says so, and keeps the focus', async () => {
    show();
    await user.click(await screen.findByRole('button', { name: 'Columns' }));
    const [name, , service] = await shownNames();
    expect([name, service]).toEqual(['user_name', 'service']);
    const box = screen.getByRole('checkbox', { name: 'Service' });
    box.focus();
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await waitFor(async () => expect((await shownNames())[1]).toBe('service'));
    expect(screen.getByRole('checkbox', { name: 'Service' })).toHaveFocus();
    expect(screen.getByText(/^Service is now 2 of \d+\.$/)).toBeInTheDocument();
    // The frozen column stays in front.
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect((await shownNames()).slice(0, 2)).toEqual(['user_name', 'service']);
    expect(screen.getByRole('checkbox', { name: /^User name/ })).toBeDisabled();
  });

  it('finds a column by its name', async () => {
    show();
    await user.click(await screen.findByRole('button', { name: 'Columns' }));
    await user.type(await screen.findByRole('searchbox', { name: 'Search columns' }), 'watch');
    await waitFor(() => expect(screen.getAllByRole('checkbox')).toHaveLength(1));
    expect(screen.getByRole('checkbox', { name: 'Watching since' })).not.toBeChecked();
  });

  it('remembers how the table is sorted, before it is opened', async () => {
    program.notes = { 'sort/list': JSON.stringify({ by: 'license', down: true }) };
    let asked: unknown[] = [];
    program.install();
    const page = window as unknown as { go: { desktop: { Window: Record<string, (...args: unknown[]) => unknown> } } };
    const openView = page.go.desktop.Window.OpenView;
    page.go.desktop.Window.OpenView = (request) => {
      asked = [...asked, request];
      return openView?.(request);
    };
    renderWithTable(<Part />);
    await screen.findByRole('button', { name: 'Columns' });
    expect(asked).toEqual([expect.objectContaining({ kind: 'list', sortBy: 'license', sortDown: true })]);
  });
});

describe('a layout', () => {
  it('keeps what there is, once, with the frozen column in front', () => {
    expect(sound(['license', 'user_name', 'license', 'no_such' as 'license'])).toEqual(['user_name', 'license']);
  });

  it('has a shape for every column in every view', () => {
    expect(allColumns).toHaveLength(34);
    for (const id of allColumns) expect(shapeOf('users', id).width, id).toBeGreaterThan(80);
  });

  it('moves an item, but not beyond the ends', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, -4)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b'], 0, 9)).toEqual(['b', 'a']);
  });
});
