/** Activities to secure: list, one, plan, change, close, correct. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { dayOf, instantOf } from '#shared/time.ts';
import {
  type Activity,
  activityChanged,
  activityClosed,
  activityPlanned,
  type ChangeActivity,
  changeActivity,
  closeActivities,
  correctResult,
  listActivities,
  planActivity,
  readActivity,
  resultCorrected,
} from './activities.ts';
import {
  type ActivityRow,
  closeActivity,
  insertActivity,
  listActivityRows,
  lockActivities,
  replaceResult,
  updateActivity,
} from './activity-store.ts';
import { shownBy } from './clock.ts';
import { activityKind, activityPlan } from './contract.ts';
import { demandAreas } from './naming.ts';
import { getExisting, getVisible } from './picture.ts';
import { decideChange, decideClose, decideCorrection, decidePlan, stanceOf } from './plan.ts';
import { hasTaskForce } from './saving.ts';
import type { OperationRow } from './store.ts';
import { saveOnce } from './writing.ts';

/** Activities of `a` that the actor may see. */
export function visibleActivities(context: Context): RawBuilder<SqlBool> {
  return context.visible(activityKind, { operation: sql.ref('a.operation_id'), area: sql.ref('a.area') });
}

/** `isOverdue` of the contract as a condition on `a`. */
export function isOverdueIn(operation: OperationRow, now: Date): RawBuilder<SqlBool> {
  const shown = shownBy(operation, now);
  const midnight = instantOf(dayOf(shown, operation.zone), '00:00', operation.zone);
  return sql<SqlBool>`(a.result is null and case when a.ends_at is null then a.starts_at < ${midnight}
                       else a.ends_at < ${shown} end)`;
}

const listing = handleList(listActivities, async (context, { params }) => {
  const operation = await getVisible(context, params.operationId);
  const strength = sql`operation_activity_strength s where s.activity_id = a.id`;
  return {
    name: 'kegiatan',
    from: sql`operation_activity a`,
    where: sql`a.operation_id = ${operation.id} and ${visibleActivities(context)}`,
    fields: {
      id: sql`a.id`,
      startsAt: sql`a.starts_at`,
      endsAt: sql`a.ends_at`,
      title: sql`a.title`,
      kind: sql`a.kind`,
      stance: sql`a.stance`,
      organiser: sql`a.organiser`,
      area: sql`a.area`,
      place: sql`a.place`,
      expectedCrowd: sql`a.expected_crowd`,
      people: sql`(select coalesce(sum(s.count), 0)::int from ${strength})`,
      strength: sql`(select coalesce(string_agg(s.force || ' ' || s.count, ', ' order by s.force), '') from ${strength})`,
      satgas: sql`a.satgas`,
      state: sql`a.state`,
      overdue: sql`case when ${isOverdueIn(operation, context.now)} then 'yes' else 'no' end`,
      result: sql`a.result`,
      correctedAt: sql`a.corrected_at`,
      standing: sql`a.standing`,
    },
    tieBreak: sql`a.id`,
    defaultSort: 'startsAt',
  };
});

const reading = handle(readActivity, async (context, { params }) => {
  const { activityId, operationId } = params;
  const where = sql<SqlBool>`a.id = ${activityId} and a.operation_id = ${operationId} and ${visibleActivities(context)}`;
  const row = (await listActivityRows(context.tx, where))[0];
  if (!row) throw new Refused(refuse('not-found'));
  return onTheWire(row);
});

function onTheWire(row: ActivityRow): Activity {
  return {
    ...row,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    correctedAt: row.correctedAt?.toISOString() ?? null,
  };
}

async function accepted(
  context: Context,
  operation: OperationRow,
  wanted: ChangeActivity | Omit<ChangeActivity, 'version'>,
) {
  const startsAt = new Date(wanted.startsAt).toISOString();
  const endsAt = wanted.endsAt === null ? null : new Date(wanted.endsAt).toISOString();
  const { satgas } = wanted;
  const isKnown = satgas !== null && (await hasTaskForce(context.tx, operation.id, satgas));
  const plan = { ...wanted, startsAt, endsAt, stance: stanceOf(wanted.kind, wanted.stance) };
  await demandAreas(context, [{ field: '/body/area', code: plan.area }], operation.areas, false);
  accept(decidePlan(plan, isKnown));
  return plan;
}

