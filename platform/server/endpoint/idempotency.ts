import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { Refused, refuse } from '#shared/problem.ts';
import { type Database, inTransaction, type Tx } from '../database/connect.ts';

export type Request = {
  readonly id: string;
  readonly actor: string;
  readonly endpoint: string;
  readonly bodyHash: Buffer;
};

export function bodyHash(params: unknown, query: unknown, body: unknown): Buffer {
  const hash = createHash('sha256').update(JSON.stringify([params, query]));
  return hash.update(body instanceof Uint8Array ? body : JSON.stringify(body ?? null)).digest();
}

/**
 * Claims a request id in the transaction that will answer it. A twin that is under way waits at the primary key.
 * @returns null when this is the first time; otherwise the answer given then
 * @throws Refused when the id was used for something else, or by somebody else
 */
export async function claim(tx: Tx, request: Request, now: Date): Promise<{ reply: unknown } | null> {
  const inserted = await sql`
    insert into answered_request (id, actor, endpoint, body_hash, answered_at)
    values (${request.id}, ${request.actor}, ${request.endpoint}, ${request.bodyHash}, ${now})
    on conflict (id) do nothing returning id`.execute(tx);
  if (inserted.rows.length === 1) return null;
  const found = await sql<{ reply: unknown; actor: string; endpoint: string; body_hash: Buffer }>`
    select reply, actor, endpoint, body_hash from answered_request where id = ${request.id}`.execute(tx);
  const earlier = found.rows[0];
  const same =
    earlier?.actor === request.actor &&
    earlier.endpoint === request.endpoint &&
    earlier.body_hash.equals(request.bodyHash);
  if (!earlier || !same) throw new Refused(refuse('request.id-reused'));
  return { reply: earlier.reply };
}

export async function keepAnswer(tx: Tx, id: string, reply: unknown): Promise<void> {
  await sql`update answered_request set reply = ${JSON.stringify(reply ?? null)}::jsonb where id = ${id}`.execute(
    tx,
  );
}

// Longer than a phone lies in a drawer; after that the own id of what was created makes a resend harmless.
export const ANSWERS_KEPT_MS = 30 * 24 * 3_600_000;
const FORGET_AT_ONCE = 5_000;

/** Deletes answers that are too old to be asked for again: they hold what people were told. */
export async function forgetAnswers(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - ANSWERS_KEPT_MS);
  for (;;) {
    const gone = await inTransaction(db, (tx) =>
      sql`
        delete from answered_request where id in (
          select id from answered_request where answered_at < ${before} order by answered_at limit ${FORGET_AT_ONCE})`.execute(
        tx,
      ),
    );
    if (Number(gone.numAffectedRows ?? 0n) < FORGET_AT_ONCE) return;
  }
}
