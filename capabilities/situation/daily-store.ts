/** Daily reports as they are kept: form, draft, report, versions. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { ReportForm, ReportText } from './contract.ts';

export type DraftRow = { readonly cutOff: string; readonly text: ReportText };
export type ReportRow = {
  readonly id: string;
  readonly operationId: string;
  readonly day: string;
  readonly ordinal: number;
  readonly number: string;
  readonly periodFrom: Date;
  readonly periodTo: Date;
  readonly version: number;
};
export type VersionRow = {
  readonly version: number;
  readonly content: string;
  readonly sha256: string;
  readonly reason: string | null;
  readonly agency: string;
  readonly issuedBy: string;
  readonly issuedAt: Date;
};
type NewVersion = {
  readonly content: string;
  readonly sha256: Uint8Array;
  readonly reason: string | null;
  readonly agencyId: string | null;
  readonly agency: string;
  readonly issuedBy: string;
  readonly issuedAt: Date;
};

export async function findForm(tx: Tx, operationId: string): Promise<ReportForm | null> {
  const found = await sql<ReportForm>`
    select letterhead, number_pattern as "numberPattern", cut_off as "cutOff"
    from daily_report_form where operation_id = ${operationId}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function saveForm(tx: Tx, operationId: string, form: ReportForm): Promise<void> {
  const letterhead = JSON.stringify(form.letterhead);
  await sql`
    insert into daily_report_form (operation_id, letterhead, number_pattern, cut_off)
    values (${operationId}, ${letterhead}::jsonb, ${form.numberPattern}, ${form.cutOff})
    on conflict (operation_id) do update set
      letterhead = excluded.letterhead, number_pattern = excluded.number_pattern, cut_off = excluded.cut_off`.execute(
    tx,
  );
}

export async function findDraftRow(tx: Tx, operationId: string, day: string): Promise<DraftRow | null> {
  const found = await sql<DraftRow>`
    select cut_off as "cutOff", body as text from daily_report_draft
    where operation_id = ${operationId} and day = ${day}::date`.execute(tx);
  return found.rows[0] ?? null;
}

/** The text of the last draft before a day: addressee and signature rarely change. */
export async function findEarlierText(tx: Tx, operationId: string, day: string): Promise<ReportText | null> {
  const found = await sql<{ text: ReportText }>`
    select body as text from daily_report_draft
    where operation_id = ${operationId} and day < ${day}::date order by day desc limit 1`.execute(tx);
  return found.rows[0]?.text ?? null;
}

export async function saveDraftRow(
  tx: Tx,
  at: { operationId: string; day: string },
  draft: DraftRow,
  by: { userId: string; now: Date },
): Promise<void> {
  await sql`
    insert into daily_report_draft (operation_id, day, cut_off, body, saved_by, saved_at)
    values (${at.operationId}, ${at.day}::date, ${draft.cutOff}, ${JSON.stringify(draft.text)}::jsonb, ${by.userId}, ${by.now})
    on conflict (operation_id, day) do update set cut_off = excluded.cut_off, body = excluded.body,
      saved_by = excluded.saved_by, saved_at = excluded.saved_at`.execute(tx);
}

const reportColumns = sql`
  r.id, r.operation_id as "operationId", r.day, r.ordinal, r.number,
  r.period_from as "periodFrom", r.period_to as "periodTo", r.version`;

export async function findReport(tx: Tx, where: RawBuilder<SqlBool>): Promise<ReportRow | null> {
  const found = await sql<ReportRow>`select ${reportColumns} from daily_report r where ${where}`.execute(tx);
  return found.rows[0] ?? null;
}

export function findReportOfDay(tx: Tx, operationId: string, day: string): Promise<ReportRow | null> {
  return findReport(tx, sql<SqlBool>`r.operation_id = ${operationId} and r.day = ${day}::date`);
}

/** The end of the last report before a day; null for the first. */
export async function findPreviousEnd(tx: Tx, operationId: string, day: string): Promise<Date | null> {
  const found = await sql<{ end: Date }>`
    select period_to as end from daily_report
    where operation_id = ${operationId} and day < ${day}::date order by day desc limit 1`.execute(tx);
  return found.rows[0]?.end ?? null;
}

/** Nobody else numbers a report of this operation until the transaction ends: numbers have neither gap nor twin. */
export async function lockNumbering(tx: Tx, operationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`daily-report ${operationId}`}, 0))`.execute(tx);
}

export async function nextOrdinal(tx: Tx, operationId: string): Promise<number> {
  const found = await sql<{ next: number }>`
    select coalesce(max(ordinal), 0) + 1 as next from daily_report where operation_id = ${operationId}`.execute(
    tx,
  );
  return found.rows[0]?.next ?? 1;
}

export async function insertReport(tx: Tx, report: ReportRow, version: NewVersion): Promise<void> {
  await sql`
    insert into daily_report (id, operation_id, day, ordinal, number, period_from, period_to, version)
    values (${report.id}, ${report.operationId}, ${report.day}::date, ${report.ordinal}, ${report.number},
            ${report.periodFrom}, ${report.periodTo}, 1)`.execute(tx);
  await insertVersion(tx, report.id, 1, version);
}

export async function addVersion(tx: Tx, report: ReportRow, version: NewVersion): Promise<number> {
  const next = report.version + 1;
  await insertVersion(tx, report.id, next, version);
  await sql`update daily_report set version = ${next} where id = ${report.id}`.execute(tx);
  return next;
}

async function insertVersion(tx: Tx, reportId: string, number: number, version: NewVersion): Promise<void> {
  const { content, reason, agencyId, agency, issuedBy, issuedAt } = version;
  const sha256 = Buffer.from(version.sha256);
  await sql`
    insert into daily_report_version
      (report_id, version, content, sha256, reason, agency_id, agency, issued_by, issued_at)
    values (${reportId}, ${number}, ${content}, ${sha256}, ${reason}, ${agencyId}, ${agency}, ${issuedBy}, ${issuedAt})`.execute(
    tx,
  );
}

export async function listVersions(tx: Tx, reportId: string): Promise<readonly VersionRow[]> {
  const found = await sql<VersionRow>`
    select version, content, encode(sha256, 'hex') as sha256, reason, agency,
           issued_by as "issuedBy", issued_at as "issuedAt"
    from daily_report_version where report_id = ${reportId} order by version`.execute(tx);
  return found.rows;
}
