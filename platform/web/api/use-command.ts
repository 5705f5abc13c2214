import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Endpoint, ReplyOf } from '#shared/endpoint.ts';
import { newId } from '#shared/id.ts';
import type { Problem } from '#shared/problem.ts';
import { call } from './call.ts';
import { isWaiting, ProblemError } from './errors.ts';
import { whileUnderWay } from './in-flight.ts';
import type { InputOf } from './input.ts';

/** `waiting`: nobody answered; the same intent is sent again by itself until somebody does. */
export type CommandState = 'idle' | 'sending' | 'waiting' | 'refused' | 'done';

export type Command<E extends Endpoint> = {
  readonly state: CommandState;
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Resolves to the reply, or to null when it was refused or given up. Never throws a refusal. */
  readonly run: (input: InputOf<E>) => Promise<ReplyOf<E> | null>;
  /** Sends at once what is waiting. */
  readonly hurry: () => void;
  readonly reset: () => void;
};

/**
 * Tells a command. What is typed stays with the caller until `run` gives a reply.
 * @param refreshes questions to be asked again once it is done
 */
export function useCommand<E extends Endpoint>(endpoint: E, refreshes: readonly Endpoint[] = []): Command<E> {
  const client = useQueryClient();
  const [state, setState] = useState<CommandState>('idle');
  const [problem, setProblem] = useState<Problem | null>(null);
  const wake = useRef<() => void>(() => {});
  const flight = useRef<AbortController | null>(null);
  useEffect(() => () => flight.current?.abort(), []);

  const run = async (input: InputOf<E>): Promise<ReplyOf<E> | null> => {
    flight.current?.abort();
    const abort = new AbortController();
    flight.current = abort;
    setProblem(null);
    setState('sending');
    const show = (next: CommandState) => {
      if (!abort.signal.aborted) setState(next);
    };
    try {
      const onWaiting = (woken: () => void) => {
        wake.current = woken;
        show('waiting');
      };
      const reply = await whileUnderWay(() => persist(endpoint, input, abort.signal, onWaiting));
      await Promise.all(refreshes.map(({ name }) => client.invalidateQueries({ queryKey: [name] })));
      show('done');
      return reply;
    } catch (error) {
      if (abort.signal.aborted) return null;
      if (!(error instanceof ProblemError)) {
        show('idle');
        throw error;
      }
      setProblem(error.problem);
      show('refused');
      return null;
    }
  };

  const reset = useCallback(() => {
    flight.current?.abort();
    setProblem(null);
    setState('idle');
  }, []);
  const hurry = useCallback(() => wake.current(), []);
  return { state, busy: state === 'sending' || state === 'waiting', problem, run, hurry, reset };
}

/** Sends one intent under one id until somebody answers for good. */
async function persist<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  signal: AbortSignal,
  onWaiting: (wake: () => void) => void,
): Promise<ReplyOf<E>> {
  const intent = newId();
  for (let delayMs = 2000; ; delayMs = Math.min(delayMs * 2, 30_000)) {
    try {
      return await call(endpoint, input, { signal, intent });
    } catch (error) {
      if (signal.aborted || !isWaiting(error)) throw error;
      await pause(delayMs, signal, onWaiting);
      signal.throwIfAborted();
    }
  }
}

function pause(delayMs: number, signal: AbortSignal, onWaiting: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done, { once: true });
    onWaiting(done);
  });
}
