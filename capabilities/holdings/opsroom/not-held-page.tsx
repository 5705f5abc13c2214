import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Page } from '#web/shell/index.ts';
import { Answer, AppLink } from '#web/ui/index.ts';
import { readPromise } from '../contract.ts';
import { PromiseKept } from './promise.tsx';
import { words } from './words.ts';

export function NotHeldPage() {
  const t = useTexts(words);
  const kept = useAsk(readPromise, {});
  return (
    <Page title={t('notTitle')} form="read" actions={<AppLink to="/siapa-melihat">{t('toWho')}</AppLink>}>
      <Answer of={kept}>{(found) => <PromiseKept of={found} />}</Answer>
    </Page>
  );
}
