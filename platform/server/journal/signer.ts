import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Signs promises of this server: "this leaf will be in the journal". */
export type Signer = {
  /** Ed25519 over the text, base64url. */
  sign(text: string): string;
  /** Ed25519 over the bytes, 64 bytes. */
  signBytes(bytes: Uint8Array): Uint8Array;
  verify(text: string, signature: string): boolean;
  /** The public key, base64url of the raw 32 bytes. */
  readonly publicKey: string;
  /** The raw 32 bytes. */
  readonly rawPublicKey: Uint8Array;
};

/** Opens the server's Ed25519 key in the data directory, or makes it on first use. */
export function openSigner(dataDir: string): Signer {
  const file = join(dataDir, 'server-key.pem');
  if (!existsSync(file)) {
    const made = generateKeyPairSync('ed25519').privateKey;
    writeFileSync(file, made.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  }
  return signerOf(createPrivateKey(readFileSync(file)));
}

export function signerOf(privateKey: KeyObject): Signer {
  const publicKey = createPublicKey(privateKey);
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  return {
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
    signBytes: (bytes) => sign(null, bytes, privateKey),
    verify: (text, signature) =>
      verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url')),
    publicKey: raw.toString('base64url'),
    rawPublicKey: raw,
  };
}
