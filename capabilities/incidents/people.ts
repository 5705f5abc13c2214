/** The name under which somebody acts. */
import { personNames } from '#rooms/access/contract.ts';
import { agencyNames } from '#rooms/agencies/contract.ts';
import type { Context } from '#server/endpoint/context.ts';

/** Person and agency of whoever acts, `Karendalops · Polres`; the agency alone where the person has no name. */
export async function nameOf(context: Context): Promise<string> {
  const { userId, agencyId } = context.actor;
  const person = (await context.ask(personNames, { ids: [userId] }))[0]?.name;
  const agency =
    agencyId === null ? undefined : (await context.ask(agencyNames, { ids: [agencyId] }))[0]?.short;
  const parts = [person, agency].filter((name) => name !== undefined);
  return parts.length > 0 ? parts.join(' · ') : userId.slice(-6);
}
