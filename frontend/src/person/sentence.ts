import type { TFunction } from 'i18next';
import type { EvidenceCode, Sentence } from '../api/types';
import type { Format } from '../i18n/format';

// sentenceTexts puts one piece of evidence about a person into one or two whole
// sentences: what is the case and, where that is a conclusion, how sure it is.
export function sentenceTexts(said: Sentence, t: TFunction, format: Format): string[] {
  const from = said.from && format.when(said.from);
  const at = said.at && format.when(said.at);
  const code: EvidenceCode = said.code;
  if (code === 'absent' && from) return [t('evidence.absentSince', { from, at })];
  if (code === 'erased' && !at) return [t('evidence.erasedUndated')];
  switch (code) {
    case 'blocked':
    case 'left':
    case 'returned': {
      const kind = said.from === said.at ? 'on' : said.from === '' ? 'before' : 'between';
      return [t(`evidence.span.${code}.${kind}`, { from, at })];
    }
    case 'not_assigned': {
      const { license, group } = said;
      const how = group ? 'named' : said.by === 'group' ? 'group' : 'direct';
      return [t(`evidence.notAssigned.${how}`, { license, group, at }), t(`evidence.error.${said.error}`)];
    }
    case 'unknown': {
      const what = from
        ? t('evidence.unknownNamed', { count: said.rows, from, at })
        : t('evidence.unknown', { count: said.rows, at });
      return said.why ? [what, t(`evidence.why.${said.why}`, { people: said.oneOf })] : [what];
    }
    default:
      return [t(`evidence.says.${code}`, { from, at })];
  }
}
