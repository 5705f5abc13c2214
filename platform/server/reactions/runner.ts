import { sql } from 'kysely';
import { system } from '#shared/permission.ts';
import type { Clock } from '#shared/time.ts';
import { type Database, inTransaction, type Tx } from '../database/connect.ts';
import { contextOf, type Ports } from '../endpoint/context.ts';
import { type Numbered, numberedAfter } from '../journal/follow.ts';
import type { Reaction } from './reaction.ts';

const BATCH = 200;
const TRIES = 5;

export type Runner = { nudge(): void; stop(): Promise<void> };

type Parts = {
  readonly db: Database;
  readonly ports: Ports;
  readonly clock: Clock;
  readonly onWritten: () => void;
  readonly onError: (error: unknown, reaction: string, leaf: Numbered) => void;
};

/** Lets every reaction follow the journal. State change and cursor share a transaction, so a restart resumes exactly. */
export function startReactions(reactions: readonly Reaction[], parts: Parts): Runner {
  let running: Promise<void> = Promise.resolve();
  let queued = false;
  let stopped = false;
  const nudge = () => {
    if (queued || stopped) return;
    queued = true;
    running = running.then(async () => {
      queued = false;
      for (const each of reactions) await catchUp(each, parts).catch(() => undefined);
    });
  };
  // Failed leaves are tried again at the next look even when nothing new is numbered.
  const timer = setInterval(nudge, 1_000);
  nudge();
  return {
    nudge,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

async function catchUp(reaction: Reaction, parts: Parts): Promise<void> {
  const names = new Set(reaction.on.map((event) => event.name));
  for (;;) {
    const cursor = await cursorOf(parts.db, reaction.name);
    const batch = await numberedAfter(parts.db, cursor, BATCH);
    if (batch.length === 0) return;
    const wanted = batch.filter((leaf) => names.has(leaf.event));
    for (const leaf of wanted) await reactTo(reaction, leaf, parts);
    const last = batch[batch.length - 1];
    if (last) await inTransaction(parts.db, (tx) => advance(tx, reaction.name, last.index));
    if (batch.length < BATCH) return;
  }
}

async function reactTo(reaction: Reaction, leaf: Numbered, parts: Parts): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await once(reaction, leaf, parts);
      return;
    } catch (error) {
      parts.onError(error, reaction.name, leaf);
      if (attempt < TRIES) continue;
      await park(parts, reaction.name, leaf.index, error);
      return;
    }
  }
}

async function once(reaction: Reaction, leaf: Numbered, parts: Parts): Promise<void> {
  const written = await inTransaction(parts.db, async (tx) => {
    if (!(await advance(tx, reaction.name, leaf.index))) return 0;
    const { context, outcome } = contextOf(
      {
        tx,
        actor: system,
        now: parts.clock(),
        deviceTime: null,
        requestId: leaf.leafId,
        caller: { address: '', userAgent: '', origin: '' },
        endpoint: { name: reaction.name, access: 'signed-in', records: reaction.records },
      },
      parts.ports,
    );
    await reaction.run(context, leaf);
    return outcome.written.length;
  });
  if (written > 0) parts.onWritten();
}

async function cursorOf(db: Database, name: string): Promise<number> {
  const found = await sql<{ index: number }>`select index from reaction_cursor where name = ${name}`.execute(
    db,
  );
  return found.rows[0]?.index ?? -1;
}

/** Moves the cursor forward; false when another process was there first. */
async function advance(tx: Tx, name: string, index: number): Promise<boolean> {
  const moved = await sql`
    insert into reaction_cursor (name, index) values (${name}, ${index})
    on conflict (name) do update set index = excluded.index where reaction_cursor.index < excluded.index
    returning name`.execute(tx);
  return moved.rows.length === 1;
}

async function park(parts: Parts, name: string, index: number, error: unknown): Promise<void> {
  const failure = error instanceof Error ? error.message : String(error);
  await inTransaction(parts.db, async (tx) => {
    await sql`
      insert into reaction_parked (name, index, failure, parked_at) values (${name}, ${index}, ${failure}, ${parts.clock()})
      on conflict (name, index) do nothing`.execute(tx);
    await advance(tx, name, index);
  });
}
