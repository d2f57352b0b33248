import type { TFunction } from 'i18next';
import type { Format } from '../i18n/format';
import type { Entry } from './entries';

const titles = ['people', 'deleted', 'list', 'seats', 'subscriptions', 'groups', 'tenant', 'use'] as const;

// titleText names a kind of thing that is read.
export function titleText(title: string, t: TFunction): string {
  const known = titles.find((one) => one === title);
  return known ? t(`history.title.${known}`) : title;
}

const inSentence = (title: string) => title.charAt(0).toLowerCase() + title.slice(1);

// howText says how a reading came about: by which file, or by a sync and, when that
// did not read everything, of what.
export function howText(entry: Entry, t: TFunction, format: Format): string {
  if (entry.fileName) return t('history.imported', { file: entry.fileName });
  if (!entry.partial || entry.titles.length === 0) return t(`history.kind.${entry.kind}`);
  return t('history.syncOf', { titles: format.listed(entry.titles.map((title) => inSentence(titleText(title, t)))) });
}

// becameText says what became of a sync or an import.
export function becameText(entry: Entry, t: TFunction): string {
  if (entry.thinned) return t('history.became.thinned');
  if (!entry.published) {
    switch (entry.state) {
      case 'running':
        return t('history.became.unfinished');
      case 'canceled':
        return t('history.became.canceled');
      case 'failed':
        return t('history.became.failed');
      default:
        return t('history.became.nothing');
    }
  }
  return entry.partial ? t('history.became.partial') : t('history.became.whole');
}

// sayEntry is an entry in one line, for the picture and whoever hears it.
export function sayEntry(entry: Entry, t: TFunction, format: Format): string {
  const when = { day: format.day(entry.day), time: format.time(entry.at) };
  if (!entry.published || entry.thinned) return t('history.say.none', { ...when, became: becameText(entry, t) });
  if (entry.first) return t('history.say.first', { ...when, rows: entry.rows });
  const counts = { ...when, rows: entry.rows, changes: entry.changes };
  return entry.partial ? t('history.say.partial', counts) : t('history.say.whole', counts);
}
