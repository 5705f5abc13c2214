/** Encryption at rest (docs/decisions/0009). Keys belong to persons; the phone keeps only what is sealed under them. */

/** AES-GCM: a random 96-bit nonce and the ciphertext with its tag. */
export type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer };

/** `about` is bound to what is sealed: text under one id does not open under another. */
export type Cipher = {
  seal(bytes: Uint8Array<ArrayBuffer>, about: string): Promise<Sealed>;
  open(sealed: Sealed, about: string): Promise<Uint8Array<ArrayBuffer>>;
};

// A third of what OWASP advises for passwords (600,000 of SHA-256, 2023): a card's code has 49 bits and its QR 144, so
// that the rounds only have to slow down guessing a PIN by somebody who holds the card and a copy of the phone.
const ROUNDS = 200_000;
const WRAPPED = 'rakor vault key v1';

/** Whether this page may encrypt: browsers hide it on plain HTTP. */
export function canEncrypt(): boolean {
  return typeof crypto !== 'undefined' && crypto.subtle !== undefined;
}

/** The key that opens a vault, from what the person brings: the card's secret, and a PIN if they chose one. */
export async function lockFrom(
  secret: string,
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
): Promise<CryptoKey> {
  const material = new TextEncoder().encode(`${secret}\n${pin}`);
  const base = await crypto.subtle.importKey('raw', material, 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** A new data key, wrapped for keeping, and open for use. The open one cannot be read out again by any script. */
export async function newKey(lock: CryptoKey): Promise<{ wrapped: Sealed; key: CryptoKey }> {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const wrapped = await cipherOf(lock).seal(raw, WRAPPED);
  return { wrapped, key: await importKey(raw) };
}

/** The data key; null when this is not the lock under which it was wrapped. */
export async function openKey(lock: CryptoKey, wrapped: Sealed): Promise<CryptoKey | null> {
  try {
    return await importKey(await cipherOf(lock).open(wrapped, WRAPPED));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null;
    throw error;
  }
}

export function cipherOf(key: CryptoKey): Cipher {
  const how = (iv: Uint8Array<ArrayBuffer>, about: string) => ({
    name: 'AES-GCM',
    iv,
    additionalData: new TextEncoder().encode(about),
  });
  return {
    async seal(bytes, about) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      return { iv, data: await crypto.subtle.encrypt(how(iv, about), key, bytes) };
    },
    async open(sealed, about) {
      return new Uint8Array(await crypto.subtle.decrypt(how(sealed.iv, about), key, sealed.data));
    },
  };
}

/** For a store that lives in memory only: nothing is at rest, so nothing is encrypted. Never give it a lasting store. */
export const noCipher: Cipher = {
  seal: async (bytes) => ({ iv: new Uint8Array(0), data: bytes.slice().buffer }),
  open: async (sealed) => new Uint8Array(sealed.data.slice(0)),
};

export async function sealJson(cipher: Cipher, value: unknown, about: string): Promise<Sealed> {
  return cipher.seal(new TextEncoder().encode(JSON.stringify(value)), about);
}

export async function openJson(cipher: Cipher, sealed: Sealed, about: string): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await cipher.open(sealed, about)));
}

function importKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
