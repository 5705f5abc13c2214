import { sql } from 'kysely';
import { type Database, inTransaction, type Tx } from '#server/database/connect.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { waitAfter } from './rules.ts';
import { tokenHash } from './secrets.ts';

/**
 * Slows down whoever keeps failing, over all processes of this server and over a restart. An attempt is no event of the
 * journal, and its row is gone after half an hour.
 */
export type Attempts = {
  /**
   * Counts an attempt before it is tried, so that many at once cannot all be the first; a success forgets it.
   * @throws Refused `rate.limited` while this key has to wait
   */
  enter(db: Database, key: string, now: Date): Promise<void>;
  succeeded(tx: Tx, key: string): Promise<void>;
};

const FORGET_MS = 30 * 60_000;

/** @param door tells the keys of one door from those of others */
export function attempts(door: string, longestS: number): Attempts {
  const hashOf = (key: string) => tokenHash(`${door} ${key}`);
  return {
    async enter(db, key, now) {
      const seconds = await inTransaction(db, (tx) => count(tx, hashOf(key), now, longestS));
      if (seconds > 0) throw new Refused(refuse('rate.limited', { seconds }));
    },
    async succeeded(tx, key) {
      await sql`delete from account_attempt where key_hash = ${hashOf(key)}`.execute(tx);
    },
  };
}

/** Seconds to wait, and then nothing is counted; 0 when the attempt may be made. */
async function count(tx: Tx, hash: Buffer, now: Date, longestS: number): Promise<number> {
  const old = new Date(now.getTime() - FORGET_MS);
  // Not one that somebody else is counting at this moment: two would wait for each other.
  await sql`delete from account_attempt where key_hash in (
    select key_hash from account_attempt where last_at < ${old} limit 100 for update skip locked)`.execute(
    tx,
  );
  await sql`
    insert into account_attempt (key_hash, failures, last_at) values (${hash}, 0, ${now})
    on conflict (key_hash) do nothing`.execute(tx);
  const found = await sql<{ failures: number; lastAt: Date }>`
    select failures, last_at as "lastAt" from account_attempt where key_hash = ${hash} for update`.execute(
    tx,
  );
  const { failures = 0, lastAt = now } = found.rows[0] ?? {};
  const waitS = Math.ceil((lastAt.getTime() - now.getTime()) / 1000) + waitAfter(failures, longestS);
  if (failures > 0 && waitS > 0) return waitS;
  await sql`
    update account_attempt set failures = failures + 1, last_at = ${now} where key_hash = ${hash}`.execute(
    tx,
  );
  return 0;
}
