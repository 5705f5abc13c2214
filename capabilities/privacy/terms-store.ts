/** SQL of notices and counts. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { Count, Ends } from '#server/erasure/due.ts';
import type { Holds } from '#server/erasure/held.ts';

export type Notice = {
  readonly id: string;
  readonly line: string;
  readonly announcedAt: Date;
  readonly runsAt: Date;
  /** What was known on its day; null for a notice from before this was kept. */
  readonly standing: Announced | null;
};
/** By which it was told what is due, and of that what nobody holds. */
export type Announced = { readonly ends: Ends; readonly holds: Holds };
type Kept = {
  readonly ends: readonly { readonly operation: string; readonly endsAt: string }[];
  readonly holds: Holds;
};

/** Notices that stand, the earliest first. */
export async function standingNotices(tx: Tx): Promise<readonly Notice[]> {
  const found = await sql<Omit<Notice, 'standing'> & { readonly standing: Kept | null }>`
    select id, line, announced_at as "announcedAt", runs_at as "runsAt", standing from term_notice
    where ended_at is null order by runs_at, line`.execute(tx);
  return found.rows.map(({ standing, ...notice }) => ({ ...notice, standing: standing && read(standing) }));
}

const read = ({ ends, holds }: Kept): Announced => ({
  ends: ends.map(({ operation, endsAt }) => ({ operation, endsAt: new Date(endsAt) })),
  holds,
});

export async function insertNotice(tx: Tx, notice: Notice, announced: number): Promise<void> {
  await sql`
    insert into term_notice (id, line, announced_at, runs_at, announced, standing)
    values (${notice.id}, ${notice.line}, ${notice.announcedAt}, ${notice.runsAt}, ${announced},
            ${JSON.stringify(notice.standing)}::jsonb)`.execute(tx);
}

export async function addErased(tx: Tx, id: string, rows: number): Promise<void> {
  await sql`update term_notice set erased = erased + ${rows} where id = ${id}`.execute(tx);
}

export async function endNotice(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update term_notice set ended_at = ${at} where id = ${id} and ended_at is null`.execute(tx);
}

export type Counted = Count & { readonly line: string };

/** Replaces what stood; lines that are declared no longer go. */
export async function saveCounts(tx: Tx, counts: readonly Counted[], at: Date): Promise<void> {
  await sql`delete from term_count`.execute(tx);
  await sql`
    insert into term_count (line, counted_at, kept, due, held, unknown, oldest, next)
    select line, ${at}::timestamptz, kept, due, held, unknown, oldest, next
    from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as c(line text, kept integer, due integer, held integer,
      unknown integer, oldest timestamptz, next timestamptz)`.execute(tx);
}

/** When it was last counted; null: never yet. */
export async function countedAt(tx: Tx): Promise<Date | null> {
  const found = await sql<{ at: Date | null }>`select max(counted_at) as at from term_count`.execute(tx);
  return found.rows[0]?.at ?? null;
}
