import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { beginPasskeySignIn, passkeySignIn } from '../endpoints-passkeys.ts';
import { canPasskey } from './passkey.ts';
import { PasskeyExchange } from './passkey-exchange.tsx';
import { words } from './words-security.ts';

/** Comes in by a passkey, with or without a login typed. Not there where browsers know none. */
export function PasskeyButton({ login, onDone }: { login: string; onDone: () => void }) {
  const t = useTexts(words);
  const begin = useCommand(beginPasskeySignIn);
  const finish = useCommand(passkeySignIn);
  if (!canPasskey()) return null;
  const named = login.trim() === '' ? {} : { login: login.trim() };
  return (
    <PasskeyExchange
      text={t('byPasskey')}
      begin={{ command: begin, busy: begin.busy, run: () => begin.run({ body: {} }) }}
      finish={{
        command: finish,
        busy: finish.busy,
        run: (ticket, answer) => finish.run({ body: { ticket, answer, ...named } }),
      }}
      onIn={onDone}
    />
  );
}
