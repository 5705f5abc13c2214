/** SQL that changes grants. Own tables only; every function takes the transaction first. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { AttributeColumns } from '#server/visibility-sql.ts';
import type { Standing } from '#shared/schema.ts';
import type { Recipient } from './contract.ts';

/** The columns of `grant_agreement g` behind the attributes of its visibility. */
export const attributeColumns: AttributeColumns = { operation: sql.ref('g.operation_id') };

export type Terms = {
  readonly amount: number;
  readonly roundedTo: number;
  readonly signedOn: string | null;
  readonly number: string | null;
  readonly standing: Standing;
  readonly source: string;
  readonly note: string | null;
};
export type GrantRecord = Terms & {
  readonly id: string;
  readonly operationId: string;
  readonly government: string;
  readonly governmentName: string;
  readonly recipient: Recipient;
  readonly recipientAgency: string | null;
  readonly recipientName: string;
};
export type TrancheRecord = {
  readonly id: string;
  readonly ordinal: number;
  readonly percent: number | null;
  readonly amount: number;
  readonly rule: string | null;
  readonly dueOn: string | null;
};
export type EntryKind = 'transfer' | 'absorbed' | 'returned';

const grantColumns = sql`g.id, g.operation_id as "operationId", g.government, g.government_name as "governmentName",
  g.recipient, g.recipient_agency as "recipientAgency", g.recipient_name as "recipientName", g.amount,
  g.rounded_to as "roundedTo", g.signed_on as "signedOn", g.number, g.source, g.standing, g.note`;

/** False when the id or the same agreement is there already; a twin under way is waited for. */
export async function insertGrant(
  tx: Tx,
  made: GrantRecord & { contentHash: Buffer; by: string; at: Date },
): Promise<boolean> {
  const inserted = await sql`
    insert into grant_agreement
      (id, operation_id, government, government_name, recipient, recipient_agency, recipient_name, amount, rounded_to,
       signed_on, number, source, standing, note, content_hash, entered_by, entered_at)
    values
      (${made.id}, ${made.operationId}, ${made.government}, ${made.governmentName}, ${made.recipient},
       ${made.recipientAgency}, ${made.recipientName}, ${made.amount}, ${made.roundedTo}, ${made.signedOn}, ${made.number},
       ${made.source}, ${made.standing}, ${made.note}, ${made.contentHash}, ${made.by}, ${made.at})
    on conflict do nothing returning id`.execute(tx);
  return inserted.rows.length === 1;
}

export async function findEarlier(tx: Tx, id: string): Promise<{ contentHash: Buffer; by: string } | null> {
  const found = await sql<{ contentHash: Buffer; by: string }>`
    select content_hash as "contentHash", entered_by as by from grant_agreement where id = ${id}`.execute(tx);
  return found.rows[0] ?? null;
}

/** A grant that whoever asks may see, locked to the end of the transaction. */
export async function lockGrant(
  tx: Tx,
  id: string,
  visible: RawBuilder<SqlBool>,
): Promise<GrantRecord | null> {
  const found = await sql<GrantRecord>`
    select ${grantColumns} from grant_agreement g where g.id = ${id} and ${visible} for update`.execute(tx);
  return found.rows[0] ?? null;
}