type Plan = Awaited<ReturnType<typeof accepted>>;

function planFields(plan: Plan | Activity) {
  const { title, kind, stance, organiser, area, place, startsAt, endsAt } = plan;
  const { expectedCrowd, strength, satgas, note, standing } = plan;
  const forces = [...strength].sort((a, b) => (a.force < b.force ? -1 : 1));
  const when = { startsAt, endsAt, expectedCrowd, strength: forces, satgas, note, standing };
  return { title, kind, stance, organiser, area, place, ...when };
}

const planning = handle(planActivity, async (context, { params, body }) => {
  const { area, id } = body;
  context.demand(activityPlan, { operationId: params.operationId, area });
  const operation = await getExisting(context.tx, params.operationId);
  const plan = await accepted(context, operation, body);
  await saveOnce(
    context,
    {
      table: 'activity',
      id,
      said: [params, body],
      event: activityPlanned,
      operation: operation.id,
      area,
      attributes: { operation: operation.id, area },
    },
    () => ({
      after: planFields(plan),
      insert: (made) => insertActivity(context.tx, operation.id, { ...plan, id }, made),
    }),
  );
  return { id };
});

const changing = handle(changeActivity, async (context, { params, body }) => {
  const { tx } = context;
  const { operationId, activityId } = params;
  const activity = (await lockActivities(tx, operationId, [activityId]))[0];
  context.demand(activityPlan, { operationId, area: activity?.area ?? '' });
  if (!activity) throw new Refused(refuse('not-found'));
  context.demand(activityPlan, { operationId, area: body.area });
  accept(decideChange(activity, body.version));
  const plan = await accepted(context, await getExisting(tx, operationId), body);
  const version = activity.version + 1;
  await updateActivity(tx, activityId, version, plan);
  await context.record(activityChanged, {
    subject: activityId,
    operation: operationId,
    area: body.area,
    before: planFields(onTheWire(activity)),
    after: planFields(plan),
    attributes: { operation: operationId, area: body.area },
  });
  return { version };
});

const closing = handle(closeActivities, async (context, { params, body }) => {
  const { tx, now } = context;
  const { operationId } = params;
  context.demand(activityPlan, { operationId });
  const activities = await lockActivities(tx, operationId, body.ids);
  const allowed = activities.filter((each) => context.may(activityPlan, { operationId, area: each.area }));
  // One that is hidden and one that is not there stop the whole command alike.
  if (allowed.length < body.ids.length) throw new Refused(refuse('not-found'));
  const shown = shownBy(await getExisting(tx, operationId), now);
  for (const activity of allowed) {
    const result = accept(decideClose(activity, body, shown));
    await closeActivity(tx, activity.id, { state: body.state, result, at: now });
    await context.record(activityClosed, {
      subject: activity.id,
      operation: operationId,
      area: activity.area,
      before: { state: activity.state },
      after: { state: body.state, result },
      attributes: { operation: operationId, area: activity.area },
    });
  }
  return { closed: allowed.length };
});

const correcting = handle(correctResult, async (context, { params, body }) => {
  const { tx, now } = context;
  const { operationId, activityId } = params;
  const activity = (await lockActivities(tx, operationId, [activityId]))[0];
  context.demand(activityPlan, { operationId, area: activity?.area ?? '' });
  if (!activity) throw new Refused(refuse('not-found'));
  const result = accept(decideCorrection(activity, body));
  const version = activity.version + 1;
  await replaceResult(tx, activityId, { version, result, at: now });
  await context.record(resultCorrected, {
    subject: activityId,
    operation: operationId,
    area: activity.area,
    before: { result: activity.result },
    after: { result },
    attributes: { operation: operationId, area: activity.area },
  });
  return { version };
});

export const activityRoutes = [listing, reading, planning, changing, closing, correcting];
