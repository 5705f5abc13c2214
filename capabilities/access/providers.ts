/** Providers of agencies that sign their own people in (OpenID Connect), as the operator of this server configured them. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as oidc from 'openid-client';
import { Check } from 'typebox/value';
import { conforms } from '#server/endpoint/parse.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { Id, line, object, type Static, Type } from '#shared/schema.ts';
import { isStrong } from './rules.ts';
import { derivedFrom } from './tickets.ts';

const Configured = object({
  /** Short and lasting: accounts are bound to it. */
  key: Type.String({ pattern: '^[a-z0-9-]{1,30}$' }),
  /** On the button of the sign-in page. */
  name: line(60),
  /** Whose people it signs in: it opens accounts of this agency alone. */
  agencyId: Id,
  issuer: Type.String({ format: 'uri' }),
  clientId: line(200),
  /** Beside the configuration unless absolute. A secret stands in no configuration, address or log. */
  clientSecretFile: Type.String({ minLength: 1 }),
  /** The claim by which accounts are bound; never an e-mail address that its holder can change. */
  claim: line(60),
  /** The sign-in must have been one of these kinds, where any are named. */
  acr: Type.Optional(Type.Array(line(200), { maxItems: 20 })),
  /** The sign-in must have used all of these means, for example `mfa`. */
  amr: Type.Optional(Type.Array(line(60), { maxItems: 20 })),
});
const Configuration = Type.Array(Configured, { maxItems: 50 });
const faultsOf = conforms(Configuration);

export type Provider = Omit<Static<typeof Configured>, 'clientSecretFile'> & { readonly secret: string };

/**
 * Reads the file that RAKOR_PROVIDERS names; none where nothing is named.
 * @throws Error with the place in the file and what is wrong there
 */
export function readProviders(path: string | undefined): readonly Provider[] {
  if (path === undefined || path === '') return [];
  const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const faults = faultsOf(read);
  if (faults.length > 0 || !Check(Configuration, read))
    throw new Error(`RAKOR_PROVIDERS, ${path}: ${JSON.stringify(faults)}`);
  return read.map(({ clientSecretFile, ...provider }) => ({
    ...provider,
    secret: readFileSync(resolve(dirname(path), clientSecretFile), 'utf8').trim(),
  }));
}

type Claims = {
  readonly subject: string;
  readonly acr: string | null;
  readonly amr: readonly string[];
};

/** What came of asking a provider. `silent`: nobody there answered. */
export type Outcome = { readonly claims: Claims } | { readonly why: 'refused' | 'silent' };

/** How long ago its person may have proved themselves there, seconds: the same that a proof here counts for. */
const MAX_AGE_S = 600;
const PLAIN_HTTP = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;

export type Connected = {
  /** Where the browser goes to sign in. */
  addressFor(ticket: string, redirect: string): Promise<string>;
  /** Exchanges what the browser came back with. `search` is the query of that address. */
  claimsOf(came: {
    readonly ticket: string;
    readonly redirect: string;
    readonly search: string;
  }): Promise<Outcome>;
};

const known = new Map<Provider, Promise<oidc.Configuration>>();

/** Finds out, once, where the doors of a provider are. */
function configurationOf(provider: Provider): Promise<oidc.Configuration> {
  const kept = known.get(provider);
  if (kept) return kept;
  const { issuer, clientId, secret } = provider;
  const options = PLAIN_HTTP.test(issuer) ? { execute: [oidc.allowInsecureRequests] } : {};
  const asked = oidc.discovery(new URL(issuer), clientId, secret, undefined, options);
  known.set(provider, asked);
  // A provider that was away at the first try is asked again at the next.
  asked.catch(() => known.delete(provider));
  return asked;
}

/** Where a provider sends the browser back to: a page of ours, which then asks by itself. */
export const redirectFor = (origin: string) => `${origin}/masuk/penyedia`;

/** @throws Refused `not-found` */
export function providerOf(providers: readonly Provider[], key: string): Provider {
  const found = providers.find((each) => each.key === key);
  if (!found) throw new Refused(refuse('not-found'));
  return found;
}

/** @throws Refused while the provider does not answer */
export async function connect(provider: Provider): Promise<Connected> {
  const connected = await connectTo(provider);
  if (!connected) throw new Refused(refuse('access.provider-silent', { name: provider.name }));
  return connected;
}

/** @throws Refused where the provider said nothing, or its sign-in was weaker than its agency asks for */
export function provedClaims(provider: Provider, outcome: Outcome): Claims {
  const { name } = provider;
  if ('why' in outcome) throw new Refused(refuse(`access.provider-${outcome.why}`, { name }));
  if (!isStrong(outcome.claims, provider)) throw new Refused(refuse('access.provider-weak', { name }));
  return outcome.claims;
}

/** @returns null while the provider does not answer */
async function connectTo(provider: Provider): Promise<Connected | null> {
  let config: oidc.Configuration;
  try {
    config = await configurationOf(provider);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
  return {
    async addressFor(ticket, redirect) {
      const { acr } = provider;
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirect,
        scope: 'openid',
        state: derivedFrom(ticket, 'state'),
        nonce: derivedFrom(ticket, 'nonce'),
        code_challenge: await oidc.calculatePKCECodeChallenge(derivedFrom(ticket, 'verifier')),
        code_challenge_method: 'S256',
        max_age: String(MAX_AGE_S),
        ...(acr && acr.length > 0 ? { acr_values: acr.join(' ') } : {}),
      });
      return url.href;
    },
    async claimsOf({ ticket, redirect, search }) {
      try {
        const tokens = await oidc.authorizationCodeGrant(config, new URL(`${redirect}?${search}`), {
          pkceCodeVerifier: derivedFrom(ticket, 'verifier'),
          expectedState: derivedFrom(ticket, 'state'),
          expectedNonce: derivedFrom(ticket, 'nonce'),
          maxAge: MAX_AGE_S,
          idTokenExpected: true,
        });
        return readClaims(tokens.claims() ?? {}, provider.claim);
      } catch (error) {
        // The library throws for every reason; whoever forges learns none, whoever runs the server sees "silent".
        return { why: isSilence(error) ? 'silent' : 'refused' };
      }
    },
  };
}

function readClaims(claims: Readonly<Record<string, unknown>>, claim: string): Outcome {
  const { [claim]: subject, acr, amr } = claims;
  if (typeof subject !== 'string' || subject === '') return { why: 'refused' };
  const means = Array.isArray(amr) ? amr.filter((each) => typeof each === 'string') : [];
  return { claims: { subject, acr: typeof acr === 'string' ? acr : null, amr: means } };
}

function isSilence(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'fetch failed';
}
