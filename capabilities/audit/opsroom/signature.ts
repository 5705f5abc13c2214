import type { Signed } from '../rules.ts';

/** `unknown`: this browser has no Ed25519, or not at an address without HTTPS. */
export type Signature = 'holds' | 'broken' | 'unknown';

/** Asks the browser's own arithmetic. */
export async function checkSignature({ publicKey, text, signature }: Signed): Promise<Signature> {
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined) return 'unknown';
  const key = await subtle
    .importKey('raw', own(publicKey), { name: 'Ed25519' }, false, ['verify'])
    .catch(() => null);
  if (key === null) return 'unknown';
  return (await subtle.verify({ name: 'Ed25519' }, key, own(signature), own(text))) ? 'holds' : 'broken';
}

/** The same bytes in a buffer of their own, as the browser wants them. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
