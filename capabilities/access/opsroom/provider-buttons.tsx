import { useState } from 'react';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice } from '#web/ui/index.ts';
import { beginProviderSignIn, listProviders } from '../endpoints-providers.ts';
import { keepPending } from './provider-pending.ts';
import { words } from './words-security.ts';

/** One button per agency that signs its own people in; nothing where there is none. */
export function ProviderButtons({ next }: { next: string }) {
  const t = useTexts(words);
  const asked = useAsk(listProviders, {});
  const begin = useCommand(beginProviderSignIn);
  const [chosen, setChosen] = useState<string | null>(null);
  if (asked.state !== 'ready' || asked.data.providers.length === 0) return null;
  const go = async (provider: string) => {
    setChosen(provider);
    const begun = await begin.run({ body: { provider } });
    if (!begun) return;
    keepPending({ provider, ticket: begun.ticket, next, binds: false });
    window.location.assign(begun.url);
  };
  return (
    <div className="access-form">
      {asked.data.providers.map(({ key, name }) => (
        <Button key={key} icon="building" busy={begin.busy && chosen === key} onPress={() => void go(key)}>
          {t('byProvider', { name })}
        </Button>
      ))}
      <CommandNotice command={begin} />
    </div>
  );
}
