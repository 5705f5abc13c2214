/** SQL of accounts, invitations and roles. */
import { type RawBuilder, sql } from 'kysely';
import type { Database, Tx } from '#server/database/connect.ts';
import type { Grant } from '#shared/permission.ts';
import type { Role } from './contract.ts';
import type { Wanted } from './granting.ts';

export type Account = {
  id: string;
  login: string;
  name: string;
  agencyId: string | null;
  passwordHash: string | null;
  totpStep: number;
  /** Grows when the authenticator app is replaced. */
  totpGeneration: number;
  language: 'id' | 'en';
  demo: boolean;
  closed: boolean;
};

const accountFields = sql`
  id, login, name, agency_id as "agencyId", password_hash as "passwordHash", totp_step as "totpStep",
  totp_generation as "totpGeneration", language, demo, closed_at is not null as closed`;

export async function findAccountByLogin(tx: Tx | Database, login: string): Promise<Account | undefined> {
  const found = await sql<Account>`
    select ${accountFields} from account where login = ${login} and closed_at is null`.execute(tx);
  return found.rows[0];
}

export async function findAccount(tx: Tx | Database, id: string): Promise<Account | undefined> {
  const found = await sql<Account>`select ${accountFields} from account where id = ${id}`.execute(tx);
  return found.rows[0];
}

/** The agency of one role, account or invitation; undefined where there is none. Locks nothing. */
export async function agencyOfHeld(
  tx: Tx,
  of: Readonly<Record<'grantId' | 'accountId' | 'invitationId', string | null>>,
): Promise<string | null | undefined> {
  const found = await sql<{ agencyId: string | null }>`
    select agency_id as "agencyId" from account_grant where id = ${of.grantId}::uuid
    union all select agency_id from account where id = ${of.accountId}::uuid
    union all select agency_id from account_invitation
      where id = ${of.invitationId}::uuid and purpose = 'invitation'`.execute(tx);
  return found.rows[0]?.agencyId;
}

/** @returns false when the login is in use, or the id is */
export async function insertAccount(
  tx: Tx,
  account: Omit<Account, 'totpGeneration' | 'closed'> & {
    readonly openedBy: string;
    readonly settledAt: Date;
  },
  now: Date,
): Promise<boolean> {
  const { id, login, name, agencyId, passwordHash, totpStep, language, demo, openedBy, settledAt } = account;
  const made = await sql`
    insert into account (id, login, name, agency_id, password_hash, totp_step, language, demo, opened_at, opened_by,
                         settled_at)
    values (${id}, ${login}, ${name}, ${agencyId}, ${passwordHash}, ${totpStep}, ${language}, ${demo}, ${now},
            ${openedBy}, ${settledAt})
    on conflict do nothing returning id`.execute(tx);
  return made.rows.length === 1;
}

/** Marks a code as used. @returns false when a twin was faster */
export async function claimStep(tx: Tx, accountId: string, step: number): Promise<boolean> {
  const used = await sql`
    update account set totp_step = ${step} where id = ${accountId} and totp_step < ${step} returning id`.execute(
    tx,
  );
  return used.rows.length === 1;
}

export async function saveLanguage(tx: Tx, accountId: string, language: string): Promise<void> {
  await sql`update account set language = ${language} where id = ${accountId}`.execute(tx);
}

export type DemoRow = { login: string; name: string; agencyId: string | null; roles: Role[] };

export async function listDemo(tx: Tx): Promise<readonly DemoRow[]> {
  const found = await sql<DemoRow>`
    select a.login, a.name, a.agency_id as "agencyId",
           coalesce((select array_agg(distinct g.role order by g.role) from account_grant g
                     where g.account_id = a.id and g.revoked_at is null), '{}') as roles
    from account a where a.demo and a.closed_at is null order by a.opened_at, a.id`.execute(tx);
  return found.rows;
}

export type Invitation = Wanted & {
  id: string;
  accountId: string;
  purpose: 'first' | 'invitation';
  name: string;
  grantValidUntil: Date | null;
  invitedBy: string;
  expiresAt: Date;
  open: boolean;
};

const invitationFields = (now: Date) => sql`
  id, account_id as "accountId", purpose, name, agency_id as "agencyId", role, areas, operation_id as "operationId",
  grant_valid_until as "grantValidUntil", invited_by as "invitedBy", expires_at as "expiresAt",
  (used_at is null and revoked_at is null and expires_at > ${now}) as open`;

export async function findInvitation(tx: Tx, id: string, now: Date): Promise<Invitation | undefined> {
  const found = await sql<Invitation>`
    select ${invitationFields(now)} from account_invitation where id = ${id}`.execute(tx);
  return found.rows[0];
}

export async function findOpenInvitation(
  tx: Tx | Database,
  hash: Buffer,
  now: Date,
): Promise<Invitation | undefined> {
  const found = await sql<Invitation>`
    select ${invitationFields(now)} from account_invitation where token_hash = ${hash}`.execute(tx);
  return found.rows.find((row) => row.open);
}

/** Uses a link up. Whoever comes second waits here and then gets nothing. */
export async function claimInvitation(tx: Tx, hash: Buffer, now: Date): Promise<Invitation | undefined> {
  const found = await sql<Invitation>`
    update account_invitation set used_at = ${now}
    where token_hash = ${hash} and used_at is null and revoked_at is null and expires_at > ${now}
    returning ${invitationFields(now)}`.execute(tx);
  return found.rows[0];
}

