import type { Hash, TreeHash } from './tree-hash.ts';

/** What must be kept to go on growing a tree: the roots of its perfect subtrees, the largest (leftmost) first. */
export type Frontier = { readonly size: number; readonly peaks: readonly Hash[] };

export const emptyFrontier: Frontier = { size: 0, peaks: [] };

/** The frontier after more leaf hashes; one or two hashes are made per leaf. */
export function append(frontier: Frontier, leaves: readonly Hash[], tree: TreeHash): Frontier {
  const peaks = [...frontier.peaks];
  let size = frontier.size;
  for (const leaf of leaves) {
    let right = leaf;
    // A carry of binary counting: two subtrees of one height become one of the next.
    for (let count = size; count % 2 === 1; count = (count - 1) / 2) {
      const left = peaks.pop();
      if (left === undefined) throw new RangeError(`a frontier of size ${size} lacks a peak`);
      right = tree.node(left, right);
    }
    peaks.push(right);
    size++;
  }
  return { size, peaks };
}

/** The root (MTH of RFC 9162 section 2.1.1): the peaks folded from the right. */
export function rootOf(frontier: Frontier, tree: TreeHash): Hash {
  return foldPeaks(frontier.peaks, tree) ?? tree.empty;
}

/** Neighbouring perfect subtrees, largest first, as one node; undefined for none. */
export function foldPeaks(peaks: readonly Hash[], tree: TreeHash): Hash | undefined {
  return peaks.length === 0 ? undefined : peaks.reduceRight((right, left) => tree.node(left, right));
}
