/** Ed25519 keys of signed notes, and the one line by which a verifier knows them. */
import { base64, concatBytes, fromBase64, hex, utf8 } from './bytes.ts';
import { isKeyName } from './note.ts';
import type { Sha256 } from './tree-hash.ts';

/** Signature type of Ed25519 in C2SP signed-note. */
const ED25519 = 1;
const PUBLIC_KEY_SIZE = 32;

export type VerifierKey = {
  readonly name: string;
  /** 4 bytes. */
  readonly keyId: Uint8Array;
  /** 32 bytes, as RFC 8032 writes them. */
  readonly publicKey: Uint8Array;
};

/** The first 4 bytes of SHA-256(name || newline || type || public key). */
export function ed25519KeyId(name: string, publicKey: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(concatBytes(utf8(name), [0x0a, ED25519], publicKey)).slice(0, 4);
}

/** The text that a verifier keeps: `name+key id in hex+base 64 of type and public key`. */
export function verifierKey(name: string, publicKey: Uint8Array, sha256: Sha256): string {
  const keyId = hex(ed25519KeyId(name, publicKey, sha256));
  return `${name}+${keyId}+${base64(concatBytes([ED25519], publicKey))}`;
}

/** The Ed25519 key of such a text, or undefined when it is none or its parts do not belong together. */
export function parseVerifierKey(text: string, sha256: Sha256): VerifierKey | undefined {
  const [name, keyId, encoded] = cutInThree(text);
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes?.length !== 1 + PUBLIC_KEY_SIZE || bytes[0] !== ED25519) return undefined;
  const publicKey = bytes.slice(1);
  const expected = ed25519KeyId(name, publicKey, sha256);
  return hex(expected) === keyId ? { name, keyId: expected, publicKey } : undefined;
}

/** Base 64 may hold a plus of its own: only the first two separate. */
function cutInThree(text: string): readonly [string, string, string] {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  if (first < 0 || second < 0) return ['', '', ''];
  return [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}
