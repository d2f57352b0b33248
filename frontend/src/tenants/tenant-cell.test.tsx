import { render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { JobTenant, TenantFigures } from '../api/types';
import { i18n } from '../i18n/i18n';
import { fakeTenant, makeTenants } from '../testing/fake-tenants';
import { TenantCell } from './tenant-cell';
import { faultText, type Trouble, troubleOf } from './words';

afterEach(() => i18n.changeLanguage('en'));

const message =
  'Cannot read client.pem, which the connection needs. Put it back into /home/admin/keys, or connect the ledger anew.';
const said = 'Cannot read %s, which the connection needs. Put it back into %s, or connect the ledger anew.';
const adatum = fakeTenant('adatum.ledger', 'Adatum', 'blue');
const figures = {
  ...{ path: adatum.path, tenantName: 'Adatum', isSample: false, canSync: true, at: '', listRead: '', needs: [] },
  ...makeTenants().figures.get(adatum.path),
  order: 9,
};
const one = {
  path: adatum.path,
  state: 'failed',
  error: { code: 'invalid', message, format: said, args: ['client.pem', '/home/admin/keys'] },
} as unknown as JobTenant;

const cell = (column: 'needs' | 'sync', told: TenantFigures, trouble?: Trouble) =>
  render(<TenantCell row={{ tenant: adatum, figures: told }} column={column} trouble={trouble} />).container;

describe('why a sync of all could not begin with a tenant', () => {
  it.each([
    ['en', 'failed', message],
    [
      'nl',
      'mislukt',
      'client.pem is niet te lezen, en de verbinding heeft het nodig. Zet het terug in /home/admin/keys',
    ],
  ])(
    'is told whole among what needs somebody, and the last sync says that it failed, in %s',
    async (language, word, why) => {
      await i18n.changeLanguage(language);
      const trouble = troubleOf(figures, one, '2026-11-20T08:00:00Z', i18n.t);
      expect(cell('needs', figures, trouble)).toHaveTextContent(why);
      expect(cell('sync', figures, trouble)).toHaveTextContent(new RegExp(`, ${word}$`));
    },
  );

  it('is no longer told when a later sync began', () => {
    expect(troubleOf(figures, one, '2026-11-18T08:00:00Z', i18n.t)).toBeUndefined();
  });
});

describe('what kept the last sync from reading everything', () => {
  const because = (code: string, state: string): TenantFigures => ({
    ...figures,
    needs: [{ code: 'blocked', rows: 9, people: 4, title: '', since: '', days: 0 }],
    lastSync: {
      state: state as never,
      at: '2026-11-19T06:30:00Z',
      why: { code, title: 'people', text: '', count: 0, permission: '', source: 'graph.users' },
    },
  });

  it('comes before what else needs somebody', () => {
    const told = cell('needs', because('not_consented', 'partial'));
    expect(told).toHaveTextContent(/^Nobody has consented .*\+1$/);
    expect(told.querySelector<HTMLElement>('[data-more]')?.dataset.more).toMatch(/\n4 people cannot sign in/);
    expect(cell('sync', because('not_consented', 'partial'))).toHaveTextContent(/, read part of it$/);
  });

  it('needs nobody where the next one makes it good, and somebody where nothing was read', () => {
    expect(faultText(because('throttled', 'partial'), i18n.t)).toBe('');
    expect(cell('sync', because('throttled', 'partial'))).toHaveTextContent(
      /, read part of it\. Microsoft asked to wait/,
    );
    expect(faultText(because('throttled', 'failed'), i18n.t)).toMatch(/^Microsoft asked to wait/);
  });

  it('is not told twice of a sign-in', () => {
    const told = because('sign_in_required', 'failed');
    const need = { code: 'sign_in', rows: 0, people: 0, title: '', since: '', days: 0 };
    expect(faultText({ ...told, needs: [need] }, i18n.t)).toBe('');
    expect(faultText(told, i18n.t)).toMatch(/sign in again/);
  });

  it('is past when the next one read everything', () => {
    expect(faultText(because('throttled', 'complete'), i18n.t)).toBe('');
  });
});
