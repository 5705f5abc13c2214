/** SQL of keys, shares and what happened to them. Own tables only; every function takes the transaction first. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { KeyEvent } from './contract.ts';

export type OfficerKey = {
  readonly id: string;
  readonly userId: string;
  readonly agencyId: string;
  readonly name: string;
  readonly recipient: string;
  readonly fingerprint: string;
  readonly wrapped: Buffer;
  readonly madeAt: Date;
};

const officerColumns = sql`k.id, k.user_id as "userId", k.agency_id as "agencyId", k.name, k.recipient, k.fingerprint,
  k.wrapped, k.made_at as "madeAt"`;

/** Locked to the end of the transaction, so that nobody is given a share for a key that is being replaced. */
export async function lockOfficerKey(tx: Tx, userId: string, agencyId: string): Promise<OfficerKey | null> {
  const found = await sql<OfficerKey>`
    select ${officerColumns} from seal_officer_key k
    where k.user_id = ${userId} and k.agency_id = ${agencyId} for update`.execute(tx);
  return found.rows[0] ?? null;
}

export async function findOfficerKey(tx: Tx, userId: string, agencyId: string): Promise<OfficerKey | null> {
  const found = await sql<OfficerKey>`
    select ${officerColumns} from seal_officer_key k
    where k.user_id = ${userId} and k.agency_id = ${agencyId}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function listOfficerKeys(
  tx: Tx,
  agencyId: string,
): Promise<readonly (OfficerKey & { readonly versions: readonly number[] })[]> {
  const found = await sql<OfficerKey & { versions: readonly number[] }>`
    select ${officerColumns},
           array(select a.version from seal_share s join seal_agency_key a on a.id = s.key_id
                 where s.officer_key_id = k.id order by a.version) as versions
    from seal_officer_key k where k.agency_id = ${agencyId} order by k.name, k.id`.execute(tx);
  return found.rows;
}

/** False when the id is taken. An earlier key of the same person goes, and with it what was sealed to it. */
export async function replaceOfficerKey(tx: Tx, key: OfficerKey): Promise<boolean> {
  await sql`
    delete from seal_officer_key where user_id = ${key.userId} and agency_id = ${key.agencyId}`.execute(tx);
  const made = await sql`
    insert into seal_officer_key (id, user_id, agency_id, name, recipient, fingerprint, wrapped, made_at)
    values (${key.id}, ${key.userId}, ${key.agencyId}, ${key.name}, ${key.recipient}, ${key.fingerprint},
            ${key.wrapped}, ${key.madeAt})
    on conflict do nothing returning id`.execute(tx);
  return made.rows.length === 1;
}

export async function rewrapOfficerKey(tx: Tx, id: string, wrapped: Buffer): Promise<void> {
  await sql`update seal_officer_key set wrapped = ${wrapped} where id = ${id}`.execute(tx);
}

export type AgencyKeyRow = {
  readonly id: string;
  readonly agencyId: string;
  readonly version: number;
  readonly recipient: string;
  readonly fingerprint: string;
  readonly vouch: string | null;
  readonly madeBy: string;
  readonly madeAt: Date;
};

const agencyKeyColumns = sql`a.id, a.agency_id as "agencyId", a.version, a.recipient, a.fingerprint, a.vouch,
  a.made_by as "madeBy", a.made_at as "madeAt"`;

/** Keys of an agency, newest first, with the share of one officer. */
export async function listAgencyKeys(
  tx: Tx,
  agencyId: string,
  officerKeyId: string | null,
): Promise<readonly (AgencyKeyRow & { readonly share: Buffer | null })[]> {
  const found = await sql<AgencyKeyRow & { share: Buffer | null }>`
    select ${agencyKeyColumns}, s.wrapped as share
    from seal_agency_key a
    left join seal_share s on s.key_id = a.id and s.officer_key_id = ${officerKeyId}::uuid
    where a.agency_id = ${agencyId} order by a.version desc`.execute(tx);
  return found.rows;
}

/** The newest key of every agency that has one. */
export async function listCurrentKeys(tx: Tx): Promise<readonly AgencyKeyRow[]> {
  const found = await sql<AgencyKeyRow>`
    select distinct on (a.agency_id) ${agencyKeyColumns} from seal_agency_key a
    order by a.agency_id, a.version desc`.execute(tx);
  return found.rows;
}

/** `taken` also where the id belongs to another key. */
export async function insertAgencyKey(tx: Tx, key: AgencyKeyRow): Promise<'made' | 'taken'> {
  const made = await sql`
    insert into seal_agency_key (id, agency_id, version, recipient, fingerprint, vouch, made_by, made_at)
    values (${key.id}, ${key.agencyId}, ${key.version}, ${key.recipient}, ${key.fingerprint}, ${key.vouch},
            ${key.madeBy}, ${key.madeAt})
    on conflict do nothing returning id`.execute(tx);
  return made.rows.length === 1 ? 'made' : 'taken';
}

export type ShareRow = {
  readonly keyId: string;
  readonly officerKeyId: string;
  readonly wrapped: Buffer;
  readonly givenAt: Date;
};

export async function putShare(tx: Tx, share: ShareRow): Promise<void> {
  await sql`
    insert into seal_share (key_id, officer_key_id, wrapped, given_at)
    values (${share.keyId}, ${share.officerKeyId}, ${share.wrapped}, ${share.givenAt})
    on conflict (key_id, officer_key_id)
    do update set wrapped = excluded.wrapped, given_at = excluded.given_at`.execute(tx);
}

/** Versions of which a share was there. */
export async function deleteShares(tx: Tx, officerKeyId: string): Promise<readonly number[]> {
  const gone = await sql<{ version: number }>`
    with gone as (delete from seal_share where officer_key_id = ${officerKeyId} returning key_id)
    select a.version from gone join seal_agency_key a on a.id = gone.key_id order by a.version`.execute(tx);
  return gone.rows.map(({ version }) => version);
}

/** How many officers hold a version. */
export async function countHolders(tx: Tx, agencyId: string, version: number): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*) as n from seal_share s join seal_agency_key a on a.id = s.key_id
    where a.agency_id = ${agencyId} and a.version = ${version}`.execute(tx);
  return found.rows[0]?.n ?? 0;
}

