/**
 * Leaf format v1 of the journal. Frozen: a Merkle log hashes these bytes, golden files hold them still.
 * A leaf is canonical JSON (RFC 8785) in UTF-8. Its hash is SHA-256(0x00 || bytes), as RFC 9162 section 2.1.1 asks.
 */
import { canonicalJson, type Json } from './canonical-json.ts';

export type Leaf = {
  readonly v: 1;
  readonly id: string;
  readonly event: string;
  readonly who: { readonly user: string; readonly agency: string | null; readonly role: string | null };
  readonly at: {
    /** As the caller's device said it; null when it said nothing. */
    readonly device: string | null;
    readonly server: string;
    /** The clock of the operation, which a drill may set; null outside an operation. */
    readonly operation: string | null;
  };
  readonly subject: { readonly kind: string; readonly id: string };
  readonly operation: string | null;
  readonly area: string | null;
  readonly changes: readonly Change[];
};

/** One field. Open values stand here; others only as `{commit}` of a salted hash. */
export type Change = {
  readonly field: string;
  readonly before: Json | Commitment;
  readonly after: Json | Commitment;
};

export type Commitment = { readonly commit: string };

/** Open field of an event that takes values kept apart away: how many. Verification holds what is missing against it. */
export const APART_ERASED = 'apartErased';

export type Sha256 = (bytes: Uint8Array) => Uint8Array;

const utf8 = new TextEncoder();

export function leafBytes(leaf: Leaf): Uint8Array {
  return utf8.encode(canonicalJson(leaf));
}

export function leafHash(bytes: Uint8Array, sha256: Sha256): Uint8Array {
  const prefixed = new Uint8Array(bytes.length + 1);
  prefixed.set(bytes, 1);
  return sha256(prefixed);
}

/**
 * A commitment to one value: SHA-256("rakor:commit:v1" || 0x00 || salt || field || 0x00 || canonical JSON), hex.
 * @param salt 32 random bytes, new for every value; without it nothing can be guessed from the commitment
 */
export function commitment(field: string, value: Json, salt: Uint8Array, sha256: Sha256): Commitment {
  const parts = [
    utf8.encode('rakor:commit:v1\u0000'),
    salt,
    utf8.encode(`${field}\u0000`),
    utf8.encode(canonicalJson(value)),
  ];
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return { commit: toHex(sha256(joined)) };
}

export function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
