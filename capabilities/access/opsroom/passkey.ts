/** The browser's part of passkeys. */
import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import type { BodyOf, ReplyOf } from '#shared/endpoint.ts';
import type { addPasskey, beginPasskey, beginPasskeySignIn, passkeySignIn } from '../endpoints-passkeys.ts';

type Question = ReplyOf<typeof beginPasskeySignIn>;
type Answer = BodyOf<typeof passkeySignIn>['answer'];
type Made = BodyOf<typeof addPasskey>['credential'];

/** Whether this page may ask for one: only where the browser knows them, and at a named address. */
export function canPasskey(): boolean {
  const isBare = /^(\d+(\.\d+){3}|\[.*\])$/.test(window.location.hostname);
  return window.isSecureContext && !isBare && typeof PublicKeyCredential === 'function';
}

/** Null when the person stopped, or nothing came in time. */
export async function askPasskey({ rpId, challenge }: Question): Promise<Answer | null> {
  try {
    const { id, response } = await startAuthentication({
      optionsJSON: { rpId, challenge, userVerification: 'required' },
    });
    const { clientDataJSON, authenticatorData, signature, userHandle } = response;
    return { credentialId: id, clientDataJSON, authenticatorData, signature, userHandle: userHandle ?? null };
  } catch (error) {
    return stopped(error);
  }
}

/** Null when the person stopped, or this authenticator holds one already. */
export async function makePasskey(asked: ReplyOf<typeof beginPasskey>): Promise<Made | null> {
  try {
    const { id, response } = await startRegistration({
      optionsJSON: {
        rp: { id: asked.rpId, name: 'Rakor' },
        user: { id: asked.userHandle, name: asked.login, displayName: asked.name },
        challenge: asked.challenge,
        pubKeyCredParams: asked.algorithms.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: asked.known.map((known) => ({ type: 'public-key', id: known })),
        authenticatorSelection: {
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'required',
        },
        attestation: 'none',
      },
    });
    const { clientDataJSON, attestationObject, transports = [] } = response;
    return { id, clientDataJSON, attestationObject, transports };
  } catch (error) {
    return stopped(error);
  }
}

function stopped(error: unknown): null {
  const isTheirs = error instanceof WebAuthnError || error instanceof DOMException;
  if (isTheirs) return null;
  throw error;
}
