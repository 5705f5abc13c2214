/** Doors of agencies whose own provider signs their people in. */
import { command, query } from '#shared/endpoint.ts';
import { Id, line, nullable, object, Type } from '#shared/schema.ts';
import { Token } from './endpoints-sign-in.ts';
import { sessionOpened } from './events.ts';
import { providerBound } from './events-security.ts';
import { inviteAccounts } from './rights.ts';

export const Key = Type.String({ pattern: '^[a-z0-9-]{1,30}$' });
/** The value of the claim by which a provider's people are known. */
export const Subject = line(200);
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
    id: 'Lepaskan ikatan akun dengan penyedia instansinya',
    en: 'Release an account from the provider of its agency',
  },
  access: inviteAccounts,
  /** `subject`: null releases. What binds is refused: the owner does it, or two persons (`access.bind-account`). */
  body: object({ accountId: Id, provider: Key, subject: nullable(Subject) }),
  reply: object({}),
  records: [providerBound],
  refusals: [
    'access.confirm-first',
    'access.bind-needs-two',
    'access.own-binding',
    'access.auditor-protected',
    'access.needs-two-persons',
    'access.demo-account',
    'access.already-done',
  ],
});

/** The owner of an account proves at the provider who they are there; nobody types it. */
export const beginOwnBinding = command({
  name: 'access.beginOwnBinding',
  path: '/api/provider-binding/begin',
  summary: {
    id: 'Mulai mengikat akun sendiri dengan penyedia instansi',
    en: "Begin to bind one's own account to the provider of one's agency",
  },
  access: 'signed-in',
  body: object({ provider: Key }),
  reply: object({ ticket: Token, url: Type.String() }),
  records: [],
  refusals: [
    'not-found',
    'access.confirm-first',
    'access.demo-no-secrets',
    'access.provider-silent',
    'rate.limited',
  ],
  rateLimit: DOOR,
  resend: 'refused-by-rule',
});

export const bindOwn = command({
  name: 'access.bindOwn',
  path: '/api/provider-binding',
  summary: {
    id: 'Ikat akun sendiri dengan penyedia instansi',
    en: "Bind one's own account to the provider of one's agency",
  },
  access: 'signed-in',
  body: object({ provider: Key, ticket: Token, search: line(6000) }),
  reply: object({}),
  records: [providerBound],
  refusals: [
    'not-found',
    'access.confirm-first',
    'access.demo-no-secrets',
    'access.provider-silent',
    'access.provider-refused',
    'access.provider-weak',
    'access.question-over',
    'access.subject-taken',
    'access.already-done',
    'rate.limited',
  ],
  rateLimit: DOOR,
  resend: 'refused-by-rule',
});

export const releaseOwn = command({
  name: 'access.releaseOwn',
  path: '/api/provider-binding/release',
  summary: {
    id: 'Lepaskan akun sendiri dari penyedia instansi',
    en: "Release one's own account from the provider of one's agency",
  },
  access: 'signed-in',
  body: object({ provider: Key }),
  reply: object({}),
  records: [providerBound],
  refusals: ['not-found', 'access.confirm-first', 'access.demo-no-secrets', 'access.already-done'],
});
