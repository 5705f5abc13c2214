/** A signature that only the browser has the arithmetic for. */
export type Signed = {
  readonly publicKey: Uint8Array;
  readonly text: Uint8Array;
  readonly signature: Uint8Array;
};

/** `unknown`: this browser has no Ed25519, or not at an address without HTTPS. */
export type Signature = 'holds' | 'broken' | 'unknown';

/** Asks the browser whether an Ed25519 signature holds. Never says that it does when nothing was checked. */
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
