import './access.css';
import { type FormEvent, useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, TextField } from '#web/ui/index.ts';
import { recoverySignIn } from '../endpoints-security.ts';
import { signIn } from '../endpoints-sign-in.ts';
import { browserToken, keepBrowserToken } from './browser-token.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { words } from './words.ts';
import { words as securityWords } from './words-security.ts';

type Who = { readonly login: string; readonly password: string; readonly browser?: string };
type Props = { readonly onDone: () => void; readonly autoFocus?: boolean };

/**
 * Login, password, code; or a passkey; or, where the app with the codes was lost, a printed one. What was typed stays
 * when it is refused, but for the code, which is used up.
 */
export function SignInForm({ onDone, autoFocus = true }: Props) {
  const t = useTexts(words);
  const s = useTexts(securityWords);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isLost, setLost] = useState(false);
  const byCode = useCommand(signIn);
  const byRecovery = useCommand(recoverySignIn);
  const command = isLost ? byRecovery : byCode;
  const digits = code.replace(/\D/g, '');
  const enter = async (who: Who) => {
    const reply = await byCode.run({ body: { ...who, code: digits } });
    keepBrowserToken(reply?.browser);
    return reply;
  };
  const recover = (who: Who) => byRecovery.run({ body: { ...who, recoveryCode: code } });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const who = { login: login.trim(), password, ...browserToken() };
    if (!(await (isLost ? recover(who) : enter(who)))) return setCode('');
    onDone();
  };
  return (
    <form className="access-form" onSubmit={(event) => void send(event)}>
      <PasskeyButton login={login} onDone={onDone} />
      <LoginField value={login} onChange={setLogin} autoFocus={autoFocus} />
      <PasswordField value={password} onChange={setPassword} />
      {isLost ? (
        <RecoveryCodeField value={code} onChange={setCode} />
      ) : (
        <AppCodeField value={code} onChange={setCode} />
      )}
      <CommandNotice command={command} />
      <Button
        type="submit"
        kind="primary"
        busy={command.busy}
        isDisabled={isLost ? code.trim().length < 12 : digits.length !== 6}
      >
        {t('signIn')}
      </Button>
      <Button
        kind="quiet"
        onPress={() => {
          setCode('');
          setLost(!isLost);
        }}
      >
        {s(isLost ? 'haveApp' : 'lostApp')}
      </Button>
    </form>
  );
}

type FieldProps = { readonly value: string; readonly onChange: (value: string) => void };

function LoginField({ autoFocus, ...typed }: FieldProps & { readonly autoFocus: boolean }) {
  const t = useTexts(words);
  return (
    <TextField
      {...typed}
      label={t('login')}
      autoComplete="username"
      name="login"
      autoFocus={autoFocus}
      required
    />
  );
}

function PasswordField(typed: FieldProps) {
  const t = useTexts(words);
  return (
    <TextField
      {...typed}
      label={t('password')}
      type="password"
      autoComplete="current-password"
      name="password"
      required
    />
  );
}

/** The printed code, for whom the app with the codes was lost. */
function RecoveryCodeField(typed: FieldProps) {
  const s = useTexts(securityWords);
  return (
    <TextField
      {...typed}
      label={s('recoveryCode')}
      description={s('recoveryCodeNote')}
      autoComplete="off"
      maxLength={20}
      required
    />
  );
}

/** Six digits, typed with or without a gap. */
function AppCodeField(typed: FieldProps) {
  const t = useTexts(words);
  return (
    <TextField
      {...typed}
      label={t('code')}
      description={t('codeNote')}
      inputMode="numeric"
      autoComplete="one-time-code"
      name="code"
      maxLength={7}
      required
    />
  );
}
