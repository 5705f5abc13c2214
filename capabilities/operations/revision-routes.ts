/** Statements that are added while an operation runs: period, strength, stage dates. */

import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { daysInclusive } from '#shared/time.ts';
import { todayOf } from './clock.ts';
import { operationRevise } from './contract.ts';
import { getExisting, stagesOf } from './picture.ts';
import { computedTotal, decideAppliesFrom, isWhole } from './revise.ts';
import {
  periodRevised,
  revisePeriod,
  reviseStage,
  reviseStrength,
  type StrengthStatement,
  stageRevised,
  strengthRevised,
} from './revisions.ts';
import { insertPeriod, insertStageRevision, insertStrength } from './saving.ts';
import { listPeriodRows, listStrengthRows, lockOperation, type OperationRow } from './store.ts';
import { isResent, noteResend, saveNew } from './writing.ts';

/** The operation that the actor may revise, held against other revisions. */
export async function getRevisable(context: Context, operationId: string): Promise<OperationRow> {
  context.demand(operationRevise, { operationId });
  return (await lockOperation(context.tx, operationId)) ?? getExisting(context.tx, operationId);
}

const mayLoadHistory = (context: Context) => context.actor.kind === 'system';

const period = handle(revisePeriod, async (context, { params, body }) => {
  const operation = await getRevisable(context, params.operationId);
  const wanted = {
    table: 'period',
    id: body.id,
    said: [params, body],
    event: periodRevised,
    operation: operation.id,
    attributes: { operation: operation.id },
  } as const;
  if (await isResent(context, wanted)) {
    await noteResend(context, wanted);
    return { id: body.id };
  }
  if (body.lastDay < body.firstDay) throw new Refused(refuse('operation.period-reversed'));
  const known = await listPeriodRows(context.tx, [operation.id]);
  const today = todayOf(operation, context.now);
  const asked = { asked: body.appliesFrom ?? null, statedOn: body.announcedOn };
  const appliesFrom = accept(decideAppliesFrom(asked, known, today, mayLoadHistory(context)));
  const daysComputed = daysInclusive(body.firstDay, body.lastDay);
  const { announcedOn, firstDay, lastDay, daysStated, source, standing } = body;
  const after = { announcedOn, appliesFrom, firstDay, lastDay, daysStated, daysComputed, source, standing };
  await saveNew(context, wanted, after, (made) =>
    insertPeriod(context.tx, operation.id, { ...body, appliesFrom, daysComputed }, made),
  );
  return { id: body.id };
});

const strength = handle(reviseStrength, async (context, { params, body }) => {
  const operation = await getRevisable(context, params.operationId);
  const wanted = {
    table: 'strength',
    id: body.id,
    said: [params, body],
    event: strengthRevised,
    operation: operation.id,
    attributes: { operation: operation.id },
  } as const;
  if (await isResent(context, wanted)) {
    await noteResend(context, wanted);
    return { id: body.id };
  }
  if (body.publishedTotal === null && body.parts.length === 0)
    throw new Refused(refuse('operation.strength-empty'));
  const appliesFrom = await strengthAppliesFrom(context, operation, body);
  const total = computedTotal(body.publishedTotal, body.parts);
  const after = strengthFields(body, appliesFrom, total);
  await saveNew(context, wanted, after, (made) =>
    insertStrength(context.tx, operation.id, { ...body, appliesFrom, computedTotal: total }, made),
  );
  return { id: body.id };
});

/** Statements about different areas do not replace each other. */
async function strengthAppliesFrom(
  context: Context,
  operation: OperationRow,
  body: StrengthStatement,
): Promise<string> {
  const whole = isWhole(body.area, operation.areas);
  const known = (await listStrengthRows(context.tx, operation.id)).filter((row) =>
    whole ? isWhole(row.area, operation.areas) : row.area === body.area,
  );
  const asked = { asked: body.appliesFrom ?? null, statedOn: body.statedOn };
  const today = todayOf(operation, context.now);
  return accept(decideAppliesFrom(asked, known, today, mayLoadHistory(context)));
}

function strengthFields(body: StrengthStatement, appliesFrom: string, total: number | null) {
  const { statedOn, area, publishedTotal, source, standing } = body;
  const parts = body.parts.map(({ force, duty, count, inPublishedTotal }) => ({
    force,
    duty,
    count,
    inPublishedTotal,
  }));
  return { statedOn, appliesFrom, area, publishedTotal, computedTotal: total, parts, source, standing };
}

const stage = handle(reviseStage, async (context, { params, body }) => {
  const operation = await getRevisable(context, params.operationId);
  const wanted = {
    table: 'stageRevision',
    id: body.id,
    said: [params, body],
    event: stageRevised,
    operation: operation.id,
    attributes: { operation: operation.id },
  } as const;
  if (await isResent(context, wanted)) {
    await noteResend(context, wanted);
    return { id: body.id };
  }
  const before = (await stagesOf(context.tx, operation)).find((each) => each.key === body.stage);
  if (!before) throw new Refused(refuse('operation.stage-unknown', { stage: body.stage }));
  if (body.start !== null && body.end !== null && body.end < body.start)
    throw new Refused(refuse('operation.period-reversed'));
  const { start, end, startTime, endTime, confirmed, reason, source } = body;
  const after = { stage: body.stage, start, end, startTime, endTime, confirmed, reason, source };
  await saveNew(context, wanted, after, (made) => insertStageRevision(context.tx, operation.id, body, made));
  return { id: body.id };
});

export const revisionRoutes = [period, strength, stage];
