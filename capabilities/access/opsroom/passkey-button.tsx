import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice } from '#web/ui/index.ts';
import { beginPasskeySignIn, passkeySignIn } from '../endpoints-passkeys.ts';
import { askPasskey, canPasskey } from './passkey.ts';
import { words } from './words-security.ts';

/** Comes in by a passkey, with or without a login typed. Not there where browsers know none. */
export function PasskeyButton({ login, onDone }: { login: string; onDone: () => void }) {
  const t = useTexts(words);
  const begin = useCommand(beginPasskeySignIn);
  const finish = useCommand(passkeySignIn);
  const [trouble, setTrouble] = useState<'passkeyStopped' | 'passkeySuspended' | null>(null);
  if (!canPasskey()) return null;
  const enter = async () => {
    setTrouble(null);
    const asked = await begin.run({ body: {} });
    if (!asked) return;
    const answer = await askPasskey(asked);
    if (answer === null) return setTrouble('passkeyStopped');
    const named = login.trim() === '' ? {} : { login: login.trim() };
    const reply = await finish.run({ body: { ticket: asked.ticket, answer, ...named } });
    if (reply?.came === 'in') onDone();
    if (reply?.came === 'suspended') setTrouble('passkeySuspended');
  };
  return (
    <>
      <Button icon="key" busy={begin.busy || finish.busy} onPress={() => void enter()}>
        {t('byPasskey')}
      </Button>
      <CommandNotice command={begin} />
      <CommandNotice command={finish} />
      {trouble ? (
        <p className="alarm" role="alert">
          {t(trouble)}
        </p>
      ) : null}
      <p className="access-or quiet small">{t('or')}</p>
    </>
  );
}
