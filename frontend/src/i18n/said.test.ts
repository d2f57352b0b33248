import { afterEach, describe, expect, it } from 'vitest';
import { i18n } from './i18n';
import { saidText } from './said';

afterEach(() => i18n.changeLanguage('en'));

const lost = {
  message: 'Cannot read ca.pem, which the connection needs. Put it back into /keys, or connect the ledger anew.',
  format: 'Cannot read %s, which the connection needs. Put it back into %s, or connect the ledger anew.',
  args: ['ca.pem', '/keys'],
};

describe('what the program said', () => {
  it('is told as it is in English', () => {
    expect(saidText(lost)).toEqual({ text: lost.message, lang: undefined });
  });

  it('is told in Dutch with what was put into it', async () => {
    await i18n.changeLanguage('nl');
    expect(saidText(lost)).toEqual({
      text: 'ca.pem is niet te lezen, en de verbinding heeft het nodig. Zet het terug in /keys, of verbind het geschiedenisbestand opnieuw.',
      lang: undefined,
    });
  });

  it('is known by itself, and as what was put in the place of all', async () => {
    await i18n.changeLanguage('nl');
    const message = 'Nobody is signed in. Sign in.';
    expect(saidText({ message, format: '', args: [] }).text).toBe('Er is niemand aangemeld. Meld je aan.');
    expect(saidText({ message, format: '%s', args: [message] }).text).toBe('Er is niemand aangemeld. Meld je aan.');
  });

  it('has words of the program in it in Dutch too, and leaves names alone', async () => {
    await i18n.changeLanguage('nl');
    const format = '%s has %s that cannot be used, so nothing was changed. Correct them and import it again.';
    const args = ['3 lines of {1}', '12 lines'];
    expect(saidText({ message: '', format, args }).text).toMatch(/^3 lines of \{1\} heeft 12 regels die/);
  });

  it('stays English, and says so, where there are no words', async () => {
    await i18n.changeLanguage('nl');
    expect(saidText({ message: 'x is no flag.', format: '%s is no flag.', args: ['x'] })).toEqual({
      text: 'x is no flag.',
      lang: 'en',
    });
  });
});
