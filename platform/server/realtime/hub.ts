import type { ServerResponse } from 'node:http';
import { type Actor, asOf } from '#shared/permission.ts';
import type { Clock } from '#shared/time.ts';
import type { Abilities, Ability } from '../abilities.ts';
import type { Database } from '../database/connect.ts';
import { headIndex, indexOfLeaf, type Numbered, numberedAfter } from '../journal/follow.ts';
import { crowdedOut } from './crowd.ts';

const FLUSH_MS = 250;
const HEARTBEAT_MS = 15_000;
const BATCH = 2_000;
/** Above this the reader is told to fetch afresh: cheaper for both than a long replay. */
const REPLAY_LIMIT = 5_000;
/** A reader that does not read is dropped to a fresh start instead of filling our memory. */
const MAX_BUFFERED = 1_048_576;

type Listener = {
  actor: Actor;
  ability: Ability;
  readonly response: ServerResponse;
  readonly renew: () => Promise<Actor>;
  waiting: Numbered[];
  behind: boolean;
  /** What it missed is being read: nothing newer may go out before that, or a dropped line would lose it. */
  replaying: boolean;
  /** Bytes that had left at the last heartbeat; null while nothing waited to leave. */
  stuckAt: number | null;
};

export type Hub = {
  /** Joins a reader; `lastLeafId` is what it saw last. */
  join(
    response: ServerResponse,
    actor: Actor,
    renew: () => Promise<Actor>,
    lastLeafId: string | null,
  ): Promise<void>;
  nudge(): void;
  readonly readers: number;
  stop(): Promise<void>;
};

type Parts = {
  readonly db: Database;
  readonly abilities: Abilities;
  /** Events after which open streams ask again what their reader may see. */
  readonly changesRights: ReadonlySet<string>;
  readonly onError: (error: unknown) => void;
  /** By which a wider reach that was taken in an emergency ends, between two questions who a reader is. */
  readonly clock: Clock;
  readonly heartbeatMs?: number;
};

/**
 * Tells readers that something changed, never what: they fetch it through the same doors as everybody.
 * Follows only the journal's index, so nothing that committed late is missed. Stream ids are leaf ids, because
 * a gap in numbers would tell of records that the reader may not know of.
 */
export async function startHub(parts: Parts): Promise<Hub> {
  const listeners = new Set<Listener>();
  const journal = await followJournal(parts, async (batch) => {
    if (batch.some((leaf) => parts.changesRights.has(leaf.event))) await renewAll(listeners, parts);
    const now = parts.clock();
    for (const listener of listeners) {
      regrant(listener, asOf(listener.actor, now), parts.abilities);
      enqueue(listener, batch);
    }
  });
  const poll = setInterval(journal.nudge, 500);
  const flush = setInterval(() => flushAll(listeners), FLUSH_MS);
  let renewing: Promise<void> = Promise.resolve();
  const heartbeat = setInterval(() => {
    renewing = renewing.then(() => renewAll(listeners, parts));
    dropStuck(listeners);
    for (const listener of listeners) listener.response.write(': still here\n\n');
  }, parts.heartbeatMs ?? HEARTBEAT_MS);
  return {
    get readers() {
      return listeners.size;
    },
    nudge: journal.nudge,
    async join(response, actor, renew, lastLeafId) {
      // Whoever went while we asked who they are has closed already, and would stay on the list for ever.
      if (response.destroyed) return;
      const listener: Listener = {
        actor,
        ability: parts.abilities.of(actor),
        response,
        renew,
        waiting: [],
        behind: false,
        replaying: lastLeafId !== null,
        stuckAt: null,
      };
      for (const each of crowdedOut(listeners, actor)) dismiss(each, listeners, REPLACED);
      const from = journal.seen();
      listeners.add(listener);
      const leave = () => listeners.delete(listener);
      // Without a listener, a write to a reader who is just leaving would end this process.
      response.on('close', leave).on('error', leave);
      response.write(': welcome\n\n');
      if (lastLeafId) await catchUp(listener, lastLeafId, from, parts);
    },
    async stop() {
      for (const timer of [poll, flush, heartbeat]) clearInterval(timer);
      for (const listener of listeners) listener.response.end();
      listeners.clear();
      await Promise.all([journal.stop(), renewing]);
    },
  };
}

