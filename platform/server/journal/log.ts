/** Reads the journal as a log: checkpoints, tiles and proofs. The doors and the command line both ask here. */
import { sql } from 'kysely';
import {
  consistencyProof,
  HASH_SIZE,
  type Hash,
  inclusionProof,
  rootFromTiles,
  type Tile,
  type TileId,
  tilesForConsistency,
  tilesForInclusion,
  tilesForRoot,
  verifierKey,
} from '#engines/transparency-log/index.ts';
import type { Database } from '../database/connect.ts';
import { journalTree } from './identity.ts';
import { sha256 } from './record.ts';
import { tilesById } from './tiles.ts';

export type LogHead = { readonly origin: string; readonly publicKey: Uint8Array; readonly size: number };
export type KeptCheckpoint = {
  readonly size: number;
  readonly root: Uint8Array;
  /** The signed note, as it was shown. */
  readonly note: string;
  readonly at: Date;
};
/** A leaf of the journal; without an index it waits to be sealed. */
export type FoundLeaf = { readonly id: string; readonly hash: Uint8Array; readonly index: number | null };

/** The name of the log; null before a server has started on this database. */
export async function logOrigin(tx: Database): Promise<string | null> {
  const found = await sql<{ origin: string }>`select origin from journal_head`.execute(tx);
  return found.rows[0]?.origin ?? null;
}

/** The name, key and size of the log. @throws Error in a database that no server has started on since it is a log */
export async function readHead(db: Database): Promise<LogHead> {
  const found = await sql<LogHead>`
    select origin, public_key as "publicKey", size from journal_head`.execute(db);
  const head = found.rows[0];
  if (!head) throw new Error('this journal was never sealed: start the server on it once');
  return head;
}

/** The one line by which others know the key of this log: `name+key id+key`. */
export function verifierKeyOf(head: LogHead): string {
  return verifierKey(head.origin, head.publicKey, sha256);
}

/** The newest checkpoint: what the log says of itself now. */
export async function newestCheckpoint(db: Database): Promise<KeptCheckpoint> {
  const found = await sql<KeptCheckpoint>`
    select c.size, c.root, c.note, c.at from journal_checkpoint c order by c.size desc limit 1`.execute(db);
  const newest = found.rows[0];
  if (!newest) throw new Error('this journal was never sealed: start the server on it once');
  return newest;
}

/** The checkpoint that was signed at this size, when it was kept. */
export async function findCheckpoint(db: Database, size: number): Promise<KeptCheckpoint | null> {
  const found = await sql<KeptCheckpoint>`
    select size, root, note, at from journal_checkpoint where size = ${size}`.execute(db);
  return found.rows[0] ?? null;
}

/** The bytes of a tile as wide as asked for, or null where the tree has not grown so far. */
export async function findTile(db: Database, tile: Tile): Promise<Uint8Array | null> {
  const bytes = (await tilesById(db, [tile]))(tile);
  const wanted = tile.width * HASH_SIZE;
  return bytes !== undefined && bytes.length >= wanted ? bytes.subarray(0, wanted) : null;
}

/** A leaf by its hash (32 bytes) or by its id. */
export async function findLeaf(
  db: Database,
  by: { readonly hash: Uint8Array } | { readonly id: string },
): Promise<FoundLeaf | null> {
  const wanted = 'hash' in by ? sql`l.hash = ${Buffer.from(by.hash)}` : sql`l.id = ${by.id}`;
  const found = await sql<FoundLeaf>`
    select l.id, l.hash, i.index from journal_leaf l left join journal_index i on i.leaf_id = l.id
    where ${wanted} order by i.index nulls last limit 1`.execute(db);
  return found.rows[0] ?? null;
}

/** The hashes from a leaf to the root of the first `size` leaves. @throws RangeError unless index < size <= the tree */
export async function proveInclusion(db: Database, index: number, size: number): Promise<readonly Hash[]> {
  const tile = await reader(db, tilesForInclusion(index, size));
  return inclusionProof(index, size, tile, journalTree);
}

/** The hashes from the tree of `first` leaves to that of `second`. @throws RangeError unless first <= second <= the tree */
export async function proveConsistency(
  db: Database,
  first: number,
  second: number,
): Promise<readonly Hash[]> {
  const tile = await reader(db, tilesForConsistency(first, second));
  return consistencyProof(first, second, tile, journalTree);
}

/** The root of the first `size` leaves, computed from tiles. @throws RangeError beyond the tree */
export async function rootAt(db: Database, size: number): Promise<Hash> {
  return rootFromTiles(size, await reader(db, tilesForRoot(size)), journalTree);
}

async function reader(db: Database, tiles: readonly Tile[]): Promise<(id: TileId) => Uint8Array> {
  const found = await tilesById(db, tiles);
  return (id) => {
    const bytes = found(id);
    if (bytes === undefined) throw new RangeError(`the journal has no tile ${id.level}/${id.index}`);
    return bytes;
  };
}
