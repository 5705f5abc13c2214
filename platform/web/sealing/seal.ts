/** Encrypting to keys that agencies hold, in the browser: age files (age-encryption.org/v1), post-quantum hybrid. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { isRefusal, type Refusal, refuse } from '#shared/problem.ts';
import { plain } from './spoken.ts';

/** `identity` opens and is never sent; `recipient` seals and is for everybody. */
export type Key = { readonly identity: string; readonly recipient: string };

// The library is 150 kB (54 kB gzipped): whoever opens nothing sealed never loads it.
const age = () => import('age-encryption');
// 2^17 rounds of scrypt take 128 MiB and about a second, once per unlocking.
// The default of 18 takes 256 MiB, which a phone does not give to a page.
const WORK_FACTOR = 17;
// A length tells much about a short note. Whole kilobytes tell less.
const BLOCK = 1024;
const NO_MATCH = 'no identity matched';

const utf8 = new TextEncoder();

/**
 * A new key: ML-KEM-768 with X25519. The server keeps ciphertext for years, so that it must also withstand whoever
 * stores it until there are quantum computers.
 */
export async function newKey(): Promise<Key> {
  const { generateHybridIdentity, identityToRecipient } = await age();
  const identity = await generateHybridIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The key that a typed or scanned identity belongs to; spaces and small letters of a typist are forgiven. */
export async function keyFrom(typed: string): Promise<Key | Refusal> {
  const { identityToRecipient } = await age();
  const identity = typed.replace(/[^A-Za-z0-9-]/g, '').toUpperCase();
  try {
    return { identity, recipient: await identityToRecipient(identity) };
  } catch {
    return refuse('seal.not-a-key');
  }
}

/** An age file that each of these recipients opens alone. @throws Error when a recipient is none, or there is none */
export async function seal(recipients: readonly string[], content: Uint8Array): Promise<Uint8Array> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  for (const recipient of new Set(recipients)) encrypter.addRecipient(recipient);
  if (recipients.length === 0) throw new Error('nobody to seal to');
  return encrypter.encrypt(content);
}

/**
 * What an age file holds, if one of these identities opens it.
 * @returns refusals `seal.not-ours` (none of the keys fits) and `seal.damaged` (it was altered or cut off)
 */
export async function unseal(
  sealed: Uint8Array,
  identities: readonly string[],
): Promise<Uint8Array | Refusal> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(sealed);
  } catch (error) {
    const isForeign = error instanceof Error && error.message.startsWith(NO_MATCH);
    return refuse(isForeign ? 'seal.not-ours' : 'seal.damaged');
  }
}

/** The same for a value that JSON can hold, padded to whole kilobytes. */
export async function sealJson(recipients: readonly string[], value: unknown): Promise<Uint8Array> {
  const bytes = utf8.encode(JSON.stringify(value));
  const padded = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(0x20);
  padded.set(bytes);
  return seal(recipients, padded);
}

/** @returns what was sealed, still to be checked by a schema; `seal.damaged` also where it is no JSON */
export async function unsealJson(sealed: Uint8Array, identities: readonly string[]): Promise<unknown> {
  const content = await unseal(sealed, identities);
  if (isRefusal(content)) return content;
  try {
    return JSON.parse(new TextDecoder().decode(content));
  } catch {
    return refuse('seal.damaged');
  }
}

/** An identity behind a passphrase, for keeping on a server that must not read it. */
export async function wrap(identity: string, passphrase: string, workFactor = WORK_FACTOR) {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(workFactor);
  encrypter.setPassphrase(plain(passphrase));
  return encrypter.encrypt(identity);
}

/** @returns the key; refusals `seal.wrong-passphrase`, or `seal.damaged` where it holds no key */
export async function unwrap(wrapped: Uint8Array, passphrase: string): Promise<Key | Refusal> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addPassphrase(plain(passphrase));
  try {
    const key = await keyFrom(await decrypter.decrypt(wrapped, 'text'));
    return isRefusal(key) ? refuse('seal.damaged') : key;
  } catch (error) {
    const isWrong = error instanceof Error && error.message.startsWith(NO_MATCH);
    return refuse(isWrong ? 'seal.wrong-passphrase' : 'seal.damaged');
  }
}

/**
 * What only a holder of the former key can say about the next one, hex: HMAC-SHA-256 under the former identity. So an
 * officer notices a "new key of the agency" that the server made up.
 */
export function vouchFor(former: string, recipient: string): string {
  const key = sha256(utf8.encode(`rakor:seal:vouch:v1\u0000${former}`));
  const said = hmac(sha256, key, utf8.encode(recipient));
  return [...said].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** @throws when the text is not base64 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
