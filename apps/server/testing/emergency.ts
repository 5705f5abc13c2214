/** Takes emergency access at its door, for tests that need somebody who has. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { takeOpening } from '#rooms/break-glass/contract.ts';
import { emergency } from '#rooms/break-glass/emergency.ts';
import type { Actor } from '#shared/permission.ts';
import type { Visitor } from './client.ts';
import type { House } from './house.ts';

export const REASON = 'Petugas wilayah sebelah tidak terjangkau dan massa bergerak ke arah gudang.';

/** @returns the actor as the server widens them from now on; null where the door refused */
export async function takeEmergency(
  house: House,
  visitor: Visitor,
  taking: { readonly actor: Actor; readonly operationId: string },
): Promise<Actor | null> {
  const body = { id: randomUUID(), operationId: taking.operationId, cause: 'other', reason: REASON } as const;
  const taken = await visitor.try(takeOpening, { body });
  if (!taken.ok) return null;
  const found = await sql<{ session: string }>`
    select session_id as session from break_glass where id = ${body.id}`.execute(house.db);
  const sessionId = found.rows[0]?.session ?? '';
  return emergency.widen(house.db, { ...taking.actor, sessionId }, new Date(taken.reply.now));
}
