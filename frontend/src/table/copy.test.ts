import { beforeEach, describe, expect, it } from 'vitest';
import { backend } from '../api/backend';
import type { ColumnId } from '../api/types';
import { makeFormat } from '../i18n/format';
import { i18n } from '../i18n/i18n';
import { FakeProgram } from '../testing/fake-program';
import { cellText } from './cell-text';
import { putOnClipboard, rowsText } from './copy';
import { between, everything } from './selection';

const t = i18n.getFixedT('en');
const format = makeFormat('en');
const columns: ColumnId[] = ['user_name', 'license', 'is_trial', 'assigned_date', 'candidates'];
let program: FakeProgram;

beforeEach(() => {
  program = new FakeProgram({ people: 2500 });
  program.install();
});

async function opened() {
  return backend.openView({ kind: 'list', at: 'latest', filters: [], search: '', sortBy: '', sortDown: false });
}

function copyOf(
  view: string,
  spans: ReturnType<typeof everything>,
  more: Partial<Parameters<typeof rowsText>[0]> = {},
) {
  const signal = new AbortController().signal;
  return rowsText({
    view,
    spans,
    columns,
    headers: true,
    t,
    format,
    nextLook: '',
    briefly: false,
    signal,
    tell: () => undefined,
    ...more,
  });
}

describe('copying', () => {
  it('makes no formula of a name, and no line of its own', async () => {
    const view = await opened();
    const hostile = [
      '=HYPERLINK("x")',
      '+1+a',
      '-2+a',
      '@SUM(a)',
      '\t=a',
      'a\u0000b\r\nc\u2028d\u202ee',
      '-5',
      'Ann-Marie',
    ];
    const page = window as unknown as { go: { desktop: { Window: Record<string, unknown> } } };
    page.go.desktop.Window.ViewCells = async () => hostile.map((name) => [name]);
    const text = await copyOf(view.id, [between(0, 7)], { columns: ['license'], headers: false });
    expect(text.split('\n')).toEqual([
      '\'=HYPERLINK("x")',
      "'+1+a",
      "'-2+a",
      "'@SUM(a)",
      "' =a",
      'a b c de',
      '-5',
      'Ann-Marie',
    ]);
  });

  it('writes what the cells read as, under their headers', async () => {
    const view = await opened();
    const { rows } = await backend.viewRows(view.id, 0, 4);
    const text = await copyOf(view.id, [between(1, 1), between(3, 3)]);
    const lines = text.split('\n');
    expect(lines[0]).toBe('User name\tLicense\tIs trial\tAssigned date\tCould be');
    for (const [line, index] of [
      [lines[1], 1],
      [lines[2], 3],
    ] as const) {
      const row = rows[index];
      if (!row) throw new Error('no such row');
      expect(line).toBe(columns.map((id) => cellText(row, id, t, format)).join('\t'));
    }
    expect(lines).toHaveLength(3);
  });

  it('says who is Unknown, though only the name is shown', async () => {
    const view = await backend.openView({
      kind: 'departed',
      at: 'latest',
      filters: [],
      search: '',
      sortBy: '',
      sortDown: false,
    });
    const text = await copyOf(view.id, [between(0, 0)], { columns: ['user_name'], headers: false });
    expect(text).toMatch(/^Unknown · /);
  });

  it('reads many rows page by page, and tells how far it is', async () => {
    const view = await opened();
    const told: number[] = [];
    const text = await copyOf(view.id, everything(view.counts.rows), { tell: (rows) => told.push(rows) });
    expect(text.split('\n')).toHaveLength(view.counts.rows + 1);
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toBe(view.counts.rows);
    expect(program.calls.filter((call) => call === 'ViewCells')).toHaveLength(told.length);
  });

  it('stops when it is cancelled', async () => {
    const view = await opened();
    const control = new AbortController();
    const copying = copyOf(view.id, everything(view.counts.rows), {
      signal: control.signal,
      tell: () => control.abort(),
    });
    await expect(copying).rejects.toThrow();
    expect(program.calls.filter((call) => call === 'ViewCells')).toHaveLength(1);
  });

  it('keeps a cell in its place', async () => {
    const view = await opened();
    const page = window as unknown as { go: { desktop: { Window: Record<string, unknown> } } };
    page.go.desktop.Window.ViewCells = async () => [['Jane\tDoe\r\nSmith', 'E3', 'true', '', 'Ann\nJane']];
    const text = await copyOf(view.id, [between(0, 0)], { headers: false });
    expect(text).toBe('Jane Doe Smith\tE3\tYes\t\tAnn, Jane');
  });

  it('goes by way of the program', async () => {
    await putOnClipboard('Jane');
    expect(program.copied).toBe('Jane');
  });
});