export async function findGrant(
  tx: Tx,
  id: string,
  visible: RawBuilder<SqlBool>,
): Promise<GrantRecord | null> {
  const found = await sql<GrantRecord>`
    select ${grantColumns} from grant_agreement g where g.id = ${id} and ${visible}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function updateTerms(tx: Tx, id: string, terms: Terms): Promise<void> {
  await sql`
    update grant_agreement set amount = ${terms.amount}, rounded_to = ${terms.roundedTo}, signed_on = ${terms.signedOn},
      number = ${terms.number}, source = ${terms.source}, standing = ${terms.standing}, note = ${terms.note}
    where id = ${id}`.execute(tx);
}

export async function listTrancheRecords(tx: Tx, grantId: string): Promise<readonly TrancheRecord[]> {
  const found = await sql<TrancheRecord>`
    select id, ordinal, percent, amount, rule, due_on as "dueOn" from grant_tranche where grant_id = ${grantId}
    order by ordinal`.execute(tx);
  return found.rows;
}

/** What each tranche received, and whether anything was ever written down for it. */
export async function tranchesPaid(
  tx: Tx,
  grantId: string,
): Promise<ReadonlyMap<string, { paid: number; entries: number }>> {
  const found = await sql<{ id: string; paid: number; entries: number }>`
    select tranche_id as id, coalesce(sum(amount) filter (where withdrawn_at is null), 0)::bigint as paid,
           count(*) as entries
    from grant_entry where grant_id = ${grantId} and tranche_id is not null group by tranche_id`.execute(tx);
  return new Map(found.rows.map(({ id, paid, entries }) => [id, { paid, entries }]));
}

/** Those that are in the new list stay under their id, with what was paid to them. False: an id is of another grant. */
export async function putTranches(
  tx: Tx,
  grantId: string,
  tranches: readonly TrancheRecord[],
): Promise<boolean> {
  const ids = tranches.map(({ id }) => id);
  await sql`delete from grant_tranche where grant_id = ${grantId} and id <> all(${ids}::uuid[])`.execute(tx);
  // Ordinals change places without meeting on the way.
  await sql`update grant_tranche set ordinal = -ordinal where grant_id = ${grantId}`.execute(tx);
  for (const { id, ordinal, percent, amount, rule, dueOn } of tranches) {
    const put = await sql`
      insert into grant_tranche (id, grant_id, ordinal, percent, amount, rule, due_on)
      values (${id}, ${grantId}, ${ordinal}, ${percent}, ${amount}, ${rule}, ${dueOn})
      on conflict (id) do update set ordinal = excluded.ordinal, percent = excluded.percent, amount = excluded.amount,
        rule = excluded.rule, due_on = excluded.due_on
      where grant_tranche.grant_id = excluded.grant_id returning id`.execute(tx);
    if (put.rows.length === 0) return false;
  }
  return true;
}

export type EntryRecord = {
  readonly id: string;
  readonly grantId: string;
  readonly kind: EntryKind;
  readonly trancheId: string | null;
  readonly day: string;
  readonly amount: number;
  readonly evidence: string;
  readonly url: string | null;
  readonly standing: Standing;
  readonly byUser: string;
  readonly byName: string;
  readonly byAgency: string | null;
  readonly at: Date;
  readonly operationAt: Date;
  readonly withdrawnOperationAt: Date | null;
  readonly withdrawnReason: string | null;
};

const entryColumns = sql`e.id, e.grant_id as "grantId", e.kind, e.tranche_id as "trancheId", e.day, e.amount, e.evidence,
  e.url, e.standing, e.by_user as "byUser", e.by_name as "byName", e.by_agency as "byAgency", e.at,
  e.operation_at as "operationAt", e.withdrawn_operation_at as "withdrawnOperationAt",
  e.withdrawn_reason as "withdrawnReason"`;

/** False when the id is taken. */
export async function insertEntry(
  tx: Tx,
  made: Omit<EntryRecord, 'withdrawnOperationAt' | 'withdrawnReason'>,
): Promise<boolean> {
  const inserted = await sql`
    insert into grant_entry
      (id, grant_id, kind, tranche_id, day, amount, evidence, url, standing, by_user, by_name, by_agency, at, operation_at)
    values
      (${made.id}, ${made.grantId}, ${made.kind}, ${made.trancheId}, ${made.day}, ${made.amount}, ${made.evidence},
       ${made.url}, ${made.standing}, ${made.byUser}, ${made.byName}, ${made.byAgency}, ${made.at}, ${made.operationAt})
    on conflict (id) do nothing returning id`.execute(tx);
  return inserted.rows.length === 1;
}

export async function findEntry(tx: Tx, id: string): Promise<EntryRecord | null> {
  const found = await sql<EntryRecord>`select ${entryColumns} from grant_entry e where e.id = ${id}`.execute(
    tx,
  );
  return found.rows[0] ?? null;
}

/** All entries of a grant, those struck too: newest day last. */
export async function listEntries(tx: Tx, grantId: string): Promise<readonly EntryRecord[]> {
  const found = await sql<EntryRecord>`
    select ${entryColumns} from grant_entry e where e.grant_id = ${grantId} order by e.day, e.at, e.id`.execute(
    tx,
  );
  return found.rows;
}

export async function strikeEntry(
  tx: Tx,
  id: string,
  how: { reason: string; at: Date; operationAt: Date },
): Promise<void> {
  await sql`
    update grant_entry set withdrawn_at = ${how.at}, withdrawn_operation_at = ${how.operationAt},
      withdrawn_reason = ${how.reason}
    where id = ${id}`.execute(tx);
}
