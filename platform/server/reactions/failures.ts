/** What reactions could not do yet: waiting for the next try, or parked after the last one. */
import { type RawBuilder, sql } from 'kysely';
import { newId } from '#shared/id.ts';
import { Refused } from '#shared/problem.ts';
import type { Chance } from '#shared/random.ts';
import { type Database, inTransaction, type Tx } from '../database/connect.ts';
import { codeOf } from '../http/loggable.ts';
import type { Numbered } from '../journal/follow.ts';

/** The first tries and the nine that follow take up to 45 minutes; what fails then needs a person. */
const TRIES = 10;
/** So often the reaction waits for this leaf, about five seconds; then the leaf steps aside and the others go on. */
const TRIES_IN_LINE = 4;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 900_000;

/**
 * @param tries that failed so far, at least 1
 * @returns milliseconds until the next, or null when there is none: four times longer each time, at most 15 minutes,
 * less up to half of it by chance, so that many do not come back at once
 */
export function pauseAfter(tries: number, chance: Chance): number | null {
  if (tries >= TRIES) return null;
  const whole = Math.min(FIRST_PAUSE_MS * 4 ** (tries - 1), LONGEST_PAUSE_MS);
  return Math.round(whole * (1 - chance() / 2));
}

export type Waiting = { readonly name: string; readonly index: number };

/** When this leaf, which stands in line, may be tried again; null when it never failed. */
export async function nextTryOf(db: Database, { name, index }: Waiting): Promise<Date | null> {
  const found = await sql<{ at: Date | null }>`
    select next_try_at as at from reaction_parked where name = ${name} and index = ${index}`.execute(db);
  return found.rows[0]?.at ?? null;
}

/** Leaves that stepped aside and are due, in order; never one whose subject still waits for an earlier leaf. */
export async function dueAside(
  db: Database,
  names: readonly string[],
  now: Date,
  limit: number,
): Promise<readonly Waiting[]> {
  const found = await sql<Waiting>`
    select p.name, p.index from reaction_parked p join reaction_cursor c on c.name = p.name and p.index <= c.index
    where p.next_try_at <= ${now} and p.name = any(${[...names]}) and not ${earlierWaits(sql.ref('p.name'), sql.ref('p.subject'), sql.ref('p.index'))}
    order by p.index limit ${limit}`.execute(db);
  return found.rows;
}

function earlierWaits(name: unknown, subject: unknown, index: unknown): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from reaction_parked e where e.name = ${name} and e.subject = ${subject} and e.index < ${index}
    and e.next_try_at is not null)`;
}

/** Lets a leaf wait behind an earlier one about the same subject; false when there is none. */
export async function waitBehind(tx: Tx, name: string, leaf: Numbered, now: Date): Promise<boolean> {
  const put = await sql`
    insert into reaction_parked (id, name, index, subject, failure, tries, next_try_at, parked_at)
    select ${newId(now.getTime())}::uuid, ${name}, ${leaf.index}, ${leaf.subject}, 'waits-for-earlier', 0, ${now}, ${now}
    where ${earlierWaits(name, leaf.subject, leaf.index)}
    on conflict (name, index) do nothing`.execute(tx);
  return Number(put.numAffectedRows ?? 0n) > 0;
}

/** Takes the leaf off the list in the transaction that does its work; false when another process did. */
export async function takeBack(tx: Tx, { name, index }: Waiting): Promise<boolean> {
  const gone = await sql`delete from reaction_parked where name = ${name} and index = ${index}`.execute(tx);
  return Number(gone.numAffectedRows ?? 0n) > 0;
}

/** Counts a failed try where a restart finds it. */
export async function keepFailure(
  db: Database,
  failed: { readonly name: string; readonly leaf: Numbered; readonly error: unknown },
  { now, chance }: { readonly now: Date; readonly chance: Chance },
): Promise<{ readonly isInLine: boolean }> {
  const { name, leaf } = failed;
  return inTransaction(db, async (tx) => {
    const kept = await sql<{ tries: number }>`
      insert into reaction_parked (id, name, index, subject, failure, tries, parked_at)
      values (${newId(now.getTime())}, ${name}, ${leaf.index}, ${leaf.subject}, ${failureOf(failed.error)}, 1, ${now})
      on conflict (name, index) do update set
        tries = reaction_parked.tries + 1, failure = excluded.failure, parked_at = excluded.parked_at
      returning tries`.execute(tx);
    const tries = kept.rows[0]?.tries ?? 1;
    const pause = pauseAfter(tries, chance);
    const next = pause === null ? null : new Date(now.getTime() + pause);
    await sql`update reaction_parked set next_try_at = ${next} where name = ${name} and index = ${leaf.index}`.execute(
      tx,
    );
    return { isInLine: tries < TRIES_IN_LINE };
  });
}

/** A stable code that quotes nothing: of a refusal, of the database, or the kind of error. */
export function failureOf(error: unknown): string {
  if (error instanceof Refused) return error.refusal.refused;
  return codeOf(error);
}
