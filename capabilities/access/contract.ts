/** Who gets in and what they may do: roles, sessions, invitations, post cards. */
import { query } from '#shared/endpoint.ts';
import { Id, Localized, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';

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
export const deskRoles = ['kaops', 'karendalops', 'agency-officer', 'liaison'] as const satisfies readonly Role[];
/** Those who lead an operation. */
export const leadRoles = ['kaops', 'karendalops'] as const satisfies readonly Role[];
/** Everybody who may know that places and stages exist: all but the administrator. */
export const contentRoles = [...deskRoles, 'field-officer', 'auditor'] as const satisfies readonly Role[];

export const SessionView = object({
  userId: Id,
  kind: oneOf(['person', 'card']),
  /** Office title or name as the agency entered it. */
  name: Type.String(),
  agency: nullable(object({ id: Id, short: Type.String(), name: Type.String(), kind: Type.String() })),
  grants: Type.Array(
    object({ role: Role, agencyId: nullable(Id), areas: Type.Array(Type.String()), operationId: nullable(Id) }),
  ),
  /** Names of all permissions held anywhere: what to show, never what to trust. */
  permissions: Type.Array(Type.String()),
  /** True where this server holds sample operations and demo accounts. */
  sample: Type.Boolean(),
  language: oneOf(['id', 'en']),
});
export type SessionView = Static<typeof SessionView>;

export const readSession = query({
  name: 'access.readSession',
  path: '/api/session',
  summary: { id: 'Siapa yang masuk, dan untuk apa', en: 'Who is signed in, and for what' },
  access: 'signed-in',
  reply: SessionView,
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
