import type { ReplyOf } from '#shared/endpoint.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useProved } from '#web/identity/index.ts';
import { Button, CommandNotice, toast } from '#web/ui/index.ts';
import { beginOwnBinding, releaseOwn } from '../endpoints-providers.ts';
import { readSecurity } from '../endpoints-security.ts';
import { keepPending } from './provider-pending.ts';
import { words } from './words-security.ts';

/** Where one's own ways in stand. */
export const WAYS_IN = '/cara-masuk';

type At = NonNullable<ReplyOf<typeof readSecurity>['providers']>[number];

/** The providers of one's own agency; nothing where it has none. */
export function ProviderSection({ providers }: { providers: readonly At[] }) {
  const t = useTexts(words);
  if (providers.length === 0) return null;
  return (
    <section className="access-section">
      <h2>{t('providers')}</h2>
      <p className="quiet">{t('providersText')}</p>
      {providers.map((at) => (
        <ProviderLine key={at.key} at={at} />
      ))}
    </section>
  );
}

function ProviderLine({ at: { key, name, boundAt } }: { at: At }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const begin = useProved(beginOwnBinding);
  const release = useProved(releaseOwn, [readSecurity]);
  const onBind = async () => {
    const begun = await begin.command.run({ body: { provider: key } });
    if (!begun) return;
    keepPending({ provider: key, ticket: begun.ticket, next: WAYS_IN, binds: true });
    window.location.assign(begun.url);
  };
  const onRelease = async () => {
    if (await release.command.run({ body: { provider: key } })) toast(t('released'));
  };
  const { command, proof } = boundAt === null ? begin : release;
  return (
    <div className="access-line">
      <p>{boundAt === null ? t('providerNot') : t('providerBoundAt', { at: instant(boundAt) })}</p>
      {boundAt === null ? (
        <Button icon="link" busy={begin.command.busy} onPress={() => void onBind()}>
          {t('providerBind', { name })}
        </Button>
      ) : (
        <Button busy={release.command.busy} onPress={() => void onRelease()}>
          {t('providerRelease', { name })}
        </Button>
      )}
      <CommandNotice command={command} />
      {proof}
    </div>
  );
}
