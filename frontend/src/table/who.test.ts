import { describe, expect, it } from 'vitest';
import type { Row } from '../api/types';
import { makeFormat } from '../i18n/format';
import { i18n } from '../i18n/i18n';
import { emptyRow } from '../testing/data';
import { unknownSentence } from './around';
import { whoOf } from './who';

const now = () => new Date('2026-11-22T09:00:00Z');

const jane = { last_known_name: 'Jane Doe', identity_confidence: 'certain' };

// The table of the design: one line per case, in both languages.
const cases: { name: string; row: Partial<Record<keyof Row, unknown>>; look?: string; en: string; nl: string }[] = [
  {
    name: 'soft-deleted',
    row: { ...jane, status: 'soft_deleted', status_since: '2026-11-12' },
    en: 'Unknown · was Jane Doe, left 12 Nov, restorable until 12 Dec',
    nl: 'Onbekend · was Jane Doe, weg sinds 12 nov., te herstellen tot 12 dec.',
  },
  {
    name: 'soft-deleted at a moment, late in the evening of the tenant',
    row: { ...jane, status: 'soft_deleted', status_since: '2026-11-11T23:30:00Z' },
    en: 'Unknown · was Jane Doe, left 12 Nov, restorable until 12 Dec',
    nl: 'Onbekend · was Jane Doe, weg sinds 12 nov., te herstellen tot 12 dec.',
  },
  {
    name: 'soft-deleted, restorable until the next year',
    row: { ...jane, status: 'soft_deleted', status_since: '2026-12-05' },
    en: 'Unknown · was Jane Doe, left 5 Dec, restorable until 4 Jan 2027',
    nl: 'Onbekend · was Jane Doe, weg sinds 5 dec., te herstellen tot 4 jan. 2027',
  },
  {
    name: 'soft-deleted within an interval: the early end counts',
    row: { ...jane, status: 'soft_deleted', status_since: '2026-11-12/2026-11-13' },
    en: 'Unknown · was Jane Doe, left 12-13 Nov, restorable until 12 Dec',
    nl: 'Onbekend · was Jane Doe, weg sinds 12-13 nov., te herstellen tot 12 dec.',
  },
  {
    name: 'soft-deleted, as the deleted users told when',
    row: {
      ...jane,
      status: 'soft_deleted',
      status_since: '2026-11-12/2026-11-13',
      restorable_until: '2026-12-13T10:00:00Z',
    },
    en: 'Unknown · was Jane Doe, left 12-13 Nov, restorable until 13 Dec',
    nl: 'Onbekend · was Jane Doe, weg sinds 12-13 nov., te herstellen tot 13 dec.',
  },
  {
    name: 'soft-deleted, without a name',
    row: { status: 'soft_deleted', status_since: '2026-11-12' },
    en: 'Unknown · left 12 Nov, restorable until 12 Dec',
    nl: 'Onbekend · weg sinds 12 nov., te herstellen tot 12 dec.',
  },
  {
    name: 'soft-deleted, nobody knows when',
    row: { ...jane, status: 'soft_deleted' },
    en: 'Unknown · was Jane Doe',
    nl: 'Onbekend · was Jane Doe',
  },
  {
    name: 'gone',
    row: { ...jane, status: 'gone', status_since: '2026-11-12/2026-11-13' },
    en: 'Unknown · was Jane Doe, left 12-13 Nov',
    nl: 'Onbekend · was Jane Doe, weg sinds 12-13 nov.',
  },
  {
    name: 'gone between two readings of one day',
    row: { ...jane, status: 'gone', status_since: '2026-11-12T06:30:00Z/2026-11-12T16:30:00Z' },
    en: 'Unknown · was Jane Doe, left 12 Nov',
    nl: 'Onbekend · was Jane Doe, weg sinds 12 nov.',
  },
  {
    name: 'gone across a month',
    row: { ...jane, status: 'gone', status_since: '2026-10-30/2026-11-02' },
    en: 'Unknown · was Jane Doe, left 30 Oct-2 Nov',
    nl: 'Onbekend · was Jane Doe, weg sinds 30 okt.-2 nov.',
  },
  {
    name: 'gone across a year',
    row: { ...jane, status: 'gone', status_since: '2025-12-30/2026-01-02' },
    en: 'Unknown · was Jane Doe, left 30 Dec 2025-2 Jan 2026',
    nl: 'Onbekend · was Jane Doe, weg sinds 30 dec. 2025-2 jan. 2026',
  },
  {
    name: 'gone in another year',
    row: { ...jane, status: 'gone', status_since: '2025-03-01' },
    en: 'Unknown · was Jane Doe, left 1 Mar 2025',
    nl: 'Onbekend · was Jane Doe, weg sinds 1 mrt. 2025',
  },
  {
    name: 'gone in May, which has no dot',
    row: { ...jane, status: 'gone', status_since: '2026-05-03/2026-05-04' },
    en: 'Unknown · was Jane Doe, left 3-4 May',
    nl: 'Onbekend · was Jane Doe, weg sinds 3-4 mei',
  },
  {
    name: 'left, as a list without the directory tells it',
    row: { ...jane, status: 'left', status_since: '2026-11-12/2026-11-13' },
    en: 'Unknown · was Jane Doe, left 12-13 Nov',
    nl: 'Onbekend · was Jane Doe, weg sinds 12-13 nov.',
  },
  {
    name: 'gone, without a name',
    row: { status: 'gone', status_since: '2026-11-12/2026-11-13' },
    en: 'Unknown · left 12-13 Nov',
    nl: 'Onbekend · weg sinds 12-13 nov.',
  },
  {
    name: 'likely',
    row: { status: 'gone', last_known_name: 'Jane Doe', identity_confidence: 'likely', candidates: ['Jane Doe'] },
    en: 'Unknown · probably Jane Doe',
    nl: 'Onbekend · waarschijnlijk Jane Doe',
  },
  {
    name: 'one of two',
    row: { status: 'unresolved', identity_confidence: 'one_of_n', candidates: ['Jane Doe', 'Ann Roe'] },
    en: 'Unknown · Jane Doe or Ann Roe',
    nl: 'Onbekend · Jane Doe of Ann Roe',
  },
  {
    name: 'one of three',
    row: { status: 'gone', identity_confidence: 'one_of_n', candidates: ['Jane Doe', 'Ann Roe', 'Jo Poe'] },
    en: 'Unknown · Jane Doe, Ann Roe or Jo Poe',
    nl: 'Onbekend · Jane Doe, Ann Roe of Jo Poe',
  },
  {
    name: 'one of twelve',
    row: {
      status: 'gone',
      identity_confidence: 'one_of_n',
      candidates: ['Jane Doe', 'Ann Roe', ...Array.from({ length: 10 }, (_, i) => `Person ${i}`)],
    },
    en: 'Unknown · Jane Doe, Ann Roe or 10 others',
    nl: 'Onbekend · Jane Doe, Ann Roe of nog 10 anderen',
  },
  {
    name: 'unresolved, another look is planned',
    row: { status: 'unresolved' },
    look: '2026-11-22T07:20:00Z',
    en: 'Not known yet · looking again at 08:20',
    nl: 'Nog niet bekend · nieuwe poging 08:20',
  },
  { name: 'unresolved, no look is planned', row: { status: 'unresolved' }, en: 'Not known yet', nl: 'Nog niet bekend' },
  {
    name: 'lag',
    row: { status: 'present', last_known_name: 'Jane Doe' },
    en: "Jane Doe · Microsoft's list still says Unknown",
    nl: 'Jane Doe · lijst van Microsoft zegt nog Onbekend',
  },
  {
    name: 'lag of a blocked account',
    row: { ...jane, status: 'blocked', candidates: ['Jane Doe'] },
    en: "Jane Doe · Microsoft's list still says Unknown",
    nl: 'Jane Doe · lijst van Microsoft zegt nog Onbekend',
  },
  {
    name: 'erased',
    row: { status: 'erased', status_since: '2026-05-03' },
    en: 'Unknown · erased 3 May',
    nl: 'Onbekend · gewist op 3 mei',
  },
  {
    name: 'erased, nobody knows when',
    row: { status: 'erased' },
    en: 'Unknown · erased on request',
    nl: 'Onbekend · op verzoek gewist',
  },
  { name: 'nothing known at all', row: { status: 'gone' }, en: 'Unknown', nl: 'Onbekend' },
  {
    name: 'not checked that day',
    row: { ...jane, status: 'unverified' },
    en: 'Unknown · was Jane Doe',
    nl: 'Onbekend · was Jane Doe',
  },
];

