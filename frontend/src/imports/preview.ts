import type { TFunction } from 'i18next';
import type { FileAnswers, FilePreview, FileRefusal, LayoutInfo, RejectedRow, Snapshot } from '../api/types';
import { lookUp, readDay } from '../day/days';
import type { Format } from '../i18n/format';
import { localeOf } from '../i18n/i18n';

// ready: can be imported. asks: a question is open. refused: cannot be used.
// known: the history has this file, so it adds nothing.
export type FileState = 'ready' | 'asks' | 'refused' | 'known';

export function stateOf(file: FilePreview): FileState {
  if (file.refusal) return 'refused';
  if (file.question) return 'asks';
  return file.already_there ? 'known' : 'ready';
}

export type DateOrder = 'day_first' | 'month_first';

// Answers are what a person said about one file; empty means nothing.
export interface Answers {
  takenAt: string;
  dateOrder: '' | DateOrder;
  part: '' | 'whole' | 'part';
  layout: string;
  encoding: string;
  columns: Record<string, string>; // our column to the heading in the file
  sameTenant: boolean;
}

export const noAnswers: Answers = {
  takenAt: '',
  dateOrder: '',
  part: '',
  layout: '',
  encoding: '',
  columns: {},
  sameTenant: false,
};

export const answersFor = (path: string, answers: Answers = noAnswers): FileAnswers => ({ path, ...answers });

const questions = ['columns', 'layout', 'encoding', 'date_order', 'extent', 'tenant'] as const;

// Question is what a file leaves open, with what the question tells.
export interface Question {
  about: (typeof questions)[number];
  rows: number;
  neighbour: number;
  strange: number;
  addresses: number;
  beside: string; // a file; '' for the history
}

export function questionOf(file: FilePreview): Question | undefined {
  const { question } = file;
  const about = questions.find((one) => one === question?.asks);
  if (!about || !question) return undefined;
  const { rows, neighbour, strange, addresses, beside } = question;
  return { about, rows, neighbour, strange, addresses, beside };
}

const layouts = {
  'file.activeUsersExport': 'activeUsers',
  'file.deletedUsersExport': 'deletedUsers',
  'file.licenseReport2017': 'report2017',
  'file.licenseReport2022': 'report2022',
  'file.powerPlatformActiveUsers': 'use',
  'file.powerPlatformLicensedUsers': 'licensed',
  'file.powerPlatformRequiredLicenses': 'required',
} as const;

// layoutText says what a file is, as a person would; '' for a layout that the
// window has no words for.
export function layoutText(source: string, t: TFunction): string {
  const known = layouts[source as keyof typeof layouts];
  return known ? t(`import.layout.${known}`) : '';
}

// isList tells a list of user licenses from other files.
export const isList = (file: FilePreview) => file.source.startsWith('file.licenseReport');

// fromFile is text of a file as it can be shown: without characters that steer,
// or that turn what stands beside it around.
export const fromFile = (text: string): string =>
  text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ').replaceAll(/[\u202a-\u202e\u2066-\u2069]/gu, '');

// refusalText says why a file cannot be used; '' for what is on no list.
export function refusalText({ why, text, columns, line, rows, of }: FileRefusal, t: TFunction, format: Format): string {
  if (!why) return '';
  const names = columns.map((id) => columnText(id, t)).join(', ');
  const day = why === 'still_to_come' || why === 'cell_to_come' ? format.day(text) : '';
  return t(`import.why.${why}`, { text: fromFile(text), columns: names, line, count: rows, of, day });
}

// problemText says what is wrong with a row, or with a cell of it.
export const problemText = ({ code, cells, headings }: RejectedRow, t: TFunction): string =>
  t(`import.badRow.${code}`, { count: cells, headings });

const rules = ['given', 'file_name', 'file_time', 'latest_assigned'] as const;

// takenText says of which day a file is, and how that is known; '' while that
// is not found out.
export function takenText(file: FilePreview, t: TFunction, format: Format): string {
  const rule = rules.find((one) => one === file.at_rule);
  return rule ? t(`import.takenBy.${rule}`, { day: format.day(file.at) }) : '';
}

// datesText says how the dates of a file were read, by one of them; '' when no
// date depends on the order of day and month.
export function datesText(file: FilePreview, t: TFunction, format: Format): string {
  const example = file.date_example;
  if (!example || file.date_rule === 'not_needed') return '';
  const text = example.text;
  if (file.date_order === 'day_first' && example.day_first)
    return t('import.dates.day_first', { text, day: format.day(example.day_first) });
  if (file.date_order === 'month_first' && example.month_first)
    return t('import.dates.month_first', { text, day: format.day(example.month_first) });
  return '';
}

// comparedWith is the reading that speaks for the day of a file: what it is
// compared with, unless another is chosen. Before the first there is none, and
// that one is taken.
export function comparedWith(file: FilePreview, readings: readonly Snapshot[], format: Format): string {
  const day = readDay(format.date(file.at), localeOf(format.language));
  return String(readings[Math.max(0, lookUp(readings, day).index)]?.id ?? '');
}

const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{Letter}\p{Number}]/gu, '');

// guessOf finds the headings that are called like columns of a layout.
export function guessOf(layout: LayoutInfo, headings: string[], t: TFunction): Record<string, string> {
  const found = layout.columns.flatMap(({ name, label }) => {
    const names = [name, label, columnText(name, t)].map(plain);
    const heading = headings.find((one) => names.includes(plain(one)));
    return heading ? [[name, heading] as const] : [];
  });
  return Object.fromEntries(found);
}

// columnText names one of our columns; a column without a word is shown as it is.
export const columnText = (id: string, t: TFunction): string =>
  t(`import.column.${id}` as 'import.column.service', { defaultValue: id });
