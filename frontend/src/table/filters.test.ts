import { describe, expect, it } from 'vitest';
import type { Filter } from '../api/types';
import { makeFormat } from '../i18n/format';
import { i18n } from '../i18n/i18n';
import { sentenceOf, withFilter, withoutColumn } from './filters';

const say = (filter: Filter, language: 'en' | 'nl') =>
  sentenceOf(filter, i18n.getFixedT(language), makeFormat(language, 'UTC'));

describe('a filter reads as a sentence', () => {
  it.each<[Filter, string, string]>([
    [{ column: 'department', op: 'is', values: ['Sales'] }, 'Department is Sales', 'Afdeling is Sales'],
    [
      { column: 'department', op: 'is', values: ['Sales', 'IT', ''] },
      'Department is Sales, IT or (empty)',
      'Afdeling is Sales, IT of (leeg)',
    ],
    [{ column: 'status', op: 'is_not', values: ['present'] }, 'Status is not Present', 'Status is niet Aanwezig'],
    [{ column: 'is_trial', op: 'is', values: ['true'] }, 'Is trial is Yes', 'Is proefversie is Ja'],
    [{ column: 'cost_center', op: 'empty', values: [] }, 'Cost center is empty', 'Kostenplaats is leeg'],
    [
      { column: 'license', op: 'contains', values: ['premium'] },
      'License contains “premium”',
      'Licentie bevat ‘premium’',
    ],
  ])('%o', (filter, en, nl) => {
    expect(say(filter, 'en')).toBe(en);
    expect(say(filter, 'nl')).toBe(nl);
  });

  it('with dates as people write them', () => {
    expect(say({ column: 'assigned_date', op: 'before', values: ['2026-03-31'] }, 'nl')).toBe(
      'Toegewezen op is voor 31-03-2026',
    );
  });
});

describe('filters', () => {
  const sales: Filter = { column: 'department', op: 'is', values: ['Sales'] };
  it('hold one condition per column', () => {
    const both = withFilter([sales], { column: 'department', op: 'is', values: ['IT'] });
    expect(both).toEqual([{ column: 'department', op: 'is', values: ['IT'] }]);
  });
  it('leave out what still lacks its value', () => {
    expect(withFilter([sales], { column: 'department', op: 'is', values: [] })).toEqual([]);
    expect(withFilter([], { column: 'license', op: 'contains', values: [''] })).toEqual([]);
    expect(withFilter([], { column: 'department', op: 'is', values: [''] })).toHaveLength(1);
    expect(withFilter([], { column: 'department', op: 'empty', values: [] })).toHaveLength(1);
  });
  it('are removed by column', () => {
    expect(withoutColumn([sales], 'department')).toEqual([]);
    expect(withoutColumn([sales], 'license')).toEqual([sales]);
  });
});
