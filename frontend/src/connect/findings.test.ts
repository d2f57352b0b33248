import { describe, expect, it } from 'vitest';
import type { AccessFinding } from '../api/types';
import { i18n } from '../i18n/i18n';
import { fakeFinding } from '../testing/fake-access';
import { saysText } from './findings';

const says = (language: string, set: string, state: Parameters<typeof fakeFinding>[2]) =>
  saysText(fakeFinding(set, 'graph.any', state) as AccessFinding, i18n.getFixedT(language));

describe('what a finding says', () => {
  it('names where the role of the audit log is given, which is no role of the directory', () => {
    const launches = { state: 'role_missing', role: 'View-Only Audit Logs' };
    expect(says('en', 'launches', launches)).toMatch(
      /View-Only Audit Logs\. An administrator gives it in the Purview portal/,
    );
    expect(says('nl', 'launches', launches)).toMatch(
      /View-Only Audit Logs\. Een beheerder geeft die in de Purview-portal/,
    );
    expect(says('en', 'launches', { ...launches, isApp: true })).toMatch(/refuses this app all the same/);
    expect(says('en', 'sign_ins', { ...launches, role: 'Reports Reader' })).not.toMatch(/Purview/);
  });

  it('says of what was switched off what it was', () => {
    const off = ['group_names', 'launches', 'sign_ins'].map((set) => says('en', set, { state: 'off' }));
    expect(new Set(off).size).toBe(3);
    expect(off[0]).toBe('It was chosen not to read the names of groups.');
  });
});
