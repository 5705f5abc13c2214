/** Other events in the window, task forces, strategic points, and alarms. */
import { sql } from 'kysely';
import { leadRoles } from '#rooms/access/contract.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { todayOf } from './clock.ts';
import { activityKind, alarmAcknowledge } from './contract.ts';
import {
  addEvent,
  addPoint,
  addTaskForce,
  eventAdded,
  listEvents,
  listPoints,
  listTaskForces,
  pointAdded,
  taskForceAdded,
} from './frame.ts';
import { demandAreas, demandPointKind } from './naming.ts';
import { alarmsIn, getExisting, getVisible } from './picture.ts';
import { getRevisable } from './revision-routes.ts';
import { hasTaskForce, insertEvent, insertPoint, insertTaskForce } from './saving.ts';
import { acknowledgeAlarm, alarmSeen, listAlarms } from './warnings.ts';
import { saveOnce } from './writing.ts';

const events = handleList(listEvents, async (context, { params, query }) => {
  const operation = await getVisible(context, params.operationId);
  return {
    name: 'peristiwa-lain',
    from: sql`operation_event e`,
    where: sql`e.operation_id = ${operation.id}`,
    fields: {
      id: sql`e.id`,
      name: sql`e.name ->> ${query.lang ?? 'id'}`,
      firstDay: sql`e.first_day`,
      lastDay: sql`e.last_day`,
      standing: sql`e.standing`,
      source: sql`e.source`,
    },
    tieBreak: sql`e.id`,
    defaultSort: 'firstDay',
  };
});

const addingEvent = handle(addEvent, async (context, { params, body }) => {
  const operation = await getRevisable(context, params.operationId);
  if (body.lastDay < body.firstDay) throw new Refused(refuse('operation.period-reversed'));
  const { name, firstDay, lastDay, source } = body;
  await saveOnce(
    context,
    { table: 'event', id: body.id, said: [params, body], event: eventAdded, ...of(operation.id) },
    () => ({
      after: { name, firstDay, lastDay, source },
      insert: (made) => insertEvent(context.tx, operation.id, body, made),
    }),
  );
  return { id: body.id };
});

const taskForces = handleList(listTaskForces, async (context, { params, query }) => {
  const operation = await getVisible(context, params.operationId);
  const language = query.lang ?? 'id';
  const seen = context.visible(activityKind, {
    operation: sql.ref('a.operation_id'),
    area: sql.ref('a.area'),
  });
  return {
    name: 'satgas',
    from: sql`operation_task_force t`,
    where: sql`t.operation_id = ${operation.id}`,
    fields: {
      id: sql`t.id`,
      key: sql`t.key`,
      name: sql`t.name ->> ${language}`,
      tasks: sql`(select string_agg(task ->> ${language}, '; ' order by nr)
                  from jsonb_array_elements(t.tasks) with ordinality as x(task, nr))`,
      activities: sql`(select count(*)::int from operation_activity a
                       where a.operation_id = t.operation_id and a.satgas = t.key and ${seen})`,
      standing: sql`t.standing`,
      source: sql`t.source`,
    },
    tieBreak: sql`t.id`,
  };
});

const addingTaskForce = handle(addTaskForce, async (context, { params, body }) => {
  const operation = await getRevisable(context, params.operationId);
  const { key, name, tasks, source } = body;
  await saveOnce(
    context,
    { table: 'taskForce', id: body.id, said: [params, body], event: taskForceAdded, ...of(operation.id) },
    async () => {
      if (await hasTaskForce(context.tx, operation.id, key))
        throw new Refused(refuse('operation.key-taken', { key }));
      return {
        after: { key, name, tasks, source },
        insert: (made) => insertTaskForce(context.tx, operation.id, body, made),
      };
    },
  );
  return { id: body.id };
});

const points = handleList(listPoints, async (context, { params }) => {
  const operation = await getVisible(context, params.operationId);
  const columns = ['id', 'name', 'kind', 'area', 'lon', 'lat', 'why', 'standing', 'source'];
  return {
    name: 'titik-strategis',
    from: sql`operation_point p`,
    where: sql`p.operation_id = ${operation.id}`,
    fields: Object.fromEntries(columns.map((column) => [column, sql.ref(`p.${column}`)])),
    tieBreak: sql`p.id`,
    defaultSort: 'area,name',
  };
});

const addingPoint = handle(addPoint, async (context, { params, body }) => {
  const operation = await getRevisable(context, params.operationId);
  const { name, kind, area, lon, lat, why, source } = body;
  await demandAreas(context, [{ field: '/body/area', code: area }], operation.areas);
  if ((lon === null) !== (lat === null)) throw new Refused(refuse('operation.place-half'));
  await saveOnce(
    context,
    { table: 'point', id: body.id, said: [params, body], event: pointAdded, area, ...of(operation.id) },
    () => {
      demandPointKind('/body/kind', kind);
      return {
        after: { name, kind, area, lon, lat, why, source },
        insert: (made) => insertPoint(context.tx, operation.id, body, made),
      };
    },
  );
  return { id: body.id };
});

const of = (operation: string) => ({ operation, attributes: { operation } });

const alarms = handle(listAlarms, async (context, { params }) => {
  const operation = await getVisible(context, params.operationId);
  const today = todayOf(operation, context.now);
  const ringing = await alarmsIn(context.tx, operation, today);
  const rows = ringing.map((alarm) => ({ ...alarm, tell: [...leadRoles] }));
  return { today, rows };
});

const acknowledging = handle(acknowledgeAlarm, async (context, { params, body }) => {
  const { tx, actor, now } = context;
  const { operationId } = params;
  context.demand(alarmAcknowledge, { operationId });
  const operation = await getExisting(tx, operationId);
  const ringing = await alarmsIn(tx, operation, todayOf(operation, now));
  if (!ringing.some((alarm) => alarm.key === body.alarm)) throw new Refused(refuse('alarm.not-ringing'));
  if (actor.agencyId === null) throw new Refused(refuse('alarm.no-agency'));
  const saved = await sql`
    insert into operation_alarm_seen (operation_id, alarm, agency_id, seen_by, seen_at)
    values (${operationId}, ${body.alarm}, ${actor.agencyId}, ${actor.userId}, ${now})
    on conflict do nothing returning 1`.execute(tx);
  if (saved.rows.length === 0) context.unchanged();
  else {
    const after = { alarm: body.alarm, agency: actor.agencyId };
    await context.record(alarmSeen, { subject: operationId, ...of(operationId), after });
  }
  return { alarm: body.alarm };
});

export const frameRoutes = [
  events,
  addingEvent,
  taskForces,
  addingTaskForce,
  points,
  addingPoint,
  alarms,
  acknowledging,
];
