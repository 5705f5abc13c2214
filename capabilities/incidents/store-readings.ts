/** SQL of what desks and neighbours read: list, card, points, counts. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { ListSource } from '#server/endpoint/handle.ts';
import type { AreaLevel } from '#shared/area-code.ts';
import type { Localized } from '#shared/schema.ts';
import type { IncidentLevel, IncidentState } from './contract.ts';

/** One SQL expression per field of a row of the list. */
export function rowFields(
  language: 'id' | 'en',
  holdable: RawBuilder<SqlBool>,
  userId: string,
): ListSource['fields'] {
  return {
    id: sql`i.id`,
    code: sql`i.code`,
    level: sql`i.level`,
    state: sql`i.state`,
    kind: sql`i.kind`,
    kindName: sql`i.kind_name ->> ${language}`,
    title: sql`i.title`,
    area: sql`i.area`,
    areaName: sql`i.area_name`,
    addressee: sql`i.addressee_name`,
    holder: sql`i.holder_name`,
    heldSince: sql`i.held_since`,
    openedAt: sql`i.opened_at`,
    resolvedAt: sql`i.resolved_at`,
    heldOperationSince: sql`i.held_operation_since`,
    openedOperationAt: sql`i.opened_operation_at`,
    resolvedOperationAt: sql`i.resolved_operation_at`,
    reports: sql`(select count(*)::int from incident_report a where a.incident_id = i.id)`,
    lon: sql`i.lon`,
    lat: sql`i.lat`,
    mayHold: sql`case when ${holdable} then 'yes' else 'no' end`,
    emergency: sql`case when i.emergency then 'yes' else 'no' end`,
    urgency: sql`case when i.emergency then 0 else array_position(array['red', 'yellow', 'green'], i.level) end`,
    isMine: sql`case when i.holder::text = ${userId} then 'yes' else 'no' end`,
  };
}

export type IncidentCard = {
  readonly id: string;
  readonly operationId: string;
  readonly code: string;
  readonly level: IncidentLevel;
  readonly state: IncidentState;
  readonly kind: string;
  readonly kindName: Localized;
  readonly title: string;
  readonly text: string;
  readonly area: string;
  readonly areaName: string;
  readonly addressee: string | null;
  readonly addresseeName: string | null;
  readonly aboutName: string | null;
  readonly holder: string | null;
  readonly holderName: string | null;
  readonly holderAgency: string | null;
  readonly heldSince: Date | null;
  readonly openedAt: Date;
  readonly resolvedAt: Date | null;
  readonly heldOperationSince: Date | null;
  readonly openedOperationAt: Date;
  readonly resolvedOperationAt: Date | null;
  readonly result: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly mayHold: boolean;
  readonly emergency: boolean;
};

