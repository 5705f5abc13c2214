/** SQL of links by which an account is recovered. */
import { sql } from 'kysely';
import type { Database, Tx } from '#server/database/connect.ts';

export type RecoveryLink = {
  readonly id: string;
  readonly accountId: string;
  readonly generation: number;
  readonly expiresAt: Date;
};

const fields = sql`id, account_id as "accountId", generation, expires_at as "expiresAt"`;
const isOpen = (now: Date) => sql`used_at is null and revoked_at is null and expires_at > ${now}`;

/** Keeps a link; an earlier one of the same account that was not used ends. */
export async function insertRecoveryLink(
  tx: Tx,
  made: RecoveryLink & { readonly hash: Buffer; readonly by: string; readonly proposedBy: string },
  now: Date,
): Promise<void> {
  await endRecoveryLinks(tx, made.accountId, now);
  await sql`
    insert into account_recovery_link
      (id, account_id, token_hash, generation, made_by, proposed_by, made_at, expires_at)
    values (${made.id}, ${made.accountId}, ${made.hash}, ${made.generation}, ${made.by}, ${made.proposedBy}, ${now},
            ${made.expiresAt})`.execute(tx);
}

export async function endRecoveryLinks(tx: Tx, accountId: string, now: Date): Promise<void> {
  await sql`
    update account_recovery_link set revoked_at = ${now}
    where account_id = ${accountId} and used_at is null and revoked_at is null`.execute(tx);
}

/** One link while it can be used. */
export async function findRecoveryLink(
  tx: Tx | Database,
  by: { readonly id: string } | { readonly hash: Buffer },
  now: Date,
): Promise<RecoveryLink | undefined> {
  const which = 'id' in by ? sql`id = ${by.id}` : sql`token_hash = ${by.hash}`;
  const found = await sql<RecoveryLink>`
    select ${fields} from account_recovery_link where ${which} and ${isOpen(now)}`.execute(tx);
  return found.rows[0];
}

/** Uses a link up. Whoever comes second waits here and then gets nothing. */
export async function claimRecoveryLink(tx: Tx, hash: Buffer, now: Date): Promise<RecoveryLink | undefined> {
  const found = await sql<RecoveryLink>`
    update account_recovery_link set used_at = ${now} where token_hash = ${hash} and ${isOpen(now)}
    returning ${fields}`.execute(tx);
  return found.rows[0];
}

/** How many were made for this account since then. */
export async function countRecoveryLinks(tx: Tx, accountId: string, since: Date): Promise<number> {
  const found = await sql<{ made: number }>`
    select count(*)::int as made from account_recovery_link
    where account_id = ${accountId} and made_at > ${since}`.execute(tx);
  return found.rows[0]?.made ?? 0;
}

/**
 * New password and app; every other way in ends, that by a provider too. Whoever was let back in is told all that
 * happened since the account was opened: somebody else may have read it away. @returns false when a newer app stands there already */
export async function replaceWaysIn(
  tx: Tx,
  link: RecoveryLink,
  to: { readonly passwordHash: string; readonly step: number },
  now: Date,
): Promise<boolean> {
  const { accountId, generation } = link;
  const done = await sql`
    update account set password_hash = ${to.passwordHash}, totp_generation = ${generation}, totp_step = ${to.step},
      told_at = null
    where id = ${accountId} and closed_at is null and totp_generation < ${generation} returning id`.execute(
    tx,
  );
  if (done.rows.length === 0) return false;
  for (const table of ['account_session', 'account_passkey', 'account_recovery_code']) {
    await sql`
      update ${sql.table(table)} set revoked_at = ${now}
      where account_id = ${accountId} and revoked_at is null`.execute(tx);
  }
  await sql`delete from account_browser where account_id = ${accountId}`.execute(tx);
  await sql`delete from account_provider where account_id = ${accountId}`.execute(tx);
  return true;
}
