import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localized } from '#shared/schema.ts';
import { formatNumber } from './format.ts';
import { currentLanguage, i18n, type Language, languages } from './i18n.ts';

type Resource = Readonly<Record<string, string>>;

/** The words of one room, Indonesian and English with the same keys. */
export type Texts<K extends string = string> = {
  readonly namespace: string;
  readonly id: Readonly<Record<K, string>>;
  readonly en: Readonly<Record<K, string>>;
};

export type Fillings = Readonly<Record<string, string | number>>;
export type Translate<K extends string> = (key: K, fillings?: Fillings) => string;

const registered = new Map<string, { id: Resource; en: Resource }>();

/**
 * Registers the words of a room. Keys are flat (`'list.title'`), `{{name}}` is filled in, and a key may have a sister
 * `key_one` in English for a count of one. A key that one language lacks is a type error.
 */
export function texts<const I extends Resource>(
  namespace: string,
  words: {
    id: I;
    en: Readonly<Record<keyof I, string>> & Partial<Record<`${string & keyof I}_one`, string>>;
  },
): Texts<string & keyof I> {
  const { id, en } = words;
  registered.set(namespace, { id, en });
  i18n.addResourceBundle('id', namespace, id, true, true);
  i18n.addResourceBundle('en', namespace, en, true, true);
  return { namespace, id, en };
}

/** The translating function of a room, in the language of now. Draws anew when the language changes. */
export function useTexts<K extends string>(room: Texts<K>): Translate<K> {
  const { i18n: instance } = useTranslation(room.namespace);
  const language = instance.language;
  return useCallback(
    (key, fillings) => translate(room, key, fillings, language === 'en' ? 'en' : 'id'),
    [room, language],
  );
}

/** The same outside components. `count` given as a number chooses singular or plural, and is written as figures are. */
export function translate<K extends string>(
  room: Texts<K>,
  key: K,
  fillings: Fillings = {},
  language: Language = currentLanguage(),
): string {
  const t = i18n.getFixedT(language, room.namespace);
  const { count } = fillings;
  if (typeof count !== 'number') return t(key, { ...fillings });
  return t(key, { count, replace: { ...fillings, count: formatNumber(count, language) } });
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'id';
}

/** A key in both languages, for titles that stand in a declaration: `both(words, 'nav.title')`. */
export function both<K extends string>(room: Texts<K>, key: K): Localized {
  return { id: room.id[key], en: room.en[key] };
}

/** `{id, en}` values of the data, in the language of now. */
export function useLocalized(): (text: Localized) => string {
  const language = useLanguage();
  return useCallback((text) => text[language], [language]);
}

/** What is wrong with the registered words: empty ones, and placeholders that one language lacks. For tests. */
export function faultsOfTexts(): readonly string[] {
  return [...registered].flatMap(([namespace, { id, en }]) => {
    const keys = new Set([...Object.keys(id), ...Object.keys(en)].map((key) => key.replace(/_one$/, '')));
    return [...keys].flatMap((key) => {
      const missing = languages.filter((language) => !{ id, en }[language][key]?.trim());
      if (missing.length > 0) return [`${namespace}:${key} has no ${missing.join(' and no ')}`];
      const differs = placeholders(id[key]) !== placeholders(en[key]);
      return differs ? [`${namespace}:${key} fills in other things in each language`] : [];
    });
  });
}

function placeholders(text = ''): string {
  return [...text.matchAll(/\{\{\s*(\w+)/g)]
    .map(([, name]) => name)
    .sort()
    .join(',');
}
