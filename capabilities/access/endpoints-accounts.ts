/** Doors of the administrators: accounts, invitations, roles, sessions. */
import { command, list } from '#shared/endpoint.ts';
import { Id, Instant, line, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { Login } from './endpoints-sign-in.ts';
import {
  accountClosed,
  accountInvited,
  accountOpened,
  grantGiven,
  grantRevoked,
  invitationRevoked,
} from './events.ts';
import { inviteAccounts, Role, RoleText, readAccounts, seedDemo } from './rights.ts';

// The empty area is everywhere.
const GrantArea = Type.String({ pattern: '^([0-9]{2}([.][0-9]{2}([.][0-9]{2}([.][0-9]{4})?)?)?)?$' });
const reach = {
  role: Role,
  areas: Type.Array(GrantArea, { minItems: 1, maxItems: 60 }),
  operationId: nullable(Id),
};
const ids = object({ ids: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }) });
const done = object({ revoked: Type.Integer() });

const text = (id: string, en: string) => ({ title: { id, en }, type: 'text' as const });
const instant = (id: string, en: string) => ({ title: { id, en }, type: 'instant' as const });
const hidden = { title: { id: 'ID', en: 'Id' }, type: 'id' as const, hidden: true };
const yesNo = { yes: { id: 'ya', en: 'yes' }, no: { id: 'tidak', en: 'no' } };
const choice = (id: string, en: string, choices: Record<string, { id: string; en: string }>) => ({
  title: { id, en },
  type: 'choice' as const,
  choices,
});

export const listAccounts = list({
  name: 'access.listAccounts',
  path: '/api/accounts',
  summary: { id: 'Daftar akun', en: 'List of accounts' },
  access: readAccounts,
  row: object({
    id: Id,
    name: Type.String(),
    login: Type.String(),
    agency: nullable(Type.String()),
    agencyId: nullable(Id),
    roles: nullable(Type.String()),
    status: oneOf(['open', 'closed']),
    demo: oneOf(['yes', 'no']),
    openedAt: Instant,
    seenAt: nullable(Instant),
  }),
  columns: columns({
    id: hidden,
    name: text('Nama', 'Name'),
    login: text('Nama masuk', 'Login'),
    agency: text('Instansi', 'Agency'),
    agencyId: hidden,
    roles: text('Peran', 'Roles'),
    status: choice('Status', 'Status', {
      open: { id: 'aktif', en: 'open' },
      closed: { id: 'ditutup', en: 'closed' },
    }),
    demo: choice('Contoh', 'Sample', yesNo),
    openedAt: instant('Dibuka', 'Opened'),
    seenAt: instant('Terakhir masuk', 'Last seen'),
  }),
});

export const listInvitations = list({
  name: 'access.listInvitations',
  path: '/api/invitations',
  summary: { id: 'Daftar undangan', en: 'List of invitations' },
  access: readAccounts,
  row: object({
    id: Id,
    name: Type.String(),
    agency: nullable(Type.String()),
    role: Role,
    status: oneOf(['waiting', 'used', 'revoked', 'expired']),
    invitedAt: Instant,
    expiresAt: Instant,
  }),
  columns: columns({
    id: hidden,
    name: text('Nama', 'Name'),
    agency: text('Instansi', 'Agency'),
    role: choice('Peran', 'Role', RoleText),
    status: choice('Status', 'Status', {
      waiting: { id: 'menunggu', en: 'waiting' },
      used: { id: 'dipakai', en: 'used' },
      revoked: { id: 'dibatalkan', en: 'revoked' },
      expired: { id: 'lewat waktu', en: 'expired' },
    }),
    invitedAt: instant('Diundang', 'Invited'),
    expiresAt: instant('Berlaku sampai', 'Valid until'),
  }),
});

export const Invite = object({
  id: Id,
  name: line(80),
  agencyId: nullable(Id),
  ...reach,
  /** When the role ends; null: until it is revoked. */
  validUntil: nullable(Instant),
});
export type Invite = Static<typeof Invite>;

