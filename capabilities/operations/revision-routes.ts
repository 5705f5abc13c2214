/** Statements that are added while an operation runs: period, strength, stage dates. */

import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { daysInclusive } from '#shared/time.ts';
import { todayOf } from './clock.ts';
import { operationRevise } from './contract.ts';
import { demandAreas } from './naming.ts';
import type { PeriodStatement } from './opening.ts';
import { getExisting, stagesOf } from './picture.ts';
import { computedTotal, type Dated, decideAppliesFrom, isWhole } from './revise.ts';
import {
  periodRevised,
  revisePeriod,
  reviseStage,
  reviseStrength,
  type StageStatement,
  type StrengthStatement,
  strengthRevised,
} from './revisions.ts';
import { insertPeriod, insertStageRevision, insertStrength } from './saving.ts';
import { stageRevised } from './stage-revised.ts';
import { listPeriodRows, listStrengthRows, lockOperation, type OperationRow } from './store.ts';
import { type Decided, saveOnce } from './writing.ts';

/** The operation that the actor may revise, held against other revisions. */
export async function getRevisable(context: Context, operationId: string): Promise<OperationRow> {
  context.demand(operationRevise, { operationId });
  return (await lockOperation(context.tx, operationId)) ?? getExisting(context.tx, operationId);
}

/** From which day a statement stands beside those that are known about the same. */
function standsFrom(
  context: Context,
  operation: OperationRow,
  known: readonly Dated[],
  asked: Parameters<typeof decideAppliesFrom>[0],
): string {
  const mayLoadHistory = context.actor.kind === 'system';
  return accept(decideAppliesFrom(asked, known, todayOf(operation, context.now), mayLoadHistory));
}

const period = handle(revisePeriod, async (context, { params, body }) => {
  const operation = await getRevisable(context, params.operationId);
  const said = { table: 'period', id: body.id, said: [params, body], event: periodRevised } as const;
  await saveOnce(context, { ...said, ...of(operation) }, () => decidePeriod(context, operation, body));
  return { id: body.id };
});

async function decidePeriod(
  context: Context,
  operation: OperationRow,
  body: PeriodStatement,
): Promise<Decided> {
  const { announcedOn, firstDay, lastDay, daysStated, source, standing } = body;
  if (lastDay < firstDay) throw new Refused(refuse('operation.period-reversed'));
  const known = await listPeriodRows(context.tx, [operation.id]);
  const asked = { asked: body.appliesFrom ?? null, statedOn: announcedOn };
  const appliesFrom = standsFrom(context, operation, known, asked);
  const daysComputed = daysInclusive(firstDay, lastDay);
  return {
    after: { announcedOn, appliesFrom, firstDay, lastDay, daysStated, daysComputed, source, standing },
    insert: (made) => insertPeriod(context.tx, operation.id, { ...body, appliesFrom, daysComputed }, made),
  };
}

const strength = handle(reviseStrength, async (context, { params, body }) => {
  const operation = await getRevisable(context, params.operationId);
  const said = { table: 'strength', id: body.id, said: [params, body], event: strengthRevised } as const;
  await saveOnce(context, { ...said, ...of(operation) }, () => decideStrength(context, operation, body));
  return { id: body.id };
});

async function decideStrength(
  context: Context,
  operation: OperationRow,
  body: StrengthStatement,
): Promise<Decided> {
  const { statedOn, area, publishedTotal, source, standing } = body;
  if (publishedTotal === null && body.parts.length === 0)
    throw new Refused(refuse('operation.strength-empty'));
  await demandAreas(context, [{ field: '/body/area', code: area }], operation.areas);
  // Statements about different areas do not replace each other.
  const whole = isWhole(area, operation.areas);
  const known = (await listStrengthRows(context.tx, operation.id)).filter((row) =>
    whole ? isWhole(row.area, operation.areas) : row.area === area,
  );
  const appliesFrom = standsFrom(context, operation, known, { asked: body.appliesFrom ?? null, statedOn });
  const total = computedTotal(publishedTotal, body.parts);
  const parts = body.parts.map(({ force, duty, count, inPublishedTotal }) => {
    return { force, duty, count, inPublishedTotal };
  });
  return {
    after: { statedOn, appliesFrom, area, publishedTotal, computedTotal: total, parts, source, standing },
    insert: (made) =>
      insertStrength(context.tx, operation.id, { ...body, appliesFrom, computedTotal: total }, made),
  };
}

const stage = handle(reviseStage, async (context, { params, body }) => {
  const operation = await getRevisable(context, params.operationId);
  const said = { table: 'stageRevision', id: body.id, said: [params, body], event: stageRevised } as const;
  await saveOnce(context, { ...said, ...of(operation) }, () => decideStage(context, operation, body));
  return { id: body.id };
});

async function decideStage(
  context: Context,
  operation: OperationRow,
  body: StageStatement,
): Promise<Decided> {
  const known = (await stagesOf(context.tx, operation)).some((each) => each.key === body.stage);
  if (!known) throw new Refused(refuse('operation.stage-unknown', { stage: body.stage }));
  const { stage, start, end, startTime, endTime, confirmed, reason, source } = body;
  if (start !== null && end !== null && end < start) throw new Refused(refuse('operation.period-reversed'));
  return {
    after: { stage, start, end, startTime, endTime, confirmed, reason, source },
    insert: (made) => insertStageRevision(context.tx, operation.id, body, made),
  };
}

const of = ({ id }: OperationRow) => ({ operation: id, attributes: { operation: id } });

export const revisionRoutes = [period, strength, stage];
