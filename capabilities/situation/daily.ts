/** The life of a daily report: draft, issue, correction. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { agencyNames } from '#rooms/agencies/contract.ts';
import type { OperationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { conforms } from '#server/endpoint/parse.ts';
import { canonicalJson, type Json } from '#shared/canonical-json.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { timeOf } from '#shared/time.ts';
import { DailyReport, dailyReportIssue, dailyReportKind, type ReportForm } from './contract.ts';
import {
  findDraftRow,
  findEarlierText,
  findForm,
  findPreviousEnd,
  findReport,
  findReportOfDay,
  listVersions,
  type ReportRow,
  type VersionRow,
} from './daily-store.ts';
import { gatherReport, getOperation, todayOf } from './gather.ts';
import { periodOf } from './period.ts';
import type { Issue } from './printed.ts';
import { emptyText, formOf } from './rules.ts';

export type Draft = {
  readonly operation: OperationSummary;
  readonly report: DailyReport;
  readonly form: ReportForm;
  /** Whether the reader's reach covers every area of the operation. */
  readonly whole: boolean;
  /** The report of that day, when it is issued already: the draft is then of its correction. */
  readonly issued: ReportRow | null;
};

/** The draft of a day with live figures, for those who lead. */
export async function draftOf(context: Context, operationId: string, asked?: string): Promise<Draft> {
  context.demand(dailyReportIssue, { operationId });
  const operation = await getOperation(context, operationId);
  const day = asked ?? (await todayOf(context, operation));
  const form = (await findForm(context.tx, operationId)) ?? (await usualForm(context));
  const saved = await findDraftRow(context.tx, operationId, day);
  const issued = await findReportOfDay(context.tx, operationId, day);
  const cutOff = saved?.cutOff ?? form.cutOff;
  const frame = issued
    ? frameOfIssued(issued, operation.zone)
    : { period: await nextPeriod(context, operation, day, cutOff), cutOff };
  const text = saved?.text ?? (await usualText(context, operation, day));
  const report = await gatherReport(context, { operation, day, form, text, ...frame });
  const whole = operation.areas.every((area) => context.may(dailyReportIssue, { operationId, area }));
  return { operation, report, form, whole, issued };
}

/** Once a report is issued its period stands: a correction is about the same hours. */
function frameOfIssued({ periodFrom, periodTo }: ReportRow, zone: OperationSummary['zone']) {
  return { period: { from: periodFrom, to: periodTo }, cutOff: timeOf(periodTo, zone) };
}

async function nextPeriod(context: Context, { id, zone }: OperationSummary, day: string, cutOff: string) {
  return periodOf(day, cutOff, zone, await findPreviousEnd(context.tx, id, day));
}

/** The same, when it is about to be frozen. @throws Refused where the figures would be partial */
export async function draftToFreeze(context: Context, operationId: string, day: string): Promise<Draft> {
  const draft = await draftOf(context, operationId, day);
  if (!draft.whole) throw new Refused(refuse('daily-report.partial-reach'));
  return draft;
}

async function usualForm(context: Context): Promise<ReportForm> {
  const { agencyId } = context.actor;
  const [agency] = agencyId === null ? [] : await context.ask(agencyNames, { ids: [agencyId] });
  return formOf(agency?.name ?? 'Posko operasi');
}

async function usualText(context: Context, operation: OperationSummary, day: string) {
  const subject = `Laporan harian ${operation.codeName}`;
  const earlier = await findEarlierText(context.tx, operation.id, day);
  // Addressee and signature stay; what was said about another day does not.
  return earlier ? { ...earlier, outlook: '', needs: '', attention: '' } : emptyText(subject);
}

/** What is frozen: canonical JSON, so that the same content always has the same fingerprint. */
export function freeze(report: DailyReport): { content: string; sha256: Uint8Array; hex: string } {
  const content = canonicalJson(jsonOf(report));
  const hash = createHash('sha256').update(content, 'utf8').digest();
  return { content, sha256: hash, hex: hash.toString('hex') };
}

function jsonOf(report: DailyReport): Json {
  return JSON.parse(JSON.stringify(report));
}

const faultsOf = conforms(DailyReport);

/** @throws Error when a frozen report is not what its schema says: nobody may change it by hand */
function thaw(content: string): DailyReport {
  const report: DailyReport = JSON.parse(content);
  const [fault] = faultsOf(report);
  if (fault) throw new Error(`a frozen daily report is broken at ${fault.field}`);
  return report;
}

export type Opened = {
  readonly row: ReportRow;
  readonly report: DailyReport;
  readonly version: VersionRow;
  readonly versions: readonly VersionRow[];
  readonly issue: Issue;
};

/** One issued report in a version; the newest unless asked. @throws Refused */
export async function openReport(
  context: Context,
  at: { operationId: string; reportId: string },
  asked?: number,
): Promise<Opened> {
  const visible = context.visible(dailyReportKind, { operation: sql.ref('r.operation_id') });
  const wanted = sql<boolean>`r.id = ${at.reportId} and r.operation_id = ${at.operationId} and ${visible}`;
  const row = accept((await findReport(context.tx, wanted)) ?? refuse('not-found'));
  const versions = await listVersions(context.tx, row.id);
  const version = accept(
    versions.find((each) => each.version === (asked ?? row.version)) ?? refuse('not-found'),
  );
  const issue = {
    number: row.number,
    version: version.version,
    superseded: version.version < row.version,
    reason: version.reason,
    sha256: version.sha256,
    issuedAt: version.issuedAt.toISOString(),
  };
  return { row, report: thaw(version.content), version, versions, issue };
}
