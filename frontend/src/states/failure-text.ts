import type { TFunction } from 'i18next';
import type { ErrorCode } from '../api/types';
import { type Sentence, saidText, type Told } from '../i18n/said';
import { saysMore } from './remedies';

// failureText says what went wrong: the program's own sentence where the one of the code
// says less.
export function failureText(error: Sentence & { code: `${ErrorCode}` }, t: TFunction): Told {
  if (saysMore.includes(error.code) && error.message) return saidText(error);
  return { text: t(`error.${error.code}.text`), lang: undefined };
}
