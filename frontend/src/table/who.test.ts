import { describe, expect, it } from 'vitest';
import type { Row } from '../api/types';
import { makeFormat } from '../i18n/format';
import { i18n } from '../i18n/i18n';
import { emptyRow } from '../testing/data';
import { whoOf } from './who';

const now = () => new Date('2026-11-22T09:00:00Z');

// The table of the design: one line per case, in both languages.
const cases: { name: string; row: Partial<Record<keyof Row, unknown>>; look?: string; en: string; nl: string }[] = [
  {
    name: 'soft-deleted',
    row: {
      status: 'soft_deleted',
      status_since: '2026-11-12',
      last_known_name: 'Jane Doe',
      identity_confidence: 'certain',
    },
    en: 'Unknown · was Jane Doe, left 12 Nov, restorable until 12 Dec',
    nl: 'Onbekend · was Jane Doe, weg sinds 12 nov, te herstellen tot 12 dec',
  },
  {
    name: 'gone',
    row: {
      status: 'gone',
      status_since: '2026-11-12/2026-11-13',
      last_known_name: 'Jane Doe',
      identity_confidence: 'certain',
    },
    en: 'Unknown · was Jane Doe, left 12–13 Nov',
    nl: 'Onbekend · was Jane Doe, weg sinds 12–13 nov',
  },
  {
    name: 'gone in another year',
    row: { status: 'gone', status_since: '2025-03-01', last_known_name: 'Jane Doe', identity_confidence: 'certain' },
    en: 'Unknown · was Jane Doe, left 1 Mar 2025',
    nl: 'Onbekend · was Jane Doe, weg sinds 1 mrt 2025',
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
    name: 'unresolved, another look is planned',
    row: { status: 'unresolved' },
    look: '2026-11-22T08:20:00Z',
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
    name: 'erased',
    row: { status: 'erased', status_since: '2026-05-03' },
    en: 'Unknown · erased 3 May',
    nl: 'Onbekend · gewist op 3 mei',
  },
  { name: 'nothing known at all', row: { status: 'gone' }, en: 'Unknown', nl: 'Onbekend' },
];

describe('an Unknown row reads as designed', () => {
  for (const one of cases) {
    for (const language of ['en', 'nl'] as const) {
      it(`${one.name} in ${language}`, () => {
        const row = { ...emptyRow(), user_name: 'Unknown', email_address: 'Unknown', ...one.row } as Row;
        const who = whoOf(row, i18n.getFixedT(language), makeFormat(language, 'UTC', now), one.look);
        const read = [who.name, who.note]
          .filter(Boolean)
          .join(' · ')
          .replaceAll(/\u2009/g, '')
          .replaceAll('.', '');
        expect(read).toBe(one[language]);
        expect(who.unknown).toBe(true);
      });
    }
  }

  it('and a named row is only a name', () => {
    const row = { ...emptyRow(), user_name: 'Jane Doe' };
    expect(whoOf(row, i18n.getFixedT('en'), makeFormat('en'))).toEqual({ name: 'Jane Doe', note: '', unknown: false });
  });
});