describe('an Unknown row reads as designed', () => {
  for (const one of cases) {
    for (const language of ['en', 'nl'] as const) {
      it(`${one.name} in ${language}`, () => {
        const row = { ...emptyRow(), user_name: 'Unknown', email_address: 'Unknown', ...one.row } as Row;
        const who = whoOf(row, i18n.getFixedT(language), makeFormat(language, 'Europe/Amsterdam', now), one.look);
        expect([who.name, who.note].filter(Boolean).join(' · ')).toBe(one[language]);
        expect(who.unknown).toBe(true);
      });
    }
  }

  it('and a named row is only a name', () => {
    const row = { ...emptyRow(), user_name: 'Jane Doe' };
    expect(whoOf(row, i18n.getFixedT('en'), makeFormat('en'))).toEqual({ name: 'Jane Doe', note: '', unknown: false });
  });
});

describe('the sentence above the list', () => {
  const counts = (left: number, unresolved: number, nameless: number) => ({
    rows: 900,
    people: 800,
    licenses: 9,
    unfiltered: 900,
    unknown: { total: left + unresolved + nameless, left, unresolved, nameless },
  });
  it.each([
    [
      30,
      5,
      2,
      '37 Unknown: 30 left, 5 not known yet, 2 without a name',
      '37 Onbekend: 30 weg, 5 nog niet bekend, 2 zonder naam',
    ],
    [1, 0, 0, '1 Unknown, left', '1 Onbekend, weg'],
    [0, 1, 1, '2 Unknown: 1 not known yet, 1 without a name', '2 Onbekend: 1 nog niet bekend, 1 zonder naam'],
    [1200, 0, 34, '1,234 Unknown: 1,200 left, 34 without a name', '1.234 Onbekend: 1.200 weg, 34 zonder naam'],
    [0, 0, 0, '', ''],
  ])('of %i, %i and %i', (left, unresolved, nameless, en, nl) => {
    expect(unknownSentence(counts(left, unresolved, nameless), i18n.getFixedT('en'), 'en')).toBe(en);
    expect(unknownSentence(counts(left, unresolved, nameless), i18n.getFixedT('nl'), 'nl')).toBe(nl);
  });
});
