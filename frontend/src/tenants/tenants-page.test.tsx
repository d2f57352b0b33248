import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { makeFormat } from '../i18n/format';
import { FakeProgram } from '../testing/fake-program';
import { fakeTenant } from '../testing/fake-tenants';
import { inOrder, turned, usualOrder } from './order';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  program = new FakeProgram({ people: 12 });
});

// The window opens on the page of settings: tables of people take long here.
async function show() {
  program.notes = { 'ledger/page': '"settings"' };
  program.install();
  render(<App client={newClient()} />);
  await user.click(await screen.findByRole('button', { name: 'All tenants' }));
  await screen.findByRole('heading', { name: 'All tenants' });
}

const rows = () =>
  within(screen.getByRole('table', { name: 'All tenants' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent ?? '');
const tenant = (name: string) => within(screen.getByRole('rowheader', { name: new RegExp(name) })).getByRole('button');
const settled = () => waitFor(() => expect(screen.getByRole('main')).toHaveAttribute('aria-busy', 'false'));

describe('All tenants', () => {
  it('begins with those that need somebody, and says why', async () => {
    await show();
    await settled();
    const said = rows();
    expect(said.map((row) => /Northwind|Fabrikam|Contoso|Adatum|Woodgrove/.exec(row)?.[0])).toEqual([
      'Northwind',
      'Fabrikam',
      'Contoso',
      'Adatum',
      'Woodgrove',
    ]);
    expect(said[0]).toContain('The file is not there any more');
    expect(said[1]).toContain('Somebody has to sign in again');
    expect(said[1]).toMatch(/, failed$/);
    expect(said[2]).toMatch(/4 people cannot sign in and still hold a license\+1/);
    expect(said[3]).toMatch(/Nothing.*€1,512\.00/);
    expect(said[4]).toMatch(/nothing read yet.*not connected/);
    expect(screen.getByText('1 could not be read')).toBeInTheDocument();
    expect(screen.getByText('1,412 people')).toBeInTheDocument();
  });

  it('goes from tenant to tenant by keyboard, and opens one', async () => {
    await show();
    await settled();
    tenant('Northwind').focus();
    await user.keyboard('{ArrowDown}');
    expect(tenant('Fabrikam')).toHaveFocus();
    expect(tenant('Northwind')).toHaveAttribute('tabindex', '-1');
    await user.keyboard('{End}');
    expect(tenant('Woodgrove')).toHaveFocus();
    await user.keyboard('{Home}{ArrowDown}{Enter}');
    await waitFor(() => expect(program.calls).toContain('OpenLedger'));
  });

  it('takes one off the list, and puts it back', async () => {
    await show();
    await settled();
    tenant('Fabrikam').focus();
    await user.keyboard('{Delete}');
    expect(await screen.findByText(/^Fabrikam is off the list. The file stays/)).toBeInTheDocument();
    await waitFor(() => expect(rows()).toHaveLength(4));
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(rows()).toHaveLength(5));
  });

  it('sorts by a column, and finds one of many', async () => {
    for (let n = 0; n < 8; n++) program.tenants.list.push(fakeTenant(`t${n}.ledger`, `Tailspin ${n}`, 'rust'));
    await show();
    await settled();
    await user.click(within(screen.getByRole('table')).getByRole('button', { name: 'People' }));
    expect(rows()[0]).toContain('Contoso');
    await user.type(screen.getByRole('searchbox', { name: 'Find a tenant' }), 'tail');
    expect(rows()).toHaveLength(8);
    expect(screen.getByText('8 of 13 tenants')).toBeInTheDocument();
    await user.type(screen.getByRole('searchbox', { name: 'Find a tenant' }), 'zzz');
    await user.click(await screen.findByRole('button', { name: 'Show all' }));
    expect(rows()).toHaveLength(13);
  });

  it('says what to do where there is none', async () => {
    program.tenants.list = [];
    await show();
    expect(await screen.findByRole('heading', { name: 'No tenants yet' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Add a history file…' }));
    await waitFor(() => expect(program.calls).toContain('PickLedger'));
  });

  it('says that the list could not be read', async () => {
    program.failNext('Tenants', { code: 'read_only' as never });
    await show();
    expect(await screen.findByRole('heading', { name: 'This place cannot be written to' })).toBeInTheDocument();
  });

  it('syncs all, tenant by tenant', async () => {
    program.pace = 5;
    await show();
    await settled();
    await user.click(screen.getByRole('button', { name: 'Sync all' }));
    expect(await screen.findAllByText('waits for its turn')).toHaveLength(5);
    expect(await screen.findByRole('button', { name: 'Stop' })).toBeInTheDocument();
    expect((await screen.findAllByText(/^0 of 5 tenants were synced/))[0]).toBeInTheDocument();
  });
});

describe('their order', () => {
  const format = makeFormat('en');
  const row = (name: string, order?: number, people?: number) => ({
    tenant: fakeTenant(name, name, 'teal'),
    figures:
      order === undefined
        ? undefined
        : {
            path: name,
            tenantName: name,
            isSample: false,
            canSync: true,
            at: '',
            listRead: '',
            needs: [],
            order,
            ...(people ? { people } : {}),
          },
  });
  it('puts what is not known last, and equal ones by their names', () => {
    const names = (by: typeof usualOrder) =>
      inOrder([row('d'), row('c', 3, 5), row('b', 1), row('a', 3, 9)], by, format).map(
        ({ tenant: one }) => one.tenantName,
      );
    expect(names(usualOrder)).toEqual(['b', 'a', 'c', 'd']);
    expect(names({ by: 'people', down: true })).toEqual(['a', 'c', 'b', 'd']);
    expect(names({ by: 'people', down: false })).toEqual(['c', 'a', 'b', 'd']);
    expect(names({ by: 'name', down: true })).toEqual(['d', 'c', 'b', 'a']);
  });
  it('turns around with a second click', () => {
    expect(turned(usualOrder, 'needs')).toEqual({ by: 'needs', down: false });
    expect(turned(usualOrder, 'name')).toEqual({ by: 'name', down: false });
  });
});
