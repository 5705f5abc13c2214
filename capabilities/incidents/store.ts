/** SQL of incidents and their log. Own tables only; every function takes the transaction first. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { AttributeColumns } from '#server/visibility-sql.ts';
import type { Localized } from '#shared/schema.ts';
import type { IncidentLevel, IncidentState, LogEntryKind } from './contract.ts';

/** The columns of `incident i` behind the attributes of its visibility. */
export const attributeColumns: AttributeColumns = {
  operation: sql.ref('i.operation_id'),
  area: sql.ref('i.area'),
  addressee: sql.ref('i.addressee'),
  about: sql.ref('i.about'),
};

export type Named = { readonly id: string; readonly name: string };

export type NewIncident = {
  readonly id: string;
  readonly operationId: string;
  readonly area: string;
  readonly areaName: string;
  readonly kind: string;
  readonly kindName: Localized;
  readonly title: string;
  readonly text: string;
  readonly level: IncidentLevel;
  readonly emergency: boolean;
  readonly addressee: Named | null;
  readonly about: Named | null;
  readonly openedBy: string | null;
  readonly openedAt: Date;
  readonly operationAt: Date;
  readonly point: { readonly lon: number; readonly lat: number } | null;
  readonly contentHash: Buffer;
};

/** False when the id or the code is taken; a twin under way is waited for. */
export async function insertIncident(tx: Tx, code: string, made: NewIncident): Promise<boolean> {
  const inserted = await sql`
    insert into incident
      (id, operation_id, code, area, area_name, kind, kind_name, title, text, level, emergency, state, addressee,
       addressee_name, about, about_name, opened_by, opened_at, opened_operation_at, lon, lat, content_hash)
    values
      (${made.id}, ${made.operationId}, ${code}, ${made.area}, ${made.areaName}, ${made.kind},
       ${JSON.stringify(made.kindName)}::jsonb, ${made.title}, ${made.text}, ${made.level}, ${made.emergency}, 'open',
       ${made.addressee?.id ?? null}, ${made.addressee?.name ?? null}, ${made.about?.id ?? null},
       ${made.about?.name ?? null}, ${made.openedBy}, ${made.openedAt}, ${made.operationAt},
       ${made.point?.lon ?? null}, ${made.point?.lat ?? null}, ${made.contentHash})
    on conflict do nothing returning id`.execute(tx);
  return inserted.rows.length === 1;
}

export type Earlier = {
  readonly id: string;
  readonly code: string;
  readonly openedBy: string | null;
  readonly contentHash: Buffer;
};

export async function findEarlier(tx: Tx, id: string): Promise<Earlier | null> {
  const found = await sql<Earlier>`
    select id, code, opened_by as "openedBy", content_hash as "contentHash" from incident where id = ${id}`.execute(
    tx,
  );
  return found.rows[0] ?? null;
}

/** Ties reports to an incident; gives back those that belong to one already. */
export async function attachReports(
  tx: Tx,
  incidentId: string,
  reportIds: readonly string[],
): Promise<readonly string[]> {
  const inserted = await sql<{ id: string }>`
    insert into incident_report (report_id, incident_id)
    select id, ${incidentId}::uuid from unnest(${[...reportIds].sort()}::uuid[]) as id
    on conflict (report_id) do nothing returning report_id as id`.execute(tx);
  const tied = new Set(inserted.rows.map((row) => row.id));
  return reportIds.filter((id) => !tied.has(id));
}

export async function isAttached(tx: Tx, reportId: string): Promise<boolean> {
  const found = await sql`select 1 from incident_report where report_id = ${reportId}`.execute(tx);
  return found.rows.length > 0;
}

/** The incident of a report, locked, while it is not resolved; the server looks, whoever may see it. */
export async function lockOpenIncidentOf(
  tx: Tx,
  reportId: string,
): Promise<{
  id: string;
  kind: string;
  area: string;
  addressee: string | null;
  about: string | null;
} | null> {
  const found = await sql<{
    id: string;
    kind: string;
    area: string;
    addressee: string | null;
    about: string | null;
  }>`
    select i.id, i.kind, i.area, i.addressee, i.about from incident i
    join incident_report a on a.incident_id = i.id
    where a.report_id = ${reportId} and i.state <> 'resolved' for update of i`.execute(tx);
  return found.rows[0] ?? null;
}

