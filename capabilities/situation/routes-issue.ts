/** Issue, correct, list and read daily reports. */
import { sql } from 'kysely';
import { personNames } from '#rooms/access/contract.ts';
import { agencyNames } from '#rooms/agencies/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import {
  correctReport,
  dailyReportIssue,
  dailyReportKind,
  dailyReportRead,
  issueReport,
  listDailyReports,
  readDailyReport,
  reportCorrected,
  reportIssued,
} from './contract.ts';
import { type Draft, draftToFreeze, freeze, openReport } from './daily.ts';
import {
  addVersion,
  findReportOfDay,
  insertReport,
  lockNumbering,
  nextOrdinal,
  type ReportRow,
} from './daily-store.ts';
import { getOperation } from './gather.ts';
import { moment } from './indonesian.ts';
import { unprintableIn } from './print.ts';
import { numberOf } from './rules.ts';

const issuing = handle(issueReport, async (context, { params, body }) => {
  const { tx } = context;
  const { operationId } = params;
  context.demand(dailyReportIssue, { operationId });
  await lockNumbering(tx, operationId);
  const exists = await findReportOfDay(tx, operationId, body.day);
  if (exists?.id === body.id) return resent(context, exists);
  if (exists) throw new Refused(refuse('daily-report.exists', { day: body.day, number: exists.number }));
  const draft = await draftToFreeze(context, operationId, body.day);
  const { report, form } = draft;
  refuseOpenPeriod(draft);
  const ordinal = await nextOrdinal(tx, operationId);
  const number = numberOf(form.numberPattern, ordinal, body.day);
  const { content, sha256, hex } = freeze(report);
  const period = { periodFrom: new Date(report.period.from), periodTo: new Date(report.period.to) };
  const row = { id: body.id, operationId, day: body.day, ordinal, number, ...period, version: 1 };
  const author = await authorOf(context);
  await insertReport(tx, row, { content, sha256, reason: null, ...author });
  const after = {
    day: body.day,
    number,
    version: 1,
    periodTo: report.period.to,
    sha256: hex,
    agency: author.agencyId,
  };
  await context.record(reportIssued, {
    subject: body.id,
    operation: operationId,
    after,
    attributes: { operation: operationId },
  });
  return { id: body.id, number, version: 1, sha256: hex };
});

/** The same intent under another request id: the first answer stands. */
async function resent(context: Context, { id, operationId }: ReportRow) {
  const first = await openReport(context, { operationId, reportId: id }, 1);
  context.unchanged();
  return { id, number: first.row.number, version: 1, sha256: first.version.sha256 };
}

function refuseOpenPeriod({ report, operation }: Draft): void {
  if (report.period.ended) return;
  const cutOff = moment(report.period.to, operation.zone);
  throw new Refused(refuse('daily-report.period-open', { cutOff }));
}

const correcting = handle(correctReport, async (context, { params, body }) => {
  const { tx } = context;
  const { operationId, reportId } = params;
  context.demand(dailyReportIssue, { operationId });
  await lockNumbering(tx, operationId);
  const { row, version: newest } = await openReport(context, { operationId, reportId });
  if (row.version !== body.from) {
    throw new Refused(refuse('daily-report.corrected-meanwhile', { version: row.version }));
  }
  const reason = body.reason.trim();
  if (reason === '') throw new Refused(refuse('daily-report.reason-missing'));
  const { report } = await draftToFreeze(context, operationId, row.day);
  const { content, sha256, hex } = freeze(report);
  const author = await authorOf(context);
  const version = await addVersion(tx, row, { content, sha256, reason, ...author });
  const of = (sha: string, n: number) => ({ number: row.number, version: n, sha256: sha });
  await context.record(reportCorrected, {
    subject: row.id,
    operation: operationId,
    before: of(newest.sha256, row.version),
    after: { ...of(hex, version), reason, agency: author.agencyId },
    attributes: { operation: operationId },
  });
  return { id: row.id, number: row.number, version, sha256: hex };
});

async function authorOf(context: Context) {
  const { agencyId, userId } = context.actor;
  const [agency] = agencyId === null ? [] : await context.ask(agencyNames, { ids: [agencyId] });
  return { agencyId, agency: agency?.short ?? '', issuedBy: userId, issuedAt: context.now };
}

const listing = handleList(listDailyReports, async (context, { params }) => {
  context.demand(dailyReportRead, { operationId: params.operationId });
  await getOperation(context, params.operationId);
  const visible = context.visible(dailyReportKind, { operation: sql.ref('r.operation_id') });
  const content = sql`v.content::jsonb`;
  return {
    name: 'laporan-harian',
    from: sql`daily_report r join daily_report_version v on v.report_id = r.id and v.version = r.version`,
    where: sql`r.operation_id = ${params.operationId} and ${visible}`,
    fields: {
      id: sql`r.id`,
      day: sql`r.day`,
      number: sql`r.number`,
      version: sql`r.version`,
      periodFrom: sql`r.period_from`,
      periodTo: sql`r.period_to`,
      issuedAt: sql`v.issued_at`,
      agency: sql`v.agency`,
      reports: sql`(${content} #>> '{reports,total,today}')::integer`,
      incidentsOpen: sql`(${content} #>> '{incidents,total,open}')::integer`,
      sha256: sql`encode(v.sha256, 'hex')`,
    },
    tieBreak: sql`r.id`,
    defaultSort: '-day',
  };
});

const reading = handle(readDailyReport, async (context, { params, query }) => {
  const { row, report, version, versions, issue } = await openReport(context, params, query.version);
  const people = await context.ask(personNames, { ids: versions.map((each) => each.issuedBy) });
  return {
    id: row.id,
    number: row.number,
    report,
    version: version.version,
    superseded: issue.superseded,
    versions: versions.map((each) => ({
      version: each.version,
      issuedAt: each.issuedAt.toISOString(),
      issuedBy: people.find(({ id }) => id === each.issuedBy)?.name ?? '',
      agency: each.agency,
      reason: each.reason,
      sha256: each.sha256,
    })),
    mayCorrect: context.may(dailyReportIssue, { operationId: params.operationId }),
    ...(await unprintableIn(report, issue)),
  };
});

export const reportRoutes = [issuing, correcting, listing, reading];
