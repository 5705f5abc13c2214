/** How an emergency access ends: early, or by time. */
import { sql } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import { job } from '#server/jobs/job.ts';
import { schedule } from '#server/jobs/schedule.ts';
import { actsOf } from '#server/journal/acts.ts';
import { object, Type } from '#shared/schema.ts';
import { ended, openingKind } from './contract.ts';
import { countReads, lockOpenings, markEnded, type Opening } from './store.ts';

/** Ends one that was found open, at the latest at its own end, and says so in the journal. */
export async function endOne(context: Context, opening: Opening): Promise<Date> {
  const { tx, now } = context;
  const isOver = now >= opening.until;
  const endedAt = isOver ? opening.until : now;
  const how = isOver ? 'time' : 'self';
  await markEnded(tx, opening.id, endedAt, how);
  const { openedBy: user, operationId, openedAt: from } = opening;
  const acts = await actsOf(tx, { user, operationId, from, to: endedAt, except: openingKind.name });
  const reads = await countReads(tx, opening.id);
  await context.record(ended, {
    subject: opening.id,
    operation: operationId,
    after: { how, endedAt: endedAt.toISOString(), reads, acts: acts.length },
    attributes: attributesOf(opening),
  });
  return endedAt;
}

export const attributesOf = ({ operationId, openedAs, openedBy }: Opening) => ({
  operation: operationId,
  agency: openedAs,
  opener: openedBy,
});

/** What time has ended already; nobody may do anything by it, and this only writes it down. */
async function endLapsed(context: Context): Promise<number> {
  const lapsed = await lockOpenings(context.tx, sql`g.ended_at is null and g.until <= ${context.now}`);
  for (const opening of lapsed) await endOne(context, opening);
  return lapsed.length;
}

export const endingLapsed = job({
  name: 'break-glass.end-lapsed',
  title: {
    id: 'Mencatat akses darurat yang habis waktunya',
    en: 'Recording emergency accesses that ran out',
  },
  input: object({}),
  output: object({ ended: Type.Integer() }),
  records: [ended],
  run: async ({ inTransaction }) => ({ ended: await inTransaction(endLapsed) }),
});

export const lapsedSchedule = schedule({
  name: 'break-glass.end-lapsed',
  when: { everyMinutes: 5 },
  kind: endingLapsed,
  input: {},
});
