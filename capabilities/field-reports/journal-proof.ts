/** Whether a receipt's promise was kept: the leaf stands in the sealed journal. The phone checks it by itself. */
import {
  ed25519KeyId,
  openNote,
  parseCheckpoint,
  treeHash,
  verifyInclusion,
} from '#engines/transparency-log/index.ts';
import type { Sha256 } from '#shared/leaf.ts';
import type { JournalProof } from './proof-shape.ts';

/** What the receipt says: hash of the leaf in hexadecimal, and the key of the server, raw bytes. */
export type Promised = { readonly leafHash: string; readonly publicKey: Uint8Array };

/** The signature that is left to check, by whoever has the arithmetic. */
type Signed = { readonly publicKey: Uint8Array; readonly text: Uint8Array; readonly signature: Uint8Array };

/**
 * Follows the proof from the promised leaf to the root of a checkpoint under the key of the receipt.
 * @returns what is signed, or null when the proof does not lead there or the checkpoint is of another key
 */
export function followProof(promised: Promised, given: JournalProof, sha256: Sha256): Signed | null {
  const { publicKey } = promised;
  const name = given.checkpoint.slice(0, given.checkpoint.indexOf('\n'));
  const held: Signed[] = [];
  const verify = (text: Uint8Array, signature: Uint8Array) => held.push({ publicKey, text, signature }) > 0;
  const key = { name, keyId: ed25519KeyId(name, publicKey, sha256), verify };
  const opened = openNote(given.checkpoint, [key]);
  const checkpoint = typeof opened === 'string' ? undefined : parseCheckpoint(opened.text);
  if (checkpoint === undefined || checkpoint.size !== given.size) return null;
  const claim = {
    index: given.index,
    size: checkpoint.size,
    leafHash: fromHex(promised.leafHash),
    root: checkpoint.root,
    proof: given.proof.map(fromHex),
  };
  return verifyInclusion(claim, treeHash(sha256)) ? (held[0] ?? null) : null;
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
