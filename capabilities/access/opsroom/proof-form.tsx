import './access.css';
import { type FormEvent, useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import type { ProofFormProps } from '#web/identity/index.ts';
import { Button, CommandNotice, TextField } from '#web/ui/index.ts';
import { beginPasskeyConfirm, confirmByPasskey } from '../endpoints-passkeys.ts';
import { confirmByPassword } from '../endpoints-security.ts';
import { canPasskey } from './passkey.ts';
import { PasskeyExchange } from './passkey-exchange.tsx';
import { words as doorWords } from './words.ts';
import { words } from './words-security.ts';

/** By passkey, or by password and code. */
export function ProofForm({ onProved, onCancel }: ProofFormProps) {
  const t = useTexts(words);
  const d = useTexts(doorWords);
  const command = useCommand(confirmByPassword);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const digits = code.replace(/\D/g, '');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await command.run({ body: { password, code: digits } });
    if (reply) onProved();
    else setCode('');
  };
  return (
    <form className="access-form" onSubmit={(event) => void send(event)}>
      {canPasskey() ? <ProofByPasskey onProved={onProved} /> : null}
      <TextField
        label={d('password')}
        value={password}
        onChange={setPassword}
        type="password"
        autoComplete="current-password"
        autoFocus={!canPasskey()}
        required
      />
      <TextField
        label={d('code')}
        description={d('codeNote')}
        value={code}
        onChange={setCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        required
      />
      <CommandNotice command={command} />
      <div className="access-actions">
        <Button onPress={onCancel}>{t('cancel')}</Button>
        <Button type="submit" kind="primary" busy={command.busy} isDisabled={digits.length !== 6}>
          {t('proofPassword')}
        </Button>
      </div>
    </form>
  );
}

function ProofByPasskey({ onProved }: { onProved: () => void }) {
  const t = useTexts(words);
  const begin = useCommand(beginPasskeyConfirm);
  const finish = useCommand(confirmByPasskey);
  return (
    <PasskeyExchange
      text={t('proofPasskey')}
      primary
      begin={{ command: begin, busy: begin.busy, run: () => begin.run({ body: {} }) }}
      finish={{
        command: finish,
        busy: finish.busy,
        run: (ticket, answer) => finish.run({ body: { ticket, answer } }),
      }}
      onIn={onProved}
    />
  );
}
