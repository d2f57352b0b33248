import type { app, desktop } from '../wailsjs/go/models';
import { importer, ledger } from '../wailsjs/go/models';

// Loose is a preview whose codes are texts; what leaves this file is whole.
type Loose = Omit<app.FilePreview, 'recognized_by' | 'at_rule' | 'date_order' | 'date_rule' | 'question'> & {
  recognized_by: string;
  at_rule: string;
  date_order: string;
  date_rule: string;
  question?: {
    asks: string;
    message: string;
    rows: number;
    neighbour: number;
    addresses: number;
    strange: number;
    beside: string;
  };
};

const base = (path: string): Loose => ({
  path,
  name: path.split('/').at(-1) ?? path,
  source: 'file.licenseReport2022',
  recognized_by: 'header',
  encoding: 'utf-8',
  separator: 'comma',
  headings: ['User Name', 'Email Address', 'Service', 'License', 'License Assigned Date', 'Is Trial'],
  ignored: [],
  missing: [],
  at: '2026-11-20T22:59:59Z',
  at_rule: 'file_name',
  at_text: '2026-11-20',
  date_order: 'month_first',
  date_rule: 'dates',
  dates_said: '',
  rows: 1204,
  facts: 1204,
  people: 640,
  unknown_rows: 37,
  deleted_rows: 0,
  rejected: [],
  rejected_rows: 0,
  already_there: false,
  date_example: { text: '2/21/2026', day_first: '', month_first: '2026-02-21' },
});

const asks = (about: string, told: Partial<app.FileQuestion> = {}) => ({
  question: {
    asks: about,
    message: `The file asks about ${about}.`,
    rows: 0,
    neighbour: 0,
    addresses: 0,
    strange: 0,
    beside: '',
    ...told,
  },
});

const refuses = (message: string, told: Partial<app.FileRefusal> = {}): { refusal: app.FileRefusal } => ({
  refusal: {
    code: ledger.Code.INVALID,
    message,
    strange: 0,
    addresses: 0,
    why: importer.Why.EMPTY,
    text: '',
    columns: [],
    line: 0,
    rows: 0,
    of: 0,
    ...told,
  },
});

const badRow = (line: number, column: string, code: importer.Reason, cells = 0, headings = 0): app.RejectedRow => ({
  line,
  column,
  reason: `what is wrong is ${code}`,
  code,
  cells,
  headings,
});

const ownHeadings = ['Who', 'Email address', 'License', 'Plan', 'Since', 'Remarks'];

export const fakeSamples = (): importer.HeadingSample[] =>
  [
    ['Jane Doe', 'Ann Roe', 'Unknown'],
    ['jane.doe@contoso.com', 'ann.roe@contoso.com', 'Unknown'],
    ['Office 365 E3', 'Power Apps Premium'],
    ['Power Apps for Office 365', 'Power Automate Premium'],
    ['2/21/2026', '11/3/2025', '6/30/2026'],
    [],
  ].map((values, index) => ({ heading: ownHeadings[index] ?? '', values }));

const column = (name: string, label: string, needed = true): importer.ColumnInfo => ({ name, label, needed });

export const fakeLayouts = (): importer.LayoutInfo[] => {
  const report = [
    column('user_name', 'User name'),
    column('email_address', 'Email address'),
    column('service', 'Service'),
    column('license', 'License'),
    column('assigned_date', 'Assigned date'),
    column('is_trial', 'Is trial', false),
  ];
  const account = [
    column('object_id', 'Object Id'),
    column('user_principal_name', 'User principal name'),
    column('display_name', 'Display name', false),
    column('soft_deleted', 'Soft deletion time stamp', false),
  ];
  return [
    { source: 'file.licenseReport2017', what: 'a list of active user licenses', columns: report },
    {
      source: 'file.licenseReport2022',
      what: 'a list of active user licenses',
      columns: [...report, column('expiration_date', 'Expiration date', false)],
    },
    {
      source: 'file.activeUsersExport',
      what: 'an export of active users',
      columns: [...account, column('department', 'Department', false)],
    },
    { source: 'file.deletedUsersExport', what: 'an export of deleted users', columns: account },
  ];
};

// previewOf says of a file what its name promises, as the program would of one
// that is like that.
function previewOf(path: string, answers: desktop.FileAnswers | undefined): Loose {
  const said = answers?.takenAt ? { at: answers.takenAt, at_rule: 'given' } : {};
  const found: Loose = { ...base(path), ...said };
  switch (true) {
    case found.name.includes('active users'): {
      const { date_example: _, ...others } = found;
      return { ...others, source: 'file.activeUsersExport', rows: 640, unknown_rows: 0, at_rule: 'file_time', ...said };
    }
    case found.name.includes('deleted users'):
      return {
        ...found,
        source: 'file.deletedUsersExport',
        rows: 12,
        people: 12,
        unknown_rows: 0,
        date_rule: 'not_needed',
      };
    case found.name.includes('ambiguous'): {
      const both = { text: '3/4/2026', day_first: '2026-04-03', month_first: '2026-03-04' };
      return answers?.dateOrder
        ? { ...found, date_order: answers.dateOrder, date_rule: 'given', date_example: both }
        : { ...found, date_order: '', date_rule: '', date_example: both, ...asks('date_order') };
    }
    case found.name.includes('part'):
      return {
        ...found,
        rows: 212,
        people: 101,
        ...(answers?.part ? {} : asks('extent', { rows: 212, neighbour: 1204 })),
      };
    case found.name.includes('fabrikam'):
      return answers?.sameTenant ? found : { ...found, ...asks('tenant', { strange: 598, addresses: 640 }) };
    case found.name.includes('adatum'):
      return answers?.sameTenant
        ? found
        : { ...found, ...asks('tenant', { strange: 12, addresses: 12, beside: 'licenses 2026-11-20.csv' }) };
    case found.name.includes('own headings'):
      return Object.keys(answers?.columns ?? {}).length > 0
        ? { ...found, headings: ownHeadings, source: answers?.layout ?? '' }
        : { ...found, headings: ownHeadings, source: '', ...asks('columns') };
    case found.name.includes('empty'):
      return answers?.layout
        ? { ...found, source: answers.layout, rows: 0, people: 0, unknown_rows: 0 }
        : { ...found, source: 'file.activeUsersExport', rows: 0, people: 0, unknown_rows: 0, ...asks('layout') };
    case found.name.includes('old letters'):
      return answers?.encoding === 'Windows-1252' ? found : { ...found, source: '', ...asks('encoding') };
    case found.name.includes('holiday'):
      return {
        ...found,
        source: '',
        ...refuses(
          'holiday plans.csv is no list of active user licenses: its header (where, when) lacks the columns User name, Email address, Service, License, Assigned date. Choose the file as it was downloaded. Nothing was changed.',
          { why: importer.Why.LACKS_COLUMNS, columns: ['user_name', 'email_address'] },
        ),
      };
    case found.name.includes('before'):
      return { ...found, already_there: true };
    case found.name.includes('damaged'):
      return {
        ...found,
        rejected: [
          badRow(17, 'License Assigned Date', importer.Reason.NO_SUCH_DAY),
          badRow(403, '', importer.Reason.CELL_COUNT, 4, 7),
        ],
        rejected_rows: 14,
      };
    default:
      return found;
  }
}

export const fakePreview = (request: desktop.ImportRequest): app.FilePreview[] =>
  request.paths.map(
    (path) =>
      previewOf(
        path,
        request.answers.find((one) => one.path === path),
      ) as app.FilePreview,
  );
