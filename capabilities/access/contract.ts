/** Who gets in and what they may do: roles, sessions, invitations, post cards. */
import { command, query } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import { type Actor, permission } from '#shared/permission.ts';
import { question } from '#shared/question.ts';
import {
  Id,
  Instant,
  type Localized,
  line,
  nullable,
  object,
  oneOf,
  type Static,
  Type,
} from '#shared/schema.ts';
import { any, byReach, recordKind } from '#shared/visibility.ts';

/**
 * The roles of a person, in one agency, over areas, in one operation or in all.
 * kaops: operation commander. karendalops: operations officer. agency-officer: works for their agency.
 * field-officer: reports from a post. liaison: reads. auditor: journal and totals. administrator: accounts, no content.
 */
export const roles = [
  'kaops',
  'karendalops',
  'agency-officer',
  'field-officer',
  'liaison',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof roles)[number];
export const Role = oneOf(roles);

/** Everybody who works with the content of an operation at a desk. */
export const deskRoles = [
  'kaops',
  'karendalops',
  'agency-officer',
  'liaison',
] as const satisfies readonly Role[];
/** Those who lead an operation. */
export const leadRoles = ['kaops', 'karendalops'] as const satisfies readonly Role[];
/** Everybody who may know that places and stages exist: all but the administrator. */
export const contentRoles = [...deskRoles, 'field-officer', 'auditor'] as const satisfies readonly Role[];

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

export const readAccounts = permission('account.read', ['administrator'], {
  id: 'Melihat akun, undangan, dan sesi instansinya',
  en: "See the accounts, invitations and sessions of one's agency",
});
export const inviteAccounts = permission('account.invite', ['administrator'], {
  id: 'Mengundang, memberi dan mencabut peran, menutup akun',
  en: 'Invite, give and revoke roles, close accounts',
});
export const seedDemo = permission('account.seed', ['system'], {
  id: 'Memuat akun contoh',
  en: 'Load the demo accounts of a sample',
});
export const readCards = permission('card.read', [...leadRoles, 'agency-officer'], {
  id: 'Melihat kartu pos',
  en: 'See post cards',
});
export const issueCard = permission('card.issue', [...leadRoles, 'agency-officer'], {
  id: 'Menerbitkan dan mencabut kartu pos',
  en: 'Issue and revoke post cards',
});

export const accountKind = recordKind({
  name: 'account',
  read: readAccounts,
  attributes: ['agency'],
  visibleTo: byReach(readAccounts, { agency: 'agency' }),
});

const leads: readonly string[] = leadRoles;
const only = (actor: Actor, wanted: (role: string) => boolean): Actor => ({
  ...actor,
  grants: actor.grants.filter((grant) => wanted(grant.role)),
});

/** Those who lead see every card of their area; an agency sees its own. */
export const cardKind = recordKind({
  name: 'post-card',
  read: readCards,
  attributes: ['operation', 'area', 'agency'],
  visibleTo: (actor) =>
    any(
      byReach(readCards, { operation: 'operation', area: 'area' })(
        only(actor, (role) => leads.includes(role)),
      ),
      byReach(readCards, { operation: 'operation', area: 'area', agency: 'agency' })(
        only(actor, (role) => !leads.includes(role)),
      ),
    ),
});

