/** Where secrets come from. None is stored: what must be given twice is derived from the server's key. */
import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import type { Signer } from '#server/journal/signer.ts';
import { dashed, spokenCode } from '#shared/id.ts';

type Purpose =
  | 'totp'
  | 'invitation'
  | 'recovery-link'
  | 'recovery-share'
  | 'card-secret'
  | 'card-code'
  | 'card-code-pepper'
  | 'phone-pepper'
  | 'recovery-pepper';

/** 32 random bytes, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * Bytes that only this server can make, the same every time for one purpose and id. Ed25519 signatures are
 * deterministic (RFC 8032) and need the private key, so one serves as key material for HKDF (RFC 5869).
 * Trap: no endpoint may ever sign a text of a caller's choice that begins like the one below.
 */
function derived(signer: Signer, purpose: Purpose, id: string, length: number): Buffer {
  const material = Buffer.from(signer.sign(`rakor:secret:v1\n${purpose}\n${id}`), 'base64url');
  return Buffer.from(hkdfSync('sha256', material, Buffer.alloc(0), `rakor ${purpose}`, length));
}

export function invitationToken(signer: Signer, invitationId: string): string {
  return derived(signer, 'invitation', invitationId, 32).toString('base64url');
}

/** @param linkId that of the proposal which two persons agreed on */
export function recoveryToken(signer: Signer, linkId: string): string {
  return derived(signer, 'recovery-link', linkId, 32).toString('base64url');
}

/**
 * The other half of a recovery link, for whoever proposed it: 8 of 30 letters, 39 bits. They outlast half an hour of
 * tries that have to wait for one another.
 */
export function recoveryShare(signer: Signer, linkId: string): string {
  let round = 0;
  return spokenCode([4, 4], (length) => derived(signer, 'recovery-share', `${linkId} ${round++}`, length));
}

/** Whether what was typed is that half, however it was typed. */
export function isRecoveryShare(signer: Signer, linkId: string, typed: string): boolean {
  const plain = (text: string) => tokenHash(text.toUpperCase().replace(/[^0-9A-Z]/g, ''));
  return timingSafeEqual(plain(typed), plain(recoveryShare(signer, linkId)));
}

/** 144 bits for the QR of a card. */
export function cardSecret(signer: Signer, cardId: string): string {
  return derived(signer, 'card-secret', cardId, 18).toString('base64url');
}

/** The short code of a card: 10 of 30 letters, 49 bits. */
export function cardCode(signer: Signer, cardId: string): string {
  let round = 0;
  return spokenCode([2, 4, 4], (length) => derived(signer, 'card-code', `${cardId} ${round++}`, length));
}

/** 49 bits alone could be searched by whoever steals a backup, so the hash of a code needs the server's key too. */
export function cardCodeHash(signer: Signer, code: string): Buffer {
  return createHmac('sha256', derived(signer, 'card-code-pepper', 'v1', 32))
    .update(code)
    .digest();
}

/** A recovery code: 12 of 30 letters, 58 bits. */
export function newRecoveryCode(): string {
  return spokenCode([4, 4, 4]);
}

/** What is kept of one. Like the code of a card it could be searched without the server's key. */
export function recoveryCodeHash(signer: Signer, accountId: string, typed: string): Buffer {
  const letters = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return createHmac('sha256', derived(signer, 'recovery-pepper', 'v1', 32))
    .update(`${accountId} ${letters}`)
    .digest();
}

/** What is kept of the id that a phone names: whoever reads the database cannot come in as that phone. */
export function keptPhone(signer: Signer, deviceId: string): string {
  const pepper = derived(signer, 'phone-pepper', 'v1', 32);
  return dashed(createHmac('sha256', pepper).update(deviceId.toLowerCase()).digest().subarray(0, 16));
}

const STEP_S = 30;

/** Whose secret, and how often it was replaced. */
type Authenticator = { readonly accountId: string; readonly generation: number };

function totp(signer: Signer, { accountId, generation }: Authenticator): TOTP {
  // The first was derived before there were generations.
  const id = generation === 0 ? accountId : `${accountId} ${generation}`;
  const bytes = Uint8Array.from(derived(signer, 'totp', id, 20));
  return new TOTP({
    issuer: 'Rakor',
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_S,
    secret: new Secret({ buffer: bytes.buffer }),
  });
}

/** The secret of an account's authenticator app, base32. */
export function totpSecret(signer: Signer, of: Authenticator): string {
  return totp(signer, of).secret.base32;
}

/** Number of the step whose code this is, one step early or late allowed; null when it is none. */
export function totpStep(signer: Signer, of: Authenticator, code: string, now: Date): number | null {
  const delta = totp(signer, of).validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / (STEP_S * 1000)) + delta;
}

// OWASP password storage: argon2id with 19 MiB, two passes, one lane. Argon2id is this library's default.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
// Fits no password: verified in place of an unknown login's, so that both take the same path and time.
const NOBODYS_HASH = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** @param stored null for an unknown login, which costs as much as a known one */
export function passwordFits(stored: string | null, password: string): Promise<boolean> {
  return verify(stored ?? NOBODYS_HASH, password);
}
