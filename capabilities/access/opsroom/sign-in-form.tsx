import './access.css';
import { type FormEvent, useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, TextField } from '#web/ui/index.ts';
import { signIn } from '../endpoints-sign-in.ts';
import { words } from './words.ts';

/** Login, password, code. What was typed stays when it is refused, but for the code, which is used up. */
export function SignInForm({ onDone, autoFocus = true }: { onDone: () => void; autoFocus?: boolean }) {
  const t = useTexts(words);
  const command = useCommand(signIn);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const digits = code.replace(/\D/g, '');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await command.run({ body: { login: login.trim(), password, code: digits } });
    if (reply) onDone();
    else setCode('');
  };
  return (
    <form className="access-form" onSubmit={(event) => void send(event)}>
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
      <TextField
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
      <CommandNotice command={command} />
      <Button type="submit" kind="primary" busy={command.busy} isDisabled={digits.length !== 6}>
        {t('signIn')}
      </Button>
    </form>
  );
}
