import type { TFunction } from 'i18next';
import { backend } from '../api/backend';
import type { ColumnId, Row } from '../api/types';
import type { Format } from '../i18n/format';
import { oneLine } from '../i18n/one-line';
import { ClipboardSetText } from '../wailsjs/runtime/runtime';
import { cellText } from './cell-text';
import { allColumns } from './columns';
import { countOf, pagesOf, type Selection } from './selection';

// mostRows is how many rows are copied at most: other programs cannot paste many
// more in a reasonable time, and an export can.
export const mostRows = 100_000;
const pageRows = 2000;

// What the name and address cells read from beside their own column.
const whoColumns: ColumnId[] = [
  'user_name',
  'email_address',
  'status',
  'status_since',
  'last_known_name',
  'last_known_email',
  'identity_confidence',
  'candidates',
  'restorable_until',
];

// rowOf puts cells together to a row, as far as they go.
export function rowOf(columns: readonly ColumnId[], cells: readonly string[]): Row {
  const texts = Object.fromEntries(allColumns.map((id) => [id, '']));
  columns.forEach((id, index) => {
    texts[id] = cells[index] ?? '';
  });
  const { candidates, is_trial: trial } = texts;
  return {
    ...texts,
    candidates: candidates ? candidates.split('\n') : [],
    ...(trial ? { is_trial: trial === 'true' } : { is_trial: undefined }),
  } as unknown as Row;
}

// A spreadsheet program takes what is pasted for typed: a name that begins like a
// formula would be one. The apostrophe says that it is a text, and is not shown there.
const formula = /^\s*[=+\-@]/;
const number = /^[+-]?[\d.,\s]+$/;
const typed = (text: string) => (formula.test(text) && !number.test(text) ? `'${text}` : text);

const tabbed = (cells: string[]) => cells.map((cell) => typed(oneLine(cell))).join('\t');

// Said is how a table says who a row is about.
interface Said {
  nextLook: string;
  briefly: boolean;
}

const lineOf = (row: Row, columns: readonly ColumnId[], t: TFunction, format: Format, said: Said) =>
  tabbed(columns.map((id) => cellText(row, id, t, format, said.nextLook, said.briefly)));

export interface CopyOptions extends Said {
  view: string;
  spans: Selection;
  columns: readonly ColumnId[];
  headers: boolean;
  t: TFunction;
  format: Format;
  signal: AbortSignal;
  tell: (rows: number) => void;
}

// rowsText reads rows page by page and writes them as tab-separated text. It
// stops when the signal says so.
export async function rowsText(options: CopyOptions): Promise<string> {
  const { view, spans, columns, t, format, signal, tell } = options;
  const asked = columns.some((id) => whoColumns.includes(id))
    ? [...new Set([...columns, ...whoColumns])]
    : [...columns];
  const lines = options.headers ? [tabbed(columns.map((id) => t(`columns.${id}`)))] : [];
  let done = 0;
  for (const page of pagesOf(spans, pageRows)) {
    signal.throwIfAborted();
    const rows = await backend.viewCells(view, page, asked);
    for (const cells of rows) lines.push(lineOf(rowOf(asked, cells), columns, t, format, options));
    done += countOf(page);
    tell(done);
  }
  signal.throwIfAborted();
  return lines.join('\n');
}

// putOnClipboard goes by way of the program: a page may only write there while
// somebody presses a key, which is over when many rows were read.
export async function putOnClipboard(text: string): Promise<boolean> {
  return ClipboardSetText(text);
}
