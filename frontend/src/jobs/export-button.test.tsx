import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { App, newClient } from '../app/app';
import { FakeProgram } from '../testing/fake-program';

const user = userEvent.setup({ delay: null });

async function show(set: Partial<Pick<FakeProgram, 'exportFolder' | 'exportMissed' | 'notes'>> = {}) {
  const program = Object.assign(new FakeProgram({ people: 20 }), set);
  program.install();
  render(<App client={newClient()} />);
  await user.click(await screen.findByRole('button', { name: 'User licenses' }));
  await screen.findByText(/^\d+ rows, 20 people/);
  return program;
}

const pick = async (role: string, name: string | RegExp) => {
  await user.click(screen.getByRole('button', { name: 'More ways to export' }));
  await user.click(await screen.findByRole(role, { name }));
};

it('exports what is seen: view, search and day', async () => {
  const program = await show();
  await user.type(screen.getByRole('searchbox'), 'premium');
  await screen.findByText(/^\d+ of \d+ rows/);
  await user.keyboard('{Control>}e{/Control}');
  await screen.findAllByText(/^Saved SAMPLE Contoso user licenses .* in your Downloads folder\.$/);
  expect(program.exported).toMatchObject([
    { format: 'xlsx', layout: 'shown', ask: false, language: 'en', view: { kind: 'list', search: 'premium' } },
  ]);
  const heads = await screen.findAllByRole('columnheader');
  const seen = heads
    .map((one) => one.getAttribute('col-id'))
    .filter((id) => program.exported[0]?.columns.includes(id ?? ''));
  expect(program.exported[0]?.columns).toHaveLength(seen.length);
  expect(program.exported[0]?.columns.slice(0, 3)).toEqual(['user_name', 'email_address', 'service']);
});

it('exports the columns that were chosen, in their order', async () => {
  const program = await show({
    notes: { 'columns/list': JSON.stringify({ shown: ['user_name', 'last_used', 'license'], widths: {} }) },
  });
  await user.click(screen.getByRole('button', { name: 'Export to Excel' }));
  await screen.findAllByText(/^Saved /);
  expect(program.exported[0]?.columns.slice(0, 3)).toEqual(['user_name', 'last_used', 'license']);
});

const named: Record<string, string> = {
  'columns/list': JSON.stringify({ shown: ['user_name', 'last_known_name', 'license'], widths: {} }),
};

it('tells behind its columns who the Unknown rows are, where there are any', async () => {
  const program = await show({ notes: named });
  await user.click(screen.getByRole('button', { name: 'Export to Excel' }));
  await screen.findAllByText(/^Saved /);
  expect(program.exported[0]?.columns).toEqual([
    ...['user_name', 'last_known_name', 'license'],
    ...['identity_confidence', 'candidates'],
  ]);
});

it('adds no column where every row has its name', async () => {
  const program = await show({ notes: named });
  await user.type(screen.getByRole('searchbox'), 'zoë');
  await screen.findByText(/^\d+ of \d+ rows/);
  expect(screen.queryByText(/Unknown · /)).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Export to Excel' }));
  await screen.findAllByText(/^Saved /);
  expect(program.exported[0]?.columns).toEqual(['user_name', 'last_known_name', 'license']);
});

const usual = { comma: 'local', mark: true, dates: 'iso', guard: false, lineFeeds: false, splitBy: '', redact: false };

// pickFrom chooses in a menu that opens beside the first one.
const pickFrom = async (menu: string, role: string, name: string | RegExp) => {
  await pick('menuitem', menu);
  await user.click(await screen.findByRole(role, { name }));
  await user.keyboard('{Escape}{Escape}');
};

