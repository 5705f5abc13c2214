/** A small OpenID provider on loopback, for stories: it signs in whoever it is told to, as it is told to. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

/** Who sits in front of the provider, and what it says of them. */
export type SignedIn = {
  readonly sub: string;
  readonly amr?: readonly string[];
  readonly acr?: string;
  /** What it gets wrong on purpose. */
  readonly nonce?: string;
  readonly signedAgoS?: number;
};

export const CLIENT = { id: 'rakor', secret: 'rahasia-klien-uji' };

type Waiting = { readonly nonce: string; readonly challenge: string; readonly redirect: string };

export async function openProvider(now: () => Date) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const waiting = new Map<string, Waiting>();
  let person: SignedIn = { sub: '' };
  let issuer = '';
  const idToken = (nonce: string) => {
    const at = Math.floor(now().getTime() / 1000);
    const { signedAgoS = 0, ...claims } = person;
    const auth = { auth_time: at - signedAgoS, iat: at, exp: at + 300 };
    return signedToken({ iss: issuer, aud: CLIENT.id, nonce, ...auth, ...claims }, privateKey);
  };
  const tokens = (asked: URLSearchParams, header: string) => {
    const found = waiting.get(asked.get('code') ?? '');
    waiting.delete(asked.get('code') ?? '');
    const isRight = found && isOurClient(asked, header) && isSameBrowser(asked, found);
    if (!isRight) return { status: 400, body: { error: 'invalid_grant' } };
    const token = { access_token: 'uji', token_type: 'Bearer', expires_in: 60 };
    return { status: 200, body: { ...token, id_token: idToken(found.nonce) } };
  };
  const server = createServer((request, reply) => {
    const url = new URL(request.url ?? '/', issuer);
    const say = (status: number, body: object) =>
      reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') {
      say(200, doorsAt(issuer));
      return;
    }
    if (url.pathname === '/keys') {
      const key = { ...publicKey.export({ format: 'jwk' }), kid: 'uji', alg: 'RS256', use: 'sig' };
      say(200, { keys: [key] });
      return;
    }
    void bodyOf(request).then((body) => {
      const { status, body: answer } = tokens(new URLSearchParams(body), request.headers.authorization ?? '');
      say(status, answer);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bound = server.address();
  issuer = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}`;
  return {
    issuer,
    setPerson(next: SignedIn) {
      person = next;
    },
    /** What a browser does at the address it was sent to: signs in, and comes back with a code. */
    visit(address: string): URLSearchParams {
      const asked = new URL(address).searchParams;
      const code = randomBytes(16).toString('hex');
      waiting.set(code, {
        nonce: asked.get('nonce') ?? '',
        challenge: asked.get('code_challenge') ?? '',
        redirect: asked.get('redirect_uri') ?? '',
      });
      return new URLSearchParams({ code, state: asked.get('state') ?? '', iss: issuer });
    },
    close: () => new Promise((done) => server.close(done)),
  };
}

function signedToken(claims: object, key: KeyObject): string {
  const text = [{ alg: 'RS256', typ: 'JWT', kid: 'uji' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}

function isOurClient(asked: URLSearchParams, header: string): boolean {
  const basic = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`;
  return header === basic || asked.get('client_secret') === CLIENT.secret;
}

/** Whoever brings the code is who was sent for it (PKCE, RFC 7636), and comes back to the same place. */
function isSameBrowser(asked: URLSearchParams, sent: Waiting): boolean {
  const verifier = createHash('sha256')
    .update(asked.get('code_verifier') ?? '')
    .digest('base64url');
  return sent.challenge === verifier && sent.redirect === asked.get('redirect_uri');
}

const doorsAt = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}
