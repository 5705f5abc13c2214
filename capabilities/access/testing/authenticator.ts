/** An authenticator as a program, for stories: it answers as a browser with a passkey would. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

type Asked = { readonly rpId: string; readonly challenge: string };

// Flags of Web Authentication, section 6.1: the person is present, was verified, and a credential is enclosed.
const PRESENT = 0x01;
const VERIFIED = 0x04;
const ENCLOSED = 0x40;

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest();

/** @param origin the page that it believes to be on */
export function authenticatorDouble(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  const clientData = (type: 'webauthn.create' | 'webauthn.get', challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  return {
    make({ rpId, challenge }: Asked, counter = 1) {
      const seen = authenticatorData(rpId, PRESENT | VERIFIED | ENCLOSED, counter);
      const credential = [Buffer.alloc(16), Buffer.from([0, id.length]), id, publicKeyAsCose(x, y)];
      return {
        id: text(id),
        clientDataJSON: text(clientData('webauthn.create', challenge)),
        attestationObject: text(attestationOfNobody(Buffer.concat([seen, ...credential]))),
        transports: ['internal'],
      };
    },
    answer(
      { rpId, challenge }: Asked,
      { counter = 2, isVerified = true, userHandle = null as string | null } = {},
    ) {
      const clientDataJSON = clientData('webauthn.get', challenge);
      const seen = authenticatorData(rpId, isVerified ? PRESENT | VERIFIED : PRESENT, counter);
      const signature = sign('sha256', Buffer.concat([seen, sha256(clientDataJSON)]), privateKey);
      return {
        credentialId: text(id),
        clientDataJSON: text(clientDataJSON),
        authenticatorData: text(seen),
        signature: text(signature),
        userHandle,
      };
    },
  };
}

/** Web Authentication, section 6.1: for which page, how the person was seen, how often this was asked. */
function authenticatorData(rpId: string, flags: number, counter: number): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(rpId), Buffer.from([flags]), count]);
}

/** A COSE key (RFC 9053): EC2, ES256, P-256. */
function publicKeyAsCose(x: string, y: string): Uint8Array {
  return isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Uint8Array.from(Buffer.from(x, 'base64url'))],
      [-3, Uint8Array.from(Buffer.from(y, 'base64url'))],
    ]),
  );
}

/** Format `none`: no maker vouches for the device. */
function attestationOfNobody(authData: Uint8Array): Uint8Array {
  return isoCBOR.encode(
    new Map<string, string | Map<string, string> | Uint8Array>([
      ['fmt', 'none'],
      ['attStmt', new Map<string, string>()],
      ['authData', Uint8Array.from(authData)],
    ]),
  );
}
