/** SQL of second factors, proofs and browsers that were here before. */
import { sql } from 'kysely';
import type { Database, Tx } from '#server/database/connect.ts';
import type { noticeKinds } from './endpoints-security.ts';
import type { Way } from './store-sessions.ts';

export async function savePassword(tx: Tx, accountId: string, passwordHash: string): Promise<void> {
  await sql`update account set password_hash = ${passwordHash} where id = ${accountId}`.execute(tx);
}

/** @returns false when a twin was faster */
export async function saveAuthenticator(
  tx: Tx,
  accountId: string,
  to: { readonly generation: number; readonly step: number },
): Promise<boolean> {
  const { generation, step } = to;
  const done = await sql`
    update account set totp_generation = ${generation}, totp_step = ${step}
    where id = ${accountId} and totp_generation = ${generation - 1} returning id`.execute(tx);
  return done.rows.length === 1;
}

export async function replaceRecoveryCodes(
  tx: Tx,
  accountId: string,
  made: readonly { readonly id: string; readonly hash: Buffer }[],
  now: Date,
): Promise<void> {
  await sql`
    update account_recovery_code set revoked_at = ${now}
    where account_id = ${accountId} and used_at is null and revoked_at is null`.execute(tx);
  for (const { id, hash } of made) {
    await sql`
      insert into account_recovery_code (id, account_id, code_hash, made_at)
      values (${id}, ${accountId}, ${hash}, ${now})`.execute(tx);
  }
}

/** Uses a code up. Whoever comes second with it gets nothing. */
export async function claimRecoveryCode(
  tx: Tx,
  accountId: string,
  hash: Buffer,
  now: Date,
): Promise<string | null> {
  const found = await sql<{ id: string }>`
    update account_recovery_code set used_at = ${now}
    where account_id = ${accountId} and code_hash = ${hash} and used_at is null and revoked_at is null
    returning id`.execute(tx);
  return found.rows[0]?.id ?? null;
}

export async function recoveryCodesLeft(
  tx: Tx,
  accountId: string,
): Promise<{ left: number; madeAt: Date | null }> {
  const found = await sql<{ left: number; madeAt: Date | null }>`
    select count(*) filter (where used_at is null) as left, max(made_at) as "madeAt"
    from account_recovery_code where account_id = ${accountId} and revoked_at is null`.execute(tx);
  return found.rows[0] ?? { left: 0, madeAt: null };
}

export type OwnProof = {
  readonly way: Way | null;
  readonly confirmedAt: Date | null;
  readonly demo: boolean;
  /** When the authenticator app was replaced from this session. */
  readonly enrolledAt: Date | null;
};

export async function findProof(tx: Tx, sessionId: string): Promise<OwnProof | undefined> {
  const found = await sql<OwnProof>`
    select way, confirmed_at as "confirmedAt", demo, enrolled_at as "enrolledAt"
    from account_session where id = ${sessionId}`.execute(tx);
  return found.rows[0];
}

export async function markEnrolled(tx: Tx, sessionId: string, now: Date): Promise<void> {
  await sql`update account_session set enrolled_at = ${now} where id = ${sessionId}`.execute(tx);
}

export type Notice = {
  readonly what: (typeof noticeKinds)[number];
  readonly at: Date;
};

/** What happened since its person was last told. */
export async function noticesOf(tx: Tx, accountId: string): Promise<readonly Notice[]> {
  const found = await sql<Notice>`
    select n.what, n.at from account a cross join lateral (
      select 'recovery-code-used' as what, used_at as at from account_recovery_code where account_id = a.id
      union all
      select 'passkey-suspended', suspended_at from account_passkey where account_id = a.id and revoked_at is null
      union all
      select what, at from account_notice where account_id = a.id
      union all
      select 'recovery-link-made', made_at from account_recovery_link where account_id = a.id
      union all
      select 'account-recovered', used_at from account_recovery_link where account_id = a.id
    ) n
    where a.id = ${accountId} and n.at is not null and n.at > coalesce(a.told_at, a.opened_at)
    order by n.at`.execute(tx);
  return found.rows;
}

export async function saveTold(tx: Tx, accountId: string, now: Date): Promise<void> {
  await sql`update account set told_at = ${now} where id = ${accountId}`.execute(tx);
}

/** Whether this browser signed this account in before. */
export async function isKnownBrowser(db: Database, accountId: string, hash: Buffer): Promise<boolean> {
  const found = await sql`
    select 1 from account_browser where token_hash = ${hash} and account_id = ${accountId}`.execute(db);
  return found.rows.length === 1;
}

const MOST_BROWSERS = 20;

/** Remembers a browser; the one that was away longest is forgotten beyond twenty. */
export async function rememberBrowser(tx: Tx, accountId: string, hash: Buffer, now: Date): Promise<void> {
  await sql`
    insert into account_browser (token_hash, account_id, seen_at) values (${hash}, ${accountId}, ${now})
    on conflict (token_hash) do update set seen_at = excluded.seen_at`.execute(tx);
  await sql`
    delete from account_browser where account_id = ${accountId} and token_hash in (
      select token_hash from account_browser where account_id = ${accountId}
      order by seen_at desc, token_hash offset ${MOST_BROWSERS})`.execute(tx);
}
