import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';
import nl from './nl.json';

export const languages = ['en', 'nl'] as const;
export type Language = (typeof languages)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'window';
    resources: { window: typeof en };
    returnNull: false;
  }
}

// languageOf gives the language to speak: the chosen one, or the system's when
// there is a file for it, or English.
export function languageOf(chosen: string, system: readonly string[] = navigator.languages): Language {
  const wanted = chosen === 'system' ? system.map((tag) => tag.slice(0, 2)) : [chosen];
  for (const tag of wanted) {
    const known = languages.find((language) => language === tag);
    if (known) return known;
  }
  return 'en';
}

// localeOf gives the formats to write numbers and dates in: those of the
// system when it speaks the language, otherwise the language's own.
export function localeOf(language: Language, system: readonly string[] = navigator.languages): string {
  const own = { en: 'en-GB', nl: 'nl-NL' } as const;
  return system.find((tag) => tag.length > 2 && tag.startsWith(language)) ?? own[language];
}

export const i18n = i18next.createInstance();
i18n.use(initReactI18next);
void i18n.init({
  resources: { en: { window: en }, nl: { window: nl } },
  lng: 'en',
  fallbackLng: false,
  defaultNS: 'window',
  ns: ['window'],
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});
// Numbers inside sentences follow the same formats as those beside them.
i18n.services.formatter?.add('number', (value, language) =>
  new Intl.NumberFormat(localeOf(languageOf(language ?? 'en'))).format(Number(value)),
);
