/** What this room tells its neighbours. */
import { type SqlBool, sql } from 'kysely';
import { answer } from '#server/endpoint/questions.ts';
import { isOverdueIn, visibleActivities } from './activity-routes.ts';
import { listActivityRows } from './activity-store.ts';
import { shownBy, todayOf } from './clock.ts';
import {
  dueDayOf,
  dueDays,
  houseRests,
  operationActivities,
  operationAlarms,
  operationContradictions,
  operationNow,
  operationOtherEvents,
  operationOverdue,
  operationRead,
  operationStages,
  operationStrength,
  operationSummary,
  operationsUsingAreas,
} from './contract.ts';
import { awaited } from './operator-routes.ts';
import { alarmsIn, contradictionsIn, getExisting, glanceAt, stagesOf, strengthOn } from './picture.ts';
import { isWider } from './revise.ts';
import { countAreasUsed, findOperation, listEventRows, listPartRows, listStrengthRows } from './store.ts';
import { restsUntil } from './voting.ts';

const summary = answer(operationSummary, async ({ tx, now }, { id }) => {
  const operation = await findOperation(tx, id);
  if (!operation) return null;
  const { period, votingDay } = await glanceAt(tx, operation, now);
  const { codeName, kind, zone, areas, sample, openedByAgencyId } = operation;
  const { firstDay, lastDay } = period;
  return { id, codeName, kind, zone, areas, firstDay, lastDay, votingDay, sample, openedByAgencyId };
});

const now = answer(operationNow, async ({ tx, now }, { id }) => {
  const operation = await findOperation(tx, id);
  if (!operation) return { now, shifted: false };
  return { now: shownBy(operation, now), shifted: operation.mode !== 'real' };
});

const stages = answer(operationStages, async ({ tx }, { id, withConditional = false }) => {
  const operation = await findOperation(tx, id);
  if (!operation) return [];
  // A second round is no stage of the plan until somebody confirms it.
  const planned = (await stagesOf(tx, operation)).filter((stage) => withConditional || !stage.conditional);
  return planned.map((stage) => {
    const { key, name, start, end, startTime, endTime, phase, standing, conditional } = stage;
    return { key, name, start, end, startTime, endTime, phase, standing, conditional };
  });
});

const rests = answer(houseRests, async ({ tx, now }) => ({ until: await restsUntil(tx, now) }));

const due = answer(dueDays, async ({ tx }, { operationId, dues }) => {
  const operation = await findOperation(tx, operationId);
  const stages = operation ? await stagesOf(tx, operation) : [];
  const names = new Map(stages.map(({ key, name }) => [key, name]));
  // Nothing is due by a second round before somebody confirms it.
  const dated = new Map(stages.flatMap((stage) => (stage.conditional ? [] : [[stage.key, stage]])));
  return dues.map((each) => ({
    day: dueDayOf(each, dated),
    stage: 'on' in each ? null : (names.get(each.stage) ?? null),
  }));
});

const strength = answer(operationStrength, async (context, { id, at }) => {
  const { tx } = context;
  context.demand(operationRead, { operationId: id });
  const operation = await getExisting(tx, id);
  const standing = strengthOn(await listStrengthRows(tx, id), operation, at);
  if (!standing) return null;
  const { publishedTotal, computedTotal: computed } = standing;
  return {
    revisionId: standing.id,
    statedOn: standing.statedOn ?? standing.appliesFrom,
    appliesFrom: standing.appliesFrom,
    publishedTotal,
    computedTotal: computed ?? publishedTotal ?? 0,
    wider: isWider(standing.area, operation.areas) ? standing.area : null,
    agrees: computed === null || publishedTotal === null || computed === publishedTotal,
    parts: await listPartRows(tx, standing.id),
  };
});

const contradictions = answer(operationContradictions, async (context, { id }) => {
  context.demand(operationRead, { operationId: id });
  const found = await contradictionsIn(context.tx, id);
  return found.map(({ key, text, stated, computed, source }) => ({ key, text, stated, computed, source }));
});

const activities = answer(operationActivities, async (context, { id, from, to }) => {
  context.demand(operationRead, { operationId: id });
  const touches = sql<SqlBool>`a.starts_at < ${to} and coalesce(a.ends_at, a.starts_at) >= ${from}`;
  const where = sql<SqlBool>`a.operation_id = ${id} and ${touches} and ${visibleActivities(context)}`;
  const found = await listActivityRows(context.tx, where);
  return found.map(({ title, kind, area, startsAt, endsAt, satgas, result, standing, ...activity }) => {
    return { id: activity.id, title, kind, area, startsAt, endsAt, satgas, result, standing };
  });
});

const overdue = answer(operationOverdue, async (context, { id }) => {
  context.demand(operationRead, { operationId: id });
  const operation = await getExisting(context.tx, id);
  const own = sql<SqlBool>`a.operation_id = ${id} and ${visibleActivities(context)}`;
  const is = isOverdueIn(operation, context.now);
  const found = await listActivityRows(context.tx, sql<SqlBool>`${own} and ${is}`);
  return found.map(({ id: activity, title, kind, area, startsAt, endsAt }) => {
    return { id: activity, title, kind, area, startsAt, endsAt };
  });
});

const alarms = answer(operationAlarms, async (context, { id }) => {
  context.demand(operationRead, { operationId: id });
  const operation = await getExisting(context.tx, id);
  return alarmsIn(context.tx, operation, todayOf(operation, context.now));
});

const otherEvents = answer(operationOtherEvents, async (context, { id, from, to }) => {
  context.demand(operationRead, { operationId: id });
  return listEventRows(context.tx, id, { from, to });
});

const usingAreas = answer(operationsUsingAreas, ({ tx }, { codes }) => countAreasUsed(tx, codes));

export const answers = [
  summary,
  now,
  stages,
  rests,
  due,
  strength,
  contradictions,
  activities,
  overdue,
  alarms,
  otherEvents,
  usingAreas,
  awaited,
];
