import { useEffect } from 'react';
import { useAsk } from '#web/api/index.ts';
import { chooseLanguage, useLanguage, useTexts } from '#web/i18n/index.ts';
import { Answer, AppLink, Segmented } from '#web/ui/index.ts';
import { readPromise } from '../contract.ts';
import { PromiseKept } from './promise.tsx';
import { words } from './words.ts';

const LANGUAGES = [
  { id: 'id', text: 'Indonesia' },
  { id: 'en', text: 'English' },
] as const;

/** The same for anybody at all: nothing on it is about anybody. */
export function PublicPage() {
  const t = useTexts(words);
  const language = useLanguage();
  const kept = useAsk(readPromise, {});
  const title = t('notTitle');
  useEffect(() => {
    document.title = `${title} · Rakor`;
  }, [title]);
  return (
    <main className="promise-public">
      <header>
        <AppLink to="/masuk">{t('signIn')}</AppLink>
        <Segmented label={t('language')} options={LANGUAGES} value={language} onChange={chooseLanguage} />
      </header>
      <h1>{title}</h1>
      <Answer of={kept}>{(found) => <PromiseKept of={found} />}</Answer>
    </main>
  );
}
