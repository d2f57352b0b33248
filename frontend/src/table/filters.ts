import type { TFunction } from 'i18next';
import type { Changed, Filter, FilterId, FilterOp, SinceKind } from '../api/types';
import type { Format } from '../i18n/format';
import { isAhead } from './date-presets';
import { isDateColumn, wordOf } from './words';

const isFlag = (column: FilterId) => column === 'is_trial' || column === 'trial_ended' || column === 'also_paid';

// The conditions that make sense for a column, the usual one first.
export function opsOf(column: FilterId): FilterOp[] {
  return isDateColumn(column)
    ? isAhead(column)
      ? ['before', 'from', 'empty', 'not_empty']
      : ['from', 'before', 'empty', 'not_empty']
    : isFlag(column)
      ? ['is', 'is_not', 'empty', 'not_empty']
      : ['is', 'is_not', 'contains', 'empty', 'not_empty'];
}

export const needsValues = (op: FilterOp) => op !== 'empty' && op !== 'not_empty';

// withFilter puts a filter in place of the one its column had. A filter that
// still lacks its value is left out.
export function withFilter(filters: readonly Filter[], next: Filter): Filter[] {
  const others = filters.filter((filter) => filter.column !== next.column);
  const complete = !needsValues(next.op) || next.values.some((value) => value !== '' || next.op.startsWith('is'));
  return complete ? [...others, next] : others;
}

export const withoutColumn = (filters: readonly Filter[], column: FilterId) =>
  filters.filter((filter) => filter.column !== column);

// changedSentence says what a view was narrowed to by a change.
export const changedSentence = (changed: Changed, t: TFunction, format: Format): string =>
  t(`filter.changed.${changed.kind as SinceKind}`, { when: format.when(changed.otherAt) });

// sentenceOf says a filter as people would.
export function sentenceOf(filter: Filter, t: TFunction, format: Format): string {
  const words = filter.values.map((value) => wordOf(filter.column, value, t, format) || t('words.nothing'));
  return t(`filter.sentence.${filter.op}`, { column: t(`columns.${filter.column}`), values: format.either(words) });
}
