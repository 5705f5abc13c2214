import { createPublicKey, verify } from 'node:crypto';
import { ed25519KeyId, type NoteVerifier, parseVerifierKey } from '#engines/transparency-log/index.ts';
import { sha256 } from '../record.ts';
import type { SourceHead } from './source.ts';
import { UnreadableError } from './unreadable.ts';

/** The key that a journal says is its own. */
export function keyOfHead({ origin, publicKey }: SourceHead): NoteVerifier {
  return verifierOf(origin, publicKey);
}

/** A key as somebody wrote it down. @throws UnreadableError when it is none */
export function keyOfText(text: string): NoteVerifier {
  const key = parseVerifierKey(text.trim(), sha256);
  if (key !== undefined) return verifierOf(key.name, key.publicKey);
  throw new UnreadableError(
    'Itu bukan kunci jurnal. Salin seluruh baris dari /api/journal/key: nama+angka+kunci.',
    'That is no key of a journal. Copy the whole line from /api/journal/key: name+number+key.',
  );
}

// What stands before the 32 bytes of an Ed25519 key in its SPKI form (RFC 8410 section 4).
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

function verifierOf(name: string, publicKey: Uint8Array): NoteVerifier {
  const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' });
  return {
    name,
    keyId: ed25519KeyId(name, publicKey, sha256),
    verify: (text, signature) => verify(null, text, key, signature),
  };
}
