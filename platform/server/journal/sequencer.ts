import { sql } from 'kysely';
import { type Database, inTransaction } from '../database/connect.ts';

// Any constant will do as long as no other lock of ours uses it.
const SEQUENCER_LOCK = 7_201_001;
const BATCH = 5_000;
const IDLE_MS = 100;

export type Sequencer = {
  /** Says that something was committed, so that numbering need not wait for the next look. */
  nudge(): void;
  stop(): Promise<void>;
};

/**
 * Numbers committed leaves, 0, 1, 2 … without a gap. Of many processes one holds the lock of a round; the others
 * find it taken and look again. Order within a round is by time of birth; across rounds it is the order of commit.
 */
export function startSequencer(
  db: Database,
  onNumbered: () => void,
  onError: (error: unknown) => void,
): Sequencer {
  let running: Promise<void> = Promise.resolve();
  let queued = false;
  let stopped = false;
  const round = () => {
    queued = false;
    running = numberPending(db)
      .then((count) => {
        if (count > 0) onNumbered();
        if (count === BATCH) nudge();
      })
      .catch(onError);
  };
  const nudge = () => {
    if (queued || stopped) return;
    queued = true;
    void running.then(() => {
      if (!stopped) round();
    });
  };
  const timer = setInterval(nudge, IDLE_MS);
  return {
    nudge,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

/** One round: how many leaves it numbered. */
export async function numberPending(db: Database): Promise<number> {
  return inTransaction(db, async (tx) => {
    const lock = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_xact_lock(${SEQUENCER_LOCK}) as mine`.execute(tx);
    if (!lock.rows[0]?.mine) return 0;
    const done = await sql`
      with taken as (
        delete from journal_pending where leaf_id in (
          select leaf_id from journal_pending order by written_at, leaf_id limit ${BATCH})
        returning leaf_id, written_at
      ), head as (select coalesce(max(index) + 1, 0) as next from journal_index)
      insert into journal_index (index, leaf_id)
      select head.next + row_number() over (order by taken.written_at, taken.leaf_id) - 1, taken.leaf_id
      from taken cross join head`.execute(tx);
    return Number(done.numAffectedRows ?? 0n);
  });
}
