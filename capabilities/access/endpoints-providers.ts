/** Doors of agencies whose own provider signs their people in. */
import { command, query } from '#shared/endpoint.ts';
import { Id, line, nullable, object, Type } from '#shared/schema.ts';
import { Token } from './endpoints-sign-in.ts';
import { sessionOpened } from './events.ts';
import { providerBound } from './events-security.ts';
import { inviteAccounts } from './rights.ts';

const Key = Type.String({ pattern: '^[a-z0-9-]{1,30}$' });
const DOOR = { perMinute: 60 };

export const listProviders = query({
  name: 'access.listProviders',
  path: '/api/providers',
  summary: { id: 'Penyedia masuk milik instansi', en: 'Providers of agencies that sign people in' },
  access: 'public',
  reply: object({ providers: Type.Array(object({ key: Key, name: Type.String(), agencyId: Id })) }),
});

export const beginProviderSignIn = command({
  name: 'access.beginProviderSignIn',
  path: '/api/provider-sign-in/begin',
  summary: { id: 'Mulai masuk lewat penyedia instansi', en: 'Begin to sign in by the provider of an agency' },
  access: 'public',
  body: object({ provider: Key }),
  reply: object({ ticket: Token, url: Type.String() }),
  records: [],
  refusals: ['not-found', 'access.provider-silent', 'rate.limited'],
  rateLimit: DOOR,
  resend: 'refused-by-rule',
});

/** `search`: with what the browser came back, by POST, so that it stands in no log of this server. */
export const providerSignIn = command({
  name: 'access.providerSignIn',
  path: '/api/provider-sign-in',
  summary: { id: 'Masuk lewat penyedia instansi', en: 'Sign in by the provider of an agency' },
  access: 'public',
  body: object({ provider: Key, ticket: Token, search: line(6000) }),
  reply: object({}),
  records: [sessionOpened],
  refusals: [
    'not-found',
    'access.provider-silent',
    'access.provider-refused',
    'access.provider-weak',
    'access.provider-unbound',
    'access.question-over',
    'rate.limited',
  ],
  rateLimit: DOOR,
  resend: 'refused-by-rule',
});

export const bindProvider = command({
  name: 'access.bindProvider',
  path: '/api/accounts/provider',
  summary: {
    id: 'Ikat akun dengan orang di penyedia instansinya, atau lepaskan',
    en: 'Bind an account to a person at the provider of its agency, or release it',
  },
  access: inviteAccounts,
  /** `subject`: the value of the claim; null releases. */
  body: object({ accountId: Id, provider: Key, subject: nullable(line(200)) }),
  reply: object({}),
  records: [providerBound],
  refusals: [
    'access.confirm-first',
    'access.own-rights',
    'access.auditor-protected',
    'access.demo-account',
    'access.subject-taken',
    'access.already-done',
  ],
});