/** Whoever changes the keys of one agency waits here for the other who does. */
export async function lockAgency(tx: Tx, agencyId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sealing ${agencyId}`}, 0))`.execute(tx);
}

export type KeyEventRow = {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly scope: 'all' | 'agency';
  readonly what: KeyEvent;
  readonly version: number | null;
  readonly fingerprint: string | null;
  readonly officerName: string | null;
  readonly byName: string;
  readonly at: Date;
  readonly leafHash: string;
};

export async function insertKeyEvent(tx: Tx, row: KeyEventRow): Promise<void> {
  await sql`
    insert into seal_key_event
      (id, agency_id, agency_name, scope, what, version, fingerprint, officer_name, by_name, at, leaf_hash)
    values (${row.id}, ${row.agencyId}, ${row.agencyName}, ${row.scope}, ${row.what}, ${row.version},
            ${row.fingerprint}, ${row.officerName}, ${row.byName}, ${row.at}, ${row.leafHash})`.execute(tx);
}

/** The history as a list. */
export function keyEventSource(where: RawBuilder<SqlBool>) {
  return {
    name: 'riwayat-kunci',
    from: sql`seal_key_event e`,
    where,
    fields: {
      id: sql.ref('e.id'),
      at: sql.ref('e.at'),
      agency: sql.ref('e.agency_name'),
      what: sql.ref('e.what'),
      version: sql.ref('e.version'),
      fingerprint: sql.ref('e.fingerprint'),
      officer: sql.ref('e.officer_name'),
      by: sql.ref('e.by_name'),
      leafHash: sql.ref('e.leaf_hash'),
    },
    tieBreak: sql.ref('e.id'),
    defaultSort: '-at',
  };
}
