/** The passphrase of an age file through the scrypt of the machine's own library: the script one takes many times longer. */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { type Identity, type Recipient, Stanza } from 'age-encryption';

// C2SP age specification, "scrypt recipient type".
const LABEL = 'age-encryption.org/v1/scrypt';
const SALT_BYTES = 16;
const TAG_BYTES = 16;
const NO_NONCE = Buffer.alloc(12);
/** 2^18: about a second and 256 MB, the default of the age program. */
const WORK_FACTOR = 18;
// Whoever hands over a file must not choose how much memory it takes to open it: 2^22 is 4 GB.
const HIGHEST_WORK_FACTOR = 21;

export function passphraseRecipient(passphrase: string, workFactor = WORK_FACTOR): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(SALT_BYTES);
      const cipher = createCipheriv(
        'chacha20-poly1305',
        await stretch(passphrase, salt, workFactor),
        NO_NONCE,
        {
          authTagLength: TAG_BYTES,
        },
      );
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
      const saltText = salt.toString('base64').replace(/=+$/, '');
      return [new Stanza(['scrypt', saltText, String(workFactor)], body)];
    },
  };
}

export function passphraseIdentity(passphrase: string): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const [stanza] = stanzas;
      const [kind, salt = '', factor = ''] = stanza?.args ?? [];
      if (stanza === undefined || stanzas.length !== 1 || kind !== 'scrypt') return null;
      if (!/^[1-9][0-9]?$/.test(factor) || Number(factor) > HIGHEST_WORK_FACTOR) return null;
      const key = await stretch(passphrase, Buffer.from(salt, 'base64'), Number(factor));
      return unwrap(key, stanza.body);
    },
  };
}

function unwrap(key: Buffer, body: Uint8Array): Uint8Array | null {
  const decipher = createDecipheriv('chacha20-poly1305', key, NO_NONCE, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(body.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    // Another passphrase.
    return null;
  }
}

function stretch(passphrase: string, salt: Buffer, workFactor: number): Promise<Buffer> {
  const N = 2 ** workFactor;
  const cost = { N, r: 8, p: 1, maxmem: 128 * 8 * N + 1_048_576 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, Buffer.concat([Buffer.from(LABEL), salt]), 32, cost, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
