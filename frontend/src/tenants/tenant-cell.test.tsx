import { render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { JobTenant } from '../api/types';
import { i18n } from '../i18n/i18n';
import { fakeTenant, makeTenants } from '../testing/fake-tenants';
import { TenantCell } from './tenant-cell';
import { troubleText } from './words';

afterEach(() => i18n.changeLanguage('en'));

const message =
  'Cannot read client.pem, which the connection needs. Put it back into /home/admin/keys, or connect the ledger anew.';
const adatum = fakeTenant('adatum.ledger', 'Adatum', 'blue');
const figures = {
  ...{ path: adatum.path, tenantName: 'Adatum', isSample: false, canSync: true, at: '', listRead: '', needs: [] },
  ...makeTenants().figures.get(adatum.path),
  order: 9,
};
const one = { path: adatum.path, state: 'failed', error: { code: 'invalid', message } } as unknown as JobTenant;

describe('why a sync of all could not begin with a tenant', () => {
  it.each([
    ['en', 'failed.'],
    ['nl', 'mislukt.'],
  ])('begins with what happened, and is told whole by the pointer, in %s', async (language, word) => {
    await i18n.changeLanguage(language);
    const trouble = troubleText(figures, one, '2026-11-27T08:00:00Z', i18n.t);
    render(<TenantCell row={{ tenant: adatum, figures }} column="sync" trouble={trouble} />);
    const told = screen.getByText(/client\.pem/);
    expect(told).toHaveTextContent(`${word} ${message}`);
    expect(told.dataset.more).toBe(`${word} ${message}`);
  });
});
