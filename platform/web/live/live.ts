import { Check } from 'typebox/value';
import { nullable, object, type Static, Type } from '#shared/schema.ts';
import { systemClock } from '#shared/time.ts';
import { raiseSignedOut } from '../api/index.ts';
import { makeSseParser, type ServerEvent } from './sse.ts';

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
  | { readonly state: 'offline'; readonly since: Date };

export type Live = {
  readonly connection: () => Connection;
  readonly onConnection: (listener: () => void) => () => void;
  /** `null`: anything may have changed, ask everything again. */
  readonly onChange: (listener: (changes: readonly Changed[] | null) => void) => () => void;
  readonly stop: () => void;
};

const COALESCE_MS = 250;
// The server says something every 15 s; after two and a half silences the line is dead.
const SILENCE_MS = 40_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** One connection per app: `event: change`, `event: reset`, comments as heartbeat. */
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
    if (connection.state !== 'connected' && connection.state === lineState()) return;
    show({ state: lineState(), since: connection.state === 'connected' ? systemClock() : connection.since });
  };
  void keepOpen(url, stopped.signal, { take, lost, connected: () => show({ state: 'connected' }) });
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

type Hooks = { take: (event: ServerEvent) => void; connected: () => void; lost: () => void };

async function keepOpen(url: string, signal: AbortSignal, hooks: Hooks): Promise<void> {
  let lastId: string | null = null;
  let opened = false;
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      await readOnce(url, signal, lastId, {
        ...hooks,
        connected: () => {
          pauseMs = FIRST_PAUSE_MS;
          hooks.connected();
          // Without an id the server cannot tell what was missed while the line was down.
          if (opened && lastId === null) hooks.take({ event: 'reset', data: '{}', id: null });
          opened = true;
        },
        take: (event) => {
          lastId = event.id ?? lastId;
          hooks.take(event);
        },
      });
    } catch {
      // A line that breaks is the ordinary case here: it is shown as lost and opened again below.
    }
    if (signal.aborted) return;
    hooks.lost();
    await sleep(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

async function readOnce(
  url: string,
  signal: AbortSignal,
  lastId: string | null,
  hooks: Hooks,
): Promise<void> {
  const silence = new AbortController();
  let watchdog = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const response = await fetch(url, {
      headers: { accept: 'text/event-stream', ...(lastId === null ? {} : { 'last-event-id': lastId }) },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (response.status === 401) raiseSignedOut();
    if (!response.ok || !response.body) return;
    hooks.connected();
    const parse = makeSseParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => silence.abort(), SILENCE_MS);
      for (const event of parse(part.value)) hooks.take(event);
    }
  } finally {
    clearTimeout(watchdog);
  }
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

function sleep(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, durationMs);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done, { once: true });
  });
}
