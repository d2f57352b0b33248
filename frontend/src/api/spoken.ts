import { i18n } from '../i18n/i18n';

// spoken gives a search in the words of the program: whoever reads Onbekend types
// that, and what is searched says Unknown.
export function spoken(search: string): string {
  const word = i18n.t('words.unknown');
  return search.trim().toLocaleLowerCase() === word.toLocaleLowerCase() ? 'Unknown' : search;
}
