import { sql } from 'kysely';
import { type Database, inTransaction } from '../database/connect.ts';
import { numberedAfter } from '../journal/follow.ts';
import { advance, type Parts, tryAside, tryInLine } from './attempt.ts';
import { dueAside, nextTryOf } from './failures.ts';
import type { Reaction } from './reaction.ts';

const BATCH = 200;
/** Failed leaves are tried again even when nothing new is numbered. */
const LOOK_EVERY_MS = 1_000;

export type Runner = {
  nudge(): void;
  /** Once everything that may be done now is done. */
  idle(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Lets every reaction follow the journal, at least once and in order. A leaf that fails holds up its reaction for some
 * seconds; then it steps aside, later leaves about the same subject wait behind it, and all others go on.
 */
export function startReactions(reactions: readonly Reaction[], parts: Parts): Runner {
  let running: Promise<void> = Promise.resolve();
  let queued = false;
  let stopped = false;
  const isStopped = () => stopped;
  const look = async () => {
    queued = false;
    await lookAside(reactions, parts, isStopped).catch((error) => parts.onError(error));
    for (const each of reactions)
      await followLine(each, parts, isStopped).catch((error) => parts.onError(error));
  };
  const nudge = () => {
    if (queued || stopped) return;
    queued = true;
    running = running.then(look);
  };
  const timer = setInterval(nudge, LOOK_EVERY_MS);
  nudge();
  return {
    nudge,
    idle: () => running,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

async function followLine(reaction: Reaction, parts: Parts, isStopped: () => boolean): Promise<void> {
  const { name } = reaction;
  const names = new Set(reaction.on.map((event) => event.name));
  while (!isStopped()) {
    const batch = await numberedAfter(parts.db, await cursorOf(parts.db, name), BATCH);
    for (const leaf of batch.filter(({ event }) => names.has(event))) {
      const next = await nextTryOf(parts.db, { name, index: leaf.index });
      if (isStopped() || (next !== null && next > parts.clock())) return;
      if (!(await tryInLine(reaction, leaf, parts))) return;
    }
    const last = batch[batch.length - 1];
    if (last) await inTransaction(parts.db, (tx) => advance(tx, name, last.index));
    if (batch.length < BATCH) return;
  }
}

async function lookAside(
  reactions: readonly Reaction[],
  parts: Parts,
  isStopped: () => boolean,
): Promise<void> {
  const byName = new Map(reactions.map((each) => [each.name, each]));
  for (;;) {
    const due = await dueAside(parts.db, [...byName.keys()], parts.clock(), BATCH);
    for (const { name, index } of due) {
      const [leaf] = await numberedAfter(parts.db, index - 1, 1);
      const reaction = byName.get(name);
      if (isStopped()) return;
      if (leaf?.index === index && reaction) await tryAside(reaction, leaf, parts);
    }
    if (due.length === 0) return;
  }
}

async function cursorOf(db: Database, name: string): Promise<number> {
  const found = await sql<{ index: number }>`select index from reaction_cursor where name = ${name}`.execute(
    db,
  );
  return found.rows[0]?.index ?? -1;
}
