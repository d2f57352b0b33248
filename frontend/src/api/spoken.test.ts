import { afterEach, expect, it } from 'vitest';
import { i18n } from '../i18n/i18n';
import { spoken } from './spoken';

afterEach(() => i18n.changeLanguage('en'));

it('finds Unknown by the word that is read', async () => {
  expect(spoken('onbekend')).toBe('onbekend');
  await i18n.changeLanguage('nl');
  expect(spoken(' Onbekend')).toBe('Unknown');
  expect(spoken('onbekend jane')).toBe('onbekend jane');
});