/** Hands on what the journal numbers from now on, batch by batch; one walk at a time, however often it is nudged. */
async function followJournal(
  { db, onError }: Parts,
  onBatch: (batch: readonly Numbered[]) => Promise<void>,
): Promise<{ nudge: () => void; seen: () => number; stop: () => Promise<void> }> {
  let seen = await headIndex(db);
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let queued = false;
  const look = async () => {
    while (!stopped) {
      const batch = await numberedAfter(db, seen, BATCH);
      const last = batch[batch.length - 1];
      if (!last) return;
      seen = last.index;
      await onBatch(batch);
    }
  };
  const nudge = () => {
    if (queued || stopped) return;
    queued = true;
    running = running
      .then(() => {
        queued = false;
        return look();
      })
      .catch(onError);
  };
  // The sequencer goes on for a while, and nudges: nobody reads any more, and the database is about to close.
  const stop = () => {
    stopped = true;
    return running;
  };
  return { nudge, seen: () => seen, stop };
}

function sees({ ability }: Listener, leaf: Numbered): boolean {
  return ability.sees(leaf.kind, leaf.attributes);
}

function enqueue(listener: Listener, batch: readonly Numbered[]): void {
  const visible = batch.filter((leaf) => sees(listener, leaf));
  if (listener.waiting.length + visible.length > REPLAY_LIMIT) {
    listener.waiting = [];
    listener.behind = true;
  } else listener.waiting.push(...visible);
}

function flushAll(listeners: ReadonlySet<Listener>): void {
  for (const listener of listeners) {
    if (listener.replaying) continue;
    if (listener.response.writableLength > MAX_BUFFERED) {
      listener.waiting = [];
      listener.behind = true;
      continue;
    }
    const frames = listener.behind ? 'event: reset\ndata: {}\n\n' : listener.waiting.map(frame).join('');
    listener.behind = false;
    listener.waiting = [];
    if (frames) listener.response.write(frames);
  }
}

function frame(leaf: Numbered): string {
  const { event, kind, subject, operation, area } = leaf;
  return `id: ${leaf.leafId}\nevent: change\ndata: ${JSON.stringify({ event, kind, id: subject, operation, area })}\n\n`;
}

/** A reader whose past cannot be read starts afresh: it must not take what it missed for nothing. */
async function catchUp(listener: Listener, lastLeafId: string, until: number, parts: Parts): Promise<void> {
  try {
    await replay(listener, lastLeafId, until, parts.db);
  } catch (error) {
    listener.behind = true;
    parts.onError(error);
  } finally {
    listener.replaying = false;
  }
}

async function replay(listener: Listener, lastLeafId: string, until: number, db: Database): Promise<void> {
  const from = await indexOfLeaf(db, lastLeafId);
  if (from === null || until - from > REPLAY_LIMIT) {
    listener.behind = true;
    return;
  }
  const [last, ...missed] = await numberedAfter(db, from - 1, REPLAY_LIMIT + 1);
  // The id of something that the reader may not see says as little as an id that never was.
  if (!last || !sees(listener, last)) {
    listener.behind = true;
    return;
  }
  const live = new Set(listener.waiting.map((leaf) => leaf.index));
  const old = missed.filter((leaf) => leaf.index <= until && !live.has(leaf.index) && sees(listener, leaf));
  listener.waiting.unshift(...old);
}

/** Asks again who each reader is. One that cannot be asked keeps what it had and delays nobody else's news. */
async function renewAll(listeners: Set<Listener>, parts: Parts): Promise<void> {
  for (const listener of listeners) {
    try {
      const actor = await listener.renew();
      if (actor.kind === 'nobody') dismiss(listener, listeners, SIGNED_OUT);
      else regrant(listener, actor, parts.abilities);
    } catch (error) {
      parts.onError(error);
    }
  }
}

const SIGNED_OUT = 'event: signed-out\ndata: {}\n\n';
/** Whoever was crowded out comes back later, lest two of them push each other out for ever. */
const REPLACED = 'retry: 60000\nevent: replaced\ndata: {}\n\n';

// Off the list at once: a reader that does not read closes much later, and what is written until then is an error.
function dismiss(listener: Listener, listeners: Set<Listener>, lastWords: string): void {
  listeners.delete(listener);
  const { response } = listener;
  if (response.writableEnded) return;
  response.end(lastWords);
  const cut = setTimeout(() => response.destroy(), HEARTBEAT_MS).unref();
  response.once('close', () => clearTimeout(cut));
}

/** Cuts off whoever took nothing between two heartbeats though something was waiting: a phone that lost its network. */
function dropStuck(listeners: Set<Listener>): void {
  for (const listener of listeners) {
    const { response } = listener;
    const left =
      response.writableLength > 0 ? (response.socket?.bytesWritten ?? 0) - response.writableLength : null;
    if (left !== null && left === listener.stuckAt) response.destroy();
    listener.stuckAt = left;
  }
}

function regrant(listener: Listener, actor: Actor, abilities: Abilities): void {
  if (actor === listener.actor || JSON.stringify(actor.grants) === JSON.stringify(listener.actor.grants))
    return;
  listener.actor = actor;
  listener.ability = abilities.of(actor);
  listener.waiting = [];
  listener.behind = true;
}
