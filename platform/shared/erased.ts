/** What stands where a text was. Readers see that something was taken away, and an empty field is not mistaken for it. */
export const ERASED = '(dihapus)';

const inEnglish = '(erased)';

/** The same in the language of a screen or a file. Stored is always `ERASED`, so that a ledger can be played again. */
export function erasedIn(language: 'id' | 'en', text: string): string {
  return language === 'en' && text.includes(ERASED) ? text.replaceAll(ERASED, inEnglish) : text;
}
