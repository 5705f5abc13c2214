import { sql } from 'kysely';
import { type Database, inTransaction, type Tx } from '#server/database/connect.ts';
import { newId } from '#shared/id.ts';
import { FIRST_LINK_MS } from './rules.ts';
import { newToken, tokenHash } from './secrets.ts';

/**
 * The path of a one-time link for the first administrator, or null when there is one who is not a demo account.
 * Each call makes the links of earlier calls worthless. The token stands behind `#`: browsers do not send it, so no
 * log holds it.
 */
export async function firstAdministratorLink(db: Database, now: Date): Promise<string | null> {
  return inTransaction(db, async (tx) => {
    if (await hasAdministrator(tx, now)) return null;
    await sql`delete from account_invitation where purpose = 'first' and used_at is null`.execute(tx);
    const token = newToken();
    await sql`
      insert into account_invitation
        (id, account_id, purpose, token_hash, name, role, areas, invited_by, invited_at, expires_at)
      values (${newId(now.getTime())}, ${newId(now.getTime())}, 'first', ${tokenHash(token)}, '', 'administrator',
              '{""}', 'system', ${now}, ${new Date(now.getTime() + FIRST_LINK_MS)})`.execute(tx);
    return `/pertama#${token}`;
  });
}

/** Whether anybody but a demo account administers this server. */
export async function hasAdministrator(db: Database | Tx, now: Date): Promise<boolean> {
  const found = await sql`
    select 1 from account_grant g join account a on a.id = g.account_id
    where g.role = 'administrator' and not a.demo and a.closed_at is null and g.revoked_at is null
      and (g.valid_until is null or g.valid_until > ${now}) limit 1`.execute(db);
  return found.rows.length > 0;
}
