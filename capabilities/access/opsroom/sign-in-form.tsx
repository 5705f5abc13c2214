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
      <TextField
        label={t('login')}
        value={login}
        onChange={setLogin}
        autoComplete="username"
        name="login"
        autoFocus={autoFocus}
        required
      />
      <TextField
        label={t('password')}
        value={password}
        onChange={setPassword}
        type="password"
        autoComplete="current-password"
        name="password"
        required
      />
      {isLost ? (
        <TextField
          key="recovery"
          label={s('recoveryCode')}
          description={s('recoveryCodeNote')}
          value={code}
          onChange={setCode}
          autoComplete="off"
          maxLength={20}
          required
        />
      ) : (
        <TextField
          key="code"
          label={t('code')}
          description={t('codeNote')}
          value={code}
          onChange={setCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          name="code"
          maxLength={7}
          required
        />
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
