/** Proofs and roots read from tiles. A stretch of leaves is made of perfect subtrees; each lies in one tile. */
import { foldPeaks } from './frontier.ts';
import { hashInTile, TILE_HEIGHT, TILE_WIDTH, type Tile, type TileId, tileIn } from './tiles.ts';
import { HASH_SIZE, type Hash, type TreeHash } from './tree-hash.ts';

/** Gives a tile of the tree, at least as wide as `tilesFor…` named it. */
export type ReadTile = (id: TileId) => Uint8Array;

/** Leaves `start` to `end` - 1: MTH(D[start:end]) is one hash of a proof. */
type Stretch = { readonly start: number; readonly end: number };
/** The root of a perfect subtree of 2^height leaves; `index` counts those of its height from the left. */
type Node = { readonly height: number; readonly index: number };

/** The tiles that `inclusionProof` reads. @throws RangeError unless index < size */
export function tilesForInclusion(index: number, size: number): readonly Tile[] {
  return tilesOfStretches(inclusionStretches(index, size), size);
}

/** The tiles that `consistencyProof` reads. @throws RangeError unless first <= second */
export function tilesForConsistency(first: number, second: number): readonly Tile[] {
  return tilesOfStretches(consistencyStretches(first, second), second);
}

/** The tiles that `rootFromTiles` reads. */
export function tilesForRoot(size: number): readonly Tile[] {
  return tilesOfStretches([{ start: 0, end: wholeNumber(size) }], size);
}

/**
 * The hashes that lead from a leaf to the root, the leaf's neighbour first (RFC 9162 section 2.1.3.1).
 * @throws RangeError unless index < size, or when a tile is too narrow
 */
export function inclusionProof(index: number, size: number, tile: ReadTile, tree: TreeHash): readonly Hash[] {
  return inclusionStretches(index, size).map((stretch) => hashOf(stretch, tile, tree));
}

/**
 * The hashes that lead from the tree of `first` leaves to that of `second` (RFC 9162 section 2.1.4.1); none when the
 * sizes are the same or the first tree is empty.
 * @throws RangeError unless first <= second, or when a tile is too narrow
 */
export function consistencyProof(
  first: number,
  second: number,
  tile: ReadTile,
  tree: TreeHash,
): readonly Hash[] {
  return consistencyStretches(first, second).map((stretch) => hashOf(stretch, tile, tree));
}

/** The root of the tree of the first `size` leaves. The tiles may be those of a larger tree. */
export function rootFromTiles(size: number, tile: ReadTile, tree: TreeHash): Hash {
  return wholeNumber(size) === 0 ? tree.empty : hashOf({ start: 0, end: size }, tile, tree);
}

/** PATH(m, D_n), from the root down and then turned round. */
function inclusionStretches(index: number, size: number): readonly Stretch[] {
  if (wholeNumber(index) >= wholeNumber(size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const path: Stretch[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + powerBelow(end - start);
    path.push(index < middle ? { start: middle, end } : { start, end: middle });
    if (index < middle) end = middle;
    else start = middle;
  }
  return path.reverse();
}

/** SUBPROOF(m, D_n, true), from the root down and then turned round. */
function consistencyStretches(first: number, second: number): readonly Stretch[] {
  if (wholeNumber(first) > wholeNumber(second))
    throw new RangeError(`${first} leaves are more than ${second}`);
  if (first === 0) return [];
  const path: Stretch[] = [];
  let start = 0;
  let end = second;
  while (first !== end) {
    const middle = start + powerBelow(end - start);
    path.push(first <= middle ? { start: middle, end } : { start, end: middle });
    if (first <= middle) end = middle;
    else start = middle;
  }
  // The verifier knows the root of the first tree; the proof names this subtree unless it is that tree.
  if (start > 0) path.push({ start, end });
  return path.reverse();
}

function hashOf(stretch: Stretch, tile: ReadTile, tree: TreeHash): Hash {
  const peaks = perfectNodes(stretch).map((node) => {
    const { id, offset, width } = placeOf(node);
    const bytes = tile(id);
    if (bytes.length < (offset + width) * HASH_SIZE)
      throw new RangeError(`tile ${id.level}/${id.index} has fewer than ${offset + width} hashes`);
    return hashInTile(bytes, offset, width, tree);
  });
  return foldPeaks(peaks, tree) ?? tree.empty;
}

function tilesOfStretches(stretches: readonly Stretch[], size: number): readonly Tile[] {
  const found = new Map<string, Tile>();
  for (const node of stretches.flatMap(perfectNodes)) {
    const tile = tileIn(size, placeOf(node).id);
    if (tile !== undefined) found.set(`${tile.level}/${tile.index}`, tile);
  }
  return [...found.values()];
}

/** A stretch of a proof begins at a multiple of its largest perfect subtree, so the binary digits of its length cut it. */
function perfectNodes({ start, end }: Stretch): readonly Node[] {
  const nodes: Node[] = [];
  for (let at = start; at < end; ) {
    const leaves = powerBelow(end - at + 1);
    let height = 0;
    for (let width = leaves; width > 1; width /= 2) height++;
    nodes.push({ height, index: at / leaves });
    at += leaves;
  }
  return nodes;
}

function placeOf({ height, index }: Node): { id: TileId; offset: number; width: number } {
  const level = Math.floor(height / TILE_HEIGHT);
  const width = 2 ** (height % TILE_HEIGHT);
  const first = index * width;
  return { id: { level, index: Math.floor(first / TILE_WIDTH) }, offset: first % TILE_WIDTH, width };
}

/** The largest power of two below n, for n > 1. Not by logarithm, which rounds up just below large powers. */
function powerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

function wholeNumber(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is no size of a tree`);
  return value;
}
