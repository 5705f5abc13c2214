/** SQL of phones at the posts: whoever carries a card, on one phone. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';

export type Lock = 'open' | 'locked' | 'wipe-ordered' | 'wiped';

export type Phone = {
  readonly id: string;
  readonly deviceId: string | null;
  readonly name: string;
  readonly lock: Lock;
  readonly lockBy: string | null;
  readonly lockAt: Date | null;
  readonly toldAt: Date | null;
  readonly cardId: string;
  readonly operationId: string;
  readonly area: string;
  readonly agencyId: string;
};

const fields = sql`
  b.id, b.device_id as "deviceId", coalesce(nullif(b.name, ''), c.station_name) as name, b.lock,
  b.lock_by as "lockBy", b.lock_at as "lockAt", b.lock_told_at as "toldAt", c.id as "cardId",
  c.operation_id as "operationId", c.area, c.agency_id as "agencyId"`;

/** A phone that the asker may see, with everybody else on it whose card they may see. The one asked for comes first. */
export async function findPhone(tx: Tx, id: string, visible: RawBuilder<unknown>): Promise<readonly Phone[]> {
  const found = await sql<Phone>`
    select ${fields} from post_card_bearer b join post_card c on c.id = b.card_id
    where ${visible} and (b.id = ${id} or b.device_id = (select device_id from post_card_bearer where id = ${id}))
    order by b.id = ${id} desc, b.id`.execute(tx);
  return found.rows[0]?.id === id ? found.rows : [];
}

/** Locks the rows of these and of everybody on the same phones, as far as the asker sees their cards. */
export async function lockPhoneRows(
  tx: Tx,
  ids: readonly string[],
  visible: RawBuilder<unknown>,
): Promise<readonly Phone[]> {
  const found = await sql<Phone>`
    select ${fields} from post_card_bearer b join post_card c on c.id = b.card_id
    where ${visible} and (b.id = any(${[...ids]}::uuid[])
      or b.device_id in (select device_id from post_card_bearer where id = any(${[...ids]}::uuid[])))
    order by b.id for update of b`.execute(tx);
  return found.rows;
}

export async function saveLock(
  tx: Tx,
  ids: readonly string[],
  to: { readonly lock: Lock; readonly by: string },
  now: Date,
): Promise<void> {
  await sql`
    update post_card_bearer set lock = ${to.lock}, lock_by = ${to.by}, lock_at = ${now}, lock_told_at = null
    where id = any(${[...ids]}::uuid[])`.execute(tx);
}

/** Ends what is open of these bearers. @returns the sessions that were */
export async function endSessionsOf(
  tx: Tx,
  ids: readonly string[],
  now: Date,
): Promise<readonly { id: string; bearerId: string }[]> {
  const found = await sql<{ id: string; bearerId: string }>`
    update account_session set revoked_at = ${now}
    where bearer_id = any(${[...ids]}::uuid[]) and revoked_at is null
    returning id, bearer_id as "bearerId"`.execute(tx);
  return found.rows;
}

/** The phone that was given this token, whether its session is open or not. */
export async function lockPhoneOf(tx: Tx, tokenHash: Buffer): Promise<Phone | undefined> {
  const found = await sql<Phone>`
    select ${fields} from account_session s
    join post_card_bearer b on b.id = s.bearer_id join post_card c on c.id = b.card_id
    where s.token_hash = ${tokenHash} for update of b`.execute(tx);
  return found.rows[0];
}

/** The order that stands for a phone by the id that is kept of it. */
export async function findLockOf(tx: Tx, deviceId: string): Promise<Phone | undefined> {
  const found = await sql<Phone>`
    select ${fields} from post_card_bearer b join post_card c on c.id = b.card_id
    where b.device_id = ${deviceId} and b.lock in ('locked', 'wipe-ordered')
    order by b.lock_at desc, b.id limit 1`.execute(tx);
  return found.rows[0];
}

export async function saveTold(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update post_card_bearer set lock_told_at = ${now} where id = ${id}`.execute(tx);
}

/**
 * The phone of this bearer forgot everything. Of others who were on the same phone nothing is said: that two bearers
 * are on one phone is what phones say of themselves, and whoever copied one would wipe the other here alone.
 * @returns false when it was not ordered to
 */
export async function saveWiped(tx: Tx, bearerId: string, now: Date): Promise<boolean> {
  const done = await sql`
    update post_card_bearer set lock = 'wiped', lock_told_at = coalesce(lock_told_at, ${now})
    where id = ${bearerId} and lock = 'wipe-ordered' returning 1`.execute(tx);
  return done.rows.length > 0;
}

export async function saveWaiting(tx: Tx, bearerId: string, waiting: number, now: Date): Promise<void> {
  await sql`
    update post_card_bearer set waiting = ${waiting}, waiting_at = ${now} where id = ${bearerId}`.execute(tx);
}
