import { useLocalized, useTexts } from '#web/i18n/index.ts';
import type { ReplacedLetter } from '../contract.ts';
import { REPLACEMENT } from '../letters.ts';
import { words } from './words.ts';

/** Which letters the paper replaces, and where they stand. */
export function LettersNotice({ replaced }: { replaced: readonly ReplacedLetter[] | undefined }) {
  const t = useTexts(words);
  const localized = useLocalized();
  if (replaced === undefined || replaced.length === 0) return null;
  return (
    <div className="notice notice-alarm" role="status">
      <p>{t('lettersTitle', { mark: REPLACEMENT })}</p>
      <ul>
        {replaced.map(({ letter, code, where }) => (
          <li key={code}>
            {letter} ({code}): {where.map(localized).join(', ')}
          </li>
        ))}
      </ul>
      <p>{t('lettersAdvice')}</p>
    </div>
  );
}
