import { type ComponentType, lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Endpoint, ReplyOf } from '#shared/endpoint.ts';
import { type Command, type InputOf, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Dialog, Loading } from '#web/ui/index.ts';
import { words } from './words.ts';

/** How somebody proves who they are; the room that knows ways in offers it, every other room asks through it. */
export type ProofFormProps = { readonly onProved: () => void; readonly onCancel: () => void };

let form: ComponentType<ProofFormProps> | null = null;

/** Called once, by the room that knows how people come in. */
export function offerProof(load: () => Promise<ComponentType<ProofFormProps>>): void {
  form = lazy(async () => ({ default: await load() }));
}

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
  const Form = form;
  return (
    <Dialog title={t('proofTitle')} open={props.open} onClose={props.onClose}>
      <p>{t('proofText')}</p>
      <Suspense fallback={<Loading rows={3} />}>
        {Form ? <Form onProved={props.onProved} onCancel={props.onClose} /> : null}
      </Suspense>
    </Dialog>
  );
}
