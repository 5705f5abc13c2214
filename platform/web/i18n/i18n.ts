import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Localized } from '#shared/schema.ts';

export type Language = 'id' | 'en';
export const languages = ['id', 'en'] as const;

const REMEMBERED = 'rakor.language';

export const i18n = createInstance();
void i18n.use(initReactI18next).init({
  lng: rememberedLanguage(),
  fallbackLng: false,
  // Keys are flat and end in no separator: 'list.title' is one key.
  keySeparator: false,
  nsSeparator: false,
  ns: [],
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

/** The language in which the screens speak now. */
export function currentLanguage(): Language {
  return i18n.language === 'en' ? 'en' : 'id';
}

export function chooseLanguage(language: Language): void {
  store()?.setItem(REMEMBERED, language);
  document.documentElement.lang = language;
  void i18n.changeLanguage(language);
}

export function localized(text: Localized): string {
  return text[currentLanguage()];
}

function rememberedLanguage(): Language {
  return store()?.getItem(REMEMBERED) === 'en' ? 'en' : 'id';
}

function store(): Storage | null {
  return typeof localStorage === 'undefined' ? null : localStorage;
}
