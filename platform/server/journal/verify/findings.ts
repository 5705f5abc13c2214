/** What can be wrong with a journal. */
export type FindingKind =
  | 'altered'
  | 'dropped'
  | 'inserted'
  | 'reordered'
  | 'rolled-back'
  | 'forked'
  | 'columns'
  | 'apart'
  | 'taken'
  | 'tree'
  | 'signature'
  | 'unnumbered';

export type Finding = {
  readonly kind: FindingKind;
  /** Index of the first leaf that it concerns; null where no leaf can be named. */
  readonly index: number | null;
  /** The last index that it may concern, where only a range is known. */
  readonly until?: number;
  readonly leafId?: string;
  /** How many leaves had been sealed, and how many the journal shows, where it became shorter. */
  readonly held?: number;
  readonly shows?: number;
  /** What says so: a field, a tile, a file. */
  readonly by?: string;
};

/**
 * By index. A finding that knows only a range stands at its end, behind an exact one inside it, which is its cause;
 * what names no leaf comes last.
 */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  // Sorting keeps the order of equals: what was found by the tree stands before its consequences.
  return [...findings].sort((a, b) => compare(place(a), place(b)));
}

function place({ kind, index, until }: Finding): number {
  if (index === null) return Number.POSITIVE_INFINITY;
  return kind === 'rolled-back' ? index : (until ?? index);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
