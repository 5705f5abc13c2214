/** SQL of post cards and of those who carry them. */

import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { OwnPost } from './contract.ts';
import { CARD_LATE_MS, type IssuedCard } from './rules.ts';

export type Card = IssuedCard & {
  readonly id: string;
  readonly stationName: string;
  readonly area: string;
};

const cardFields = sql`
  id, operation_id as "operationId", station_id as "stationId", station_name as "stationName", area,
  agency_id as "agencyId", shift, valid_from as "validFrom", valid_until as "validUntil", issued_by as "issuedBy",
  issued_at as "issuedAt", revoked_at as "revokedAt"`;

export async function findCards(tx: Tx, ids: readonly string[]): Promise<readonly Card[]> {
  const found = await sql<Card>`
    select ${cardFields} from post_card where id = any(${[...ids]}::uuid[])`.execute(tx);
  return found.rows;
}

export async function insertCard(
  tx: Tx,
  card: Card & { readonly secretHash: Buffer; readonly codeHash: Buffer },
): Promise<void> {
  await sql`
    insert into post_card
      (id, operation_id, station_id, station_name, area, agency_id, shift, valid_from, valid_until, secret_hash,
       code_hash, issued_by, issued_at)
    values (${card.id}, ${card.operationId}, ${card.stationId}, ${card.stationName}, ${card.area}, ${card.agencyId},
            ${card.shift}, ${card.validFrom}, ${card.validUntil}, ${card.secretHash}, ${card.codeHash},
            ${card.issuedBy}, ${card.issuedAt})`.execute(tx);
}

/** A card whose shift ended after this moment still lets out what waits on the phones of those who were on it. */
export function lateSince(now: Date): Date {
  return new Date(now.getTime() - CARD_LATE_MS);
}

/** The card that this secret or code opens now: in its shift, or for those who were there, a while after it. */
export async function findOpenCard(
  tx: Tx,
  hashes: { readonly secret: Buffer; readonly code: Buffer },
  now: Date,
): Promise<Card | undefined> {
  const found = await sql<Card>`
    select ${cardFields} from post_card
    where (secret_hash = ${hashes.secret} or code_hash = ${hashes.code})
      and revoked_at is null and valid_from <= ${now} and valid_until > ${lateSince(now)}`.execute(tx);
  return found.rows[0];
}

/** The id that a phone named, if any, and what is kept of it. */
export type Phone = { readonly named: string | null; readonly kept: string };
type Bearer = { readonly cardId: string; readonly phone: Phone; readonly key: string };

/** The bearer of a card under a name on one phone; made when that is new. */
export async function bearerOf(
  tx: Tx,
  bearer: Bearer,
  made: { readonly id: string; readonly name: string },
  now: Date,
): Promise<string> {
  const known = await findBearer(tx, bearer);
  if (known !== null) return known;
  const { cardId, phone, key } = bearer;
  const found = await sql<{ id: string }>`
    insert into post_card_bearer (id, card_id, device_id, name, name_key, first_seen_at)
    values (${made.id}, ${cardId}, ${phone.kept}, ${made.name}, ${key}, ${now})
    on conflict (card_id, device_id, name_key) do update set name_key = excluded.name_key
    returning id`.execute(tx);
  return found.rows[0]?.id ?? made.id;
}

/**
 * The bearer of a card under a name who was on it before with this very phone. Sessions from before phones were told
 * apart hold the id as it was named.
 */
export async function findBearer(tx: Tx, { cardId, phone, key }: Bearer): Promise<string | null> {
  const found = await sql<{ id: string }>`
    select b.id from post_card_bearer b
    where b.card_id = ${cardId} and b.name_key = ${key}
      and (b.device_id = ${phone.kept} or (b.device_id is null and exists (
        select 1 from account_session s where s.bearer_id = b.id and s.device_id = ${phone.named})))
    order by b.device_id nulls last, b.first_seen_at limit 1`.execute(tx);
  return found.rows[0]?.id ?? null;
}

export async function lockCards(
  tx: Tx,
  ids: readonly string[],
  visible: RawBuilder<unknown>,
): Promise<readonly Card[]> {
  const found = await sql<Card>`
    select ${cardFields} from post_card
    where id = any(${[...ids]}::uuid[]) and ${visible} order by id for update`.execute(tx);
  return found.rows;
}

export async function revokeCardRows(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await sql`update post_card set revoked_at = ${now} where id = any(${[...ids]}::uuid[])`.execute(tx);
}

/** The post of a session that came by a card. */
export async function findPost(tx: Tx, sessionId: string): Promise<OwnPost | null> {
  const found = await sql<OwnPost>`
    select c.id as "cardId", c.station_id as "stationId", c.station_name as "stationName", c.area,
           c.operation_id as "operationId", c.agency_id as "agencyId", c.valid_until as "shiftEnds"
    from account_session s join post_card_bearer b on b.id = s.bearer_id join post_card c on c.id = b.card_id
    where s.id = ${sessionId}`.execute(tx);
  return found.rows[0] ?? null;
}
