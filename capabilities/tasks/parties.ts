/** What a task can name: the agencies of an operation, and its day by the operation's clock. */
import { type AgencyName, agenciesIn, agencyNames } from '#rooms/agencies/contract.ts';
import { operationNow, operationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { dayOf } from '#shared/time.ts';

/** Agencies that are responsible for something in these areas, and the agency of whoever asks. */
export async function agenciesTakingPart(
  context: Context,
  areas: readonly string[],
): Promise<readonly AgencyName[]> {
  const found = await context.ask(agenciesIn, { areas });
  const { agencyId } = context.actor;
  if (agencyId === null || found.some(({ id }) => id === agencyId)) return found;
  return [...(await context.ask(agencyNames, { ids: [agencyId] })), ...found];
}

/** The day of an operation by its own clock and in its zone. Where there is no operation nothing hangs on it. */
export async function todayIn(context: Context, operationId: string): Promise<string> {
  const operation = await context.ask(operationSummary, { id: operationId });
  const { now } = await context.ask(operationNow, { id: operationId });
  return dayOf(now, operation?.zone ?? 'WIB');
}
