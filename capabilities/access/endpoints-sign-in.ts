/** Doors of those who are not signed in yet. Only this room's screens and routes use them. */
import { command, query } from '#shared/endpoint.ts';
import { Id, line, nullable, object, oneOf, Type } from '#shared/schema.ts';
import { accountOpened, grantGiven, sessionOpened } from './events.ts';
import { Role } from './rights.ts';

/** Lower case, so that two people cannot differ by a capital letter. */
export const Login = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{2,39}$' });
export const Password = Type.String({ minLength: 1, maxLength: 200 });
export const Code = Type.String({ pattern: '^[0-9]{6}$' });
/** 32 bytes, base64url. */
export const Token = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
const DOOR = { perMinute: 60 };

export const signIn = command({
  name: 'access.signIn',
  path: '/api/sign-in',
  summary: { id: 'Masuk dengan kata sandi dan kode', en: 'Sign in by password and code' },
  access: 'public',
  body: object({ login: line(40), password: Password, code: Code, browser: Type.Optional(Token) }),
  /** What this browser may show next time, so that nobody who guesses elsewhere keeps it waiting. */
  reply: object({ browser: Type.Optional(Token) }),
  records: [sessionOpened],
  refusals: ['access.sign-in-refused', 'rate.limited'],
  // A whole agency may stand behind one address at the start of a shift.
  rateLimit: { perMinute: 240 },
  resend: 'refused-by-rule',
});

export const listDemoAccounts = query({
  name: 'access.listDemoAccounts',
  path: '/api/demo-accounts',
  summary: { id: 'Akun contoh, hanya dalam mode contoh', en: 'Demo accounts, in sample mode only' },
  access: 'public',
  reply: object({
    sample: Type.Boolean(),
    accounts: Type.Array(
      object({
        login: Type.String(),
        name: Type.String(),
        agency: nullable(object({ short: Type.String(), name: Type.String() })),
        roles: Type.Array(Role),
      }),
    ),
  }),
});

export const openDemoSession = command({
  name: 'access.openDemoSession',
  path: '/api/demo-session',
  summary: { id: 'Masuk sebagai akun contoh', en: 'Sign in as a demo account' },
  access: 'public',
  body: object({ login: line(40) }),
  reply: object({}),
  records: [sessionOpened],
  refusals: ['not-found'],
  rateLimit: DOOR,
  resend: 'refused-by-rule',
});

/** Asked by POST so that the token stays out of addresses and logs. */
export const beginEnrolment = command({
  name: 'access.beginEnrolment',
  path: '/api/enrolment',
  summary: { id: 'Buka tautan sekali pakai', en: 'Open a one-time link' },
  access: 'public',
  body: object({ token: Token }),
  reply: object({
    purpose: oneOf(['first', 'invitation']),
    name: Type.String(),
    agency: nullable(object({ short: Type.String(), name: Type.String() })),
    role: Role,
    areas: Type.Array(Type.String()),
    /** Their names in the same order; the code where no name is known. */
    areaNames: Type.Array(Type.String()),
    operationId: nullable(Id),
    /** Base32, for those who cannot scan. */
    totpSecret: Type.String(),
  }),
  records: [],
  refusals: ['access.link-invalid'],
  rateLimit: DOOR,
  resend: 'refused-by-rule',
});

export const finishEnrolment = command({
  name: 'access.finishEnrolment',
  path: '/api/enrolment/finish',
  summary: { id: 'Buka akun dengan tautan sekali pakai', en: 'Open an account by a one-time link' },
  access: 'public',
  body: object({ token: Token, name: line(80), login: Login, password: Password, code: Code }),
  reply: object({}),
  records: [accountOpened, grantGiven, sessionOpened],
  refusals: ['access.link-invalid', 'access.code-wrong', 'access.password-weak', 'access.login-taken'],
  rateLimit: DOOR,
  resend: 'refused-by-rule',
});
