/** What a leaf says, and whether a proof proves it. Screens run this themselves: they need not believe the server. */
import { Check } from 'typebox/value';
import {
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  treeHash,
  verifyInclusion,
} from '#engines/transparency-log/index.ts';
import { leafHash, type Sha256, toHex } from '#shared/leaf.ts';
import { nullable, object, type Static, Type } from '#shared/schema.ts';

/** Whether an event tells that somebody read something: `field-report.read.v1`. */
export function isReading(event: string): boolean {
  return /[.-]read[.]v[0-9]+$/.test(event);
}

/** Format v1 (platform/shared/leaf.ts), as far as it is shown. */
const ReadLeaf = object({
  v: Type.Literal(1),
  id: Type.String(),
  event: Type.String(),
  who: object({ user: Type.String(), agency: nullable(Type.String()), role: nullable(Type.String()) }),
  at: object({
    device: nullable(Type.String()),
    server: Type.String(),
    operation: nullable(Type.String()),
  }),
  subject: object({ kind: Type.String(), id: Type.String() }),
  operation: nullable(Type.String()),
  area: nullable(Type.String()),
  changes: Type.Array(object({ field: Type.String(), before: Type.Unknown(), after: Type.Unknown() })),
});
export type ReadLeaf = Static<typeof ReadLeaf>;

/** The leaf that the bytes are, or null for any that this release cannot read. */
export function leafIn(text: string): ReadLeaf | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return Check(ReadLeaf, parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** One side of a change, as an auditor may know it. */
export type Side =
  | { readonly is: 'empty' }
  | { readonly is: 'open'; readonly text: string; readonly value: unknown }
  /** The value stands apart or was erased; the leaf holds a commitment to it. */
  | { readonly is: 'apart' | 'erased'; readonly commit: string };

type Apart = readonly { readonly field: string; readonly side: string }[];

/** What stood in a field before or after, by the leaf and by what still stands apart. */
export function sideOf(value: unknown, at: { field: string; side: 'before' | 'after' }, apart: Apart): Side {
  if (value === null || value === undefined) return { is: 'empty' };
  if (Check(Committed, value)) {
    const isThere = apart.some(({ field, side }) => field === at.field && side === at.side);
    return { is: isThere ? 'apart' : 'erased', commit: value.commit };
  }
  return { is: 'open', text: typeof value === 'string' ? value : JSON.stringify(value), value };
}

const Committed = object({ commit: Type.String({ pattern: '^[0-9a-f]{64}$' }) });

/** What somebody shows: a leaf, its place, the way to the root, and a checkpoint with the key it is signed by. */
export type Claim = {
  readonly leafText: string;
  readonly index: number;
  readonly size: number;
  /** Hexadecimal, as RFC 9162 orders them. */
  readonly proof: readonly string[];
  readonly checkpoint: string;
  readonly verifierKey: string;
};

/** What is left to ask of a signature, for which only the browser has the arithmetic. */
export type Signed = {
  readonly publicKey: Uint8Array;
  readonly text: Uint8Array;
  readonly signature: Uint8Array;
};

export type Finding = {
  /** Hash of the bytes, computed here. */
  readonly hash: string;
  /** The bytes stand at this place of the tree that the checkpoint names. */
  readonly isIncluded: boolean;
  readonly origin: string;
  readonly root: string;
  /** Null when the checkpoint is not one of this key. */
  readonly signed: Signed | null;
};

/** Checks a claim by arithmetic alone; the signature is handed back to be checked. Null for what is no checkpoint. */
export function examine(claim: Claim, sha256: Sha256): Finding | null {
  const key = parseVerifierKey(claim.verifierKey.trim(), sha256);
  const held: { text: Uint8Array; signature: Uint8Array }[] = [];
  const hold = (text: Uint8Array, signature: Uint8Array) => held.push({ text, signature }) > 0;
  const opened = key === undefined ? 'malformed' : openNote(claim.checkpoint, [{ ...key, verify: hold }]);
  const checkpoint = typeof opened === 'string' ? undefined : parseCheckpoint(opened.text);
  if (key === undefined || checkpoint === undefined) return null;
  const hash = leafHash(new TextEncoder().encode(claim.leafText), sha256);
  const { size, root } = checkpoint;
  const proof = claim.proof.map(fromHex);
  const isIncluded =
    size === claim.size &&
    verifyInclusion({ index: claim.index, size, leafHash: hash, root, proof }, treeHash(sha256));
  const [first] = held;
  return {
    hash: toHex(hash),
    isIncluded,
    origin: checkpoint.origin,
    root: toHex(root),
    signed: first === undefined ? null : { publicKey: key.publicKey, ...first },
  };
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
