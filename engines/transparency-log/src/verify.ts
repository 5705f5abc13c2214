import { sameBytes } from './bytes.ts';
import { HASH_SIZE, type Hash, type TreeHash } from './tree-hash.ts';

export type InclusionClaim = {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Hash;
  readonly root: Hash;
  readonly proof: readonly Hash[];
};

export type ConsistencyClaim = {
  readonly first: number;
  readonly second: number;
  readonly firstRoot: Hash;
  readonly secondRoot: Hash;
  readonly proof: readonly Hash[];
};

/** Whether the leaf stands at this place of the tree with this root: RFC 9162 section 2.1.3.2. */
export function verifyInclusion(claim: InclusionClaim, tree: TreeHash): boolean {
  const { index, size, leafHash, root, proof } = claim;
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (![leafHash, root, ...proof].every(isHash)) return false;
  const climb = climber(index, size - 1);
  let hash = leafHash;
  for (const other of proof) {
    if (climb.isAtTop()) return false;
    hash = climb.goesLeft() ? tree.node(other, hash) : tree.node(hash, other);
    climb.step();
  }
  return climb.isAtTop() && sameBytes(hash, root);
}

/**
 * Whether the second tree begins with all leaves of the first, in their order: RFC 9162 section 2.1.4.2. Every tree
 * begins with the empty one; then, and for trees of one size, the proof has no hashes.
 */
export function verifyConsistency(claim: ConsistencyClaim, tree: TreeHash): boolean {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  if (!isCount(first) || !isCount(second) || first > second) return false;
  if (![firstRoot, secondRoot, ...proof].every(isHash)) return false;
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0 && sameBytes(firstRoot, tree.empty);
  if (proof.length === 0) return false;
  const [start, ...rest] = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof;
  if (start === undefined) return false;
  const climb = climber(first - 1, second - 1);
  climb.skipRightTurns();
  let ours = start;
  let theirs = start;
  for (const other of rest) {
    if (climb.isAtTop()) return false;
    if (climb.goesLeft()) {
      ours = tree.node(other, ours);
      theirs = tree.node(other, theirs);
    } else theirs = tree.node(theirs, other);
    climb.step();
  }
  return climb.isAtTop() && sameBytes(ours, firstRoot) && sameBytes(theirs, secondRoot);
}

/** The way from a node up to the root: `fn` and `sn` of the RFC, without bit operators, which end at 2^32. */
function climber(from: number, last: number) {
  let fn = from;
  let sn = last;
  const shift = () => {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  };
  return {
    isAtTop: () => sn === 0,
    /** The hash of the proof stands to the left of what is known. */
    goesLeft: () => fn % 2 === 1 || fn === sn,
    /** One level up; at the ragged right edge also through the levels that have no neighbour. */
    step() {
      if (fn % 2 === 0 && fn === sn) while (fn % 2 === 0 && fn !== 0) shift();
      shift();
    },
    skipRightTurns() {
      while (fn % 2 === 1) shift();
    },
  };
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isHash(hash: Hash): boolean {
  return hash.length === HASH_SIZE;
}

function isPowerOfTwo(value: number): boolean {
  let rest = value;
  while (rest % 2 === 0) rest /= 2;
  return rest === 1;
}
