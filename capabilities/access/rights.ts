/** Roles, what each of them may do, and who sees which record. */
import { permission, reachesOf } from '#shared/permission.ts';
import { type Localized, oneOf } from '#shared/schema.ts';
import { byReach, canReach, recordKind } from '#shared/visibility.ts';

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

export const RoleText: Record<Role, Localized> = {
  kaops: { id: 'Kaops (pimpinan operasi)', en: 'Operation commander' },
  karendalops: { id: 'Karendalops (perwira operasi)', en: 'Operations officer' },
  'agency-officer': { id: 'Petugas instansi', en: 'Agency officer' },
  'field-officer': { id: 'Petugas lapangan', en: 'Field officer' },
  liaison: { id: 'Penghubung (membaca)', en: 'Liaison (reads)' },
  auditor: { id: 'Auditor (jurnal dan jumlah)', en: 'Auditor (journal and totals)' },
  administrator: { id: 'Administrator (tanpa isi)', en: 'Administrator (no content)' },
};

export const readAccounts = permission('account.read', ['administrator'], {
  id: 'Melihat akun, undangan, dan sesi instansinya',
  en: "See the accounts, invitations and sessions of one's agency",
});
export const inviteAccounts = permission('account.invite', ['administrator'], {
  id: 'Mengundang, memberi dan mencabut peran, menutup akun',
  en: 'Invite, give and revoke roles, close accounts',
});
/** The second person: of the auditor's own agency, the auditor included. */
export const agreeToRevoking = permission(
  'account.agree-to-revoking',
  [...leadRoles, 'agency-officer', 'auditor'],
  {
    id: 'Memutus pencabutan auditor instansinya sebagai orang kedua',
    en: 'Decide as the second person on revoking an auditor of their agency',
  },
);
export const restoreAccount = permission(
  'account.restore',
  [...leadRoles, 'agency-officer', 'administrator'],
  {
    id: 'Memulihkan akun rekan seinstansi, berdua',
    en: 'Recover the account of a colleague of the same agency, two together',
  },
);
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

/** Those who lead see every card of their area; an agency sees its own. */
export const cardKind = recordKind({
  name: 'post-card',
  read: readCards,
  attributes: ['operation', 'area', 'agency'],
  visibleTo: (actor) =>
    reachesOf(actor, readCards).flatMap((reach) =>
      canReach([reach], {
        operation: 'operation',
        area: 'area',
        ...(leads.includes(reach.role) ? {} : { agency: 'agency' }),
      }),
    ),
});
