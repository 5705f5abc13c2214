import { sql } from 'kysely';
import { HASH_SIZE, type Hash, type TileId } from '#engines/transparency-log/index.ts';
import type { Database } from '../database/connect.ts';

/** The hashes of a tile, or of any row of hashes. The bytes are shared. */
export function cut(bytes: Uint8Array): readonly Hash[] {
  const hashes: Hash[] = [];
  for (let at = 0; at < bytes.length; at += HASH_SIZE) hashes.push(bytes.subarray(at, at + HASH_SIZE));
  return hashes;
}

/** These tiles as they are stored, which may be wider than they were in an earlier tree. */
export async function tilesById(
  db: Database,
  ids: readonly TileId[],
): Promise<(id: TileId) => Uint8Array | undefined> {
  const found = await sql<TileId & { hashes: Buffer }>`
    select t.level, t.index, t.hashes
    from unnest(${ids.map((id) => id.level)}::smallint[], ${ids.map((id) => id.index)}::bigint[]) as asked (level, index)
    join journal_tile t on t.level = asked.level and t.index = asked.index`.execute(db);
  const tiles = new Map(found.rows.map((tile) => [`${tile.level}/${tile.index}`, tile.hashes]));
  return ({ level, index }) => tiles.get(`${level}/${index}`);
}
