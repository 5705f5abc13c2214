/**
 * One round of the sequencer on 5,000 committed leaves, in a durable database, beside a plain `insert` of the same
 * numbers into a table of the same shape: npx tsx platform/server/journal/bench/sequencer.bench.ts
 * Both take turns in one run; wall time, medians of eleven. Goal: a round within 100 ms.
 */
import { generateKeyPairSync } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, inTransaction } from '../../database/connect.ts';
import { openLog } from '../identity.ts';
import { numberAll, numberPending } from '../sequencer.ts';
import { signerOf } from '../signer.ts';
import { load, machine, print, quantile, timed } from './figures.ts';
import { copyLeaves, openOwnDatabase } from './many-leaves.ts';

const BEFORE = 50_000;
const ROUND = 5_000;
const ROUNDS = 11;
const GOAL_MS = 100;

async function main(): Promise<void> {
  print('machine', machine());
  const own = await openOwnDatabase();
  try {
    const { db, pool } = own.connection;
    const signer = signerOf(generateKeyPairSync('ed25519').privateKey);
    const log = await openLog(db, { signer, origin: null, clock: () => new Date() });
    await copyLeaves(pool, 0, BEFORE);
    const first = await timed(() => numberAll(db, log));
    print('filled', { leaves: BEFORE, ms: first.ms });
    await sql`create table plain (index bigint primary key, leaf_id uuid not null unique references journal_leaf)`.execute(
      db,
    );
    const rounds: number[] = [];
    const plain: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const at = BEFORE + round * ROUND;
      await copyLeaves(pool, at, ROUND);
      const { ms, made } = await timed(() => numberPending(db, log));
      if (made.numbered !== ROUND) throw new Error(`numbered ${made.numbered}`);
      rounds.push(ms);
      plain.push((await timed(await plainInsert(db, at))).ms);
    }
    const [ours, theirs] = [quantile(rounds, 0.5), quantile(plain, 0.5)];
    const ratio = Math.round((ours / theirs) * 100) / 100;
    print('a round', {
      leaves: ROUND,
      medianMs: ours,
      slowestMs: quantile(rounds, 1),
      plainInsertMs: theirs,
      ratio,
      goalMs: GOAL_MS,
    });
  } finally {
    await own.close();
  }
  print('machine', { load: load() });
}

/** The rows of the last round are read first, so that only the insert and its commit are timed. */
async function plainInsert(db: Database, from: number): Promise<() => Promise<unknown>> {
  const found = await sql<{ index: number; leafId: string }>`
    select index, leaf_id as "leafId" from journal_index where index >= ${from} order by index`.execute(db);
  const indexes = found.rows.map(({ index }) => index);
  const ids = found.rows.map(({ leafId }) => leafId);
  return () =>
    inTransaction(db, (tx) =>
      sql`insert into plain select * from unnest(${indexes}::bigint[], ${ids}::uuid[])`.execute(tx),
    );
}

await main();
