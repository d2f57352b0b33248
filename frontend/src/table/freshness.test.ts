import { describe, expect, it } from 'vitest';
import { makeFormat } from '../i18n/format';
import { i18n } from '../i18n/i18n';
import { freshnessText } from './around';

const people = { source: 'graph.users', title: 'people', asOf: '2026-03-31T14:30:00Z' };
const list = { source: 'powerplatform.licenseReport', title: 'list', asOf: '2026-03-27T06:30:00Z' };

describe('when things were read', () => {
  it('says when everything was, where only what changed was read since', () => {
    const said = (language: 'en' | 'nl', readings: (typeof people & { wholeAt?: string })[]) =>
      freshnessText(readings, i18n.getFixedT(language), makeFormat(language));
    const part = { ...people, wholeAt: '2026-03-30T06:30:00Z' };
    expect(said('en', [part, list])).toBe('people 31 Mar, in full 30 Mar, list 27 Mar');
    expect(said('nl', [part])).toBe('personen 31 mrt., volledig 30 mrt.');
    expect(said('en', [list, people])).toBe('people 31 Mar, list 27 Mar');
  });

  it('goes by the newest reading of a kind', () => {
    const older = {
      ...people,
      source: 'file.activeUsersExport',
      asOf: '2026-03-01T06:30:00Z',
      wholeAt: '2026-02-01T06:30:00Z',
    };
    expect(freshnessText([older, people], i18n.getFixedT('en'), makeFormat('en'))).toBe('people 31 Mar');
  });
});
