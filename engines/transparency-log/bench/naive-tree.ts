/**
 * The definitions of RFC 9162 section 2.1 as they stand there, recursive and slow: the oracle of the tests and the
 * baseline of the benchmark.
 */
import { createHash } from 'node:crypto';
import type { Hash } from '../index.ts';

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

export const leafHash = (bytes: Uint8Array): Hash => sha256(Buffer.concat([Buffer.of(0), bytes]));

const nodeHash = (left: Hash, right: Hash): Hash => sha256(Buffer.concat([Buffer.of(1), left, right]));

/** MTH(D_n), over leaf hashes. */
export function naiveRoot(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return sha256(new Uint8Array(0));
  if (leaves.length === 1) return only;
  const k = split(leaves.length);
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

/** PATH(m, D_n). */
export function naivePath(m: number, leaves: readonly Hash[]): readonly Hash[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m < k ? [...naivePath(m, left), naiveRoot(right)] : [...naivePath(m - k, right), naiveRoot(left)];
}

/** PROOF(m, D_n). */
export function naiveProof(m: number, leaves: readonly Hash[]): readonly Hash[] {
  return subproof(m, leaves, true);
}

function subproof(m: number, leaves: readonly Hash[], isWhole: boolean): readonly Hash[] {
  if (m === leaves.length) return isWhole ? [] : [naiveRoot(leaves)];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m <= k
    ? [...subproof(m, left, isWhole), naiveRoot(right)]
    : [...subproof(m - k, right, false), naiveRoot(left)];
}

/** The largest power of two below n. */
function split(n: number): number {
  return 2 ** Math.floor(Math.log2(n - 1));
}
