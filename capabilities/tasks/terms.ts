/** Agencies, days and names as a task takes them from other rooms. */
import { personNames } from '#rooms/access/contract.ts';
import { agencyNames } from '#rooms/agencies/contract.ts';
import {
  type Due,
  dueDayOf,
  operationNow,
  operationStages,
  operationSummary,
} from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { type Party, PLENARY_KINDS } from './contract.ts';
import { agenciesTakingPart, todayIn } from './parties.ts';
import type { Undertaker } from './rules.ts';

/** The operation, or as if it did not exist. */
export async function operationOf(context: Context, id: string) {
  const operation = await context.ask(operationSummary, { id });
  if (!operation) throw new Refused(refuse('not-found'));
  return operation;
}

/** Agencies that can be asked in an operation, by id. */
export async function undertakers(
  context: Context,
  operationId: string,
): Promise<ReadonlyMap<string, Undertaker>> {
  const { areas } = await operationOf(context, operationId);
  const found = await agenciesTakingPart(context, areas);
  return new Map(
    found.map(({ id, short, kind }) => [id, { id, name: short, needsPlenary: PLENARY_KINDS.includes(kind) }]),
  );
}

/** The calendar days of an operation's stages, by key. */
async function stageDays(context: Context, operationId: string) {
  const stages = await context.ask(operationStages, { id: operationId });
  return new Map(stages.map(({ key, start, end }) => [key, { start, end }]));
}

/** The day on which something falls that somebody asks for now. @throws Refused for an unknown stage or a day that is over */
export async function dayAhead(
  context: Context,
  operationId: string,
  due: Due | null,
): Promise<string | null> {
  if (due === null) return null;
  const stages = await stageDays(context, operationId);
  if ('stage' in due && !stages.has(due.stage)) throw new Refused(refuse('task.no-stage'));
  const day = dueDayOf(due, stages);
  if (day !== null && day < (await todayIn(context, operationId)))
    throw new Refused(refuse('task.day-past', { day }));
  return day;
}

/** The day on which something falls that two sides agreed on, whether it is over or not. */
export async function dayNow(context: Context, operationId: string, due: Due | null): Promise<string | null> {
  return due === null ? null : dueDayOf(due, await stageDays(context, operationId));
}

/** @throws Refused for a stage that the calendar does not have */
export async function demandStage(
  context: Context,
  operationId: string,
  stage: string | null,
): Promise<void> {
  if (stage !== null && !(await stageDays(context, operationId)).has(stage))
    throw new Refused(refuse('task.no-stage'));
}

/** Whoever acts, as the log names them, and this moment by both clocks. */
export type Doer = {
  readonly byUser: string | null;
  readonly byName: string | null;
  readonly agency: Party | null;
  readonly at: Date;
  readonly operationAt: Date;
};

export async function doerIn(context: Context, operationId: string): Promise<Doer> {
  const { kind, userId, agencyId } = context.actor;
  const isSystem = kind === 'system';
  const [person] = isSystem ? [] : await context.ask(personNames, { ids: [userId] });
  const [agency] = agencyId === null ? [] : await context.ask(agencyNames, { ids: [agencyId] });
  return {
    byUser: isSystem ? null : userId,
    byName: person?.name ?? null,
    agency: agency ? { id: agency.id, name: agency.short } : null,
    at: context.now,
    operationAt: (await context.ask(operationNow, { id: operationId })).now,
  };
}
