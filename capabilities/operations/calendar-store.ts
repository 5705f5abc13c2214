/** Private calendar links in SQL. Own table only. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { Actor, Grant } from '#shared/permission.ts';

export type CalendarLink = {
  readonly id: string;
  readonly userId: string;
  readonly agencyId: string | null;
  readonly grants: readonly Grant[];
};

export async function insertLink(
  tx: Tx,
  link: { id: string; label: string; tokenHash: Buffer; madeAt: Date },
  actor: Actor,
): Promise<void> {
  await sql`
    insert into operation_calendar_link (id, user_id, label, agency_id, grants, token_hash, made_at)
    values (${link.id}, ${actor.userId}, ${link.label}, ${actor.agencyId}, ${JSON.stringify(actor.grants)}::jsonb,
            ${link.tokenHash}, ${link.madeAt})`.execute(tx);
}

/** The link behind a secret, unless it was revoked. */
export async function findLink(tx: Tx, tokenHash: Buffer): Promise<CalendarLink | null> {
  const found = await sql<CalendarLink>`
    select id, user_id as "userId", agency_id as "agencyId", grants
    from operation_calendar_link where token_hash = ${tokenHash} and revoked_at is null`.execute(tx);
  return found.rows[0] ?? null;
}

export async function linkExists(tx: Tx, id: string): Promise<boolean> {
  const found = await sql`select 1 from operation_calendar_link where id = ${id}`.execute(tx);
  return found.rows.length > 0;
}

export async function countLinks(tx: Tx, userId: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*) as count from operation_calendar_link
    where user_id = ${userId} and revoked_at is null`.execute(tx);
  return found.rows[0]?.count ?? 0;
}

/** Ids of the links of a person that are not revoked. */
export async function listValidLinks(tx: Tx, userId: string): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`
    select id from operation_calendar_link
    where user_id::text = ${userId} and revoked_at is null order by id`.execute(tx);
  return found.rows.map((row) => row.id);
}

/** @returns null: no such link of this person; otherwise whether it was valid until now */
export async function revokeLink(
  tx: Tx,
  link: { id: string; userId: string; at: Date },
): Promise<{ wasValid: boolean } | null> {
  const found = await sql<{ revoked_at: Date | null }>`
    select revoked_at from operation_calendar_link
    where id = ${link.id} and user_id::text = ${link.userId} for update`.execute(tx);
  const row = found.rows[0];
  if (!row) return null;
  await sql`
    update operation_calendar_link set revoked_at = ${link.at}
    where id = ${link.id} and revoked_at is null`.execute(tx);
  return { wasValid: row.revoked_at === null };
}
