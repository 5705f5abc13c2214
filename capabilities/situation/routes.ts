/** The doors of the situation and of drafts. */
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleBytes, type Payload } from '#server/endpoint/handle.ts';
import { gatherActions } from './actions.ts';
import { gatherAreaFigures } from './area-figures.ts';
import {
  ACTIONS_LIMIT,
  type DailyReport,
  dailyReportIssue,
  draftSaved,
  formSet,
  listActions,
  messageDraft,
  messageReport,
  printDraft,
  printReport,
  readAreaFigures,
  readDraft,
  readFigures,
  readToday,
  readTotals,
  saveDraft,
  setForm,
  sheetDraft,
  sheetReport,
  situationRead,
  totalsRead,
} from './contract.ts';
import { type Draft, draftOf, openReport } from './daily.ts';
import { findDraftRow, findForm, nextOrdinal, saveDraftRow, saveForm } from './daily-store.ts';
import { gatherFigures } from './figures.ts';
import { getOperation } from './gather.ts';
import { messageOf } from './message.ts';
import { iso } from './names.ts';
import { printPdf, unprintableIn } from './print.ts';
import { draftIssue, type Issue, printedReport } from './printed.ts';
import { numberOf } from './rules.ts';
import { workbookOf } from './sheets.ts';
import { gatherToday } from './today.ts';
import { gatherTotals } from './totals.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function operationFor(context: Context, operationId: string) {
  context.demand(situationRead, { operationId });
  return getOperation(context, operationId);
}

const figures = handle(readFigures, async (context, { params }) =>
  gatherFigures(context, await operationFor(context, params.operationId)),
);

const actions = handle(listActions, async (context, { params }) => {
  const { items } = await gatherActions(context, await operationFor(context, params.operationId));
  return { items: items.slice(0, ACTIONS_LIMIT), total: items.length, asOf: iso(context.now) };
});

const today = handle(readToday, async (context, { params }) =>
  gatherToday(context, await operationFor(context, params.operationId)),
);

const totals = handle(readTotals, async (context, { params }) => {
  context.demand(totalsRead, { operationId: params.operationId });
  return gatherTotals(context, await getOperation(context, params.operationId));
});

const areaFigures = handle(readAreaFigures, async (context, { params, query }) => {
  const operation = await operationFor(context, params.operationId);
  return { areas: await gatherAreaFigures(context, operation, query.level), asOf: iso(context.now) };
});

const draft = handle(readDraft, async (context, { params, query }) => {
  const found = await draftOf(context, params.operationId, query.day);
  const { report, form, whole, issued: row } = found;
  const number =
    row?.number ??
    numberOf(form.numberPattern, await nextOrdinal(context.tx, params.operationId), report.day);
  const issued = row && { id: row.id, version: row.version, number: row.number };
  return { report, form, number, issued, whole, ...(await unprintableIn(report, issueOf(found))) };
});

const saving = handle(saveDraft, async (context, { params, body }) => {
  const { tx, actor, now } = context;
  const { operationId } = params;
  context.demand(dailyReportIssue, { operationId });
  await getOperation(context, operationId);
  const { day, cutOff, text } = body;
  const before = await findDraftRow(tx, operationId, day);
  await saveDraftRow(tx, { operationId, day }, { cutOff, text }, { userId: actor.userId, now });
  await context.record(draftSaved, {
    subject: operationId,
    operation: operationId,
    ...(before ? { before: { cutOff: before.cutOff, text: before.text } } : {}),
    after: { day, cutOff, text },
    attributes: { operation: operationId },
  });
  return { day };
});

const forming = handle(setForm, async (context, { params, body }) => {
  const { operationId } = params;
  context.demand(dailyReportIssue, { operationId });
  await getOperation(context, operationId);
  const before = await findForm(context.tx, operationId);
  await saveForm(context.tx, operationId, body);
  await context.record(formSet, {
    subject: operationId,
    operation: operationId,
    ...(before ? { before } : {}),
    after: body,
    attributes: { operation: operationId },
  });
  return {};
});

async function pdf(report: DailyReport, issue: Issue): Promise<Payload> {
  const createdAt = new Date(issue.issuedAt ?? report.asOf);
  const body = await printPdf(printedReport(report, issue), createdAt);
  return { contentType: 'application/pdf', body, fileName: `${fileName(report, issue)}.pdf` };
}

async function xlsx(report: DailyReport, issue: Issue): Promise<Payload> {
  const body = await workbookOf(report, issue);
  return { contentType: XLSX, body, fileName: `${fileName(report, issue)}.xlsx` };
}

function fileName({ day }: DailyReport, { version }: Issue): string {
  return `laphar-${day}${version === null ? '-konsep' : `-v${version}`}`;
}

function plainText(report: DailyReport, issue: Issue) {
  const text = messageOf(report, issue);
  return { text, characters: text.length };
}

const draftAs = <T>(form: (report: DailyReport, issue: Issue) => T, draft: Draft): T =>
  form(draft.report, issueOf(draft));
const issueOf = ({ issued }: Draft) => draftIssue(issued?.number ?? null);

const forms = [
  handleBytes(printReport, async (context, { params, query }) => {
    const { report, issue } = await openReport(context, params, query.version);
    return pdf(report, issue);
  }),
  handleBytes(sheetReport, async (context, { params, query }) => {
    const { report, issue } = await openReport(context, params, query.version);
    return xlsx(report, issue);
  }),
  handle(messageReport, async (context, { params, query }) => {
    const { report, issue } = await openReport(context, params, query.version);
    return plainText(report, issue);
  }),
  handleBytes(printDraft, async (context, { params, query }) =>
    draftAs(pdf, await draftOf(context, params.operationId, query.day)),
  ),
  handleBytes(sheetDraft, async (context, { params, query }) =>
    draftAs(xlsx, await draftOf(context, params.operationId, query.day)),
  ),
  handle(messageDraft, async (context, { params, query }) =>
    draftAs(plainText, await draftOf(context, params.operationId, query.day)),
  ),
];

export const situationRoutes = [
  figures,
  actions,
  today,
  areaFigures,
  totals,
  draft,
  saving,
  forming,
  ...forms,
];
