/** What the platform asks of this room: who has taken a wider reach, and to keep what was read by it. */

import { sql } from 'kysely';
import { inTransaction } from '#server/database/connect.ts';
import type { EmergencyPort } from '#server/endpoint/context.ts';
import { record } from '#server/journal/record.ts';
import { readBeyond } from './contract.ts';
import { attributesOf } from './ending.ts';
import { widen } from './rules.ts';
import { addRead, findOpening, findOpenOf } from './store.ts';
import { widened } from './widened.ts';

export const emergency: EmergencyPort = {
  async widen(db, actor, now) {
    // A request that nobody's session carries, as a calendar link, has taken nothing.
    if (actor.kind !== 'person' || actor.sessionId === '') return actor;
    const opening = await findOpenOf(db, actor, now);
    return opening ? widen(actor, opening, widened) : actor;
  },
  async noteRead(db, { opening: id, by, door, subject, beyond, at }) {
    const read = { opening: id, door: door.name, subject, summary: door.summary, beyond, at };
    await inTransaction(db, async (tx) => {
      const opening = (await addRead(tx, read)) ? await findOpening(tx, id, sql`true`) : undefined;
      if (!opening) return;
      const { operationId: operation } = opening;
      const fact = {
        subject: id,
        operation,
        after: { door: door.name, beyond },
        attributes: attributesOf(opening),
      };
      const who = { user: by.userId, agency: by.agencyId, role: null };
      await record(tx, readBeyond, fact, { who, at: { device: null, server: at, operation: null } });
    });
  },
};
