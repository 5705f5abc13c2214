import { useEffect, useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { AppLink, CommandNotice, EmptyState, Loading } from '#web/ui/index.ts';
import { bindOwn, providerSignIn } from '../endpoints-providers.ts';
import { OpenPage } from './open-page.tsx';
import { placeAfter } from './place-after.ts';
import { takePending } from './provider-pending.ts';
import { WAYS_IN } from './provider-section.tsx';
import { words as doorWords } from './words.ts';
import { words } from './words-security.ts';

/** Where a provider sends the browser back to. What it came with leaves the address at once. */
export function ProviderPage() {
  const t = useTexts(words);
  const d = useTexts(doorWords);
  const signing = useCommand(providerSignIn);
  const binding = useCommand(bindOwn);
  const [came] = useState(() => {
    const search = window.location.search.slice(1);
    window.history.replaceState(null, '', window.location.pathname);
    const pending = takePending();
    return pending && search !== '' ? { ...pending, search } : null;
  });
  const command = came?.binds ? binding : signing;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came back is good once
  useEffect(() => {
    if (!came) return;
    const { provider, ticket, search, next, binds } = came;
    const said = { body: { provider, ticket, search } };
    void (binds ? binding.run(said) : signing.run(said)).then(async (reply) => {
      if (reply) window.location.assign(binds ? next : await placeAfter(next));
    });
  }, [came]);
  return (
    <OpenPage title={came?.binds ? t('providers') : d('signIn')} text="">
      {came ? <CommandNotice command={command} /> : <EmptyState icon="key" title={t('providerLost')} />}
      {command.busy ? (
        <Loading rows={2} />
      ) : (
        <AppLink to={came?.binds ? WAYS_IN : '/masuk'}>
          {came?.binds ? t('title') : t('providerAgain')}
        </AppLink>
      )}
    </OpenPage>
  );
}
