import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafHash, naivePath, naiveProof, naiveRoot, sha256 } from './bench/naive-tree.ts';
import {
  consistencyProof,
  growTiles,
  type Hash,
  inclusionProof,
  rootFromTiles,
  type TileId,
  tilesForConsistency,
  tilesForInclusion,
  tilesForRoot,
  treeHash,
  verifyConsistency,
  verifyInclusion,
} from './index.ts';

const SIZES = 300;
const tree = treeHash(sha256);
const leaves = Array.from({ length: SIZES }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));
const roots = Array.from({ length: SIZES + 1 }, (_, size) => naiveRoot(leaves.slice(0, size)));
const hex = (hashes: readonly Hash[]) => hashes.map((hash) => Buffer.from(hash).toString('hex'));
const key = ({ level, index }: TileId) => `${level}/${index}`;
const whole = tilesOfTree(leaves);

function tilesOfTree(of: readonly Hash[]): Map<string, Uint8Array> {
  return new Map(growTiles(0, of, () => undefined, tree).map((tile) => [key(tile), tile.bytes]));
}

/** Gives the named tiles at their named width and no other. */
function only(named: readonly (TileId & { readonly width: number })[]) {
  const widths = new Map(named.map((tile) => [key(tile), tile.width]));
  return (id: TileId): Uint8Array => {
    const width = widths.get(key(id));
    if (width === undefined) throw new Error(`tile ${key(id)} was not named`);
    return (whole.get(key(id)) ?? new Uint8Array(0)).subarray(0, width * 32);
  };
}

const include = (index: number, size: number) =>
  inclusionProof(index, size, only(tilesForInclusion(index, size)), tree);
const connect = (first: number, second: number) =>
  consistencyProof(first, second, only(tilesForConsistency(first, second)), tree);
const rootAt = (size: number): Hash => roots[size] ?? new Uint8Array(0);
const leafAt = (index: number): Hash => leaves[index] ?? new Uint8Array(0);
const holdsLeaf = (index: number, size: number, proof: readonly Hash[]) =>
  verifyInclusion({ index, size, leafHash: leafAt(index), root: rootAt(size), proof }, tree);
const holdsTree = (first: number, second: number, proof: readonly Hash[]) =>
  verifyConsistency({ first, second, firstRoot: rootAt(first), secondRoot: rootAt(second), proof }, tree);

describe('a tree of any size up to 300', () => {
  it('has the root of the definition, read from the tiles that it names', () => {
    for (let size = 0; size <= SIZES; size++)
      expect(hex([rootFromTiles(size, only(tilesForRoot(size)), tree)])).toEqual(hex([rootAt(size)]));
  });

  it('proves every leaf, by the path of the definition where the tree is small enough to compare', () => {
    for (let size = 1; size <= SIZES; size++) {
      const compares = size <= 40 || size % 74 === 0;
      for (let index = 0; index < size; index += size <= 64 ? 1 : 17) {
        const proof = include(index, size);
        if (compares) expect(hex(proof)).toEqual(hex(naivePath(index, leaves.slice(0, size))));
        if (!holdsLeaf(index, size, proof)) expect.fail(`leaf ${index} of ${size}`);
      }
    }
  });

  it('is proved to go on from every smaller one, by the proof of the definition where it is small', () => {
    for (let second = 0; second <= SIZES; second++) {
      for (let first = 0; first <= second; first += second <= 64 ? 1 : 19) {
        const proof = connect(first, second);
        if (second <= 40 && first > 0)
          expect(hex(proof)).toEqual(hex(naiveProof(first, leaves.slice(0, second))));
        if (!holdsTree(first, second, proof)) expect.fail(`${first} of ${second}`);
      }
    }
  });
});

