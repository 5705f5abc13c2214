export * from './format.ts';
export { chooseLanguage, currentLanguage, i18n, type Language, languages, localized } from './i18n.ts';
export {
  both,
  type Fillings,
  faultsOfTexts,
  type Texts,
  type Translate,
  texts,
  translate,
  useLanguage,
  useLocalized,
  useTexts,
} from './texts.ts';
export { type Format, useFormat, ZoneContext } from './use-format.ts';
