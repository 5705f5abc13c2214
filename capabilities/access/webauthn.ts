/** Passkeys by the library, with the choices of this house: verified by the person, found without a login, no attestation. */

import { isIP } from 'node:net';
import {
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { Refused, refuse } from '#shared/problem.ts';
import type { NewCredential, SignedAnswer } from './endpoints-passkeys.ts';

/**
 * The name that a passkey is bound to: the one by which this page was opened.
 * @throws Refused where browsers know no passkeys: at a bare address, or without HTTPS
 */
export function hostFor(origin: string): string {
  const { hostname, protocol } = new URL(origin);
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost');
  const isBare = isIP(hostname.replace(/^\[|\]$/g, '')) > 0;
  if (isBare || (protocol !== 'https:' && !isLocal)) throw new Refused(refuse('access.passkey-needs-name'));
  return hostname;
}

type Person = { readonly id: string; readonly login: string; readonly name: string };
type Known = { readonly credentialId: string };

/** What the browser is asked when it makes one. */
export async function askForPasskey(
  person: Person,
  asked: { readonly host: string; readonly challenge: string; readonly known: readonly Known[] },
) {
  const made = await generateRegistrationOptions({
    rpName: 'Rakor',
    rpID: asked.host,
    userID: handleOf(person.id),
    userName: person.login,
    userDisplayName: person.name,
    challenge: Buffer.from(asked.challenge, 'base64url'),
    attestationType: 'none',
    excludeCredentials: asked.known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return {
    rpId: asked.host,
    challenge: made.challenge,
    userHandle: made.user.id,
    algorithms: made.pubKeyCredParams.map(({ alg }) => alg),
    known: asked.known.map(({ credentialId }) => credentialId),
  };
}

/** The bytes of an account's id: what an authenticator keeps instead of a name. */
function handleOf(accountId: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(accountId.replaceAll('-', ''), 'hex'));
}

/** The account that a user handle names; null for what is none of ours. */
export function accountOfHandle(handle: string): string | null {
  const hex = Buffer.from(handle, 'base64url').toString('hex');
  if (hex.length !== 32) return null;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

type At = { readonly origin: string; readonly challenge: string };

/** The credential in an answer; null when anything in it is not as it was asked. */
export async function readNewCredential(made: NewCredential, { origin, challenge }: At) {
  const { id, clientDataJSON, attestationObject } = made;
  const response = {
    id,
    rawId: id,
    type: 'public-key' as const,
    response: { clientDataJSON, attestationObject },
    clientExtensionResults: {},
  };
  const host = hostFor(origin);
  const asked = { response, expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: host };
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      ...asked,
      requireUserVerification: true,
    });
    return registrationInfo?.credential ?? null;
  } catch {
    // The library throws a sentence for every reason; whoever forges learns none.
    return null;
  }
}

type Stored = { readonly credentialId: string; readonly publicKey: Buffer };

/** The authenticator's new counter; null when the answer was not signed as asked. */
export async function readCounter(
  stored: Stored,
  answer: SignedAnswer,
  { origin, challenge }: At,
): Promise<number | null> {
  const { credentialId: id, clientDataJSON, authenticatorData, signature } = answer;
  const response = {
    id,
    rawId: id,
    type: 'public-key' as const,
    response: { clientDataJSON, authenticatorData, signature },
    clientExtensionResults: {},
  };
  // -1: whether it went back is decided by the rules, so that it can be told and kept.
  const credential = { id, publicKey: Uint8Array.from(stored.publicKey), counter: -1 };
  const asked = { response, credential, expectedChallenge: challenge, expectedOrigin: origin };
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      ...asked,
      expectedRPID: hostFor(origin),
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}
