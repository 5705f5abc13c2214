import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leafHash, naiveRoot, sha256 } from './bench/naive-tree.ts';
import {
  append,
  emptyFrontier,
  growTiles,
  type Hash,
  parseTilePath,
  rootOf,
  type Tile,
  type TileId,
  tileIn,
  tilePath,
  tilesOf,
  tilesToGrow,
  treeHash,
} from './index.ts';

const tree = treeHash(sha256);
const leaves = Array.from({ length: 70_000 }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));
const key = ({ level, index }: TileId) => `${level}/${index}`;

/** Tiles kept as a log keeps them, grown by batches of these sizes. */
function grown(batches: readonly number[]): { size: number; tiles: Map<string, Uint8Array> } {
  const tiles = new Map<string, Uint8Array>();
  let size = 0;
  for (const batch of batches) {
    const asked = new Set(tilesToGrow(size).map(key));
    const read = (id: TileId) => {
      expect(asked).toContain(key(id));
      return tiles.get(key(id));
    };
    for (const tile of growTiles(size, leaves.slice(size, size + batch), read, tree))
      tiles.set(key(tile), tile.bytes);
    size += batch;
  }
  return { size, tiles };
}

/** A hash for each tile: deep equality of large arrays is slow. */
const prints = (tiles: Map<string, Uint8Array>) =>
  new Map([...tiles].map(([name, bytes]) => [name, Buffer.from(sha256(bytes)).toString('hex')]));

test('a tree grown leaf by leaf has the root of the definition at every size up to 300', () => {
  let frontier = emptyFrontier;
  for (let size = 0; size <= 300; size++) {
    expect(rootOf(frontier, tree)).toEqual(naiveRoot(leaves.slice(0, size)));
    frontier = append(frontier, leaves.slice(size, size + 1), tree);
  }
});

test('a frontier that lost a peak grows no further', () => {
  const { peaks } = append(emptyFrontier, leaves.slice(0, 3), tree);
  expect(() => append({ size: 7, peaks }, leaves.slice(3, 5), tree)).toThrow(RangeError);
});

test('tiles grown by batches of any size are those grown in one step, and ask only for the right edge', () => {
  const batch = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 700 }), fc.constant(256));
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 12 }), (batches) => {
      const { size, tiles } = grown(batches);
      expect(prints(tiles)).toEqual(prints(grown([size]).tiles));
      expect(tiles.size).toBe([...tilesOf(size)].length);
      for (const tile of tilesOf(size)) expect(tiles.get(key(tile))?.length).toBe(tile.width * 32);
    }),
    { seed: 42, numRuns: 60 },
  );
});

test('a tile holds the roots of the subtrees that its level names', () => {
  const { tiles } = grown([66_000]);
  const under = (level: number, place: number): Hash[] =>
    leaves.slice(place * 256 ** level, (place + 1) * 256 ** level);
  for (const [level, index, place] of [
    [0, 3, 7],
    [1, 0, 255],
    [1, 1, 0],
    [2, 0, 0],
  ] as const) {
    const hash = tiles.get(`${level}/${index}`)?.subarray(place * 32, place * 32 + 32);
    expect(Buffer.from(hash ?? [])).toEqual(naiveRoot(under(level, index * 256 + place)));
  }
});

test('a tree of 70,000 leaves has the tiles that tlog-tiles counts, and one of 256 as well', () => {
  const shape = (size: number) => {
    const all = [...tilesOf(size)];
    return [0, 1, 2].map((level) => {
      const row = all.filter((tile) => tile.level === level);
      return [row.filter((tile) => tile.width === 256).length, row.find((tile) => tile.width < 256)?.width];
    });
  };
  expect(shape(70_000)).toEqual([
    [273, 112],
    [1, 17],
    [0, 1],
  ]);
  expect(shape(256)).toEqual([
    [1, undefined],
    [0, 1],
    [0, undefined],
  ]);
  expect(tileIn(70_000, { level: 1, index: 1 })).toEqual({ level: 1, index: 1, width: 17 });
  expect(tileIn(70_000, { level: 3, index: 0 })).toBeUndefined();
});

test('a stored tile that is missing or has another width stops the growing', () => {
  const three = leaves.slice(0, 3);
  expect(() => growTiles(5, three, () => undefined, tree)).toThrow('tile 0/0 is missing');
  expect(() => growTiles(5, three, () => new Uint8Array(4 * 32), tree)).toThrow('5 hashes');
  expect(() => growTiles(0, [new Uint8Array(31)], () => undefined, tree)).toThrow(RangeError);
});

test('paths are those of tlog-tiles and come back as the same tile', () => {
  expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
  expect(tilePath({ level: 0, index: 1234, width: 17 })).toBe('tile/0/x001/234.p/17');
  expect(tilePath({ level: 2, index: 0, width: 1 })).toBe('tile/2/000.p/1');
  const tile: fc.Arbitrary<Tile> = fc.record({
    level: fc.integer({ min: 0, max: 63 }),
    index: fc.oneof(fc.nat(2000), fc.nat(2 ** 31)),
    width: fc.integer({ min: 1, max: 256 }),
  });
  fc.assert(
    fc.property(tile, (any) => {
      expect(parseTilePath(tilePath(any))).toEqual(any);
    }),
    { seed: 42 },
  );
});

test.each([
  'tile/0/0',
  'tile/00/000',
  'tile/64/000',
  'tile/0/x000/001',
  'tile/0/x001/x234',
  'tile/0/000.p/0',
  'tile/0/000.p/256',
  'tile/0/000.p/01',
  'tile/0/000.p/300',
  'tile/0/000/',
  '/tile/0/000',
  'tile/-1/000',
  'tile/0/000\n',
  'tile/entries/000',
])('a path that is not written so names no tile: %j', (path) => {
  expect(parseTilePath(path)).toBeUndefined();
});
