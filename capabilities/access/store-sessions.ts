/** SQL of sessions. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';

/** How somebody came in at a desk. */
export type Way = 'password' | 'passkey' | 'recovery-code' | 'provider' | 'link' | 'demo';

export type NewSession = {
  readonly id: string;
  readonly hash: Buffer;
  readonly owner: { readonly accountId: string } | { readonly bearerId: string };
  readonly demo: boolean;
  /** Of a desk; whoever opens one has just proved who they are. */
  readonly way: Way | null;
  readonly deviceId: string | null;
  readonly device: string;
  readonly idleUntil: Date;
  readonly expiresAt: Date;
};

/**
 * Opens a session; one of the same bearer under the same id gets a new token, so that a lost answer can be asked
 * for again.
 * @returns false when the id belongs to another session
 */
export async function insertSession(tx: Tx, session: NewSession, now: Date): Promise<boolean> {
  const accountId = 'accountId' in session.owner ? session.owner.accountId : null;
  const bearerId = 'bearerId' in session.owner ? session.owner.bearerId : null;
  const made = await sql`
    insert into account_session
      (id, token_hash, account_id, bearer_id, demo, device_id, device, opened_at, seen_at, idle_until, expires_at,
       way, confirmed_at)
    values (${session.id}, ${session.hash}, ${accountId}, ${bearerId}, ${session.demo}, ${session.deviceId},
            ${session.device}, ${now}, ${now}, ${session.idleUntil}, ${session.expiresAt},
            ${session.way}, ${session.way === null ? null : now})
    on conflict (id) do update set token_hash = excluded.token_hash, seen_at = excluded.seen_at
      where account_session.bearer_id = excluded.bearer_id and account_session.revoked_at is null
    returning id`.execute(tx);
  return made.rows.length === 1;
}

export type OwnSession = {
  name: string;
  language: 'id' | 'en';
  demo: boolean;
  expiresAt: Date;
  cardId: string | null;
  stationId: string | null;
  stationName: string | null;
  area: string | null;
  shift: string | null;
};

export async function findOwnSession(tx: Tx, sessionId: string): Promise<OwnSession | undefined> {
  const found = await sql<OwnSession>`
    select coalesce(a.name, nullif(b.name, ''), c.station_name) as name, coalesce(a.language, 'id') as language,
           s.demo, s.expires_at as "expiresAt", c.id as "cardId", c.station_id as "stationId",
           c.station_name as "stationName", c.area, c.shift
    from account_session s
    left join account a on a.id = s.account_id
    left join post_card_bearer b on b.id = s.bearer_id
    left join post_card c on c.id = b.card_id
    where s.id = ${sessionId}`.execute(tx);
  return found.rows[0];
}

export type SessionRow = {
  id: string;
  accountId: string | null;
  agencyId: string | null;
  cardId: string | null;
  operationId: string | null;
  area: string | null;
  wasOpen: boolean;
};

/** Locks those sessions that the caller may end. */
export async function lockSessions(
  tx: Tx,
  ids: readonly string[],
  allowed: RawBuilder<unknown>,
): Promise<readonly SessionRow[]> {
  const found = await sql<SessionRow>`
    select s.id, s.account_id as "accountId", coalesce(a.agency_id, c.agency_id) as "agencyId", c.id as "cardId",
           c.operation_id as "operationId", c.area, (s.revoked_at is null) as "wasOpen"
    from account_session s
    left join account a on a.id = s.account_id
    left join post_card_bearer b on b.id = s.bearer_id
    left join post_card c on c.id = b.card_id
    where s.id = any(${[...ids]}::uuid[]) and ${allowed} order by s.id for update of s`.execute(tx);
  return found.rows;
}

export async function revokeSessionRows(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await sql`update account_session set revoked_at = ${now} where id = any(${[...ids]}::uuid[])`.execute(tx);
}

export type PersonName = { id: string; name: string; agencyId: string | null };

export async function namesOf(tx: Tx, ids: readonly string[]): Promise<readonly PersonName[]> {
  const found = await sql<PersonName>`
    select id, name, agency_id as "agencyId" from account where id = any(${[...ids]}::uuid[])
    union all
    select b.id, coalesce(nullif(b.name, ''), c.station_name), c.agency_id
    from post_card_bearer b join post_card c on c.id = b.card_id where b.id = any(${[...ids]}::uuid[])`.execute(
    tx,
  );
  return found.rows;
}

/** Open accounts of an agency with a role in an operation. */
export async function colleaguesIn(
  tx: Tx,
  of: {
    readonly agencyId: string;
    readonly operationId: string;
    readonly now: Date;
  },
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const found = await sql<{ id: string; name: string }>`
    select a.id, a.name from account a
    where a.agency_id = ${of.agencyId} and a.closed_at is null and exists (
      select 1 from account_grant g
      where g.account_id = a.id and g.revoked_at is null and (g.valid_until is null or g.valid_until > ${of.now})
        and (g.operation_id is null or g.operation_id = ${of.operationId}))
    order by a.name, a.id`.execute(tx);
  return found.rows;
}
