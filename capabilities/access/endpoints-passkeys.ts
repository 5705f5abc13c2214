/** Doors of passkeys. One counts as both factors: something held, and a person whom it verified. */
import { command, list } from '#shared/endpoint.ts';
import { Id, Instant, line, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { Token } from './endpoints-sign-in.ts';
import { sessionOpened } from './events.ts';
import { passkeyAdded, passkeyRevoked, passkeySuspended, sessionConfirmed } from './events-security.ts';

const Base64Url = (maxLength: number) =>
  Type.String({ pattern: '^[A-Za-z0-9_-]+$', minLength: 1, maxLength });
const BEGIN = { perMinute: 120 };

export const NewCredential = object({
  id: Base64Url(1400),
  clientDataJSON: Base64Url(4000),
  attestationObject: Base64Url(8000),
  transports: Type.Array(line(20), { maxItems: 8 }),
});
export type NewCredential = Static<typeof NewCredential>;

export const SignedAnswer = object({
  credentialId: Base64Url(1400),
  clientDataJSON: Base64Url(4000),
  authenticatorData: Base64Url(4000),
  signature: Base64Url(2000),
  userHandle: nullable(Base64Url(100)),
});
export type SignedAnswer = Static<typeof SignedAnswer>;

export const beginPasskey = command({
  name: 'access.beginPasskey',
  path: '/api/passkeys/begin',
  summary: { id: 'Mulai menambah passkey sendiri', en: "Begin to add a passkey of one's own" },
  access: 'signed-in',
  body: object({}),
  reply: object({
    ticket: Token,
    rpId: Type.String(),
    challenge: Type.String(),
    userHandle: Type.String(),
    login: Type.String(),
    name: Type.String(),
    /** COSE algorithms, the best first. */
    algorithms: Type.Array(Type.Integer()),
    /** Credentials of this account: an authenticator that holds one makes no second. */
    known: Type.Array(Type.String()),
  }),
  records: [],
  refusals: ['access.confirm-first', 'access.demo-no-secrets', 'access.passkey-needs-name'],
  resend: 'refused-by-rule',
});

export const addPasskey = command({
  name: 'access.addPasskey',
  path: '/api/passkeys',
  summary: { id: 'Tambah passkey sendiri', en: "Add a passkey of one's own" },
  access: 'signed-in',
  body: object({ id: Id, ticket: Token, name: line(60), credential: NewCredential }),
  reply: object({ id: Id }),
  records: [passkeyAdded],
  refusals: [
    'access.confirm-first',
    'access.demo-no-secrets',
    'access.passkey-needs-name',
    'access.passkey-refused',
    'access.question-over',
    'access.id-taken',
  ],
  resend: 'refused-by-rule',
});

export const listPasskeys = list({
  name: 'access.listPasskeys',
  path: '/api/passkeys',
  summary: { id: 'Passkey milik sendiri', en: "One's own passkeys" },
  access: 'signed-in',
  row: object({
    id: Id,
    name: Type.String(),
    host: Type.String(),
    state: oneOf(['good', 'suspended']),
    madeAt: Instant,
    usedAt: nullable(Instant),
  }),
  columns: columns({
    id: { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true },
    name: { title: { id: 'Nama', en: 'Name' }, type: 'text' },
    host: { title: { id: 'Untuk alamat', en: 'For the address' }, type: 'text' },
    state: {
      title: { id: 'Status', en: 'Status' },
      type: 'choice',
      choices: {
        good: { id: 'berlaku', en: 'good' },
        suspended: { id: 'ditahan: mungkin ada salinannya', en: 'held back: there may be a copy' },
      },
    },
    madeAt: { title: { id: 'Ditambahkan', en: 'Added' }, type: 'instant' },
    usedAt: { title: { id: 'Terakhir dipakai', en: 'Last used' }, type: 'instant' },
  }),
});

export const revokePasskeys = command({
  name: 'access.revokePasskeys',
  path: '/api/passkeys/revoke',
  summary: { id: 'Cabut passkey sendiri', en: "Revoke one's own passkeys" },
  access: 'signed-in',
  body: object({ ids: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }) }),
  reply: object({ revoked: Type.Integer() }),
  records: [passkeyRevoked],
  refusals: ['access.confirm-first', 'access.already-done'],
});

const question = object({ ticket: Token, rpId: Type.String(), challenge: Type.String() });

/** Says nothing of any login: the authenticator itself knows whom it belongs to. */
export const beginPasskeySignIn = command({
  name: 'access.beginPasskeySignIn',
  path: '/api/passkey-sign-in/begin',
  summary: { id: 'Mulai masuk dengan passkey', en: 'Begin to sign in by passkey' },
  access: 'public',
  body: object({}),
  reply: question,
  records: [],
  refusals: ['access.passkey-needs-name', 'rate.limited'],
  rateLimit: BEGIN,
  resend: 'refused-by-rule',
});

/** `login`, where it was typed, must be that of the passkey. `suspended`: its counter went back; nobody is let in. */
export const passkeySignIn = command({
  name: 'access.passkeySignIn',
  path: '/api/passkey-sign-in',
  summary: { id: 'Masuk dengan passkey', en: 'Sign in by passkey' },
  access: 'public',
  body: object({ ticket: Token, login: Type.Optional(line(40)), answer: SignedAnswer }),
  reply: object({ came: oneOf(['in', 'suspended']) }),
  records: [sessionOpened, passkeySuspended],
  refusals: ['access.passkey-refused', 'access.passkey-needs-name', 'access.question-over', 'rate.limited'],
  rateLimit: BEGIN,
  resend: 'refused-by-rule',
});

export const beginPasskeyConfirm = command({
  name: 'access.beginPasskeyConfirm',
  path: '/api/confirm/passkey/begin',
  summary: { id: 'Mulai membuktikan diri dengan passkey', en: 'Begin to prove oneself by passkey' },
  access: 'signed-in',
  body: object({}),
  reply: question,
  records: [],
  refusals: ['access.demo-no-secrets', 'access.passkey-needs-name'],
  resend: 'refused-by-rule',
});

export const confirmByPasskey = command({
  name: 'access.confirmByPasskey',
  path: '/api/confirm/passkey',
  summary: { id: 'Buktikan diri dengan passkey', en: 'Prove oneself by passkey' },
  access: 'signed-in',
  body: object({ ticket: Token, answer: SignedAnswer }),
  reply: object({ came: oneOf(['in', 'suspended']) }),
  records: [sessionConfirmed, passkeySuspended],
  refusals: [
    'access.demo-no-secrets',
    'access.passkey-refused',
    'access.passkey-needs-name',
    'access.question-over',
  ],
  resend: 'refused-by-rule',
});
