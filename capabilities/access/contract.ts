/** Who gets in and what they may do. The door of this room, in parts: `rights`, `events`, and what all may ask. */
import { command, query } from '#shared/endpoint.ts';
import type { Grant } from '#shared/permission.ts';
import { question } from '#shared/question.ts';
import { Id, Instant, line, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import { accountChanged, cardLeft, cardUsed, sessionRevoked } from './events.ts';
import { Role } from './rights.ts';

export { listAccounts, listInvitations } from './endpoints-accounts.ts';
export { askPhoneState, confirmWiped, tellWaiting } from './endpoints-own-phone.ts';
export { listSessions } from './endpoints-sessions.ts';
export * from './events.ts';
export * from './rights.ts';

export const SessionView = object({
  userId: Id,
  kind: oneOf(['person', 'card']),
  /** Office title or name as the agency entered it; for a card what its bearer typed, else the post. */
  name: Type.String(),
  agency: nullable(object({ id: Id, short: Type.String(), name: Type.String(), kind: Type.String() })),
  grants: Type.Array(
    object({
      role: Role,
      agencyId: nullable(Id),
      areas: Type.Array(Type.String()),
      operationId: nullable(Id),
    }),
  ),
  /** Names of all permissions held anywhere: what to show, never what to trust. */
  permissions: Type.Array(Type.String()),
  /** True where this server holds sample operations and demo accounts. */
  sample: Type.Boolean(),
  language: oneOf(['id', 'en']),
  /** True for an account of the sample, which has no password. */
  demo: Type.Boolean(),
  /** The post of a card; null for an account. */
  station: nullable(object({ id: Id, name: Type.String(), area: Type.String(), shift: Type.String() })),
  /** When this session ends even while it is used. */
  expiresAt: Instant,
});
export type SessionView = Static<typeof SessionView>;

/** Names of people by id, accounts and bearers of cards alike; unknown ids are left out. */
export const personNames = question<
  { ids: readonly string[] },
  readonly { id: string; name: string; agencyId: string | null }[]
>('access.names', null);

/** Open accounts of the agency of whoever asks that hold a role in this operation, by name. */
export const ownColleagues = question<
  { operationId: string },
  readonly { readonly id: string; readonly name: string }[]
>('access.own-colleagues', null);

type PostField = 'cardId' | 'stationId' | 'stationName' | 'area' | 'operationId' | 'agencyId';
/** `shiftEnds`: afterwards the card only lets out what was written before it. */
export type OwnPost = Readonly<Record<PostField, string>> & { readonly shiftEnds: Date };
/** The post of whoever asks, when they came by a card; null for everybody else. */
export const ownPost = question<Record<string, never>, OwnPost | null>('access.own-post', null);

/**
 * What an account may do at this moment, over roles and demo accounts alike: for what works without a session, such as
 * a private link. Null for whoever has no account.
 */
export const grantsNow = question<{ userId: string }, readonly Grant[] | null>('access.grants-now', null);

/** Whether whoever asks proved in the last minutes who they are; a card and a demo account have nothing to prove with. */
export const provedLately = question<Record<string, never>, boolean>('access.proved-lately', null);

/** From when on an account counts as a second person's, and by whose hands it came to be as it is. */
export type AccountStanding = {
  readonly id: string;
  readonly settledAt: Date;
  readonly madeBy: readonly string[];
  /** Null for an account of a sample: its age says nothing. */
  readonly openedAt: Date | null;
  /** Who gave it the roles that are in force. */
  readonly givenBy: readonly string[];
};
/** Of the accounts among these ids; others are left out. */
export const accountStandings = question<{ ids: readonly string[] }, readonly AccountStanding[]>(
  'access.account-standings',
  null,
);

export const readSession = query({
  name: 'access.readSession',
  path: '/api/session',
  summary: { id: 'Siapa yang masuk, dan untuk apa', en: 'Who is signed in, and for what' },
  access: 'signed-in',
  reply: SessionView,
});

export const signOut = command({
  name: 'access.signOut',
  path: '/api/sign-out',
  summary: { id: 'Keluar dari perangkat ini', en: 'Sign out of this device' },
  access: 'signed-in',
  body: object({}),
  reply: object({}),
  records: [sessionRevoked, cardLeft],
});

export const changeLanguage = command({
  name: 'access.changeLanguage',
  path: '/api/language',
  summary: { id: 'Ganti bahasa akun sendiri', en: "Change one's own language" },
  access: 'signed-in',
  body: object({ language: oneOf(['id', 'en']) }),
  reply: object({}),
  records: [accountChanged],
});

/**
 * `card` is the short spoken code as typed, or the secret of the QR. `id` is the session, made on the phone, as is
 * `deviceId`, once for good: the same name on another phone is another person. Without it each sign-in is one.
 */
export const openCardSession = command({
  name: 'access.openCardSession',
  path: '/api/card-session',
  summary: { id: 'Masuk dengan kartu pos', en: 'Sign in by post card' },
  access: 'public',
  body: object({ id: Id, card: line(80, 8), name: Type.Optional(line(80)), deviceId: Type.Optional(Id) }),
  reply: object({
    token: Type.String(),
    userId: Id,
    name: Type.String(),
    station: object({ id: Id, name: Type.String(), area: Type.String(), shift: Type.String() }),
    operationId: Id,
    agencyId: Id,
    expiresAt: Instant,
  }),
  records: [cardUsed],
  refusals: ['access.card-refused', 'access.phone-locked', 'access.id-taken', 'rate.limited'],
  // A whole regency may stand behind one address at six in the morning.
  rateLimit: { perMinute: 600 },
  resend: 'refused-by-rule',
});