it('remembers the options, in the window and over restarts', async () => {
  const program = await show();
  await pickFrom('How CSV is written', 'menuitemradio', 'Semicolon');
  await pickFrom('How CSV is written', 'menuitemradio', "As in Microsoft's download");
  await pickFrom('How CSV is written', 'menuitemcheckbox', /^Put an apostrophe/);
  await pickFrom('How CSV is written', 'menuitemcheckbox', /^Begin with the mark/);
  await pick('menuitemradio', "Those of Microsoft's download");
  await user.keyboard('{Escape}');
  const chosen = { ...usual, layout: 'list', comma: ';', dates: 'report', guard: true, mark: false };
  expect(JSON.parse(program.notes.export ?? '')).toEqual(chosen);
  await pick('menuitem', 'CSV file');
  await screen.findAllByText(/^Saved /);
  expect(program.exported.at(-1)).toMatchObject({ ...chosen, format: 'csv', ask: false });
});

it('begins with the usual choices where an older version remembered fewer', async () => {
  const program = await show({ notes: { export: JSON.stringify({ layout: 'full', comma: ';' }) } });
  await pick('menuitem', 'CSV file');
  await screen.findAllByText(/^Saved /);
  expect(program.exported.at(-1)).toMatchObject({ ...usual, layout: 'full', comma: ';' });
});

it('writes several files, and says so before and after', async () => {
  const program = await show();
  await pickFrom('One file per…', 'menuitemradio', 'Department');
  await user.click(await screen.findByRole('button', { name: 'Export several files' }));
  await screen.findAllByText(/^Saved \d+ rows in 3 files in the folder /);
  expect(program.exported.at(-1)).toMatchObject({ format: 'xlsx', splitBy: 'department', redact: false });
  await pick('menuitem', 'CSV files');
  expect(program.exported.at(-1)).toMatchObject({ format: 'csv', splitBy: 'department' });
  await pickFrom('One file per…', 'menuitemradio', 'One file with everything');
  expect(screen.getByRole('button', { name: 'Export to Excel' })).toBeInTheDocument();
});

it('says on the button that pseudonyms take the place of names', async () => {
  const program = await show();
  await pick('menuitemcheckbox', 'Pseudonyms instead of names');
  await user.keyboard('{Escape}');
  await user.click(await screen.findByRole('button', { name: 'Export with pseudonyms' }));
  await screen.findAllByText(/^Saved /);
  expect(program.exported.at(-1)).toMatchObject({ format: 'xlsx', redact: true });
  await pickFrom('One file per…', 'menuitemradio', 'Manager');
  expect(await screen.findByRole('button', { name: 'Several files, with pseudonyms' })).toBeInTheDocument();
});

it('asks where to put the file, and writes the old layout whatever was chosen', async () => {
  const program = await show();
  await pick('menuitem', 'Save as…');
  await screen.findAllByText(/^Saved /);
  expect(program.exported.at(-1)).toMatchObject({ format: 'xlsx', layout: 'shown', ask: true });
  await pick('menuitem', /^CSV, as/);
  await screen.findAllByText(/^Saved .*csv with/);
  expect(program.exported.at(-1)).toMatchObject({ format: 'csv', layout: 'report', splitBy: '', ask: false });
});

it('says where files go, and when they could not go there', async () => {
  await show({ exportFolder: 'Reports', exportMissed: 'Reports' });
  await user.click(screen.getByRole('button', { name: 'More ways to export' }));
  expect(await screen.findByText('Goes to the folder Reports.')).toBeInTheDocument();
  await user.click(screen.getByRole('menuitem', { name: 'CSV file' }));
  await screen.findAllByText(/in your Downloads folder\.$/);
  expect(screen.getByText(/The folder Reports, used last, is not there or cannot be written\.$/)).toBeInTheDocument();
});

it('writes a Parquet file with the columns that were chosen', async () => {
  const program = await show();
  await pick('menuitem', /^Parquet file/);
  await screen.findAllByText(/^Saved .*parquet with/);
  expect(program.exported.at(-1)).toMatchObject({ format: 'parquet', layout: 'shown', ask: false });
});
