import { i18n } from './i18n';
import said from './said.nl.json';

const sentences: Readonly<Record<string, string | undefined>> = said;

// Sentence is what the program said: in English, and as it was put together.
export interface Sentence {
  message: string;
  format: string; // as Go made it; '' where the message is all there is
  args: readonly string[]; // what was put into it
}

// Told is a sentence for people, and its language where that is not the window's.
export interface Told {
  text: string;
  lang: 'en' | undefined;
}

// What was put in may be a sentence or a word of the program itself, or so many of something.
const put = (arg: string): string =>
  sentences[arg] ??
  arg.replace(/^([\d.,]+) (\w+)$/, (all, count, word) => (sentences[word] ? `${count} ${sentences[word]}` : all));

// saidText is a sentence of the program in the language of the window, or in English where
// there are no words for it.
export function saidText({ message, format, args }: Sentence): Told {
  if (i18n.language !== 'nl') return { text: message, lang: undefined };
  const [key, holes] = format === '%s' ? [args[0] ?? '', []] : [format || message, args];
  const words = sentences[key];
  if (words === undefined) return { text: message, lang: 'en' };
  return { text: words.replace(/\{(\d+)\}/g, (_, hole) => put(holes[Number(hole) - 1] ?? '')), lang: undefined };
}
