import { type Difference, differenceFinder, HASH_SIZE, type Hash } from '#engines/transparency-log/index.ts';

export type FoundLeaf = { readonly hash: Hash; readonly leafId?: string };

/** How many leaves were kept and how many are there, where some are missing. */
export type Shorter = { readonly held?: number; readonly shows?: number };

/** Two sequences of leaf hashes that arrive page by page, not always at the same pace. */
export type Comparison = {
  keep(hashes: Uint8Array): void;
  find(leaves: readonly FoundLeaf[]): void;
  /** To be asked when both are whole: the first difference, and the leaf that stands there now. */
  end(): (Difference & { readonly leafId?: string } & Shorter) | undefined;
};

export function comparison(): Comparison {
  const finder = differenceFinder();
  let kept: Hash[] = [];
  let found: FoundLeaf[] = [];
  let leafId: string | undefined;
  let held = 0;
  let shows = 0;
  const next = (before: Hash | undefined, now: FoundLeaf | undefined) => {
    const wasSame = finder.firstIndex() === undefined;
    finder.next(before, now?.hash);
    if (before !== undefined) held++;
    if (now !== undefined) shows++;
    if (wasSame && finder.firstIndex() !== undefined) leafId = now?.leafId;
  };
  const pair = () => {
    const both = Math.min(kept.length, found.length);
    for (let i = 0; i < both; i++) next(kept[i], found[i]);
    kept = kept.slice(both);
    found = found.slice(both);
  };
  return {
    keep(hashes) {
      for (let at = 0; at < hashes.length; at += HASH_SIZE) kept.push(hashes.subarray(at, at + HASH_SIZE));
      pair();
    },
    find(leaves) {
      found.push(...leaves);
      pair();
    },
    end() {
      for (const hash of kept.splice(0)) next(hash, undefined);
      for (const leaf of found.splice(0)) next(undefined, leaf);
      const difference = finder.end();
      const shorter = shows < held ? { held, shows } : {};
      return difference && { ...difference, ...(leafId === undefined ? {} : { leafId }), ...shorter };
    },
  };
}
