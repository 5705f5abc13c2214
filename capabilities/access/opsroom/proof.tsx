import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Endpoint, ReplyOf } from '#shared/endpoint.ts';
import { type Command, type InputOf, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, Dialog, TextField } from '#web/ui/index.ts';
import { beginPasskeyConfirm, confirmByPasskey } from '../endpoints-passkeys.ts';
import { confirmByPassword } from '../endpoints-security.ts';
import { canPasskey } from './passkey.ts';
import { PasskeyExchange } from './passkey-exchange.tsx';
import { words as doorWords } from './words.ts';
import { words } from './words-security.ts';

type Pending<E extends Endpoint> = {
  readonly input: InputOf<E>;
  readonly done: (reply: ReplyOf<E> | null) => void;
};

/** A command that asks for proof where the server wants one, and then runs again as it was typed. */
export function useProved<E extends Endpoint>(endpoint: E, refreshes: readonly Endpoint[] = []) {
  const command = useCommand(endpoint, refreshes);
  const pending = useRef<Pending<E> | null>(null);
  const [isAsking, setAsking] = useState(false);
  const { problem } = command;
  const end = (reply: ReplyOf<E> | null) => {
    pending.current?.done(reply);
    pending.current = null;
    setAsking(false);
  };
  const attempt = async () => {
    const now = pending.current;
    const reply = now && (await command.run(now.input));
    if (reply) end(reply);
  };
  useEffect(() => {
    if (problem === null || pending.current === null) return;
    if (problem.code === FIRST) return setAsking(true);
    pending.current.done(null);
    pending.current = null;
  }, [problem]);
  const proved: Command<E> = {
    ...command,
    problem: problem?.code === FIRST ? null : problem,
    run: (input) =>
      new Promise((done) => {
        pending.current = { input, done };
        void attempt();
      }),
  };
  const stop = () => {
    command.reset();
    end(null);
  };
  const proof = <ProofDialog open={isAsking} onClose={stop} onProved={() => void attempt()} />;
  return { command: proved, proof };
}

const FIRST = 'access.confirm-first';

function ProofDialog(props: { open: boolean; onClose: () => void; onProved: () => void }) {
  const t = useTexts(words);
  return (
    <Dialog title={t('proofTitle')} open={props.open} onClose={props.onClose}>
      <p>{t('proofText')}</p>
      <ProofForm onProved={props.onProved} onCancel={props.onClose} />
    </Dialog>
  );
}

function ProofForm({ onProved, onCancel }: { onProved: () => void; onCancel: () => void }) {
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
