import { Check } from 'typebox/value';
import { nullable, object, type Static, Type } from '#shared/schema.ts';
import { systemClock } from '#shared/time.ts';
import { raiseSignedOut } from '../api/index.ts';
import { keepOpen } from './line.ts';
import type { ServerEvent } from './sse.ts';

/** What the stream says of one journal entry. */
export const Changed = object({
  event: Type.String(),
  kind: Type.String(),
  id: Type.String(),
  area: nullable(Type.String()),
  operation: nullable(Type.String()),
});
export type Changed = Static<typeof Changed>;

export type Connection =
  | { readonly state: 'connected' }
  | { readonly state: 'reconnecting'; readonly since: Date }
  | { readonly state: 'offline'; readonly since: Date }
  /** The server let this page go, because too many of the same person are open; it comes back by itself. */
  | { readonly state: 'replaced'; readonly since: Date };

export type Live = {
  readonly connection: () => Connection;
  readonly onConnection: (listener: () => void) => () => void;
  /** `null`: anything may have changed, ask everything again. */
  readonly onChange: (listener: (changes: readonly Changed[] | null) => void) => () => void;
  readonly stop: () => void;
};

const COALESCE_MS = 250;

/** One connection per app: `event: change`, `event: reset`, `event: replaced`, comments as heartbeat. */
export function startLive(url: string): Live {
  const changeListeners = new Set<(changes: readonly Changed[] | null) => void>();
  const connectionListeners = new Set<() => void>();
  const stopped = new AbortController();
  let connection: Connection = { state: 'reconnecting', since: systemClock() };
  let waiting: Changed[] = [];
  let everything = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (next: Connection) => {
    connection = next;
    for (const listener of connectionListeners) listener();
  };
  const flush = () => {
    timer = undefined;
    const changes = everything ? null : waiting;
    waiting = [];
    everything = false;
    for (const listener of changeListeners) listener(changes);
  };
  const take = (event: ServerEvent) => {
    if (event.event === 'signed-out') return raiseSignedOut();
    if (event.event === 'reset') everything = true;
    else if (event.event === 'change') {
      const change = changeOf(event.data);
      if (change) waiting.push(change);
      else everything = true;
    } else return;
    timer ??= setTimeout(flush, COALESCE_MS);
  };
  const lost = () => {
    if (connection.state === lineState()) return;
    show({ state: lineState(), since: connection.state === 'connected' ? systemClock() : connection.since });
  };
  const connected = () => show({ state: 'connected' });
  const replaced = () => show({ state: 'replaced', since: systemClock() });
  void keepOpen(url, stopped.signal, { take, lost, connected, replaced, sleep });
  window.addEventListener('offline', lost, { signal: stopped.signal });

  return {
    connection: () => connection,
    onConnection: (listener) => listen(connectionListeners, listener),
    onChange: (listener) => listen(changeListeners, listener),
    stop: () => {
      clearTimeout(timer);
      stopped.abort();
    },
  };
}

function changeOf(data: string): Changed | null {
  try {
    const value: unknown = JSON.parse(data);
    return Check(Changed, value) ? value : null;
  } catch {
    return null;
  }
}

function lineState(): 'offline' | 'reconnecting' {
  return navigator.onLine ? 'reconnecting' : 'offline';
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Ends early when the network comes back, unless the pause was asked for. */
function sleep(durationMs: number, asked: boolean, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, durationMs);
    if (!asked) window.addEventListener('online', done);
    signal.addEventListener('abort', done, { once: true });
  });
}
