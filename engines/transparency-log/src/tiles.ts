/** A tree cut into tiles as C2SP tlog-tiles lays them out: level L holds the hashes of nodes at height 8 L. */
import { HASH_SIZE, type Hash, type TreeHash } from './tree-hash.ts';

export type TileId = { readonly level: number; readonly index: number };
/** A tile as it is in a tree of some size: its width is the number of its hashes, 1 to 256. */
export type Tile = TileId & { readonly width: number };

/** Hashes in a full tile. */
export const TILE_WIDTH = 256;
/** Heights that one tile covers. */
export const TILE_HEIGHT = 8;

/** All tiles of a tree, level by level, left to right. */
export function* tilesOf(size: number): Generator<Tile> {
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    const last = Math.ceil(count / TILE_WIDTH);
    for (let index = 0; index < last; index++) yield { level, index, width: widthOf(index, count) };
  }
}

/** The tile as a tree of this size has it, or undefined where it has none. */
export function tileIn(size: number, { level, index }: TileId): Tile | undefined {
  const width = widthOf(index, Math.floor(size / TILE_WIDTH ** level));
  return width > 0 ? { level, index, width } : undefined;
}

/** The partial tiles of a tree: all that `growTiles` has to read, at most one per level. */
export function tilesToGrow(size: number): readonly Tile[] {
  const partial: Tile[] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    const width = count % TILE_WIDTH;
    if (width > 0) partial.push({ level, index: (count - width) / TILE_WIDTH, width });
  }
  return partial;
}

/**
 * The tiles that change when leaves are added to a tree of `before` leaves, each with its whole new content.
 * @param leaves leaf hashes
 * @param read gives a tile of `tilesToGrow(before)` as it is stored, exactly as wide as it was
 * @throws RangeError when a stored tile is missing or has another width
 */
export function growTiles(
  before: number,
  leaves: readonly Hash[],
  read: (id: TileId) => Uint8Array | undefined,
  tree: TreeHash,
): readonly (Tile & { readonly bytes: Uint8Array })[] {
  const changed: (Tile & { readonly bytes: Uint8Array })[] = [];
  let added = leaves;
  for (let level = 0, count = before; added.length > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    const parents: Hash[] = [];
    let index = Math.floor(count / TILE_WIDTH);
    let kept = count % TILE_WIDTH === 0 ? none : stored({ level, index }, count % TILE_WIDTH, read);
    for (let from = 0; from < added.length; index++, kept = none) {
      const fresh = added.slice(from, from + TILE_WIDTH - kept.length / HASH_SIZE);
      const bytes = joined(kept, fresh);
      const width = bytes.length / HASH_SIZE;
      changed.push({ level, index, width, bytes });
      if (width === TILE_WIDTH) parents.push(hashInTile(bytes, 0, TILE_WIDTH, tree));
      from += fresh.length;
    }
    added = parents;
  }
  return changed;
}

/** The root of the perfect subtree over `width` (a power of two) hashes of a tile. */
export function hashInTile(bytes: Uint8Array, offset: number, width: number, tree: TreeHash): Hash {
  const row: Hash[] = [];
  for (let i = 0; i < width; i++) row.push(hashAt(bytes, offset + i));
  for (let left = width; left > 1; left /= 2) {
    for (let i = 0; i < left / 2; i++) row[i] = tree.node(take(row, 2 * i), take(row, 2 * i + 1));
  }
  return take(row, 0);
}

/** The hash at a place of a tile. The bytes are shared, not copied. */
export function hashAt(bytes: Uint8Array, place: number): Hash {
  const hash = bytes.subarray(place * HASH_SIZE, (place + 1) * HASH_SIZE);
  if (hash.length !== HASH_SIZE) throw new RangeError(`a tile ends before its hash ${place}`);
  return hash;
}

const none = new Uint8Array(0);

function widthOf(index: number, count: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, count - index * TILE_WIDTH));
}

function stored(id: TileId, width: number, read: (id: TileId) => Uint8Array | undefined): Uint8Array {
  const bytes = read(id);
  if (bytes?.length === width * HASH_SIZE) return bytes;
  const found = bytes === undefined ? 'missing' : `${bytes.length} bytes long`;
  throw new RangeError(`tile ${id.level}/${id.index} is ${found} where it must hold ${width} hashes`);
}

function joined(kept: Uint8Array, fresh: readonly Hash[]): Uint8Array {
  const bytes = new Uint8Array(kept.length + fresh.length * HASH_SIZE);
  bytes.set(kept);
  let at = kept.length;
  for (const hash of fresh) {
    if (hash.length !== HASH_SIZE) throw new RangeError(`a hash of ${hash.length} bytes`);
    bytes.set(hash, at);
    at += HASH_SIZE;
  }
  return bytes;
}

function take(row: readonly Hash[], place: number): Hash {
  const hash = row[place];
  if (hash === undefined) throw new RangeError(`no hash at ${place}`);
  return hash;
}
