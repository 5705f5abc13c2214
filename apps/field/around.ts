/** What a post has around it: the name of its area, and whom to call there. Kept, so that it is there without network. */
import { contactsOnDuty } from '#rooms/agencies/contract.ts';
import { listAreas } from '#rooms/areas/contract.ts';
import { nullable, object, type Static, Type } from '#shared/schema.ts';
import { isWaiting, ProblemError, ReplyError } from '#web/api/errors.ts';
import { askAs } from '#web/outbox/index.ts';

export const Around = object({
  areaName: nullable(Type.String()),
  contacts: Type.Array(
    object({ id: Type.String(), agency: Type.String(), office: Type.String(), phone: Type.String() }),
  ),
});
export type Around = Static<typeof Around>;

/** Null where the server does not answer or does not tell this card. */
export async function askAround(token: string, area: string): Promise<Around | null> {
  const where = JSON.stringify([{ field: 'code', is: 'eq', value: area }]);
  try {
    const [{ rows }, { contacts }] = await Promise.all([
      askAs(token, listAreas, { query: { where, limit: 1 } }),
      askAs(token, contactsOnDuty, { query: { area } }),
    ]);
    return {
      areaName: rows[0]?.name ?? null,
      contacts: contacts.map(({ id, agencyShort, unitName, office, phone }) => ({
        id,
        agency: unitName ?? agencyShort,
        office,
        phone,
      })),
    };
  } catch (error) {
    if (isWaiting(error) || error instanceof ReplyError || error instanceof ProblemError) return null;
    throw error;
  }
}
