import { sameBytes } from './bytes.ts';
import type { Hash } from './tree-hash.ts';

/**
 * What happened at the first place where two sequences of leaf hashes part:
 * - `altered`: another leaf stands where one was kept
 * - `dropped`: the kept leaf is gone and a later one has taken its place
 * - `inserted`: a leaf that was never kept stands before the kept one
 * - `reordered`: the kept leaf and the one in its place both stand elsewhere as well
 * - `forked`: nothing behind this place agrees any more, as after a rollback on which something else has grown
 * - `rolled-back`: fewer stand there than were kept, and from this place on none that was kept
 */
export type DifferenceKind = 'altered' | 'dropped' | 'inserted' | 'reordered' | 'forked' | 'rolled-back';
export type Difference = { readonly index: number; readonly kind: DifferenceKind };

export type DifferenceFinder = {
  /** The hash that was kept for the next place, and the one found there now; undefined behind the end of either. */
  next(kept: Hash | undefined, found: Hash | undefined): void;
  /** The first place where they part, as soon as it is known. Its kind is known at the end. */
  firstIndex(): number | undefined;
  /** The difference, or undefined when everything kept was found. To be asked after the last place. */
  end(): Difference | undefined;
};

/**
 * Compares leaf by leaf, in constant memory, what somebody kept with what is there now. Found leaves beyond the kept
 * ones are no difference: a log grows. Of several changes the first is named, by what became of its two hashes.
 * @param from the index of the first place
 */
export function differenceFinder(from = 0): DifferenceFinder {
  let index = from;
  let first: { index: number; kept: Hash; found: Hash | undefined } | undefined;
  let isKeptElsewhere = false;
  let isFoundElsewhere = false;
  let later = 0;
  let agreeing = 0;
  let isShorter = false;
  return {
    next(kept, found) {
      if (first !== undefined) {
        isKeptElsewhere ||= isSame(first.kept, found);
        isFoundElsewhere ||= isSame(first.found, kept);
        if (kept !== undefined && found !== undefined) later++;
        if (isSame(kept, found)) agreeing++;
        isShorter ||= kept !== undefined && found === undefined;
      } else if (kept !== undefined && !isSame(kept, found)) {
        // Copied: the caller may write its next hashes over the bytes.
        first = { index, kept: kept.slice(), found: found?.slice() };
      }
      index++;
    },
    firstIndex: () => first?.index,
    end() {
      if (first === undefined) return undefined;
      if (first.found === undefined) return { index: first.index, kind: 'rolled-back' };
      if (isKeptElsewhere) return { index: first.index, kind: isFoundElsewhere ? 'reordered' : 'inserted' };
      if (isFoundElsewhere) return { index: first.index, kind: 'dropped' };
      if (isShorter && agreeing === 0) return { index: first.index, kind: 'rolled-back' };
      return { index: first.index, kind: later > 0 && agreeing === 0 ? 'forked' : 'altered' };
    },
  };
}

function isSame(a: Hash | undefined, b: Hash | undefined): boolean {
  return a !== undefined && b !== undefined && sameBytes(a, b);
}
