import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  append,
  checkpointText,
  ed25519KeyId,
  emptyFrontier,
  growTiles,
  inclusionProof,
  rootOf,
  signNote,
  treeHash,
} from '#engines/transparency-log/index.ts';
import { toHex } from '#shared/leaf.ts';
import { followProof } from './journal-proof.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const tree = treeHash(sha256);
const keys = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey, raw: publicKey.export({ type: 'spki', format: 'der' }).subarray(-32) };
};
const server = keys();
const leaves = [0, 1, 2, 3, 4, 5, 6].map((n) => tree.leaf(Uint8Array.of(n)));

function given(index: number, size = leaves.length, signer = server) {
  const shown = leaves.slice(0, size);
  const tiles = growTiles(0, shown, () => undefined, tree);
  const tile = () => tiles[0]?.bytes ?? new Uint8Array();
  const root = rootOf(append(emptyFrontier, shown, tree), tree);
  const text = checkpointText({ origin: 'rakor.local/uji', size, root, extensions: [] });
  const keyId = ed25519KeyId('rakor.local/uji', signer.raw, sha256);
  const noteSigner = {
    name: 'rakor.local/uji',
    keyId,
    sign: (bytes: Uint8Array) => sign(null, bytes, signer.privateKey),
  };
  const proof = inclusionProof(index, size, tile, tree).map(toHex);
  return { index, size, proof, checkpoint: signNote(text, [noteSigner]) };
}
const promised = (index: number) => ({
  leafHash: toHex(leaves[index] ?? new Uint8Array()),
  publicKey: server.raw,
});

it('follows every promise that was kept, to a text that the key of the receipt signed', () => {
  for (const [index] of leaves.entries()) {
    const signed = followProof(promised(index), given(index), sha256);
    expect(signed && verify(null, signed.text, server.publicKey, signed.signature)).toBe(true);
  }
});

it.each([
  ['another leaf', promised(3), given(2)],
  ['another place', promised(2), { ...given(2), index: 4 }],
  ['a proof that was cut', promised(2), { ...given(2), proof: given(2).proof.slice(1) }],
  ['a proof of another size', promised(2), { ...given(2, 6), checkpoint: given(2).checkpoint }],
  ['a checkpoint of another key', promised(2), given(2, 7, keys())],
  ['a checkpoint that is none', promised(2), { ...given(2), checkpoint: 'rakor\n7\n' }],
])('is not taken in by %s', (_what, receipt, shown) => {
  expect(followProof(receipt, shown, sha256)).toBeNull();
});
