/** Puts the figures of a daily report together from what the other rooms answer, with the rights of whoever asks. */
import { agencyNames } from '#rooms/agencies/contract.ts';
import {
  type OperationSummary,
  operationActivities,
  operationNow,
  operationOverdue,
  operationStages,
  operationStrength,
  operationSummary,
} from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { addDays, dayOf, daysBetween, daysInclusive } from '#shared/time.ts';
import type { ActivityLine, DailyReport, OverdueLine, ReportForm, ReportText } from './contract.ts';
import { contradictionsOf } from './contradictions.ts';
import { areaNamesOf, iso } from './names.ts';
import type { Period } from './period.ts';
import { dayWithin, nextStage, stagesAround } from './rules.ts';
import { deploymentOf, incidentsOf, kindNamesOf, reportsOf } from './tallies.ts';

/** How many days ahead a report looks for stages. */
const DAYS_AHEAD = 7;
const DAY_MS = 86_400_000;

/** @throws Refused when there is no such operation */
export async function getOperation(context: Context, id: string): Promise<OperationSummary> {
  const operation = await context.ask(operationSummary, { id });
  if (!operation) throw new Refused(refuse('not-found'));
  return operation;
}

export type Wanted = {
  readonly operation: OperationSummary;
  readonly day: string;
  readonly period: Period;
  readonly form: ReportForm;
  readonly cutOff: string;
  readonly text: ReportText;
};

/** The whole report as of now. */
export async function gatherReport(context: Context, wanted: Wanted): Promise<DailyReport> {
  const { operation, day, period, form, cutOff, text } = wanted;
  const { now, shifted } = await context.ask(operationNow, { id: operation.id });
  const names = await kindNamesOf(context);
  const stages = await context.ask(operationStages, { id: operation.id });
  const next = nextStage(stages, day);
  const around = stagesAround(stages, day, DAYS_AHEAD);
  return {
    schema: 'laphar-1',
    operation: headOf(operation, day, shifted),
    day,
    cutOff,
    period: { from: iso(period.from), to: iso(period.to), ended: now >= period.to },
    asOf: iso(now),
    issuer: await issuerOf(context, form),
    strength: await strengthOf(context, operation.id, day),
    activities: await bySatgas(context, operation.id, period),
    overdue: await overdueBefore(context, operation.id, period),
    stages: next && !around.some((line) => line.state === 'next') ? [...around, next] : around,
    reports: await reportsOf(context, operation, period, names),
    incidents: await incidentsOf(context, operation, period, names),
    deployment: await deploymentOf(context, operation, day),
    contradictions: await allContradictions(context, operation.id, day),
    outlook: await outlookOf(context, operation, period, stagesAround(stages, addDays(day, 1), 0)),
    text,
  };
}

async function allContradictions(context: Context, id: string, day: string) {
  const { stated, divided } = await contradictionsOf(context, id, day);
  return [...stated, ...divided];
}

function headOf(operation: OperationSummary, day: string, shiftedClock: boolean): DailyReport['operation'] {
  const { id, codeName, zone, firstDay, lastDay, votingDay, sample } = operation;
  return {
    id,
    codeName,
    zone,
    firstDay,
    lastDay,
    day: dayWithin(day, firstDay, lastDay),
    days: daysInclusive(firstDay, lastDay),
    votingDay,
    daysToVoting: votingDay === null ? null : daysBetween(day, votingDay),
    sample,
    shiftedClock,
  };
}

async function issuerOf(context: Context, form: ReportForm): Promise<DailyReport['issuer']> {
  const { agencyId } = context.actor;
  const [agency] = agencyId === null ? [] : await context.ask(agencyNames, { ids: [agencyId] });
  return { agencyId, name: agency?.name ?? '', letterhead: form.letterhead };
}

async function strengthOf(context: Context, id: string, at: string): Promise<DailyReport['strength']> {
  const found = await context.ask(operationStrength, { id, at });
  if (!found) return null;
  const { statedOn, appliesFrom, publishedTotal: statedTotal, computedTotal, agrees } = found;
  const parts = found.parts.map(({ force, duty, count, standing }) => ({ force, duty, count, standing }));
  return { statedOn, appliesFrom, statedTotal, computedTotal, agrees, parts };
}

/** Activities that touch a period, in order of time. */
export async function activitiesIn(context: Context, id: string, period: Period): Promise<ActivityLine[]> {
  const found = await context.ask(operationActivities, { id, ...period });
  const names = await areaNamesOf(
    context,
    found.map((each) => each.area),
  );
  return found
    .map(({ startsAt, endsAt, satgas: _satgas, ...each }) => ({
      ...each,
      areaName: names.get(each.area) ?? each.area,
      startsAt: iso(startsAt),
      endsAt: endsAt && iso(endsAt),
    }))
    .sort((a, b) => (`${a.startsAt}${a.id}` < `${b.startsAt}${b.id}` ? -1 : 1));
}

async function bySatgas(context: Context, id: string, period: Period): Promise<DailyReport['activities']> {
  const found = await context.ask(operationActivities, { id, ...period });
  const lines = await activitiesIn(context, id, period);
  const satgasOf = new Map(found.map((each) => [each.id, each.satgas]));
  const keys = [...new Set(found.map((each) => each.satgas))].sort(
    (a, b) => Number(a === null) - Number(b === null) || ((a ?? '') < (b ?? '') ? -1 : 1),
  );
  return keys.map((satgas) => ({
    satgas,
    activities: lines.filter((line) => satgasOf.get(line.id) === satgas),
  }));
}

/** What ended before the period and has no result: no report may let it fall out of sight. */
async function overdueBefore(context: Context, id: string, { from }: Period): Promise<OverdueLine[]> {
  const found = await context.ask(operationOverdue, { id });
  const earlier = found.filter(({ startsAt, endsAt }) => (endsAt ?? startsAt) < from);
  const names = await areaNamesOf(
    context,
    earlier.map(({ area }) => area),
  );
  return earlier.map(({ startsAt, endsAt, ...each }) => ({
    ...each,
    areaName: names.get(each.area) ?? each.area,
    startsAt: iso(startsAt),
    endsAt: endsAt && iso(endsAt),
  }));
}

async function outlookOf(
  context: Context,
  operation: OperationSummary,
  period: Period,
  stages: DailyReport['outlook']['stages'],
): Promise<DailyReport['outlook']> {
  const until = new Date(period.to.getTime() + DAY_MS);
  const activities = await activitiesIn(context, operation.id, { from: period.to, to: until });
  return { until: iso(until), stages, activities };
}

/** The operation's own today. */
export async function todayOf(context: Context, operation: OperationSummary): Promise<string> {
  const { now } = await context.ask(operationNow, { id: operation.id });
  return dayOf(now, operation.zone);
}
