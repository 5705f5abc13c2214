/** The five figures of the operation, each with what it stands on. */
import { deploymentNeed } from '#rooms/deployment/contract.ts';
import { reportTally } from '#rooms/field-reports/contract.ts';
import { incidentTally } from '#rooms/incidents/contract.ts';
import { type OperationSummary, operationActivities, operationNow } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { addDays, dayOf, instantOf } from '#shared/time.ts';
import type { Figures, Opens } from './contract.ts';
import { contradictionsOf } from './contradictions.ts';
import { iso } from './names.ts';
import { sameHours } from './period.ts';
import { rowLevel, withoutFalseSurplus } from './rules.ts';

const opens = (list: string, where: Opens['where'] = []): Opens => ({ list, where, id: null });

export async function gatherFigures(context: Context, operation: OperationSummary): Promise<Figures> {
  const { now } = await context.ask(operationNow, { id: operation.id });
  return {
    police: await policeOf(context, operation, now),
    reports: await reportsOf(context, operation, now),
    incidents: await incidentsOf(context, operation, now),
    activities: await activitiesOf(context, operation, now),
    contradictions: await disagreeing(context, operation, now),
  };
}

async function policeOf(context: Context, { id }: OperationSummary, now: Date): Promise<Figures['police']> {
  const { rows, reserve, army, lent } = await context.ask(deploymentNeed, {
    operationId: id,
    level: 'operation',
  });
  const found = rows.find(({ force }) => force === 'polri');
  const police = found && withoutFalseSurplus(found);
  return {
    need: police?.need ?? 0,
    needGrouped: police?.needGrouped ?? 0,
    available: police?.available ?? null,
    gap: police?.gap ?? null,
    gapGrouped: police?.gapGrouped ?? null,
    standing: police?.standing ?? 'computed',
    standingGrouped: police?.standingGrouped ?? 'computed',
    reserve,
    army,
    lent,
    source: {
      id: 'Pola pengamanan dikalikan TPS per kelas; kekuatan menurut revisi yang berlaku',
      en: 'Security pattern times stations by class; strength by the revision in force',
    },
    asOf: iso(now),
    opens: opens('deployment.listNeed'),
  };
}

async function reportsOf(
  context: Context,
  operation: OperationSummary,
  now: Date,
): Promise<Figures['reports']> {
  const asked = { operationId: operation.id, level: rowLevel(operation.areas) };
  const { today, yesterday } = sameHours(now, dayOf(now, operation.zone), operation.zone);
  const found = await context.ask(reportTally, { ...asked, ...today });
  const before = await context.ask(reportTally, { ...asked, ...yesterday });
  const count = total(found, 'count');
  const yesterdaySameHours = total(before, 'count');
  return {
    today: count,
    yesterdaySameHours,
    difference: count - yesterdaySameHours,
    unread: total(found, 'unacknowledged'),
    standing: 'computed',
    source: { id: 'Laporan lapangan yang diterima sejak 00.00', en: 'Field reports received since midnight' },
    asOf: iso(now),
    opens: opens('field-reports.list', [{ field: 'operationAt', is: 'ge', value: iso(today.from) }]),
  };
}

async function incidentsOf(
  context: Context,
  operation: OperationSummary,
  now: Date,
): Promise<Figures['incidents']> {
  const asked = { operationId: operation.id, level: rowLevel(operation.areas) };
  const { today } = sameHours(now, dayOf(now, operation.zone), operation.zone);
  const found = await context.ask(incidentTally, { ...asked, ...today });
  return {
    open: total(found, 'open'),
    openedToday: total(found, 'opened'),
    resolvedToday: total(found, 'resolved'),
    standing: 'computed',
    source: { id: 'Kejadian yang belum selesai', en: 'Incidents that are not resolved' },
    asOf: iso(now),
    opens: opens('incidents.list', [{ field: 'state', is: 'ne', value: 'resolved' }]),
  };
}

async function activitiesOf(
  context: Context,
  { id, zone }: OperationSummary,
  now: Date,
): Promise<Figures['activities']> {
  const day = dayOf(now, zone);
  const from = instantOf(day, '00:00', zone);
  const to = instantOf(addDays(day, 1), '00:00', zone);
  const found = await context.ask(operationActivities, { id, from, to });
  // The list knows no "or": where one activity has no end, those are meant that begin today.
  const touching: Opens['where'] = found.every(({ endsAt }) => endsAt !== null)
    ? [{ field: 'endsAt', is: 'ge', value: iso(from) }]
    : [{ field: 'startsAt', is: 'ge', value: iso(from) }];
  return {
    today: found.length,
    withResult: found.filter(({ result }) => result !== null).length,
    standing: 'computed',
    source: { id: 'Kegiatan yang diamankan hari ini', en: 'Activities to secure today' },
    asOf: iso(now),
    opens: opens('operations.listActivities', [...touching, { field: 'startsAt', is: 'lt', value: iso(to) }]),
  };
}

async function disagreeing(
  context: Context,
  { id }: OperationSummary,
  now: Date,
): Promise<Figures['contradictions']> {
  const { stated, divided } = await contradictionsOf(context, id);
  return {
    count: stated.length + divided.length,
    standing: 'computed',
    source: {
      id: 'Angka tertulis yang tidak cocok dengan hitungannya',
      en: 'Stated figures that disagree with their sum',
    },
    asOf: iso(now),
    opens: opens(
      stated.length === 0 && divided.length > 0 ? 'deployment.listNeed' : 'operations.listContradictions',
    ),
  };
}

function total<K extends string>(rows: readonly Readonly<Record<K, number>>[], field: K): number {
  return rows.reduce((sum, row) => sum + row[field], 0);
}
