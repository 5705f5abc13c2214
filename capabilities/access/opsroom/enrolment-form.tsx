import { type FormEvent, useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, TextField, useFieldError } from '#web/ui/index.ts';
import { finishEnrolment } from '../endpoints-sign-in.ts';
import { Authenticator } from './authenticator.tsx';
import { words } from './words.ts';

type Props = {
  readonly token: string;
  readonly name: string;
  readonly secret: string;
  readonly onDone: () => void;
};

type Who = { readonly name: string; readonly login: string; readonly password: string };

/** Two steps: who and the password, then the authenticator app. Nothing typed is lost by going back. */
export function EnrolmentForm({ token, secret, onDone, ...given }: Props) {
  const t = useTexts(words);
  const command = useCommand(finishEnrolment);
  const errorOf = useFieldError(command.problem);
  const [step, setStep] = useState<'who' | 'code'>('who');
  const [who, setWho] = useState<Who>({ name: given.name, login: '', password: '' });
  const change = (changed: Partial<Who>) => setWho((before) => ({ ...before, ...changed }));
  const [code, setCode] = useState('');
  const digits = code.replace(/\D/g, '');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (step === 'who') return setStep('code');
    const reply = await command.run({ body: { token, ...who, code: digits } });
    if (reply) onDone();
  };
  return (
    <form className="access-form" onSubmit={(event) => void send(event)}>
      {step === 'who' ? (
        <WhoFields who={who} onChange={change} errorOf={errorOf} />
      ) : (
        <Authenticator login={who.login} secret={secret} code={code} onCode={setCode} />
      )}
      <CommandNotice command={command} />
      <div className="access-actions">
        {step === 'code' ? <Button onPress={() => setStep('who')}>{t('back')}</Button> : null}
        <Button
          type="submit"
          kind="primary"
          busy={command.busy}
          isDisabled={step === 'code' && digits.length !== 6}
        >
          {t(step === 'who' ? 'next' : 'open')}
        </Button>
      </div>
    </form>
  );
}

function WhoFields(props: {
  who: Who;
  onChange: (changed: Partial<Who>) => void;
  errorOf: ReturnType<typeof useFieldError>;
}) {
  const t = useTexts(words);
  const { who, onChange, errorOf } = props;
  return (
    <>
      <TextField
        label={t('name')}
        description={t('nameNote')}
        value={who.name}
        onChange={(name) => onChange({ name })}
        error={errorOf('name')}
        maxLength={80}
        autoFocus
        required
      />
      <TextField
        label={t('login')}
        description={t('loginNote')}
        value={who.login}
        onChange={(typed) => onChange({ login: typed.toLowerCase() })}
        error={errorOf('login')}
        autoComplete="username"
        maxLength={40}
        required
      />
      <TextField
        label={t('password')}
        description={t('passwordNote')}
        value={who.password}
        onChange={(password) => onChange({ password })}
        error={errorOf('password')}
        type="password"
        autoComplete="new-password"
        required
      />
    </>
  );
}