export async function findCard(
  tx: Tx,
  id: string,
  visible: RawBuilder<SqlBool>,
  holdable: RawBuilder<SqlBool>,
): Promise<IncidentCard | null> {
  const found = await sql<IncidentCard>`
    select i.id, i.operation_id as "operationId", i.code, i.level, i.state, i.kind, i.kind_name as "kindName",
           i.title, i.text, i.area, i.area_name as "areaName", i.addressee,
           i.addressee_name as "addresseeName", i.about_name as "aboutName", i.holder,
           i.holder_name as "holderName", i.holder_agency as "holderAgency", i.held_since as "heldSince",
           i.opened_at as "openedAt", i.resolved_at as "resolvedAt",
           i.held_operation_since as "heldOperationSince", i.opened_operation_at as "openedOperationAt",
           i.resolved_operation_at as "resolvedOperationAt", i.result, i.lon, i.lat,
           i.emergency, ${holdable} as "mayHold"
    from incident i where i.id = ${id} and ${visible}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function listReportIds(tx: Tx, incidentId: string): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`
    select report_id as id from incident_report where incident_id = ${incidentId} order by report_id`.execute(
    tx,
  );
  return found.rows.map((row) => row.id);
}

export async function listVisible(tx: Tx, ids: readonly string[], visible: RawBuilder<SqlBool>) {
  const found = await sql<{
    id: string;
    operationId: string;
    code: string;
    title: string;
    level: IncidentLevel;
    emergency: boolean;
    reportIds: readonly string[];
  }>`
    select i.id, i.operation_id as "operationId", i.code, i.title, i.level, i.emergency,
           array(select r.report_id from incident_report r where r.incident_id = i.id) as "reportIds"
    from incident i where i.id = any(${[...ids]}::uuid[]) and ${visible}
    order by i.id`.execute(tx);
  return found.rows;
}

export type Outcome = {
  readonly openedBy: string | null;
  readonly openedByAgency: string | null;
  readonly holder: string | null;
  readonly holderAgency: string | null;
  readonly answer: string | null;
  readonly resolvedAt: Date | null;
};

export async function findOutcome(tx: Tx, id: string, visible: RawBuilder<SqlBool>): Promise<Outcome | null> {
  const found = await sql<Outcome>`
    select i.opened_by as "openedBy", i.holder, i.holder_agency as "holderAgency", i.answer,
           i.resolved_at as "resolvedAt",
           (select l.by_agency from incident_log l where l.incident_id = i.id and l.what = 'opened')
             as "openedByAgency"
    from incident i where i.id = ${id} and ${visible}`.execute(tx);
  return found.rows[0] ?? null;
}

export type PointRow = {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly kind: string;
  readonly level: IncidentLevel;
  readonly state: IncidentState;
  readonly area: string;
  readonly openedAt: Date;
  readonly openedOperationAt: Date;
  readonly lon: number;
  readonly lat: number;
};

/** Incidents that are not resolved, newest first, and how many of them there are with and without a point. */
export async function listPoints(
  tx: Tx,
  asked: { operationId: string; limit: number },
  visible: RawBuilder<SqlBool>,
): Promise<{ rows: readonly PointRow[]; withPoint: number; without: number }> {
  const where = sql`i.operation_id = ${asked.operationId} and i.state <> 'resolved' and ${visible}`;
  const rows = await sql<PointRow>`
    select i.id, i.code, i.title, i.kind, i.level, i.state, i.area, i.opened_at as "openedAt",
           i.opened_operation_at as "openedOperationAt", i.lon, i.lat
    from incident i where ${where} and i.lon is not null
    order by i.opened_at desc, i.id desc limit ${asked.limit}`.execute(tx);
  const counted = await sql<{ withPoint: number; without: number }>`
    select count(i.lon) as "withPoint", count(*) - count(i.lon) as without from incident i where ${where}`.execute(
    tx,
  );
  const { withPoint = 0, without = 0 } = counted.rows[0] ?? {};
  return { rows: rows.rows, withPoint, without };
}

export type Tallied = {
  readonly kind: string;
  readonly area: string;
  readonly opened: number;
  readonly resolved: number;
  readonly open: number;
};

const LENGTH_OF: Record<AreaLevel, number> = { province: 2, regency: 5, district: 8, village: 13 };

export async function tally(
  tx: Tx,
  asked: { operationId: string; from: Date; to: Date; level: AreaLevel; aboutNobody?: boolean },
  visible: RawBuilder<SqlBool>,
): Promise<readonly Tallied[]> {
  const { from, to } = asked;
  const found = await sql<Tallied>`
    select kind, area,
           count(*) filter (where began >= ${from}) as opened,
           count(*) filter (where ended >= ${from} and ended < ${to}) as resolved,
           count(*) filter (where ended is null or ended >= ${to}) as open
    from (
      select i.kind, left(i.area, ${LENGTH_OF[asked.level]}::int) collate "C" as area,
             i.opened_operation_at as began, i.resolved_operation_at as ended
      from incident i
      where i.operation_id = ${asked.operationId} and i.opened_operation_at < ${to}
        and (i.resolved_operation_at is null or i.resolved_operation_at >= ${from}) and ${visible}
        and (not ${asked.aboutNobody ?? false}::boolean or i.about is null)
    ) seen
    group by kind, area order by area, kind`.execute(tx);
  return found.rows;
}
