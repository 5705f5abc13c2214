/** Doors of how one comes in oneself: proof, password, authenticator app, recovery codes. */
import { command, query } from '#shared/endpoint.ts';
import { Instant, line, nullable, object, oneOf, Type } from '#shared/schema.ts';
import { Code, Password, Token } from './endpoints-sign-in.ts';
import { sessionOpened } from './events.ts';
import {
  authenticatorReplaced,
  passwordChanged,
  recoveryCodesMade,
  recoveryCodeUsed,
  sessionConfirmed,
} from './events-security.ts';

/** What the owner of an account is told at the next sign-in. */
export const noticeKinds = [
  'recovery-code-used',
  'passkey-suspended',
  'provider-bound',
  'provider-released',
  'recovery-link-made',
  'account-recovered',
] as const;

export const readSecurity = query({
  name: 'access.readSecurity',
  path: '/api/security',
  summary: { id: 'Cara masuk milik sendiri', en: "One's own ways in" },
  access: 'signed-in',
  reply: object({
    login: Type.String(),
    /** False for a sample account, which has nothing to prove or change. */
    hasSecrets: Type.Boolean(),
    /** Until when a proof counts; null when it is asked for anew. */
    confirmedUntil: nullable(Instant),
    /** Came in by a recovery code: the lost authenticator app should be replaced. */
    mustEnrol: Type.Boolean(),
    recoveryCodes: object({ left: Type.Integer(), madeAt: nullable(Instant) }),
    /** The name of this server that passkeys made here belong to; null where browsers know none. */
    passkeyHost: nullable(Type.String()),
    /** Whether this session may mark the notices as read: not one that a code on paper or a link opened. */
    mayTell: Type.Optional(Type.Boolean()),
    /** Providers of the account's agency, and since when it is bound there. */
    providers: Type.Optional(
      Type.Array(object({ key: Type.String(), name: Type.String(), boundAt: nullable(Instant) })),
    ),
    /** What happened to this account that its person has not been told. */
    notices: Type.Array(object({ what: oneOf(noticeKinds), at: Instant })),
  }),
});

export const markTold = command({
  name: 'access.markTold',
  path: '/api/security/told',
  summary: { id: 'Tandai pemberitahuan keamanan sudah dibaca', en: 'Mark notices of safety as read' },
  access: 'signed-in',
  body: object({}),
  reply: object({}),
  records: [],
});

export const confirmByPassword = command({
  name: 'access.confirmByPassword',
  path: '/api/confirm',
  summary: { id: 'Buktikan diri dengan kata sandi dan kode', en: 'Prove oneself by password and code' },
  access: 'signed-in',
  body: object({ password: Password, code: Code }),
  reply: object({}),
  records: [sessionConfirmed],
  refusals: ['access.sign-in-refused', 'access.demo-no-secrets', 'rate.limited'],
  resend: 'refused-by-rule',
});

export const changePassword = command({
  name: 'access.changePassword',
  path: '/api/password',
  summary: { id: 'Ganti kata sandi sendiri', en: "Change one's own password" },
  access: 'signed-in',
  body: object({ password: Password }),
  reply: object({}),
  records: [passwordChanged],
  refusals: ['access.confirm-first', 'access.demo-no-secrets', 'access.password-weak'],
  resend: 'refused-by-rule',
});

export const beginAuthenticator = command({
  name: 'access.beginAuthenticator',
  path: '/api/authenticator/begin',
  summary: { id: 'Mulai mengganti aplikasi kode', en: 'Begin to replace the authenticator app' },
  access: 'signed-in',
  body: object({}),
  reply: object({ login: Type.String(), totpSecret: Type.String() }),
  records: [],
  refusals: ['access.confirm-first', 'access.demo-no-secrets'],
  resend: 'refused-by-rule',
});

export const replaceAuthenticator = command({
  name: 'access.replaceAuthenticator',
  path: '/api/authenticator',
  summary: { id: 'Ganti aplikasi kode', en: 'Replace the authenticator app' },
  access: 'signed-in',
  body: object({ code: Code }),
  reply: object({}),
  records: [authenticatorReplaced],
  refusals: ['access.confirm-first', 'access.demo-no-secrets', 'access.code-wrong'],
  resend: 'refused-by-rule',
});

export const makeRecoveryCodes = command({
  name: 'access.makeRecoveryCodes',
  path: '/api/recovery-codes',
  summary: {
    id: 'Buat 10 kode pemulihan; yang lama mati',
    en: 'Make 10 recovery codes; earlier ones end',
  },
  access: 'signed-in',
  body: object({}),
  reply: object({ codes: Type.Array(Type.String()), madeAt: Instant, login: Type.String() }),
  records: [recoveryCodesMade],
  refusals: ['access.confirm-first', 'access.demo-no-secrets'],
  resend: 'refused-by-rule',
});

/** The password and, in place of the authenticator app that was lost, one of the printed codes. */
export const recoverySignIn = command({
  name: 'access.recoverySignIn',
  path: '/api/recovery-sign-in',
  summary: { id: 'Masuk dengan kode pemulihan', en: 'Sign in by a recovery code' },
  access: 'public',
  body: object({
    login: line(40),
    password: Password,
    recoveryCode: line(40),
    browser: Type.Optional(Token),
  }),
  reply: object({}),
  records: [recoveryCodeUsed, sessionOpened],
  refusals: ['access.recovery-refused', 'rate.limited'],
  rateLimit: { perMinute: 60 },
  resend: 'refused-by-rule',
});
