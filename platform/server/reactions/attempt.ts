import { sql } from 'kysely';
import { system } from '#shared/permission.ts';
import type { Chance } from '#shared/random.ts';
import type { Clock } from '#shared/time.ts';
import { type Database, inTransaction, type Tx } from '../database/connect.ts';
import { contextOf, type Ports } from '../endpoint/context.ts';
import type { Numbered } from '../journal/follow.ts';
import { keepFailure, takeBack, waitBehind } from './failures.ts';
import type { Reaction } from './reaction.ts';

export type Parts = {
  readonly db: Database;
  readonly ports: Ports;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly onWritten: () => void;
  readonly onError: (error: unknown, at?: { readonly reaction: string; readonly index: number }) => void;
};

/**
 * Lets a reaction do its work for a leaf that stands in line. State change and cursor share a transaction, so a
 * restart resumes exactly.
 * @returns false while the line has to wait for this leaf
 */
export async function tryInLine(reaction: Reaction, leaf: Numbered, parts: Parts): Promise<boolean> {
  const { name } = reaction;
  return attempt(reaction, leaf, parts, async (tx) => {
    if (!(await advance(tx, name, leaf.index))) return false;
    await takeBack(tx, { name, index: leaf.index });
    return !(await waitBehind(tx, name, leaf, parts.clock()));
  });
}

/** The same for a leaf that stepped aside. */
export async function tryAside(reaction: Reaction, leaf: Numbered, parts: Parts): Promise<void> {
  await attempt(reaction, leaf, parts, (tx) => takeBack(tx, { name: reaction.name, index: leaf.index }));
}

async function attempt(
  reaction: Reaction,
  leaf: Numbered,
  parts: Parts,
  begin: (tx: Tx) => Promise<boolean>,
): Promise<boolean> {
  const { name } = reaction;
  try {
    const written = await inTransaction(parts.db, async (tx) =>
      (await begin(tx)) ? work(reaction, leaf, parts, tx) : 0,
    );
    if (written > 0) parts.onWritten();
    return true;
  } catch (error) {
    parts.onError(error, { reaction: name, index: leaf.index });
    const moment = { now: parts.clock(), chance: parts.chance };
    const { isInLine } = await keepFailure(parts.db, { name, leaf, error }, moment);
    if (isInLine) return false;
    await inTransaction(parts.db, (tx) => advance(tx, name, leaf.index));
    return true;
  }
}

/** How many leaves it wrote. */
async function work(reaction: Reaction, leaf: Numbered, parts: Parts, tx: Tx): Promise<number> {
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
}

/** Moves the cursor forward; false when another process was there first. */
export async function advance(tx: Tx, name: string, index: number): Promise<boolean> {
  const moved = await sql`
    insert into reaction_cursor (name, index) values (${name}, ${index})
    on conflict (name) do update set index = excluded.index where reaction_cursor.index < excluded.index
    returning name`.execute(tx);
  return moved.rows.length === 1;
}
