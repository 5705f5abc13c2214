/** Opening an operation, loading its calendar, setting its clock. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { daysInclusive } from '#shared/time.ts';
import { clockView } from './clock.ts';
import { calendarKind, clockSet, operationClock, operationOpen, setClock } from './contract.ts';
import { demandAgencies, demandAreas } from './naming.ts';
import { decideCalendar, decideClock, decideOpening } from './open.ts';
import {
  calendarImported,
  importCalendar,
  listCalendars,
  type OpenOperation,
  openOperation,
  operationOpened,
} from './opening.ts';
import { getExisting } from './picture.ts';
import { insertCalendar, insertOperation, insertPeriod, keyIsTaken } from './saving.ts';
import { findCalendar, lockOperation } from './store.ts';
import { isResent, saveNew } from './writing.ts';

const calendars = handleList(listCalendars, async (context, { query }) => ({
  name: 'kalender-tahapan',
  from: sql`operation_calendar c`,
  where: context.visible(calendarKind, {}),
  fields: {
    id: sql`c.id`,
    key: sql`c.key`,
    version: sql`c.version`,
    title: sql`c.title ->> ${query.lang ?? 'id'}`,
    votingDay: sql`c.voting_day`,
    stages: sql`(select count(*)::int from operation_calendar_stage s where s.calendar_id = c.id)`,
  },
  tieBreak: sql`c.id`,
  defaultSort: '-votingDay,-version',
}));

const importing = handle(importCalendar, async (context, { body }) => {
  const { tx } = context;
  const { id, calendar } = body;
  const { key, version } = calendar;
  await holdName(tx, `calendar ${key}`);
  accept(decideCalendar(calendar));
  // The version is the identity: who loads the same file under another id gets the calendar that is there.
  const earlier = await findCalendar(tx, { key, version });
  const wanted = {
    table: 'calendar',
    id: earlier?.id ?? id,
    said: calendar,
    event: calendarImported,
    operation: null,
    attributes: {},
  } as const;
  const resent = await isResent(context, wanted).catch((error: unknown) => {
    throw earlier ? new Refused(refuse('calendar.version-taken', { calendar: `${key}@${version}` })) : error;
  });
  if (resent) return { id: wanted.id };
  const citation = calendar.citation.map((each) => each.title);
  const after = { key, version, stages: calendar.stages.length, citation };
  await saveNew(context, wanted, after, (made) => insertCalendar(tx, id, calendar, made));
  return { id };
});

const opening = handle(openOperation, async (context, { body }) => {
  const { tx, actor } = context;
  // Whoever holds the right in one operation only cannot open another.
  context.demand(operationOpen, { operationId: body.id });
  await holdName(tx, `operation ${body.key}`);
  const wanted = {
    table: 'operation',
    id: body.id,
    said: body,
    event: operationOpened,
    operation: body.id,
    attributes: { operation: body.id },
  } as const;
  if (await isResent(context, wanted)) return { id: body.id };
  accept(decideOpening(body, await keyIsTaken(tx, body.key)));
  await demandNamed(context, body);
  const calendarId = await calendarIdOf(tx, body.calendar);
  await saveNew(context, wanted, openedFields(body), async (made) => {
    await insertOperation(tx, body, { agencyId: actor.agencyId, calendarId }, made);
    const { period } = body;
    const appliesFrom = period.appliesFrom ?? period.announcedOn ?? period.firstDay;
    const daysComputed = daysInclusive(period.firstDay, period.lastDay);
    await insertPeriod(tx, body.id, { ...period, appliesFrom, daysComputed }, made);
  });
  return { id: body.id };
});

async function demandNamed(context: Context, body: OpenOperation): Promise<void> {
  const areas = body.areas.map((code, index) => ({ field: `/body/areas/${index}`, code }));
  const elections = body.elections.map(({ area }, index) => {
    return { field: `/body/elections/${index}/area`, code: area };
  });
  await demandAreas(context, areas, null);
  await demandAreas(context, elections, body.areas);
  await demandAgencies(context, body.owners);
}

function openedFields(body: OpenOperation) {
  const { key, codeName, kind, zone, areas, owners, sample, calendar, period, elections } = body;
  return {
    key,
    codeName,
    kind,
    zone,
    areas,
    owners,
    sample,
    drill: body.drill ?? false,
    calendar,
    firstDay: period.firstDay,
    lastDay: period.lastDay,
    elections: elections.map((each) => each.key),
  };
}

async function calendarIdOf(tx: Tx, reference: string | null): Promise<string | null> {
  if (reference === null) return null;
  const [key = '', version] = reference.split('@');
  const calendar = await findCalendar(tx, { key, version: Number(version) });
  if (!calendar) throw new Refused(refuse('operation.calendar-missing', { calendar: reference }));
  return calendar.id;
}

/** Held to the end of the transaction, so that two callers cannot both find a name free. */
async function holdName(tx: Tx, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`operations ${name}`}, 0))`.execute(tx);
}

const setting = handle(setClock, async (context, { params, body }) => {
  const { tx, now } = context;
  const { operationId } = params;
  context.demand(operationClock, { operationId });
  const before = (await lockOperation(tx, operationId)) ?? (await getExisting(tx, operationId));
  const shows = body.shows === null ? null : new Date(body.shows);
  const wanted = accept(
    decideClock(before, { mode: body.mode, showsMs: shows?.getTime() ?? null }, now.getTime()),
  );
  await sql`
    update operation set clock_mode = ${body.mode}, clock_offset_ms = ${wanted.offsetMs},
                         clock_frozen_at = ${wanted.frozenAtMs === null ? null : new Date(wanted.frozenAtMs)}
    where id = ${operationId}`.execute(tx);
  const after = await getExisting(tx, operationId);
  await context.record(clockSet, {
    subject: operationId,
    operation: operationId,
    before: { mode: before.mode, shows: clockView(before, now).now },
    after: { mode: after.mode, shows: clockView(after, now).now },
    attributes: { operation: operationId },
  });
  return clockView(after, now);
});

export const openingRoutes = [calendars, importing, opening, setting];