describe('a proof that was touched', () => {
  const pair = fc
    .tuple(fc.integer({ min: 1, max: SIZES }), fc.nat())
    .map(([size, any]) => [any % size, size] as const);
  const flip = (hash: Hash, bit: number) =>
    hash.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
  const replaced = (proof: readonly Hash[], place: number, hash: Hash) =>
    proof.map((kept, i) => (i === place ? hash : kept));

  it('is refused for one flipped bit, a hash too few, too many or too short, or two hashes that changed places', () => {
    fc.assert(
      fc.property(pair, fc.nat(255), fc.nat(), ([low, size], bit, any) => {
        const kinds = [
          { proof: include(low, size), holds: (proof: readonly Hash[]) => holdsLeaf(low, size, proof) },
          ...(low > 0
            ? [{ proof: connect(low, size), holds: (proof: readonly Hash[]) => holdsTree(low, size, proof) }]
            : []),
        ];
        for (const { proof, holds } of kinds) {
          expect(holds(proof)).toBe(true);
          expect(holds([...proof, leafAt(0)])).toBe(false);
          expect(holds([leafAt(1), ...proof])).toBe(false);
          if (proof.length === 0) continue;
          const place = any % proof.length;
          const there = proof[place] ?? leafAt(0);
          expect(holds(proof.slice(1))).toBe(false);
          expect(holds(proof.slice(0, -1))).toBe(false);
          expect(holds(replaced(proof, place, flip(there, bit)))).toBe(false);
          expect(holds(replaced(proof, place, there.subarray(0, 31)))).toBe(false);
          if (place > 0) {
            const swapped = replaced(replaced(proof, place, proof[place - 1] ?? there), place - 1, there);
            expect(holds(swapped)).toBe(false);
          }
        }
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  it('is refused for another leaf, another place, another size or another root', () => {
    fc.assert(
      fc.property(pair, fc.nat(255), ([index, size], bit) => {
        const claim = {
          index,
          size,
          leafHash: leafAt(index),
          root: rootAt(size),
          proof: include(index, size),
        };
        expect(verifyInclusion(claim, tree)).toBe(true);
        expect(verifyInclusion({ ...claim, leafHash: flip(claim.leafHash, bit) }, tree)).toBe(false);
        expect(verifyInclusion({ ...claim, root: flip(claim.root, bit) }, tree)).toBe(false);
        expect(verifyInclusion({ ...claim, index: size }, tree)).toBe(false);
        expect(verifyInclusion({ ...claim, index: index + 0.5 }, tree)).toBe(false);
        if (size > 1) {
          expect(verifyInclusion({ ...claim, index: (index + 1) % size }, tree)).toBe(false);
          expect(verifyInclusion({ ...claim, size: index + 1 === size ? size * 4 : index + 1 }, tree)).toBe(
            false,
          );
        }
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  it('is refused between trees that went apart, whatever hashes are offered', () => {
    const other = leaves.map((leaf, i) => (i === 20 ? flip(leaf, 9) : leaf));
    const tiles = tilesOfTree(other);
    const read = (id: TileId) => tiles.get(key(id)) ?? new Uint8Array(0);
    for (const [first, second] of [
      [21, 22],
      [32, 64],
      [100, 300],
      [299, 300],
    ] as const) {
      const secondRoot = naiveRoot(other.slice(0, second));
      for (const proof of [connect(first, second), consistencyProof(first, second, read, tree)])
        expect(verifyConsistency({ first, second, firstRoot: rootAt(first), secondRoot, proof }, tree)).toBe(
          false,
        );
    }
    expect(holdsTree(0, 5, [])).toBe(true);
    expect(
      verifyConsistency(
        { first: 0, second: 5, firstRoot: rootAt(1), secondRoot: rootAt(5), proof: [] },
        tree,
      ),
    ).toBe(false);
  });
});

it('a proof of what is not in the tree is not made', () => {
  const read = () => new Uint8Array(0);
  expect(() => inclusionProof(3, 3, read, tree)).toThrow(RangeError);
  expect(() => consistencyProof(4, 3, read, tree)).toThrow(RangeError);
  expect(() => inclusionProof(0, 3, read, tree)).toThrow('tile 0/0');
  expect(() => tilesForRoot(-1)).toThrow(RangeError);
});

it('sizes beyond 2^32 and just below powers of two are cut exactly', () => {
  const size = 2 ** 49 - 1;
  const named = tilesForInclusion(size - 1, size);
  expect(named.every((tile) => tile.width >= 1 && tile.width <= 256)).toBe(true);
  expect(named).toContainEqual({ level: 0, index: 2 ** 41 - 1, width: 255 });
  expect(tilesForConsistency(2 ** 40, 2 ** 41).length).toBeGreaterThan(0);
});

// Published test vectors: eight leaves, known since Certificate Transparency's first reference code. The same values
// stand in github.com/transparency-dev/merkle, testonly/constants.go and testdata/{inclusion,consistency}.
describe('the eight published leaves', () => {
  const inputs = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const [n0, n1, n5, n6] = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658',
    'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
  ];
  const n4 = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
  const [n01, n23, n45, n67] = [
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  ];
  const [n03, n47] = [
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ];
  const published = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    n0,
    n01,
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    n03,
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const eight = inputs.map((input) => tree.leaf(Buffer.from(input, 'hex')));
  const tiles = tilesOfTree(eight);
  const read = (id: TileId) => tiles.get(key(id)) ?? new Uint8Array(0);

  it('have the published roots at sizes 0 to 8', () => {
    expect(published.map((_, size) => hex([rootFromTiles(size, read, tree)])[0])).toEqual(published);
    expect([hex(eight)[0], hex(eight)[5]]).toEqual([n0, n5]);
  });

  it.each([
    [0, 1, []],
    [0, 8, [n1, n23, n47]],
    [5, 8, [n4, n67, n03]],
    [2, 3, [n01]],
    [1, 5, [n0, n23, n4]],
  ])('have the published inclusion proof of leaf %i in %i', (index, size, proof) => {
    expect(hex(inclusionProof(index, size, read, tree))).toEqual(proof);
  });

  it.each([
    [1, 1, []],
    [1, 8, [n1, n23, n47]],
    [6, 8, [n45, n67, n03]],
    [2, 5, [n23, n4]],
    [6, 7, [n45, n6, n03]],
  ])('have the published consistency proof from %i to %i', (first, second, proof) => {
    expect(hex(consistencyProof(first, second, read, tree))).toEqual(proof);
  });
});
