import { type Actor, asGiven, type Grant, system } from '#shared/permission.ts';
import { question } from '#shared/question.ts';
import type { Clock } from '#shared/time.ts';
import { type Database, inTransaction } from '../database/connect.ts';
import { contextOf, type Ports } from '../endpoint/context.ts';

/** What an account may do at this moment; null for whoever has none. Answered by the room that keeps accounts. */
export const grantsAtRun = question<{ readonly userId: string }, readonly Grant[] | null>(
  'jobs.grants-at-run',
  null,
);

/**
 * Whoever asked for a job, with the rights of this moment: a job may begin hours after somebody lost theirs.
 * Who has no account, as the server itself, keeps what they came with.
 */
export async function actorNow(
  asked: Actor,
  { db, ports, clock }: { db: Database; ports: Ports; clock: Clock },
): Promise<Actor> {
  if (asked.kind !== 'person' || !ports.answers.has(grantsAtRun.name)) return asked;
  return inTransaction(db, async (tx) => {
    const now = clock();
    const { context } = contextOf(
      {
        tx,
        actor: system,
        now,
        deviceTime: null,
        requestId: null,
        caller: { address: '', userAgent: '', origin: '' },
        endpoint: { name: 'jobs.actor-now', access: 'signed-in', records: [] },
      },
      ports,
    );
    const grants = await context.ask(grantsAtRun, { userId: asked.userId });
    const given = grants === null ? asGiven(asked) : { ...asked, grants };
    return ports.emergency?.widen(tx, given, now) ?? given;
  });
}