export async function setKind(tx: Tx, id: string, kind: string, kindName: Localized): Promise<void> {
  await sql`
    update incident set kind = ${kind}, kind_name = ${JSON.stringify(kindName)}::jsonb where id = ${id}`.execute(
    tx,
  );
}

export type Locked = {
  readonly id: string;
  readonly operationId: string;
  readonly area: string;
  readonly level: IncidentLevel;
  readonly state: IncidentState;
  readonly addressee: string | null;
  readonly addresseeName: string | null;
  readonly about: string | null;
  readonly holder: string | null;
  readonly holderName: string | null;
  readonly holderAgency: string | null;
  readonly result: string | null;
  readonly answer: string | null;
  readonly mayHold: boolean;
};

export async function lockIncident(
  tx: Tx,
  id: string,
  visible: RawBuilder<SqlBool>,
  holdable: RawBuilder<SqlBool>,
): Promise<Locked | null> {
  const found = await sql<Locked>`
    select i.id, i.operation_id as "operationId", i.area, i.level, i.state, i.addressee,
           i.addressee_name as "addresseeName", i.about, i.holder, i.holder_name as "holderName",
           i.holder_agency as "holderAgency", i.result, i.answer, ${holdable} as "mayHold"
    from incident i where i.id = ${id} and ${visible} for update`.execute(tx);
  return found.rows[0] ?? null;
}

export type Holding = { readonly id: string; readonly name: string; readonly agencyId: string | null };

export async function setHolder(
  tx: Tx,
  id: string,
  holder: Holding | null,
  when: { at: Date; operationAt: Date },
): Promise<void> {
  await sql`
    update incident set state = ${holder ? 'held' : 'open'}, holder = ${holder?.id ?? null},
      holder_name = ${holder?.name ?? null}, holder_agency = ${holder?.agencyId ?? null},
      held_since = ${holder ? when.at : null}, held_operation_since = ${holder ? when.operationAt : null}
    where id = ${id}`.execute(tx);
}

export async function setLevel(tx: Tx, id: string, level: IncidentLevel): Promise<void> {
  await sql`update incident set level = ${level} where id = ${id}`.execute(tx);
}

export async function setResolved(
  tx: Tx,
  id: string,
  how: { result: string; answer: string | null; at: Date; operationAt: Date },
): Promise<void> {
  await sql`
    update incident set state = 'resolved', resolved_at = ${how.at}, resolved_operation_at = ${how.operationAt},
      result = ${how.result}, answer = ${how.answer}
    where id = ${id}`.execute(tx);
}

export type LogRow = {
  readonly id: string;
  readonly incidentId: string;
  readonly at: Date;
  readonly operationAt: Date;
  readonly what: LogEntryKind;
  readonly byUser: string | null;
  readonly byName: string | null;
  readonly byAgency: string | null;
  readonly text: string | null;
  readonly level: IncidentLevel | null;
};

/** False when the id is taken. */
export async function insertLog(tx: Tx, row: LogRow): Promise<boolean> {
  const inserted = await sql`
    insert into incident_log (id, incident_id, at, operation_at, what, by_user, by_name, by_agency, text, level)
    values (${row.id}, ${row.incidentId}, ${row.at}, ${row.operationAt}, ${row.what}, ${row.byUser}, ${row.byName},
            ${row.byAgency}, ${row.text}, ${row.level})
    on conflict (id) do nothing returning id`.execute(tx);
  return inserted.rows.length === 1;
}

export async function findLog(tx: Tx, id: string): Promise<LogRow | null> {
  const found = await sql<LogRow>`select ${logColumns} from incident_log l where l.id = ${id}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function listLog(tx: Tx, incidentId: string): Promise<readonly LogRow[]> {
  const found = await sql<LogRow>`
    select ${logColumns} from incident_log l where l.incident_id = ${incidentId} order by l.at, l.id`.execute(
    tx,
  );
  return found.rows;
}

const logColumns = sql`l.id, l.incident_id as "incidentId", l.at, l.operation_at as "operationAt", l.what, l.by_user as "byUser",
  l.by_name as "byName", l.by_agency as "byAgency", l.text, l.level`;
