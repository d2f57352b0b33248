import { describe, expect, it } from 'vitest';
import type { Person, PersonEvent, PersonService } from '../api/types';
import { makeFormat } from '../i18n/format';
import { i18n } from '../i18n/i18n';
import { ledger } from '../wailsjs/go/models';
import { usedText } from './hold-text';
import { byDay, eventText, labelOf } from './timeline';

const languages = ['en', 'nl'] as const;
const formatOf = (language: (typeof languages)[number]) =>
  makeFormat(language, 'Europe/Amsterdam', () => new Date('2026-11-22T09:00:00Z'));

const happened = (event: Partial<PersonEvent>): PersonEvent => ({
  event: ledger.EventCode.GOT,
  fromDay: '2026-11-12',
  day: '2026-11-13',
  at: '',
  service: '',
  license: '',
  detail: '',
  wasName: '',
  wasEmail: '',
  newName: '',
  newEmail: '',
  ...event,
});

describe('what happened', () => {
  it('has words for every code in every language', () => {
    for (const language of languages) {
      for (const event of Object.values(ledger.EventCode)) {
        const text = eventText(happened({ event }), 'X', i18n.getFixedT(language));
        expect(text).not.toMatch(/person\.|{{|undefined/);
        expect(text).toMatch(/^\p{Lu}/u);
      }
    }
  });

  it('is told by day, like things in one line', () => {
    const events = [
      happened({ event: ledger.EventCode.REPORTED, service: 'Power Apps' }),
      happened({ event: ledger.EventCode.REPORTED, service: 'Flow' }),
      happened({ license: 'Office 365 E3', detail: 'group', fromDay: '2026-11-12', day: '2026-11-12' }),
      happened({ license: 'Premium', detail: 'direct', fromDay: '', day: '2025-06-01' }),
    ];
    const told = (language: (typeof languages)[number]) => {
      const t = i18n.getFixedT(language);
      const format = formatOf(language);
      return byDay(events, t, format).map((group) => [labelOf(group, t, format), ...group.texts]);
    };
    expect(told('en')).toEqual([
      ['12-13 Nov', 'First in the list of used licenses: Power Apps, Flow'],
      ['12 Nov', 'Got Office 365 E3, through a group'],
      ['By 1 Jun 2025', 'Got Premium'],
    ]);
    expect(told('nl')).toEqual([
      ['12-13 nov.', 'Voor het eerst in de lijst van gebruikte licenties: Power Apps, Flow'],
      ['12 nov.', 'Kreeg Office 365 E3, via een groep'],
      ['Uiterlijk 1 jun. 2025', 'Kreeg Premium'],
    ]);
  });

  it('says what a new name was before', () => {
    const t = i18n.getFixedT('en');
    const renamed = { event: ledger.EventCode.RENAMED, wasName: 'Jane Roe', newName: 'Jane Doe' };
    expect(eventText(happened({ ...renamed, wasEmail: 'jr@x', newEmail: 'jr@x' }), '', t)).toBe(
      'Renamed from Jane Roe to Jane Doe',
    );
    expect(eventText(happened({ ...renamed, wasEmail: 'jr@x', newEmail: 'jd@x' }), '', t)).toBe(
      'Renamed from Jane Roe to Jane Doe, and the address is now jd@x',
    );
    expect(eventText(happened({ event: ledger.EventCode.RENAMED }), '', t)).toBe(
      'Name or address to sign in with changed',
    );
  });
});

describe('what is known of use', () => {
  const person = { day: '2026-11-20', listSince: '2026-06-01T05:00:00Z', listRead: true } as Person;
  const service = (known: Partial<PersonService>): PersonService => ({
    service: 'Power Apps',
    inList: false,
    inListSince: '',
    inListUntil: '',
    lastUsed: '',
    lastUsedSource: '',
    watchedSince: '',
    ...known,
  });
  it.each([
    [
      { lastUsed: '2026-11-12', lastUsedSource: 'graph.signIns', watchedSince: '2026-06-01' },
      'last seen in use 12 Nov, in the sign-ins (watching since 1 Jun)',
    ],
    [{ lastUsed: '2026-08-12', watchedSince: '2026-06-01' }, 'no use seen since 12 Aug (watching since 1 Jun)'],
    [{ lastUsed: '2026-08', watchedSince: '2026-06-01' }, 'no use seen since August 2026 (watching since 1 Jun)'],
    [{ watchedSince: '2026-06-01' }, 'no use seen (watching since 1 Jun)'],
    [
      { inList: true, inListSince: '2026-06-01T05:00:00Z' },
      "in Microsoft's list of used licenses since 1 Jun or earlier",
    ],
    [{ inList: true, inListSince: '2026-07-01T05:00:00Z' }, "in Microsoft's list of used licenses since 1 Jul"],
    [{ inListUntil: '2026-08-26T05:00:00Z' }, "in Microsoft's list of used licenses until 26 Aug"],
    [{}, "no use seen: not in Microsoft's list (watching since 1 Jun)"],
  ])('%o', (known, said) => {
    expect(usedText(service(known), person, i18n.getFixedT('en'), formatOf('en'))).toBe(said);
  });

  it('is nothing where no list was read', () => {
    expect(usedText(service({}), { ...person, listRead: false }, i18n.getFixedT('en'), formatOf('en'))).toBe('');
  });
});
