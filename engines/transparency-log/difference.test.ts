import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leafHash, naiveRoot, sha256 } from './bench/naive-tree.ts';
import { type Difference, differenceFinder, type Hash, rootsAt, treeHash } from './index.ts';

const kept = Array.from({ length: 120 }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));
const stranger = leafHash(Buffer.from('never kept'));
const place = fc.integer({ min: 0, max: kept.length - 2 });

function difference(before: readonly Hash[], now: readonly Hash[]): Difference | undefined {
  const finder = differenceFinder();
  const scratch = [new Uint8Array(32), new Uint8Array(32)] as const;
  const lent = (hash: Hash | undefined, into: Uint8Array) => {
    if (hash !== undefined) into.set(hash);
    return hash && into;
  };
  for (let i = 0; i < Math.max(before.length, now.length); i++)
    finder.next(lent(before[i], scratch[0]), lent(now[i], scratch[1]));
  return finder.end();
}

test('a log that only grew differs from nothing that was kept', () => {
  for (const size of [0, 1, 64, 120]) expect(difference(kept.slice(0, size), kept)).toBeUndefined();
});

test('one leaf altered, dropped, inserted or moved is named by its place and by what happened, and so are a cut and a forked end', () => {
  fc.assert(
    fc.property(place, place, fc.integer({ min: 1, max: 5 }), (at, to, count) => {
      const without = kept.toSpliced(at, 1);
      expect(difference(kept, kept.with(at, stranger))).toEqual({ index: at, kind: 'altered' });
      expect(difference(kept, without)).toEqual({ index: at, kind: 'dropped' });
      expect(difference(kept, kept.toSpliced(at, 0, stranger))).toEqual({ index: at, kind: 'inserted' });
      expect(difference(kept, kept.slice(0, at))).toEqual({ index: at, kind: 'rolled-back' });
      const regrown = [...kept.slice(0, at), ...kept.slice(at).map((leaf) => leafHash(leaf))];
      expect(difference(kept, regrown)).toEqual({ index: at, kind: 'forked' });
      const last = Math.min(count, kept.length - at - 1);
      expect(difference(kept, kept.toSpliced(at, last))).toEqual({ index: at, kind: 'dropped' });
      const moved = without.toSpliced(to, 0, kept[at] ?? stranger);
      const expected = to === at ? undefined : { index: Math.min(at, to), kind: 'reordered' };
      expect(difference(kept, moved)).toEqual(expected);
    }),
    { seed: 42, numRuns: 200 },
  );
});

test('of several changes the first is named, and counting may begin in the middle', () => {
  expect(difference(kept, kept.with(9, stranger).toSpliced(50, 2))).toEqual({ index: 9, kind: 'altered' });
  const finder = differenceFinder(70);
  finder.next(kept[0], kept[0]);
  expect(finder.firstIndex()).toBeUndefined();
  finder.next(kept[1], stranger);
  expect(finder.firstIndex()).toBe(71);
});

test('the roots at any sizes come out of one pass, whatever the batches', () => {
  const tree = treeHash(sha256);
  const sizes = fc.array(fc.integer({ min: 0, max: kept.length }), { maxLength: 8 });
  fc.assert(
    fc.property(sizes, fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }), (asked, batches) => {
      const growing = rootsAt(asked, tree);
      let size = 0;
      for (const batch of batches) {
        const leaves = kept.slice(size, size + batch);
        growing.add(leaves);
        size += leaves.length;
      }
      for (const at of asked)
        expect(growing.rootAt(at)).toEqual(at <= size ? naiveRoot(kept.slice(0, at)) : undefined);
      expect(growing.frontier().size).toBe(size);
    }),
    { seed: 42, numRuns: 60 },
  );
});
