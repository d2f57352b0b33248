import type { TFunction } from 'i18next';
import type { FreeGain, FreeGroup, FreeLine, FreeUp, LeftOut } from '../api/types';
import type { Format } from '../i18n/format';

const isMonth = (value: string) => value.length === 7; // 2026-03, where only months are kept

const usedText = (value: string, format: Format) =>
  isMonth(value) ? format.monthOf(`${value}-01`) : format.shortDay(value);

// FreeShown is what the lines are of: a group, or what is left out of all.
export type FreeShown = FreeGroup | 'left-out';

export function shownText(shown: FreeShown, days: number, t: TFunction): string {
  return shown === 'no-use' ? t('cost.free.noUseFor', { count: days }) : t(`cost.free.group.${shown}`);
}

// whyText says why a license can be taken back.
export function whyText(line: FreeLine, t: TFunction, format: Format): string {
  switch (line.group) {
    case 'blocked':
      return t('cost.free.why.blocked');
    case 'twice':
      return t('cost.free.why.twice', { license: line.coveredBy });
    case 'no-use': {
      const watching = format.shortDay(line.watchedSince);
      return line.lastUsed
        ? t('cost.free.why.noUse', { used: usedText(line.lastUsed, format), watching })
        : t('cost.free.why.neverSeen', { watching });
    }
    default:
      return t('cost.free.why.notAssigned');
  }
}

// howText says how to take it back.
export function howText(line: FreeLine, t: TFunction, format: Format): string {
  if (!line.user_id) return t('cost.free.how.buyFewer');
  const count = line.groups.length;
  const groups = format.listed(line.groups);
  if (line.direct) return count > 0 ? t('cost.free.how.both', { groups, count }) : t('cost.free.how.direct');
  return count > 0 ? t('cost.free.how.groups', { groups, count }) : t('cost.free.how.notKnown');
}

// outText says why a line is left out.
export function outText(line: FreeLine, t: TFunction, format: Format): string {
  const by = line.leftOutBy;
  switch (line.leftOut as LeftOut) {
    case 'kept':
      return t('cost.free.outBy.kept', { day: format.shortDay(by) });
    case 'young':
      return t('cost.free.outBy.young', { day: format.shortDay(by) });
    case 'filter':
      return t('cost.free.outBy.filter', { condition: by });
    default:
      return t(`cost.free.out.${line.leftOut as Exclude<LeftOut, 'kept' | 'young' | 'filter'>}`);
  }
}

// gainText values what has a price, and counts what has none: €1,512.00 a month,
// and 14 without a price. It is empty where there is nothing to value.
export function gainText(gain: FreeGain, t: TFunction, format: Format): string {
  if (gain.units === 0) return '';
  const money = format.listed(gain.costs.map(({ cents, currency }) => format.money(cents, currency)));
  if (!money) return t('cost.free.gain.unpriced');
  return gain.unpriced > 0
    ? t('cost.free.gain.partly', { money, count: gain.unpriced })
    : t('cost.free.gain.priced', { money });
}

// watchTexts says of each product why no use of it can be told.
export function watchTexts(free: FreeUp, t: TFunction, format: Format): string[] {
  return free.watches.flatMap(({ product, off, since, until, from }) => {
    const name = t(`words.product.${product as 'power_apps' | 'power_automate'}`);
    switch (off) {
      case 'activity-not-kept':
        return [t('cost.free.off.notKept', { product: name })];
      case 'activity-not-read':
        return [t('cost.free.off.notRead', { product: name })];
      case 'watching-stopped':
        return [t('cost.free.off.stopped', { product: name, day: format.day(until) })];
      case 'watched-too-short':
        return [
          t('cost.free.off.short', {
            product: name,
            since: format.day(since),
            count: free.rules.no_use_days,
            day: format.day(from),
          }),
        ];
      default:
        return [];
    }
  });
}
