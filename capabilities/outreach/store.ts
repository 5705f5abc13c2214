/** SQL of outreach events. Own tables only; every function takes the transaction first. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { AttributeColumns } from '#server/visibility-sql.ts';
import type {
  Attended,
  AttendedBasis,
  Audience,
  EntryKind,
  OutreachKindKey,
  OutreachStanding,
  OutreachState,
} from './contract.ts';

/** The columns of `outreach o` behind the attributes of its visibility. */
export const attributeColumns: AttributeColumns = {
  operation: sql.ref('o.operation_id'),
  area: sql.ref('o.area'),
};

/** What an event says, with the names that stood when it was written. */
export type Content = {
  readonly kind: OutreachKindKey;
  readonly title: string;
  readonly area: string;
  readonly areaName: string;
  readonly place: string | null;
  readonly audiences: readonly Audience[];
  readonly partners: readonly string[];
  readonly partnerNames: readonly string[];
  readonly plannedAt: Date | null;
  readonly heldAt: Date | null;
  readonly attended: Attended | null;
  readonly note: string;
};

export type NewOutreach = Content & {
  readonly id: string;
  readonly operationId: string;
  readonly agency: string;
  readonly agencyName: string;
  readonly state: OutreachState;
  readonly standing: OutreachStanding;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly contentHash: Buffer;
};

/**
 * Gives it the next number of its operation. Null when the id is taken, or when somebody took the number at the same
 * moment: a twin under way is waited for.
 */
export async function insertOutreach(tx: Tx, made: NewOutreach): Promise<string | null> {
  const inserted = await sql<{ code: string }>`
    insert into outreach
      (id, operation_id, code_no, code, kind, title, agency, agency_name, partners, partner_names, area, area_name, place,
       audiences, planned_at, held_at, attended, attended_basis, note, state, standing, version, made_by, made_at,
       content_hash)
    select ${made.id}, ${made.operationId}, next.no, 'S-' || lpad(next.no::text, greatest(3, length(next.no::text)), '0'),
           ${made.kind}, ${made.title}, ${made.agency}, ${made.agencyName}, ${[...made.partners]}::uuid[],
           ${[...made.partnerNames]}::text[], ${made.area}, ${made.areaName}, ${made.place},
           ${[...made.audiences]}::text[], ${made.plannedAt}::timestamptz, ${made.heldAt}::timestamptz,
           ${made.attended?.count ?? null}::int, ${made.attended?.basis ?? null}, ${made.note}, ${made.state},
           ${made.standing}, 1, ${made.madeBy}, ${made.madeAt}, ${made.contentHash}
    from (select coalesce(max(code_no), 0) + 1 as no from outreach where operation_id = ${made.operationId}) next
    on conflict do nothing returning code`.execute(tx);
  return inserted.rows[0]?.code ?? null;
}

export type Earlier = {
  readonly id: string;
  readonly code: string;
  readonly madeBy: string;
  readonly contentHash: Buffer;
};

export async function findEarlier(tx: Tx, id: string): Promise<Earlier | null> {
  const found = await sql<Earlier>`
    select id, code, made_by as "madeBy", content_hash as "contentHash" from outreach where id = ${id}`.execute(
    tx,
  );
  return found.rows[0] ?? null;
}

export type StoredOutreach = Omit<Content, 'attended'> & {
  readonly id: string;
  readonly operationId: string;
  readonly code: string;
  readonly agency: string;
  readonly agencyName: string;
  readonly state: OutreachState;
  readonly cancelledBecause: string | null;
  readonly standing: OutreachStanding;
  readonly version: number;
  readonly attendedCount: number | null;
  readonly attendedBasis: AttendedBasis | null;
};

const storedColumns = sql`
  o.id, o.operation_id as "operationId", o.code, o.kind, o.title, o.agency, o.agency_name as "agencyName", o.partners,
  o.partner_names as "partnerNames", o.area, o.area_name as "areaName", o.place, o.audiences,
  o.planned_at as "plannedAt", o.held_at as "heldAt", o.attended as "attendedCount",
  o.attended_basis as "attendedBasis", o.note, o.state, o.cancelled_because as "cancelledBecause", o.standing, o.version`;

export async function findOutreach(
  tx: Tx,
  id: string,
  visible: RawBuilder<SqlBool>,
): Promise<StoredOutreach | null> {
  const found = await sql<StoredOutreach>`
    select ${storedColumns} from outreach o where o.id = ${id} and ${visible}`.execute(tx);
  return found.rows[0] ?? null;
}

/** The same, held to the end of the transaction. */
export async function lockOutreach(
  tx: Tx,
  id: string,
  visible: RawBuilder<SqlBool>,
): Promise<StoredOutreach | null> {
  const found = await sql<StoredOutreach>`
    select ${storedColumns} from outreach o where o.id = ${id} and ${visible} for update`.execute(tx);
  return found.rows[0] ?? null;
}

/** Saves the next version. */
export async function updateOutreach(
  tx: Tx,
  id: string,
  next: Content & { readonly state: OutreachState; readonly version: number },
): Promise<void> {
  await sql`
    update outreach set kind = ${next.kind}, title = ${next.title}, area = ${next.area}, area_name = ${next.areaName},
      place = ${next.place}, audiences = ${[...next.audiences]}::text[], partners = ${[...next.partners]}::uuid[],
      partner_names = ${[...next.partnerNames]}::text[], planned_at = ${next.plannedAt}, held_at = ${next.heldAt},
      attended = ${next.attended?.count ?? null}, attended_basis = ${next.attended?.basis ?? null}, note = ${next.note},
      state = ${next.state}, version = ${next.version}
    where id = ${id}`.execute(tx);
}

export async function cancelOutreachRow(tx: Tx, id: string, version: number, reason: string): Promise<void> {
  await sql`
    update outreach set state = 'cancelled', cancelled_because = ${reason}, version = ${version}
    where id = ${id}`.execute(tx);
}

export type EntryRow = {
  readonly id: string;
  readonly outreachId: string;
  readonly what: EntryKind;
  readonly version: number;
  readonly byUser: string;
  readonly byName: string | null;
  readonly text: string | null;
  readonly at: Date;
  readonly operationAt: Date;
};

export async function insertEntry(tx: Tx, entry: EntryRow): Promise<void> {
  await sql`
    insert into outreach_entry (id, outreach_id, what, version, by_user, by_name, text, at, operation_at)
    values (${entry.id}, ${entry.outreachId}, ${entry.what}, ${entry.version}, ${entry.byUser}, ${entry.byName},
            ${entry.text}, ${entry.at}, ${entry.operationAt})`.execute(tx);
}
