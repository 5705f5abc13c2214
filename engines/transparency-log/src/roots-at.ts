import { append, emptyFrontier, type Frontier, rootOf } from './frontier.ts';
import type { Hash, TreeHash } from './tree-hash.ts';

export type RootsAt = {
  /** More leaf hashes, in order. */
  add(leaves: readonly Hash[]): void;
  /** The root at one of the sizes asked for, or undefined while the tree is smaller. */
  rootAt(size: number): Hash | undefined;
  frontier(): Frontier;
};

/** Grows a tree and remembers its roots at these sizes: many checkpoints are judged in one pass over the leaves. */
export function rootsAt(sizes: Iterable<number>, tree: TreeHash): RootsAt {
  const waiting = [...new Set(sizes)].sort((a, b) => a - b);
  const roots = new Map<number, Hash>();
  let frontier = emptyFrontier;
  let next = 0;
  const note = () => {
    if (waiting[next] !== frontier.size) return;
    roots.set(frontier.size, rootOf(frontier, tree));
    next++;
  };
  note();
  return {
    add(leaves) {
      for (let from = 0; from < leaves.length; ) {
        const room = (waiting[next] ?? Number.POSITIVE_INFINITY) - frontier.size;
        const part = leaves.slice(from, from + room);
        frontier = append(frontier, part, tree);
        from += part.length;
        note();
      }
    },
    rootAt: (size) => roots.get(size),
    frontier: () => frontier,
  };
}
