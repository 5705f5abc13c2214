import { useEffect, useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { AppLink, CommandNotice, EmptyState, Loading } from '#web/ui/index.ts';
import { providerSignIn } from '../endpoints-providers.ts';
import { OpenPage } from './open-page.tsx';
import { placeAfter } from './place-after.ts';
import { takePending } from './provider-pending.ts';
import { words as doorWords } from './words.ts';
import { words } from './words-security.ts';

/** Where a provider sends the browser back to. What it came with leaves the address at once. */
export function ProviderPage() {
  const t = useTexts(words);
  const d = useTexts(doorWords);
  const command = useCommand(providerSignIn);
  const [came] = useState(() => {
    const search = window.location.search.slice(1);
    window.history.replaceState(null, '', window.location.pathname);
    const pending = takePending();
    return pending && search !== '' ? { ...pending, search } : null;
  });
  const { run } = command;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came back is good once
  useEffect(() => {
    if (!came) return;
    const { provider, ticket, search, next } = came;
    void run({ body: { provider, ticket, search } }).then(async (reply) => {
      if (reply) window.location.assign(await placeAfter(next));
    });
  }, [came]);
  return (
    <OpenPage title={d('signIn')} text="">
      {came ? <CommandNotice command={command} /> : <EmptyState icon="key" title={t('providerLost')} />}
      {command.busy ? <Loading rows={2} /> : <AppLink to="/masuk">{t('providerAgain')}</AppLink>}
    </OpenPage>
  );
}
