/** The operation itself: its calendar, what was stated of it and when, and what it has to secure. */
import { planActivity } from '#rooms/operations/activities.ts';
import { setClock } from '#rooms/operations/contract.ts';
import { addEvent, addPoint, addTaskForce } from '#rooms/operations/frame.ts';
import { importCalendar, openOperation } from '#rooms/operations/opening.ts';
import { revisePeriod, reviseStrength } from '#rooms/operations/revisions.ts';
import { instantOf } from '#shared/time.ts';
import { agencyIdOf, type Loading } from './loading.ts';

export async function openTheOperation(loading: Loading): Promise<void> {
  const { operation, operationId, source } = loading;
  const [calendarKey = ''] = operation.calendar.split('@');
  await loading.use(`calendar ${operation.calendar}`, importCalendar, {
    body: { id: loading.id('calendar', operation.calendar), calendar: loading.data.calendar(calendarKey) },
  });
  const periods = operation.periodRevisions.map((period) => ({
    id: loading.id('period', period.key),
    announcedOn: period.announcedOn,
    firstDay: period.start,
    lastDay: period.end,
    daysStated: period.daysStated,
    standing: period.standing,
    source: source(period.source),
  }));
  const [first, ...later] = periods;
  if (!first) throw new Error(`${operation.key} has no period`);
  await loading.use('open', openOperation, {
    body: {
      id: operationId,
      key: operation.key,
      codeName: operation.codeName.text,
      kind: operation.kind,
      zone: operation.zone,
      areas: operation.areas,
      owners: ownersOf(loading),
      sample: true,
      calendar: operation.calendar,
      period: first,
      elections: operation.elections.map(
        ({ key, kind, areaCode, name, votingDate, standing, source: from }) => ({
          key,
          kind,
          area: areaCode,
          name,
          votingDay: votingDate,
          standing,
          source: source(from),
        }),
      ),
      phases: operation.phases.map(({ phase, start, end, standing, source: from }) => ({
        phase,
        firstDay: start,
        lastDay: end,
        standing,
        source: source(from),
      })),
    },
  });
  for (const body of later)
    await loading.use(`period ${body.id}`, revisePeriod, { params: { operationId }, body });
}

/** Police, election commission and election supervisor own an operation together. */
function ownersOf(loading: Loading): string[] {
  const police = /^pol(da|res|resta|restabes)/;
  const civil = ['kpu', 'bawaslu'];
  const owners = loading.operation.agencies.filter(({ kind }) => police.test(kind) || civil.includes(kind));
  return owners.slice(0, 20).map(({ key }) => agencyIdOf(key));
}

/**
 * A statement published after the day on which the sample opens stands from that opening day, so that the sample can be
 * looked at as a whole; the day of its publication stays beside it.
 */
export function standsFrom(statedOn: string | null, loading: Loading): string {
  const opening = loading.operation.opensAt.local.slice(0, 10);
  if (statedOn === null) return loading.operation.periodRevisions[0]?.start ?? opening;
  return statedOn < opening ? statedOn : opening;
}

export async function loadStrength(loading: Loading): Promise<void> {
  const { operation, operationId, source } = loading;
  for (const strength of operation.strengthRevisions) {
    await loading.use(`strength ${strength.key}`, reviseStrength, {
      params: { operationId },
      body: {
        id: loading.id('strength', strength.key),
        statedOn: strength.statedOn,
        appliesFrom: standsFrom(strength.statedOn, loading),
        area: strength.areaCode,
        publishedTotal: strength.publishedTotal,
        parts: strength.parts.map(({ force, duty, count, inPublishedTotal, standing, source: from }) => ({
          force,
          duty,
          count,
          inPublishedTotal,
          standing,
          source: source(from),
        })),
        note: strength.note?.id ?? null,
        standing: strength.standing,
        source: source(strength.source),
      },
    });
  }
}

export async function loadFrame(loading: Loading): Promise<void> {
  const { operation, operationId, source } = loading;
  const params = { operationId };
  for (const { key, name, start, end, standing, source: from } of operation.otherEvents) {
    const body = {
      id: loading.id('event', key),
      name,
      firstDay: start,
      lastDay: end,
      standing,
      source: source(from),
    };
    await loading.use(`event ${key}`, addEvent, { params, body });
  }
  for (const { key, name, tasks, standing, source: from } of operation.taskForces) {
    const body = { id: loading.id('satgas', key), key, name, tasks, standing, source: source(from) };
    await loading.use(`satgas ${key}`, addTaskForce, { params, body });
  }
  for (const { key, name, kind, areaCode, standing, source: from } of operation.strategicPoints) {
    const body = {
      id: loading.id('point', key),
      name: name.id,
      kind,
      area: areaCode,
      lon: null,
      lat: null,
      why: null,
      standing,
      source: source(from),
    };
    await loading.use(`point ${key}`, addPoint, { params, body });
  }
}

export async function loadActivities(loading: Loading): Promise<void> {
  const { operation, operationId } = loading;
  const names = new Map(operation.agencies.map(({ key, name }) => [key, name.id]));
  const at = (local: string) => {
    const [day = '', time = ''] = local.split('T');
    return instantOf(day, time, operation.zone).toISOString();
  };
  for (const activity of operation.activities) {
    await loading.use(`activity ${activity.key}`, planActivity, {
      params: { operationId },
      body: {
        id: loading.id('activity', activity.key),
        title: activity.name.id,
        kind: activity.kind,
        organiser: activity.organiser === null ? null : (names.get(activity.organiser) ?? activity.organiser),
        area: activity.areaCode,
        place: activity.place.id,
        startsAt: at(activity.start),
        endsAt: at(activity.end),
        expectedCrowd: activity.expectedCrowd,
        strength: activity.strength === null ? [] : [{ force: 'polri', count: activity.strength }],
        satgas: null,
        note: activity.note?.id ?? null,
        standing: activity.hours === 'staged' ? 'staged' : activity.standing,
      },
    });
  }
}

/** The clock shows the opening moment now and runs on from there. */
export async function startClock(loading: Loading): Promise<void> {
  await loading.use('clock', setClock, {
    params: { operationId: loading.operationId },
    body: { mode: 'shifted', shows: loading.opensAt.toISOString() },
  });
}
