/** The operation that a grant belongs to, its day, and for whom somebody writes in it. */
import { personNames } from '#rooms/access/contract.ts';
import { agenciesOfKind, agencyNames } from '#rooms/agencies/contract.ts';
import {
  type OperationSummary,
  operationNow,
  operationStages,
  operationSummary,
} from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { parentOf } from '#shared/area-code.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { dayOf } from '#shared/time.ts';
import { grantWrite } from './contract.ts';
import type { Anchors } from './due.ts';
import { isGiverKind, type Writer } from './rules.ts';

export type Known = Anchors & {
  readonly operation: OperationSummary;
  /** This moment and this day by the operation's clock. */
  readonly now: Date;
  readonly today: string;
};

/** @throws Refused as not found where there is no such operation */
export async function knownOf(context: Context, operationId: string): Promise<Known> {
  const known = await findKnown(context, operationId);
  if (!known) throw new Refused(refuse('not-found'));
  return known;
}

/** For a list, which is empty where there is no such operation, as it is for whoever may not see what is in one. */
export async function findKnown(context: Context, operationId: string): Promise<Known | null> {
  const operation = await context.ask(operationSummary, { id: operationId });
  if (!operation) return null;
  const { now } = await context.ask(operationNow, { id: operationId });
  const stages = await context.ask(operationStages, { id: operationId });
  const inauguration = stages.find(({ key }) => key === 'inauguration');
  return {
    operation,
    now,
    today: dayOf(now, operation.zone),
    voting: operation.votingDay,
    inauguration: inauguration?.end ?? inauguration?.start ?? null,
  };
}

/** Whoever acts, and for which of these governments. */
export async function writerIn(
  context: Context,
  operationId: string,
  governments: readonly string[],
): Promise<Writer> {
  const { kind, agencyId } = context.actor;
  const isSystem = kind === 'system';
  if (!context.may(grantWrite, { operationId })) return { isSystem: false, agencyId: null, governments: [] };
  if (agencyId === null) return { isSystem, agencyId, governments: [] };
  const own = (await context.ask(agencyNames, { ids: [agencyId] }))[0];
  if (!own || !isGiverKind(own.kind)) return { isSystem, agencyId, governments: [] };
  const acts: string[] = [];
  for (const government of governments) {
    if (await actsFor(context, own, government)) acts.push(government);
  }
  return { isSystem, agencyId, governments: acts };
}

/** An office of the province is responsible for its regencies too, and does not write for their governments. */
async function actsFor(context: Context, own: { id: string; kind: string }, government: string) {
  const covers = async (area: string) =>
    (await context.ask(agenciesOfKind, { kind: own.kind, area })).some(({ id }) => id === own.id);
  const above = parentOf(government);
  return (await covers(government)) && !(above !== null && (await covers(above)));
}

/** Person and agency of whoever acts; the agency alone where the person has no name. */
export async function nameOf(context: Context): Promise<string> {
  const { userId, agencyId, kind } = context.actor;
  if (kind === 'system') return 'Rakor';
  const person = (await context.ask(personNames, { ids: [userId] }))[0]?.name;
  const agency =
    agencyId === null ? undefined : (await context.ask(agencyNames, { ids: [agencyId] }))[0]?.short;
  const parts = [person, agency].filter((name) => name !== undefined);
  return parts.length > 0 ? parts.join(' · ') : userId.slice(-6);
}
