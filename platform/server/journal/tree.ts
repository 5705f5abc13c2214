import { sql } from 'kysely';
import { append, type Frontier, growTiles, HASH_SIZE, tilesToGrow } from '#engines/transparency-log/index.ts';
import type { Tx } from '../database/connect.ts';
import { journalTree, type Log, signedCheckpoint } from './identity.ts';
import { cut, tilesById } from './tiles.ts';

/** How far the tree has come, and what waits to be in it. */
export type Standing = {
  readonly frontier: Frontier;
  /** Leaves that have a number; more than the tree has in a data directory from before there was one. */
  readonly numbered: number;
  readonly isAnyPending: boolean;
};

export async function standing(tx: Tx): Promise<Standing> {
  const found = await sql<{ size: number; peaks: Buffer; numbered: number; isAnyPending: boolean }>`
    select size, peaks, (select coalesce(max(index) + 1, 0) from journal_index) as numbered,
      exists (select 1 from journal_pending) as "isAnyPending"
    from journal_head`.execute(tx);
  const head = found.rows[0];
  if (!head) throw new Error('the journal has no head');
  const { size, peaks, ...rest } = head;
  return { frontier: { size, peaks: cut(peaks) }, ...rest };
}

/** Adds these leaves to the tree, in this order, and signs what it is now. In the transaction of whoever holds the lock. */
export async function grow(tx: Tx, log: Log, before: Frontier, leaves: readonly Uint8Array[]): Promise<void> {
  const kept = await tilesById(tx, tilesToGrow(before.size));
  const changed = growTiles(before.size, leaves, kept, journalTree);
  await sql`
    insert into journal_tile (level, index, hashes)
    select * from unnest(
      ${changed.map((tile) => tile.level)}::smallint[], ${changed.map((tile) => tile.index)}::bigint[],
      ${changed.map((tile) => Buffer.from(tile.bytes))}::bytea[])
    on conflict (level, index) do update set hashes = excluded.hashes`.execute(tx);
  await seal(tx, log, append(before, leaves, journalTree));
}

/** Of each hour only the last checkpoint stays; every hour that is over keeps its own. */
async function seal(tx: Tx, log: Log, frontier: Frontier): Promise<void> {
  const { root, note } = signedCheckpoint(log, frontier);
  const at = log.clock();
  const peaks = Buffer.alloc(frontier.peaks.length * HASH_SIZE);
  for (const [place, peak] of frontier.peaks.entries()) peaks.set(peak, place * HASH_SIZE);
  await sql`
    with between as (
      delete from journal_checkpoint where size < ${frontier.size}
        and at >= date_trunc('hour', ${at}::timestamptz) and at < date_trunc('hour', ${at}::timestamptz) + interval '1 hour'
    ), sealed as (
      insert into journal_checkpoint (size, root, note, at)
      values (${frontier.size}, ${Buffer.from(root)}, ${note}, ${at})
    )
    update journal_head set size = ${frontier.size}, peaks = ${peaks}`.execute(tx);
}
