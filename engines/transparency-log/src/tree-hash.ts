export type Hash = Uint8Array;
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Bytes of one hash. */
export const HASH_SIZE = 32;

/** The hashes of a Merkle tree: RFC 9162 section 2.1.1. The prefixes keep a leaf from being taken for a node. */
export type TreeHash = {
  /** SHA-256(0x00 || bytes). */
  leaf(bytes: Uint8Array): Hash;
  /** SHA-256(0x01 || left || right), of two hashes of 32 bytes. */
  node(left: Hash, right: Hash): Hash;
  /** The root of a tree without leaves: SHA-256 of nothing. */
  readonly empty: Hash;
};

/** @param sha256 must not keep the bytes it is given: they are written over by the next call */
export function treeHash(sha256: Sha256): TreeHash {
  const pair = new Uint8Array(1 + 2 * HASH_SIZE);
  pair[0] = 1;
  return {
    leaf: (bytes) => {
      const prefixed = new Uint8Array(1 + bytes.length);
      prefixed.set(bytes, 1);
      return sha256(prefixed);
    },
    node: (left, right) => {
      pair.set(left, 1);
      pair.set(right, 1 + HASH_SIZE);
      return sha256(pair);
    },
    empty: sha256(new Uint8Array(0)),
  };
}
