import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeProgram } from '../testing/fake-program';
import { renderWithTable } from '../testing/with-table';
import { SummaryPanel } from './summary-panel';
import { useTable } from './table-context';
import { useSummary } from './use-summary';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

function Part() {
  const { view, choice } = useTable();
  const { column, columns, since, choose, chooseSince, toggle, open } = useSummary('list', view);
  return (
    <>
      <output data-testid="filters">{JSON.stringify(choice.filters)}</output>
      <output data-testid="rows">{view?.counts.rows}</output>
      <button type="button" onClick={toggle}>
        toggle
      </button>
      {open && column ? (
        <SummaryPanel
          column={column}
          columns={columns}
          onColumn={choose}
          since={since}
          onSince={chooseSince}
          onClose={toggle}
        />
      ) : null}
    </>
  );
}

beforeEach(async () => {
  program = new FakeProgram();
  program.install();
  renderWithTable(<Part />);
  await user.click(await screen.findByRole('button', { name: 'toggle' }));
});

const line = async (name: string) =>
  within((await screen.findByRole('button', { name })).closest('tr') as HTMLElement)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);

describe('the summary', () => {
  it('counts by a column, and a click keeps those rows', async () => {
    const [, rows] = await line('Sales');
    await user.click(screen.getByRole('button', { name: 'Sales' }));
    await waitFor(() => expect(screen.getByTestId('rows')).toHaveTextContent(new RegExp(`^${rows}$`)));
    expect(screen.getByTestId('filters')).toHaveTextContent('"values":["Sales"]');
    // The other lines stay, so that another one can be chosen.
    expect(screen.getByRole('button', { name: 'Finance' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Sales' })).toHaveAttribute('aria-pressed', 'true');
    await user.click(screen.getByRole('button', { name: 'Sales' }));
    await waitFor(() => expect(screen.getByTestId('filters')).toHaveTextContent('[]'));
  });

  it('is sorted by any figure, the largest first', async () => {
    await line('Sales');
    const figures = () =>
      screen.getAllByRole('row').flatMap((row) =>
        within(row)
          .queryAllByRole('cell')
          .slice(1, 2)
          .map((cell) => Number(cell.textContent)),
      );
    await user.click(screen.getByRole('button', { name: 'Rows' }));
    await waitFor(() =>
      expect(screen.getByRole('columnheader', { name: 'Rows' })).toHaveAttribute('aria-sort', 'descending'),
    );
    await waitFor(() => expect(figures()).toEqual([...figures()].sort((a, b) => b - a)));
    await user.click(screen.getByRole('button', { name: 'Rows' }));
    await waitFor(() => expect(figures()).toEqual([...figures()].sort((a, b) => a - b)));
  });

  it('is made by another column, which is remembered', async () => {
    await line('Sales');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Summarize by' }), 'Status');
    expect(await line('Sign-in blocked')).toHaveLength(4);
    expect(JSON.parse(program.notes.summary ?? '')).toEqual({ open: true, column: 'status' });
  });

  it('tells who a manager is, keeps two of one name apart, and a click asks for the address', async () => {
    await line('Sales');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Summarize by' }), 'Manager');
    expect(await line('Ann Boss, ann.boss@contoso.com')).toHaveLength(4);
    expect(await line('Ann Boss, ann.boss2@contoso.com')).toHaveLength(4);
    expect(await line('(empty)')).toHaveLength(4);
    await user.click(screen.getByRole('button', { name: 'Ann Boss, ann.boss@contoso.com' }));
    await waitFor(() =>
      expect(screen.getByTestId('filters')).toHaveTextContent(
        '[{"column":"manager","op":"is","values":["ann.boss@contoso.com"]}]',
      ),
    );
  });

  it('tells the change since another day, which is remembered', async () => {
    await line('Sales');
    const since = await screen.findByRole('combobox', { name: 'Change since' });
    expect(screen.queryByRole('columnheader', { name: 'Change' })).not.toBeInTheDocument();
    await user.selectOptions(since, 'the end of last month (31 Oct)');
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    const told = await line('Sales');
    expect(told.at(-1)).toMatch(/^[+-]\d+$/);
    expect(JSON.parse(program.notes.summary ?? '').since).toBe('monthEnd');
    await user.selectOptions(since, 'No other day');
    await waitFor(() => expect(screen.queryByRole('columnheader', { name: 'Change' })).not.toBeInTheDocument());
    expect(screen.getByRole('columnheader', { name: 'People' })).toHaveAttribute('aria-sort', 'descending');
    expect(JSON.parse(program.notes.summary ?? '')).not.toHaveProperty('since');
  });
});
