/** What waits for somebody, as the journal tells it: unread reports and unresolved incidents. */
import { sql } from 'kysely';
import { answerableReports, fieldReportKind } from '#rooms/field-reports/contract.ts';
import { holdableIncidents, incidentKind } from '#rooms/incidents/contract.ts';
import type { Tx } from '#server/database/connect.ts';
import type { Context } from '#server/endpoint/context.ts';

/** The oldest so many are looked at; whoever has more waiting than that begins with these. */
const LIMIT = 200;

type Attributes = {
  readonly operation: string;
  readonly area: string | null;
  readonly addressee: string | null;
  readonly about: string | null;
};

export type UnreadReport = {
  id: string;
  help: string;
  addressee: string | null;
  mayAnswer: boolean;
};
export type OpenIncident = {
  id: string;
  area: string | null;
  holder: string | null;
  openedAt: Date;
  openedOperationAt: Date | null;
  mayHold: boolean;
};

const reportColumns = {
  operation: sql.ref('w.operation_id'),
  area: sql.ref('w.area'),
  addressee: sql.ref('w.addressee'),
  about: sql.ref('w.about'),
  reporter: sql.ref('w.reporter'),
};
const { reporter: _reporter, ...incidentColumns } = reportColumns;

export async function listUnread(context: Context, operationId: string): Promise<readonly UnreadReport[]> {
  const found = await sql<UnreadReport>`
    select w.id, w.help, w.addressee,
           ${context.visible(answerableReports, reportColumns)} as "mayAnswer"
    from situation_unread_report w
    where w.operation_id = ${operationId} and ${context.visible(fieldReportKind, reportColumns)}
    order by (w.help = 'now') desc, w.received_at, w.id limit ${LIMIT}`.execute(context.tx);
  return found.rows;
}

export async function listOpen(context: Context, operationId: string): Promise<readonly OpenIncident[]> {
  const found = await sql<OpenIncident>`
    select w.id, w.area, w.holder, w.opened_at as "openedAt", w.opened_operation_at as "openedOperationAt",
           ${context.visible(holdableIncidents, incidentColumns)} as "mayHold"
    from situation_open_incident w
    where w.operation_id = ${operationId} and ${context.visible(incidentKind, incidentColumns)}
    order by w.opened_at, w.id limit ${LIMIT}`.execute(context.tx);
  return found.rows;
}

export async function insertUnread(
  tx: Tx,
  report: Attributes & { id: string; reporter: string | null; help: string; receivedAt: Date },
): Promise<void> {
  const { id, operation, area, addressee, about, reporter, help, receivedAt } = report;
  await sql`
    insert into situation_unread_report (id, operation_id, area, addressee, about, reporter, help, received_at)
    values (${id}, ${operation}, ${area}, ${addressee}, ${about}, ${reporter}, ${help}, ${receivedAt})
    on conflict (id) do nothing`.execute(tx);
}

export async function insertOpen(
  tx: Tx,
  incident: Attributes & { id: string; openedAt: Date; openedOperationAt: Date },
): Promise<void> {
  const { id, operation, area, addressee, about, openedAt, openedOperationAt } = incident;
  await sql`
    insert into situation_open_incident (id, operation_id, area, addressee, about, holder, opened_at, opened_operation_at)
    values (${id}, ${operation}, ${area}, ${addressee}, ${about}, null, ${openedAt}, ${openedOperationAt})
    on conflict (id) do nothing`.execute(tx);
}

export async function setHolder(tx: Tx, id: string, holder: string | null): Promise<void> {
  await sql`update situation_open_incident set holder = ${holder} where id = ${id}`.execute(tx);
}

export async function deleteOpen(tx: Tx, id: string): Promise<void> {
  await sql`delete from situation_open_incident where id = ${id}`.execute(tx);
}
