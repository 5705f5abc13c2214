import { growTiles, type Hash, sameBytes, TILE_WIDTH, tileIn } from '#engines/transparency-log/index.ts';
import { journalTree } from '../identity.ts';
import type { Finding } from './findings.ts';
import type { UpperTile } from './source.ts';

/** Grows the upper tiles from the leaves again, to compare them with those that are kept. */
export type TileWatch = {
  add(leaves: readonly Hash[]): void;
  compare(kept: AsyncIterable<UpperTile>): Promise<readonly Finding[]>;
};

/** @param size of the sealed tree: leaves beyond it are in no tile yet */
export function tileWatch(size: number): TileWatch {
  const grown = new Map<string, Uint8Array>();
  let count = 0;
  return {
    add(leaves) {
      const sealed = leaves.slice(0, Math.max(0, size - count));
      for (const tile of growTiles(
        count,
        sealed,
        ({ level, index }) => grown.get(`${level}/${index}`),
        journalTree,
      )) {
        // The tiles of leaves are compared leaf by leaf elsewhere; only the one that still grows is needed again.
        if (tile.level > 0 || tile.width < TILE_WIDTH) grown.set(`${tile.level}/${tile.index}`, tile.bytes);
        else grown.delete(`0/${tile.index}`);
      }
      count += sealed.length;
    },
    async compare(kept) {
      const findings: Finding[] = [];
      const left = new Map([...grown].filter(([name]) => !name.startsWith('0/')));
      for await (const { level, index, hashes } of kept) {
        const name = `${level}/${index}`;
        const expected = left.get(name);
        left.delete(name);
        if (expected === undefined || !sameBytes(expected, hashes)) findings.push(wrong(level, index, size));
      }
      for (const name of left.keys()) {
        const [level = 0, index = 0] = name.split('/').map(Number);
        findings.push(wrong(level, index, size));
      }
      return findings;
    },
  };
}

function wrong(level: number, index: number, size: number): Finding {
  const width = TILE_WIDTH ** (level + 1);
  const isInTree = tileIn(size, { level, index }) !== undefined;
  const index0 = isInTree ? index * width : size;
  return {
    kind: 'tree',
    index: index0,
    until: Math.min(index0 + width, size) - 1,
    by: `tile/${level}/${index}`,
  };
}
