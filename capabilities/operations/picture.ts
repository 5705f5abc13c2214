/** An operation put together as of now: its day, stages, statements in force, contradictions. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { Context } from '#server/endpoint/context.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { todayOf } from './clock.ts';
import { operationKind } from './contract.ts';
import { type Contradiction, contradictionsOf, inForce, isWhole, periodInForce } from './revise.ts';
import { type Alarm, alarmsOn, type Stage, stagesWith, votingDayOf } from './rules.ts';
import {
  findOperation,
  listAlarmsSeen,
  listCalendarStages,
  listElectionRows,
  listOperationRows,
  listPeriodRows,
  listStageRevisions,
  listStrengthRows,
  type OperationRow,
  type PeriodRow,
  type StrengthRow,
} from './store.ts';

/** The operation, if the actor may see it. @throws Refused as if it did not exist */
export async function getVisible(context: Context, operationId: string): Promise<OperationRow> {
  const seen = context.visible(operationKind, { operation: sql.ref('o.id') });
  const rows = await listOperationRows(context.tx, sql`o.id = ${operationId} and ${seen}`);
  return rows[0] ?? gone();
}

/** The operation, for those whose permission was demanded already. @throws Refused */
export async function getExisting(tx: Tx, operationId: string): Promise<OperationRow> {
  return (await findOperation(tx, operationId)) ?? gone();
}

function gone(): never {
  throw new Refused(refuse('not-found'));
}

export async function stagesOf(tx: Tx, operation: OperationRow): Promise<readonly Stage[]> {
  if (operation.calendarId === null) return [];
  const stages = await listCalendarStages(tx, operation.calendarId);
  return stagesWith(stages, await listStageRevisions(tx, operation.id));
}

export async function votingDayOfOperation(
  tx: Tx,
  operation: OperationRow,
  stages: readonly Stage[],
): Promise<string | null> {
  const elections = await listElectionRows(tx, operation.id);
  return votingDayOf(
    stages,
    elections.map((each) => each.votingDay),
  );
}

/** @throws Error when an operation has no period, which opening it does not allow */
export function periodOn(periods: readonly PeriodRow[], operationId: string, day: string): PeriodRow {
  const own = periods.filter((each) => each.operationId === operationId);
  const period = periodInForce(own, day);
  if (!period) throw new Error(`operation ${operationId} has no period`);
  return period;
}

/** The strength of the whole operation in force on a day. */
export function strengthOn(
  strengths: readonly StrengthRow[],
  operation: OperationRow,
  day: string,
): StrengthRow | null {
  return inForce(
    strengths.filter((each) => isWhole(each.area, operation.areas)),
    day,
  );
}

export async function contradictionsIn(tx: Tx, operationId: string): Promise<readonly Contradiction[]> {
  const periods = await listPeriodRows(tx, [operationId]);
  return contradictionsOf(periods, await listStrengthRows(tx, operationId));
}

export type Glance = {
  readonly operation: OperationRow;
  readonly today: string;
  readonly period: PeriodRow;
  readonly votingDay: string | null;
};

export async function glanceAt(tx: Tx, operation: OperationRow, now: Date): Promise<Glance> {
  const today = todayOf(operation, now);
  const period = periodOn(await listPeriodRows(tx, [operation.id]), operation.id, today);
  const votingDay = await votingDayOfOperation(tx, operation, await stagesOf(tx, operation));
  return { operation, today, period, votingDay };
}

/** The alarms that ring on the operation's today, each with the agencies that said they know. */
export async function alarmsIn(
  tx: Tx,
  operation: OperationRow,
  today: string,
): Promise<readonly (Alarm & { readonly seenBy: string[] })[]> {
  const seen = await listAlarmsSeen(tx, operation.id);
  return alarmsOn(await stagesOf(tx, operation), today).map((alarm) => ({
    ...alarm,
    seenBy: seen.filter((row) => row.alarm === alarm.key).map((row) => row.agency),
  }));
}
