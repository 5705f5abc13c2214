import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useProved } from '#web/identity/index.ts';
import { Button, CommandNotice, Dialog, toast } from '#web/ui/index.ts';
import { beginAuthenticator, readSecurity, replaceAuthenticator } from '../endpoints-security.ts';
import { Authenticator } from './authenticator.tsx';
import { words } from './words-security.ts';

/** A new secret for the app with the codes; the one before ends with its first code. */
export function AuthenticatorSection({ isUrgent }: { isUrgent: boolean }) {
  const t = useTexts(words);
  const begin = useProved(beginAuthenticator);
  const [made, setMade] = useState<ReplyOf<typeof beginAuthenticator> | null>(null);
  const start = async () => setMade(await begin.command.run({ body: {} }));
  return (
    <section className="access-section">
      <h2>{t('app')}</h2>
      <p className="quiet">{t('appText')}</p>
      <div>
        <Button
          kind={isUrgent ? 'primary' : 'plain'}
          icon="phone"
          busy={begin.command.busy}
          onPress={() => void start()}
        >
          {t('appReplace')}
        </Button>
      </div>
      <CommandNotice command={begin.command} />
      {begin.proof}
      <Dialog title={t('appReplace')} open={made !== null} onClose={() => setMade(null)} dismissable={false}>
        {made ? <Replace made={made} onDone={() => setMade(null)} /> : null}
      </Dialog>
    </section>
  );
}

function Replace({ made, onDone }: { made: ReplyOf<typeof beginAuthenticator>; onDone: () => void }) {
  const t = useTexts(words);
  const { command, proof } = useProved(replaceAuthenticator, [readSecurity]);
  const [code, setCode] = useState('');
  const digits = code.replace(/\D/g, '');
  const send = async () => {
    if (!(await command.run({ body: { code: digits } }))) return;
    toast(t('appReplaced'));
    onDone();
  };
  return (
    <div className="access-form">
      <Authenticator login={made.login} secret={made.totpSecret} code={code} onCode={setCode} />
      <CommandNotice command={command} />
      <div className="access-actions">
        <Button onPress={onDone}>{t('cancel')}</Button>
        <Button
          kind="primary"
          busy={command.busy}
          isDisabled={digits.length !== 6}
          onPress={() => void send()}
        >
          {t('appReplace')}
        </Button>
      </div>
      {proof}
    </div>
  );
}