export const accountInvited = eventType({
  name: 'account.invited.v1',
  of: accountKind,
  fields: {
    name: 'personal',
    role: 'open',
    agency: 'open',
    areas: 'open',
    operation: 'open',
    validUntil: 'open',
  },
  text: { id: 'Undangan dibuat', en: 'Invitation made' },
});
export const invitationRevoked = eventType({
  name: 'account.invitation-revoked.v1',
  of: accountKind,
  fields: { revoked: 'open' },
  text: { id: 'Undangan dibatalkan', en: 'Invitation revoked' },
});
export const accountOpened = eventType({
  name: 'account.opened.v1',
  of: accountKind,
  fields: { name: 'personal', login: 'personal', agency: 'open', demo: 'open' },
  text: { id: 'Akun dibuka', en: 'Account opened' },
});
export const accountClosed = eventType({
  name: 'account.closed.v1',
  of: accountKind,
  fields: { closed: 'open' },
  text: { id: 'Akun ditutup', en: 'Account closed' },
  changesRights: true,
});
export const accountChanged = eventType({
  name: 'account.changed.v1',
  of: accountKind,
  fields: { language: 'open' },
  text: { id: 'Setelan akun diubah', en: 'Account settings changed' },
});
export const sessionOpened = eventType({
  name: 'session.opened.v1',
  of: accountKind,
  fields: { session: 'open', demo: 'open' },
  text: { id: 'Masuk', en: 'Signed in' },
});
export const sessionRevoked = eventType({
  name: 'session.revoked.v1',
  of: accountKind,
  fields: { session: 'open', revoked: 'open' },
  text: { id: 'Sesi diakhiri', en: 'Session ended' },
  changesRights: true,
});
const grantFields = {
  grant: 'open',
  role: 'open',
  areas: 'open',
  operation: 'open',
  validUntil: 'open',
} as const;
export const grantGiven = eventType({
  name: 'grant.given.v1',
  of: accountKind,
  fields: grantFields,
  text: { id: 'Peran diberikan', en: 'Role given' },
  changesRights: true,
});
export const grantRevoked = eventType({
  name: 'grant.revoked.v1',
  of: accountKind,
  fields: grantFields,
  text: { id: 'Peran dicabut', en: 'Role revoked' },
  changesRights: true,
});
export const cardIssued = eventType({
  name: 'card.issued.v1',
  of: cardKind,
  fields: { station: 'open', agency: 'open', shift: 'open', validFrom: 'open', validUntil: 'open' },
  text: { id: 'Kartu pos diterbitkan', en: 'Post card issued' },
});
export const cardUsed = eventType({
  name: 'card.used.v1',
  of: cardKind,
  fields: { session: 'open', bearer: 'open', name: 'personal' },
  text: { id: 'Kartu pos dipakai masuk', en: 'Signed in by post card' },
});
export const cardLeft = eventType({
  name: 'card.left.v1',
  of: cardKind,
  fields: { session: 'open' },
  text: { id: 'Keluar dari kartu pos', en: 'Signed out of a post card' },
  changesRights: true,
});
export const cardRevoked = eventType({
  name: 'card.revoked.v1',
  of: cardKind,
  fields: { revoked: 'open' },
  text: { id: 'Kartu pos dicabut', en: 'Post card revoked' },
  changesRights: true,
});

/** Names of people by id, accounts and bearers of cards alike; unknown ids are left out. */
export const personNames = question<
  { ids: readonly string[] },
  readonly { id: string; name: string; agencyId: string | null }[]
>('access.names', null);

type PostField = 'cardId' | 'stationId' | 'stationName' | 'area' | 'operationId' | 'agencyId';
export type OwnPost = Readonly<Record<PostField, string>>;
/** The post of whoever asks, when they came by a card; null for everybody else. */
export const ownPost = question<Record<string, never>, OwnPost | null>('access.own-post', null);

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

/** `card` is the short spoken code as typed, or the secret of the QR. `id` is the session, made on the phone. */
export const openCardSession = command({
  name: 'access.openCardSession',
  path: '/api/card-session',
  summary: { id: 'Masuk dengan kartu pos', en: 'Sign in by post card' },
  access: 'public',
  body: object({ id: Id, card: line(80, 8), name: Type.Optional(line(80)), deviceId: Id }),
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
  refusals: ['access.card-refused', 'access.id-taken', 'rate.limited'],
  // A whole regency may stand behind one address at six in the morning.
  rateLimit: { perMinute: 600 },
  resend: 'refused-by-rule',
});

export const RoleText: Record<Role, Localized> = {
  kaops: { id: 'Kaops (pimpinan operasi)', en: 'Operation commander' },
  karendalops: { id: 'Karendalops (perwira operasi)', en: 'Operations officer' },
  'agency-officer': { id: 'Petugas instansi', en: 'Agency officer' },
  'field-officer': { id: 'Petugas lapangan', en: 'Field officer' },
  liaison: { id: 'Penghubung (membaca)', en: 'Liaison (reads)' },
  auditor: { id: 'Auditor (jurnal dan jumlah)', en: 'Auditor (journal and totals)' },
  administrator: { id: 'Administrator (tanpa isi)', en: 'Administrator (no content)' },
};