export const invite = command({
  name: 'access.invite',
  path: '/api/invitations',
  summary: { id: 'Undang seseorang', en: 'Invite somebody' },
  access: inviteAccounts,
  body: Invite,
  reply: object({ id: Id, link: Type.String(), expiresAt: Instant }),
  records: [accountInvited],
  refusals: ['access.grant-too-wide', 'access.agency-needed', 'access.id-taken', 'access.confirm-first'],
  resend: 'refused-by-rule',
});

export const revokeInvitations = command({
  name: 'access.revokeInvitations',
  path: '/api/invitations/revoke',
  summary: { id: 'Batalkan undangan', en: 'Revoke invitations' },
  access: inviteAccounts,
  body: ids,
  reply: done,
  records: [invitationRevoked],
  refusals: ['access.auditor-protected', 'access.needs-two-persons', 'access.already-done'],
});

export const closeAccounts = command({
  name: 'access.closeAccounts',
  path: '/api/accounts/close',
  summary: { id: 'Tutup akun', en: 'Close accounts' },
  access: inviteAccounts,
  body: ids,
  reply: done,
  records: [accountClosed],
  refusals: [
    'access.own-rights',
    'access.auditor-protected',
    'access.needs-two-persons',
    'access.last-administrator',
    'access.already-done',
  ],
});

export const DemoAccount = object({
  id: Id,
  login: Login,
  name: line(80),
  agencyId: nullable(Id),
  grants: Type.Array(object({ id: Id, ...reach }), { minItems: 1, maxItems: 20 }),
});
export type DemoAccount = Static<typeof DemoAccount>;

export const seedDemoAccounts = command({
  name: 'access.seedDemoAccounts',
  path: '/api/accounts/seed',
  summary: { id: 'Muat akun contoh', en: 'Load demo accounts' },
  access: seedDemo,
  body: object({ accounts: Type.Array(DemoAccount, { minItems: 1, maxItems: 500 }) }),
  reply: object({ opened: Type.Integer() }),
  records: [accountOpened, grantGiven],
  refusals: ['access.id-taken', 'access.login-taken'],
});

export const listGrants = list({
  name: 'access.listGrants',
  path: '/api/grants',
  summary: { id: 'Daftar peran', en: 'List of roles given' },
  access: readAccounts,
  row: object({
    id: Id,
    accountId: Id,
    name: Type.String(),
    agency: nullable(Type.String()),
    role: Role,
    areas: Type.String(),
    operationId: nullable(Id),
    status: oneOf(['valid', 'revoked', 'over']),
    givenAt: Instant,
    validUntil: nullable(Instant),
  }),
  columns: columns({
    id: hidden,
    accountId: hidden,
    name: text('Nama', 'Name'),
    agency: text('Instansi', 'Agency'),
    role: choice('Peran', 'Role', RoleText),
    areas: text('Wilayah', 'Areas'),
    operationId: hidden,
    status: choice('Status', 'Status', {
      valid: { id: 'berlaku', en: 'valid' },
      revoked: { id: 'dicabut', en: 'revoked' },
      over: { id: 'berakhir', en: 'over' },
    }),
    givenAt: instant('Diberikan', 'Given'),
    validUntil: instant('Sampai', 'Until'),
  }),
});

export const giveGrant = command({
  name: 'access.giveGrant',
  path: '/api/grants',
  summary: { id: 'Beri peran', en: 'Give a role' },
  access: inviteAccounts,
  body: object({ id: Id, accountId: Id, ...reach, validUntil: nullable(Instant) }),
  reply: object({ id: Id }),
  records: [grantGiven],
  refusals: [
    'access.grant-too-wide',
    'access.agency-needed',
    'access.own-rights',
    'access.demo-account',
    'access.id-taken',
    'access.confirm-first',
  ],
});

export const revokeGrants = command({
  name: 'access.revokeGrants',
  path: '/api/grants/revoke',
  summary: { id: 'Cabut peran', en: 'Revoke roles' },
  access: inviteAccounts,
  body: ids,
  reply: done,
  records: [grantRevoked],
  refusals: [
    'access.own-rights',
    'access.auditor-protected',
    'access.needs-two-persons',
    'access.last-administrator',
    'access.already-done',
  ],
});
