import { describe, expect, it } from 'vitest';
import type { Sentence } from '../api/types';
import { makeFormat } from '../i18n/format';
import { i18n } from '../i18n/i18n';
import { ledger } from '../wailsjs/go/models';
import { sentenceTexts } from './sentence';

const now = () => new Date('2026-11-22T09:00:00Z');
const from = '2026-11-12T05:00:00Z';
const at = '2026-11-13T05:00:00Z';

const say = (said: Partial<Record<keyof Sentence, unknown>>, language: 'en' | 'nl') =>
  sentenceTexts(
    {
      from: '',
      at: '',
      source: '',
      confidence: '',
      why: '',
      rows: 0,
      oneOf: 0,
      license: '',
      by: '',
      group: '',
      error: '',
      ...said,
    } as Sentence,
    i18n.getFixedT(language),
    makeFormat(language, 'Europe/Amsterdam', now),
  );

describe('evidence reads as whole sentences', () => {
  it.each([
    [
      { code: 'left', from, at },
      ['Left between 12 Nov 06:00 and 13 Nov 06:00.'],
      ['Weggegaan tussen 12 nov. 06:00 en 13 nov. 06:00.'],
    ],
    [{ code: 'left', from: at, at }, ['Left 13 Nov 06:00.'], ['Weg sinds 13 nov. 06:00.']],
    [{ code: 'left', at }, ['Left by 13 Nov 06:00.'], ['Uiterlijk 13 nov. 06:00 weggegaan.']],
    [
      { code: 'deleted', at: '2026-11-12T15:20:00Z' },
      ['In the deleted users since 12 Nov 16:20.'],
      ['Bij de verwijderde gebruikers sinds 12 nov. 16:20.'],
    ],
    [
      { code: 'absent', from, at },
      ['Absent from the directory read 13 Nov 06:00; last there 12 Nov 06:00.'],
      ['Niet in de adreslijst, gelezen op 13 nov. 06:00; stond er voor het laatst op 12 nov. 06:00.'],
    ],
    [
      { code: 'absent', at },
      ['Absent from the directory read 13 Nov 06:00.'],
      ['Niet in de adreslijst, gelezen op 13 nov. 06:00.'],
    ],
    [
      { code: 'unknown', from, at, rows: 1, oneOf: 1, why: 'only_holder' },
      [
        'The list of 13 Nov 06:00 says Unknown in 1 row that it named 12 Nov 06:00.',
        'Certainly this person: nobody else ever held such a row, and the directory told in between that the account was gone.',
      ],
      [
        'De lijst van 13 nov. 06:00 zegt Onbekend in 1 regel waarin op 12 nov. 06:00 de naam nog stond.',
        'Zeker deze persoon: niemand anders had ooit zo’n regel, en de adreslijst vertelde intussen dat het account weg was.',
      ],
    ],
    [
      { code: 'unknown', at, rows: 3, oneOf: 4, why: 'equal_rows' },
      ['The list of 13 Nov 06:00 says Unknown in 3 rows.', 'One of 4 people whom it fits equally well.'],
      ['De lijst van 13 nov. 06:00 zegt Onbekend in 3 regels.', 'Een van 4 mensen bij wie het even goed past.'],
    ],
    [
      {
        code: 'not_assigned',
        at,
        license: 'Power Apps Premium',
        by: 'group',
        group: 'Makers',
        error: 'CountViolation',
      },
      [
        'Power Apps Premium is assigned by the group Makers, and in error in the directory read 13 Nov 06:00.',
        'No seat was free: buy one, or take one back.',
      ],
      [
        'Power Apps Premium is via de groep Makers toegewezen, maar staat op een fout in de adreslijst, gelezen op 13 nov. 06:00.',
        'Er was geen plaats vrij: koop er een, of neem er een terug.',
      ],
    ],
    [
      { code: 'not_assigned', at, license: 'Power Apps Premium', by: 'direct', error: 'Other' },
      [
        'Power Apps Premium is assigned, and in error in the directory read 13 Nov 06:00.',
        'Microsoft does not tell why: look at the account in the admin center.',
      ],
      [
        'Power Apps Premium is toegewezen, maar staat op een fout in de adreslijst, gelezen op 13 nov. 06:00.',
        'Microsoft zegt niet waarom: bekijk het account in het beheercentrum.',
      ],
    ],
    [
      { code: 'erased' },
      ['Erased on request; nothing about the person is kept.'],
      ['Op verzoek gewist; er wordt niets over deze persoon bewaard.'],
    ],
  ])('%o', (said, en, nl) => {
    expect(say(said, 'en')).toEqual(en);
    expect(say(said, 'nl')).toEqual(nl);
  });

  it('for every code, and leaves nothing open', () => {
    for (const code of Object.values(ledger.EvidenceCode)) {
      for (const why of ['', ...Object.values(ledger.ConfidenceReason)]) {
        for (const language of ['en', 'nl'] as const) {
          for (const text of say(
            { code, from, at, rows: 2, oneOf: 3, why, license: 'Premium', error: 'Other' },
            language,
          )) {
            expect(text).not.toMatch(/evidence\.|{{|undefined/);
            expect(text).toMatch(/\.$/);
          }
        }
      }
    }
  });
});
