import { describe, expect, it } from 'vitest';
import type { Warning } from '../api/types';
import { i18n } from '../i18n/i18n';
import { noteOf } from './around';

const told = (warning: Partial<Warning>): Warning => ({
  code: '',
  source: '',
  title: '',
  permission: 'AuditLog.Read.All',
  count: 1,
  text: 'As the program said it.',
  ...warning,
});

describe('what keeps use from being read', () => {
  const refusals = ['role_missing', 'no_premium', 'auditing_off', 'not_in_cloud', 'search_pending'];
  const failures = ['not_read', 'permission_missing', 'unreachable', 'throttled'];

  it('is a sentence of its own for every refusal, in every language', () => {
    const sentences = new Set<string>();
    for (const language of ['en', 'nl']) {
      const t = i18n.getFixedT(language);
      for (const code of refusals) sentences.add(noteOf(told({ code }), t));
      for (const title of ['signIns', 'launches'])
        for (const code of failures) sentences.add(noteOf(told({ code, title }), t));
    }
    expect(sentences.size).toBe(2 * (refusals.length + 2 * failures.length));
    for (const sentence of sentences) expect(sentence).toMatch(/^\p{Lu}(?!s the program).*\.$/u);
  });

  it('names the permission that is missing', () => {
    const note = noteOf(told({ code: 'permission_missing', title: 'signIns' }), i18n.getFixedT('en'));
    expect(note).toContain('AuditLog.Read.All');
    expect(note).toContain('Settings');
  });
});
