import { describe, expect, it } from 'vitest';
import { makeFormat } from '../i18n/format';
import { i18n, languages } from '../i18n/i18n';
import { importer, ledger } from '../wailsjs/go/models';
import { fromFile, problemText, refusalText } from './preview';

const refusal = (why: importer.Why, rows = 3) => ({
  code: ledger.Code.INVALID,
  message: 'the words of the console',
  addresses: 0,
  strange: 0,
  why,
  text: why.endsWith('to_come') ? '2222-02-21' : 'Heading',
  columns: ['user_name', 'service'],
  line: 17,
  rows,
  of: 5,
});

describe.each(languages)('In %s', (language) => {
  const t = i18n.getFixedT(language);
  const format = makeFormat(language, 'Europe/Amsterdam');
  const whole = (text: string) => text !== '' && !/{{|import\.|undefined|NaN/.test(text) && /[.]$/.test(text);

  it.each(Object.values(importer.Why))('it is said why a file cannot be used: %s', (why) => {
    for (const rows of [1, 3]) expect(refusalText(refusal(why, rows), t, format)).toSatisfy(whole);
  });

  it.each(Object.values(importer.Reason))('it is said what is wrong with a row: %s', (code) => {
    for (const cells of [1, 4])
      expect(problemText({ line: 2, column: '', reason: 'x', code, cells, headings: 7 }, t)).toSatisfy(whole);
  });
});

it('text of a file steers nothing and turns nothing around', () => {
  expect(fromFile('Jane\u001b[31m\tDoe\u202e\u2066 x\u009b\u2028')).toBe('Jane [31m Doe x  ');
  expect(fromFile('Zoë דנה')).toBe('Zoë דנה');
});

describe('The values stand in the sentence', () => {
  const nl = i18n.getFixedT('nl');
  const format = makeFormat('nl', 'Europe/Amsterdam');

  it('of a refusal', () => {
    expect(refusalText(refusal(importer.Why.ROWS_LOST, 1), nl, format)).toMatch(/^1 regel kan .*: regel 17\./);
    expect(refusalText(refusal(importer.Why.MOSTLY_BAD), nl, format)).toMatch(/^3 van de 5 regels kunnen niet/);
    expect(refusalText(refusal(importer.Why.CELL_TO_COME), nl, format)).toContain('21 februari 2222');
    expect(refusalText(refusal(importer.Why.LACKS_COLUMNS), nl, format)).toContain('Gebruikersnaam, Service');
    expect(refusalText({ ...refusal(importer.Why.EMPTY), why: '' as importer.Why }, nl, format)).toBe('');
  });

  it('and of a problem', () => {
    const problem = { line: 2, column: '', reason: 'x', code: importer.Reason.CELL_COUNT, cells: 4, headings: 7 };
    expect(problemText(problem, nl)).toMatch(/^De regel heeft 4 cellen en de koprij 7\./);
  });
});
