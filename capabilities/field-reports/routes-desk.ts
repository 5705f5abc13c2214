/** What an operations room does: list, look, acknowledge, answer, set the kinds. */
import { sql } from 'kysely';
import { visibleIncidents } from '#rooms/incidents/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { Refused, refuse } from '#shared/problem.ts';
import {
  acknowledgeReports,
  answerableReports,
  answerReport,
  fieldReportKind,
  listReports,
  POINTS_LIMIT,
  readReport,
  readReportPoints,
  reportKindsSet,
  setReportKinds,
} from './contract.ts';
import { acknowledge, giveAnswer } from './handling.ts';
import { wholeText } from './rules.ts';
import { stepsOf } from './steps.ts';
import { attributeColumns, type Handled, lockReports } from './store.ts';
import { insertKinds, listKinds, lockKinds, newestKinds } from './store-kinds.ts';
import { listPhotoIds } from './store-photos.ts';
import {
  codeHolds,
  findCard,
  findFollowed,
  listPoints,
  type ReportCard,
  rowFields,
} from './store-readings.ts';

const visible = (context: Context) => context.visible(fieldReportKind, attributeColumns);
const answerable = (context: Context) => context.visible(answerableReports, attributeColumns);
const HOUR_MS = 3_600_000;

const listing = handleList(listReports, async (context, { params, query }) => ({
  name: 'laporan-lapangan',
  from: sql`field_report r`,
  where: sql`r.operation_id = ${params.operationId} and ${visible(context)}`,
  fields: rowFields(query.lang ?? 'id', answerable(context)),
  alsoFound: codeHolds,
  tieBreak: sql`r.id`,
  defaultSort: '-operationAt,-receivedAt',
}));

const reading = handle(readReport, async (context, { params }) => {
  const card = await findCard(context.tx, params.reportId, visible(context), answerable(context));
  if (!card) throw new Refused(refuse('not-found'));
  const isOwn = card.reporter === context.actor.userId;
  const steps = await stepsOf(context, [card.id], !isOwn);
  return {
    ...shown(card),
    photoIds: [...(await listPhotoIds(context.tx, card.id))],
    steps: steps.get(card.id) ?? [],
    incidentId: await incidentOf(context, card),
    follows: await findFollowed(context.tx, card.id, visible(context)),
  };
});

function shown(card: ReportCard) {
  const { reporter: _reporter, about, aboutName, skewS, incidentId: _incident, ...rest } = card;
  return {
    ...rest,
    capturedAt: card.capturedAt.toISOString(),
    happenedAt: card.happenedAt.toISOString(),
    receivedAt: card.receivedAt.toISOString(),
    operationAt: card.operationAt.toISOString(),
    happenedOperationAt: card.happenedOperationAt.toISOString(),
    clockSkewS: skewS,
    afterShift: card.afterShift ? ('yes' as const) : ('no' as const),
    about: about === null ? ('no' as const) : ('yes' as const),
    aboutAgency: aboutName,
    aboutAgencyId: about,
  };
}

async function incidentOf(context: Context, card: ReportCard): Promise<string | null> {
  if (card.incidentId === null) return null;
  const seen = await context.ask(visibleIncidents, { ids: [card.incidentId] });
  return seen[0]?.id ?? null;
}

const points = handle(readReportPoints, async (context, { params, query }) => {
  const since = new Date(context.now.getTime() - (query.hours ?? 24) * HOUR_MS);
  const asked = { operationId: params.operationId, since, limit: POINTS_LIMIT };
  const { rows, withPoint, without } = await listPoints(context.tx, asked, visible(context));
  return {
    points: rows.map((row) => ({
      ...row,
      receivedAt: row.receivedAt.toISOString(),
      operationAt: row.operationAt.toISOString(),
    })),
    dropped: withPoint - rows.length,
    withoutPlace: without,
  };
});

const acknowledging = handle(acknowledgeReports, async (context, { body }) => {
  const reports = await ours(context, body.reportIds);
  const fresh = reports.filter((report) => report.state === 'received');
  for (const report of fresh) await acknowledge(context, report);
  if (fresh.length === 0) context.unchanged();
  return { acknowledged: fresh.length, already: reports.length - fresh.length };
});

const answering = handle(answerReport, async (context, { params, body }) => {
  const answer = wholeText(body.answer).trim();
  const [report] = await ours(context, [params.reportId]);
  if (!report) throw new Refused(refuse('not-found'));
  if (answer === '') throw new Refused(refuse('field-report.empty-answer'));
  if (!(await giveAnswer(context, report, answer))) context.unchanged();
  return { id: report.id };
});

/** The reports, locked, when all of them are there and ours to answer. */
async function ours(context: Context, wanted: readonly string[]): Promise<readonly Handled[]> {
  const ids = [...new Set(wanted)];
  const found = await lockReports(context.tx, ids, visible(context), answerable(context));
  if (found.length < ids.length) throw new Refused(refuse('not-found'));
  const foreign = found.find((report) => !report.mine);
  if (foreign) {
    const { code, addresseeName } = foreign;
    throw new Refused(refuse('field-report.not-addressee', { code, addressee: addresseeName ?? 'posko' }));
  }
  return found;
}

const settingKinds = handle(setReportKinds, async (context, { body }) => {
  const { version, kinds } = body;
  await lockKinds(context.tx);
  const current = await newestKinds(context.tx);
  if (version <= current.version) {
    const there = await listKinds(context.tx, version);
    if (canonicalJson([...there]) !== canonicalJson(kinds))
      throw new Refused(refuse('field-report.kinds-version', { version }));
    context.unchanged();
    return { version };
  }
  await insertKinds(context.tx, version, kinds);
  const before = current.version === 0 ? {} : { before: { ...current, kinds: [...current.kinds] } };
  await context.record(reportKindsSet, {
    subject: 'report-kinds',
    ...before,
    after: { version, kinds },
    attributes: {},
  });
  return { version };
});

export const deskRoutes = [listing, reading, points, acknowledging, answering, settingKinds];
