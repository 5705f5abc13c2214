/** One line to the server, opened again for as long as somebody listens. */
import { raiseSignedOut } from '../api/index.ts';
import { makeSseParser, type ServerEvent } from './sse.ts';

// The server says something every 15 s; after two and a half silences the line is dead.
const SILENCE_MS = 40_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** For a server that lets a page go without saying how long. */
const REPLACED_PAUSE_MS = 60_000;

export type Hooks = {
  readonly take: (event: ServerEvent) => void;
  readonly connected: () => void;
  readonly lost: () => void;
  /** Let go in favour of another page of the same person. */
  readonly replaced: () => void;
  /** `asked`: the server named this pause, and nothing makes it shorter. */
  readonly sleep: (durationMs: number, asked: boolean, signal: AbortSignal) => Promise<void>;
};

/** Hands on what the server says until the signal ends it. A pause that the server asks for is kept. */
export async function keepOpen(url: string, signal: AbortSignal, hooks: Hooks): Promise<void> {
  let lastId: string | null = null;
  let opened = false;
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    let askedMs: number | null = null;
    let replaced = false;
    try {
      await readOnce(url, signal, lastId, {
        connected: () => {
          pauseMs = FIRST_PAUSE_MS;
          hooks.connected();
          // Without an id the server cannot tell what was missed while the line was down.
          if (opened && lastId === null) hooks.take({ event: 'reset', data: '{}', id: null, retryMs: null });
          opened = true;
        },
        take: (event) => {
          lastId = event.id ?? lastId;
          askedMs = event.retryMs ?? askedMs;
          if (event.event === 'replaced') {
            askedMs ??= REPLACED_PAUSE_MS;
            replaced = true;
          }
          hooks.take(event);
        },
      });
    } catch {
      // A line that breaks is the ordinary case here: it is shown as lost and opened again below.
    }
    if (signal.aborted) return;
    if (replaced) hooks.replaced();
    else hooks.lost();
    await hooks.sleep(askedMs ?? pauseMs, askedMs !== null, signal);
    if (askedMs === null) pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

async function readOnce(
  url: string,
  signal: AbortSignal,
  lastId: string | null,
  hooks: Pick<Hooks, 'take' | 'connected'>,
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
