/** In whose name an officer acts, and what people call them. */
import { personNames } from '#rooms/access/contract.ts';
import { agencyNames } from '#rooms/agencies/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { Permission } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { ownReaches } from './contract.ts';

/**
 * The agency whose key this officer may use.
 * @throws Refused `not-found` for whoever has none, or does not act for it in this operation
 */
export function ownAgency(context: Context, wanted: Permission, operationId: string | null = null): string {
  const reaches = ownReaches(context.actor, wanted).filter(
    (reach) => operationId === null || reach.operationId === null || reach.operationId === operationId,
  );
  const agencyId = reaches[0]?.agencyId;
  if (!agencyId) throw new Refused(refuse('not-found'));
  return agencyId;
}

export async function agencyShort(context: Context, agencyId: string): Promise<string> {
  return (await context.ask(agencyNames, { ids: [agencyId] }))[0]?.short ?? agencyId.slice(-6);
}

export async function ownName(context: Context): Promise<string> {
  const { userId } = context.actor;
  return (await context.ask(personNames, { ids: [userId] }))[0]?.name ?? userId.slice(-6);
}
