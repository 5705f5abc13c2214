import { sql } from 'kysely';
import { type Database, inTransaction, type Tx } from '../database/connect.ts';
import type { Log } from './identity.ts';
import { grow, standing } from './tree.ts';

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
 * Numbers committed leaves, 0, 1, 2 … without a gap, and grows the journal's tree by them. Of many processes one holds
 * the lock of a round; the others find it taken and look again. Order within a round is by time of birth; across rounds
 * it is the order of commit.
 */
export function startSequencer(
  db: Database,
  log: Log,
  onNumbered: () => void,
  onError: (error: unknown) => void,
): Sequencer {
  let running: Promise<void> = Promise.resolve();
  let queued = false;
  let stopped = false;
  const round = () => {
    queued = false;
    running = numberPending(db, log)
      .then(({ numbered, isMore }) => {
        if (numbered > 0) onNumbered();
        if (isMore) nudge();
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

/** How many leaves a round numbered, and whether it knows that more wait. */
type Round = { readonly numbered: number; readonly isMore: boolean };

/** One round. Nothing when another process has the turn. */
export async function numberPending(db: Database, log: Log): Promise<Round> {
  return inTransaction(db, async (tx) => {
    const lock = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_xact_lock(${SEQUENCER_LOCK}) as mine`.execute(tx);
    if (!lock.rows[0]?.mine) return { numbered: 0, isMore: false };
    const { frontier, numbered, isAnyPending } = await standing(tx);
    if (frontier.size < numbered) {
      await grow(tx, log, frontier, await leavesFrom(tx, frontier.size));
      return { numbered: 0, isMore: true };
    }
    if (!isAnyPending) return { numbered: 0, isMore: false };
    const leaves = await numberFrom(tx, frontier.size);
    // Numbered from `size` on, not after the highest number found: what somebody took away is never given again.
    await grow(tx, log, frontier, leaves);
    return { numbered: leaves.length, isMore: leaves.length === BATCH };
  });
}

/** Waits until everything that is committed has a number, whoever gives it. */
export async function numberAll(db: Database, log: Log): Promise<void> {
  for (;;) {
    await numberPending(db, log);
    const waiting = await sql`
      select 1 from journal_head h where exists (select 1 from journal_pending)
        or size < (select coalesce(max(index) + 1, 0) from journal_index)`.execute(db);
    if (waiting.rows.length === 0) return;
  }
}

type Hashed = { readonly index: number; readonly hash: Buffer };

/** Leaves that had a number before there was a tree. */
async function leavesFrom(tx: Tx, first: number): Promise<readonly Buffer[]> {
  const found = await sql<Hashed>`
    select i.index, l.hash from journal_index i join journal_leaf l on l.id = i.leaf_id
    where i.index >= ${first} order by i.index limit ${BATCH}`.execute(tx);
  return inOrder(found.rows, first);
}

/**
 * Gives numbers from `next` on, in one statement. Each leaf is looked up by itself (`offset 0`): a plain join would make
 * the planner read all leaves for the sake of one, because it cannot know how few are pending.
 */
async function numberFrom(tx: Tx, next: number): Promise<readonly Buffer[]> {
  const found = await sql<Hashed>`
    with waiting as materialized (
      select ctid as place, leaf_id, written_at from journal_pending order by written_at, leaf_id limit ${BATCH}
    ), taken as (
      delete from journal_pending where ctid = any(array(select place from waiting))
    ), numbered as materialized (
      select ${next}::bigint + row_number() over (order by w.written_at, w.leaf_id) - 1 as index, l.*
      from waiting w cross join lateral (
        select id, event, kind, subject, operation, area,
          case when author ->> 'user' = '' and kind = 'account' then '@' || subject else author ->> 'user' end as actor,
          author ->> 'agency' as actor_agency, author ->> 'role' as role, written_at, attributes ->> 'agency' as agency,
          coalesce(attributes ->> 'by', attributes ->> 'user') as owner, attributes ->> 'about' as about, hash
        from journal_leaf where id = w.leaf_id offset 0) l
    ), listed as (
      insert into journal_index (index, leaf_id, event, kind, subject, operation, area, actor, actor_agency, role,
        written_at, agency, owner, about)
      select index, id, event, kind, subject, operation, area, actor, actor_agency, role, written_at, agency, owner, about
      from numbered
    )
    select index, hash from numbered order by index`.execute(tx);
  return inOrder(found.rows, next);
}

/** A tree has no holes: better no further number than one that stands for another leaf. */
function inOrder(leaves: readonly Hashed[], first: number): readonly Buffer[] {
  for (const [place, { index }] of leaves.entries()) {
    if (index !== first + place)
      throw new Error(`the journal has no leaf ${first + place}: run "rakor journal verify"`);
  }
  return leaves.map(({ hash }) => hash);
}
