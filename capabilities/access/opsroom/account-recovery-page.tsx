import './access.css';
import { type FormEvent, useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, EmptyState, TextField, useFieldError } from '#web/ui/index.ts';
import { beginRecovery, finishRecovery } from '../two-persons-doors.ts';
import { Authenticator } from './authenticator.tsx';
import { OpenPage } from './open-page.tsx';
import { words as doorWords } from './words.ts';
import { words } from './words-two-persons.ts';

type Found = ReplyOf<typeof beginRecovery> & { readonly share: string };

/**
 * Opens a link of one colleague with the code of the other. The token stands behind `#`, which the browser keeps to
 * itself.
 */
export function AccountRecoveryPage() {
  const t = useTexts(words);
  const d = useTexts(doorWords);
  const { instant } = useFormat();
  const [token] = useState(() => /^#([\w-]{43})$/.exec(window.location.hash)?.[1] ?? null);
  const [found, setFound] = useState<Found | null>(null);
  if (!token)
    return (
      <OpenPage title={t('recoverTitle')} text="">
        <EmptyState icon="link" title={d('linkMissing')} text={t('linkMissingText')} />
      </OpenPage>
    );
  if (!found)
    return (
      <OpenPage title={t('recoverTitle')} text={t('shareText')}>
        <ShareForm token={token} onFound={setFound} />
      </OpenPage>
    );
  const { name, login, expiresAt } = found;
  return (
    <OpenPage title={t('recoverTitle')} text={t('recoverText', { name, login, until: instant(expiresAt) })}>
      <p className="quiet small">{t('recoverWarning')}</p>
      <RecoveryForm token={token} found={found} />
    </OpenPage>
  );
}

/** The half that the other colleague reads out. */
function ShareForm({ token, onFound }: { token: string; onFound: (found: Found) => void }) {
  const t = useTexts(words);
  const opening = useCommand(beginRecovery);
  const [share, setShare] = useState('');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await opening.run({ body: { token, share: share.trim() } });
    if (reply) onFound({ ...reply, share: share.trim() });
  };
  return (
    <form className="access-form" onSubmit={(event) => void send(event)}>
      <TextField
        label={t('share')}
        description={t('shareNote')}
        value={share}
        onChange={setShare}
        autoComplete="off"
        maxLength={20}
        autoFocus
        required
      />
      <CommandNotice command={opening} />
      <div className="access-actions">
        <Button type="submit" kind="primary" busy={opening.busy} isDisabled={share.trim() === ''}>
          {t('shareNext')}
        </Button>
      </div>
    </form>
  );
}

/** Two steps: the password, then the authenticator app. Nothing typed is lost by going back. */
function RecoveryForm({ token, found }: { token: string; found: Found }) {
  const t = useTexts(words);
  const d = useTexts(doorWords);
  const command = useCommand(finishRecovery);
  const errorOf = useFieldError(command.problem);
  const [step, setStep] = useState<'password' | 'code'>('password');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const digits = code.replace(/\D/g, '');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (step === 'password') return setStep('code');
    const { share } = found;
    if (await command.run({ body: { token, share, password, code: digits } }))
      window.location.assign('/cara-masuk');
  };
  return (
    <form className="access-form" onSubmit={(event) => void send(event)}>
      {step === 'password' ? (
        <TextField
          label={t('passwordNew')}
          description={d('passwordNote')}
          value={password}
          onChange={setPassword}
          error={errorOf('password')}
          type="password"
          autoComplete="new-password"
          autoFocus
          required
        />
      ) : (
        <Authenticator login={found.login} secret={found.totpSecret} code={code} onCode={setCode} />
      )}
      <CommandNotice command={command} />
      <div className="access-actions">
        {step === 'code' ? <Button onPress={() => setStep('password')}>{d('back')}</Button> : null}
        <Button
          type="submit"
          kind="primary"
          busy={command.busy}
          isDisabled={step === 'password' ? password === '' : digits.length !== 6}
        >
          {step === 'password' ? d('next') : t('recover')}
        </Button>
      </div>
    </form>
  );
}