export async function insertInvitation(
  tx: Tx,
  made: Omit<Invitation, 'open' | 'purpose'> & { hash: Buffer },
  now: Date,
): Promise<void> {
  await sql`
    insert into account_invitation
      (id, account_id, purpose, token_hash, name, agency_id, role, areas, operation_id, grant_valid_until,
       invited_by, invited_at, expires_at)
    values (${made.id}, ${made.accountId}, 'invitation', ${made.hash}, ${made.name}, ${made.agencyId}, ${made.role},
            ${made.areas}::text[], ${made.operationId}, ${made.grantValidUntil}, ${made.invitedBy}, ${now},
            ${made.expiresAt})`.execute(tx);
}

export type Touched = { id: string; accountId: string; agencyId: string | null; wasOpen: boolean };

/** Locks those invitations that the caller may see; an id that is missing here does not exist for them. */
export async function lockInvitations(
  tx: Tx,
  ids: readonly string[],
  visible: RawBuilder<unknown>,
): Promise<readonly (Touched & { role: Role })[]> {
  const found = await sql<Touched & { role: Role }>`
    select id, account_id as "accountId", agency_id as "agencyId", role,
           (used_at is null and revoked_at is null) as "wasOpen"
    from account_invitation where id = any(${[...ids]}::uuid[]) and purpose = 'invitation' and ${visible}
    order by id for update`.execute(tx);
  return found.rows;
}

export async function revokeInvitationRows(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await sql`update account_invitation set revoked_at = ${now} where id = any(${[...ids]}::uuid[])`.execute(
    tx,
  );
}

export async function lockAccounts(
  tx: Tx,
  ids: readonly string[],
  visible: RawBuilder<unknown>,
): Promise<readonly Touched[]> {
  const found = await sql<Touched>`
    select id, id as "accountId", agency_id as "agencyId", (closed_at is null) as "wasOpen"
    from account where id = any(${[...ids]}::uuid[]) and ${visible} order by id for update`.execute(tx);
  return found.rows;
}

export async function closeAccountRows(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await sql`update account set closed_at = ${now} where id = any(${[...ids]}::uuid[])`.execute(tx);
  await sql`
    update account_session set revoked_at = ${now}
    where account_id = any(${[...ids]}::uuid[]) and revoked_at is null`.execute(tx);
}

export type GrantRow = Wanted & {
  id: string;
  accountId: string;
  validUntil: Date | null;
  wasOpen: boolean;
};

const grantFields = sql`
  g.id, g.account_id as "accountId", g.role, g.agency_id as "agencyId", g.areas, g.operation_id as "operationId",
  g.valid_until as "validUntil", (g.revoked_at is null) as "wasOpen"`;

export async function lockGrants(
  tx: Tx,
  ids: readonly string[],
  visible: RawBuilder<unknown>,
): Promise<readonly GrantRow[]> {
  const found = await sql<GrantRow>`
    select ${grantFields} from account_grant g join account a on a.id = g.account_id
    where g.id = any(${[...ids]}::uuid[]) and ${visible} order by g.id for update of g`.execute(tx);
  return found.rows;
}

export async function grantsOf(tx: Tx, accountIds: readonly string[]): Promise<readonly GrantRow[]> {
  const found = await sql<GrantRow>`
    select ${grantFields} from account_grant g
    where g.account_id = any(${[...accountIds]}::uuid[]) and g.revoked_at is null order by g.id`.execute(tx);
  return found.rows;
}

/** @returns false when the id is in use */
export async function insertGrant(
  tx: Tx,
  grant: Omit<GrantRow, 'wasOpen'>,
  by: string,
  now: Date,
): Promise<boolean> {
  const { id, accountId, role, agencyId, areas, operationId, validUntil } = grant;
  const made = await sql`
    insert into account_grant
      (id, account_id, role, agency_id, areas, operation_id, given_by, given_at, valid_until)
    values (${id}, ${accountId}, ${role}, ${agencyId}, ${[...areas]}::text[], ${operationId}, ${by}, ${now}, ${validUntil})
    on conflict do nothing returning id`.execute(tx);
  return made.rows.length === 1;
}

export async function revokeGrantRows(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await sql`update account_grant set revoked_at = ${now} where id = any(${[...ids]}::uuid[])`.execute(tx);
}

/** How many administrators are left; demo accounts do not count. */
export async function countAdministrators(tx: Tx, now: Date): Promise<number> {
  const found = await sql<{ left: number }>`
    select count(*) as left from account_grant g join account a on a.id = g.account_id
    where g.role = 'administrator' and not a.demo and g.revoked_at is null and a.closed_at is null
      and (g.valid_until is null or g.valid_until > ${now})`.execute(tx);
  return found.rows[0]?.left ?? 0;
}

/** Two who remove each other at once must not both find the other still there. */
export async function queueForRemoval(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('access administrators', 0))`.execute(tx);
}

/** Roles in force of an account that may be used at all; null when there is no such account. */
export async function findGrantsNow(
  tx: Tx,
  userId: string,
  at: { readonly now: Date; readonly sample: boolean },
): Promise<readonly Grant[] | null> {
  const found = await sql<{ grants: readonly Grant[] }>`
    select ${grantsOfAccount(at)} as grants from account a where a.id::text = ${userId}`.execute(tx);
  return found.rows[0]?.grants ?? null;
}

/** The roles in force of the account `a`, as an actor holds them: none once it is closed, or no sample any more. */
export function grantsOfAccount({ now, sample }: { readonly now: Date; readonly sample: boolean }) {
  return sql`coalesce((
    select jsonb_agg(jsonb_build_object('role', g.role, 'agencyId', g.agency_id, 'areas', to_jsonb(g.areas),
                                        'operationId', g.operation_id) order by g.given_at, g.id)
    from account_grant g
    where g.account_id = a.id and g.revoked_at is null and (g.valid_until is null or g.valid_until > ${now})
      and a.closed_at is null and (not a.demo or ${sample})
  ), '[]'::jsonb)`;
}
