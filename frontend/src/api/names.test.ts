import { afterEach, describe, expect, it } from 'vitest';
import {
  hideNames,
  hiding,
  hidingCells,
  hidingPerson,
  hidingSamples,
  hidingValues,
  revealing,
  shownName,
} from './names';

const jane = { user_id: 'id of jane', user_name: 'Jane Doe', email_address: 'jane@contoso.com', license: 'E3' };

afterEach(() => hideNames(false));

describe('while names are hidden', () => {
  it('somebody is the same number everywhere, and nobody else is', () => {
    hideNames(true);
    const { rows } = hiding({ rows: [jane, { ...jane, user_id: 'other', user_name: 'Ann', email_address: 'ann@x' }] });
    const [first, second] = rows;
    expect(first?.license).toBe('E3');
    const number = /^Person (\d+)$/.exec(first?.user_name ?? '')?.[1];
    expect(first).toMatchObject({ email_address: `person${number}@hidden`, user_id: `id-${number}` });
    expect(second?.user_name).toMatch(/^Person \d+$/);
    expect(second?.user_name).not.toBe(first?.user_name);
    expect(hiding({ was: [{ last_known_email: jane.email_address }] }).was[0]?.last_known_email).toBe(
      first?.email_address,
    );
    expect(hiding({ candidates: ['Jane Doe', 'Ann'] }).candidates).toEqual([first?.user_name, second?.user_name]);
  });

  it('two people of one name, or of one address after the other, are two', () => {
    hideNames(true);
    const adele = { user_id: 'adele 1', user_name: 'Adele Hughes', email_address: 'adele.hughes@contoso.com' };
    const other = { user_id: 'adele 2', user_name: 'Adele Hughes', email_address: 'adele.hughes2@contoso.com' };
    const later = { user_id: 'ben', user_name: 'Ben Hughes', email_address: 'adele.hughes@contoso.com' };
    const shown = hiding([adele, other, later]);
    expect(new Set(shown.map(({ user_name: name }) => name)).size).toBe(3);
    expect(revealing(shown.map(({ user_id: id }) => id))).toEqual(['adele 1', 'adele 2', 'ben']);
    expect(revealing(shown.map(({ email_address: address }) => address))).toEqual(
      [adele, other, later].map(({ email_address: address }) => address),
    );
    expect(hiding([other])).toEqual([shown[1]]);
  });

  it('what is told about one person is about one number, under every name', () => {
    hideNames(true);
    const row = hiding(jane);
    const told = hidingPerson({
      key: jane.user_id,
      name: 'Jane Doe-Roe',
      email: '',
      holds: [{ license: 'E3', groupName: 'Sales' }],
      events: [{ wasName: 'Jane Doe', newName: 'Jane Doe-Roe' }],
    });
    expect(told).toEqual({
      key: row.user_id,
      name: row.user_name,
      email: '',
      holds: [{ license: 'E3', groupName: 'Sales' }],
      events: [{ wasName: row.user_name, newName: row.user_name }],
    });
    expect(revealing(told.key)).toBe(jane.user_id);
  });

  it('somebody renamed has one number before and after, wherever the names come from', () => {
    hideNames(true);
    const before = { user_id: 'id of ida', user_name: 'Ida Low', email_address: 'ida.low@contoso.com' };
    const after = { user_id: 'id of ida', user_name: 'Ida Vance', email_address: 'ida.vance@contoso.com' };
    const [then, now] = hiding([before, after]);
    expect(now).toEqual(then);
    // Of two lists, the one that has the old name, and an address that was not met before.
    const there = { user_name: 'Ida L.', email_address: 'i.low@contoso.com' };
    const differing = hiding([{ ...after, there, here: { user_name: 'Ida Vance', email_address: '' } }])[0];
    expect(differing?.there).toEqual({ user_name: now?.user_name, email_address: now?.email_address });
    expect(differing?.here.user_name).toBe(now?.user_name);
    const changed = hiding([{ ...after, was_name: 'Ida Lo', was_email: 'ida.lo@contoso.com' }])[0];
    expect(changed).toMatchObject({ was_name: now?.user_name, was_email: now?.email_address });
    // A filter finds them under each name; a search can have only one, and it is the last.
    const [filter] = revealing({ filters: [{ values: [now?.email_address ?? ''] }] }).filters;
    expect([...(filter?.values ?? [])].sort()).toEqual(
      ['i.low', 'ida.lo', 'ida.low', 'ida.vance'].map((name) => `${name}@contoso.com`),
    );
    hiding(after);
    expect(revealing({ search: now?.user_name })).toEqual({ search: 'Ida Vance' });
    const values = ['Ida Low', 'Ida Vance', 'Max Low'].map((value) => ({ value, count: 2 }));
    expect(hidingValues({ values, more: false }, 'user_name').values).toEqual([
      { value: now?.user_name, count: 4 },
      { value: expect.stringMatching(/^Person \d+$/), count: 2 },
    ]);
  });

  it('a name that came alone is that of whoever has it, and then of nobody else', () => {
    hideNames(true);
    const [listed] = hidingValues({ values: [{ value: 'Mira Sol', count: 1 }], more: false }, 'user_name').values;
    const mira = { user_id: 'mira 1', user_name: 'Mira Sol', email_address: 'mira@contoso.com' };
    const [first, second] = hiding([mira, { ...mira, user_id: 'mira 2', email_address: 'mira.sol@contoso.com' }]);
    expect(first?.user_name).toBe(listed?.value);
    expect(second?.user_name).not.toBe(listed?.value);
  });

  it('what a pseudonym stands for is asked, wherever in a request it is', () => {
    hideNames(true);
    const row = hiding(jane);
    expect(revealing([row.user_id, { filters: [{ column: 'user_name', values: [row.user_name] }] }])).toEqual([
      jane.user_id,
      { filters: [{ column: 'user_name', values: ['Jane Doe-Roe', 'Jane Doe'] }] }, // as she was told of above, too
    ]);
  });

  it('values of a column are hidden when they name people', () => {
    hideNames(true);
    const page = { values: [{ value: 'Jane Doe', count: 2 }], more: false };
    expect(hidingValues(page, 'license')).toBe(page);
    expect(hidingValues(page, 'user_name').values[0]?.value).toMatch(/^Person \d+$/);
  });

  it('cells are hidden by the columns that they are of, a person by one number', () => {
    const columns = ['license', 'email_address', 'user_name', 'candidates'];
    const cells = [
      ['E3', 'jane@contoso.com', 'Jane Doe', ''],
      ['E3', 'Unknown', 'Unknown', 'Jane Doe\nMax Low'],
    ];
    expect(hidingCells(cells, columns)).toBe(cells);
    hideNames(true);
    const row = hiding(jane);
    const [first, second] = hidingCells(cells, columns);
    expect(first).toEqual(['E3', row.email_address, row.user_name, '']);
    expect(second?.slice(0, 3)).toEqual(['E3', 'Unknown', 'Unknown']);
    expect(second?.[3]).toMatch(new RegExp(`^${row.user_name}\nPerson \\d+$`));
    expect(hidingCells(cells, ['license', 'service', 'tier', 'origin'])).toBe(cells);
  });

  it('samples of a file tell their shape, and dates', () => {
    const samples = [{ heading: 'Mail', values: ['jane.2@contoso.com', '2/21/2026 4:00:48 AM', '31.12.2025', '4711'] }];
    expect(hidingSamples(samples)).toBe(samples);
    hideNames(true);
    expect(hidingSamples(samples)).toEqual([
      { heading: 'Mail', values: ['••••.•@•••••••.•••', '2/21/2026 4:00:48 AM', '31.12.2025', '••••'] },
    ]);
  });

  it('Unknown and nothing stay as they are', () => {
    hideNames(true);
    const unknown = { user_name: 'Unknown', email_address: '', user_id: '' };
    expect(hiding(unknown)).toEqual(unknown);
  });

  it('a name that the window holds is hidden, and shown again later', () => {
    hideNames(true);
    const hidden = shownName('user_name', 'Jane Doe');
    expect(hidden).toMatch(/^Person \d+$/);
    expect(shownName('user_name', hidden)).toBe(hidden);
    hideNames(false);
    expect(shownName('user_name', hidden)).toBe('Jane Doe');
    expect(hiding(jane)).toBe(jane);
  });
});
