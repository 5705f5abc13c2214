import './access.css';
import { type FormEvent, useEffect, useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, EmptyState, Loading, TextField, useFieldError } from '#web/ui/index.ts';
import { beginRecovery, finishRecovery } from '../two-persons-doors.ts';
import { Authenticator } from './authenticator.tsx';
import { OpenPage } from './open-page.tsx';
import { words as doorWords } from './words.ts';
import { words } from './words-two-persons.ts';

/** Opens a link that two colleagues made. The token stands behind `#`, which the browser keeps to itself. */
export function AccountRecoveryPage() {
  const t = useTexts(words);
  const d = useTexts(doorWords);
  const { instant } = useFormat();
  const opening = useCommand(beginRecovery);
  const [token] = useState(() => /^#([\w-]{43})$/.exec(window.location.hash)?.[1] ?? null);
  const [found, setFound] = useState<ReplyOf<typeof beginRecovery> | null>(null);
  const { run } = opening;
  // biome-ignore lint/correctness/useExhaustiveDependencies: one link is opened once
  useEffect(() => {
    if (token) void run({ body: { token } }).then(setFound);
  }, [token]);
  if (!token || !found)
    return (
      <OpenPage title={t('recoverTitle')} text="">
        {token ? null : <EmptyState icon="link" title={d('linkMissing')} text={t('linkMissingText')} />}
        {opening.busy ? <Loading rows={3} /> : null}
        <CommandNotice command={opening} />
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

/** Two steps: the password, then the authenticator app. Nothing typed is lost by going back. */
function RecoveryForm({ token, found }: { token: string; found: ReplyOf<typeof beginRecovery> }) {
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
    if (await command.run({ body: { token, password, code: digits } })) window.location.assign('/cara-masuk');
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
