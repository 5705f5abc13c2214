import { sql } from 'kysely';
import type { Attributes } from '#shared/visibility.ts';
import type { Database } from '../database/connect.ts';

/** A numbered leaf as realtime and reactions read it: what happened to what, not the values. */
export type Numbered = {
  readonly index: number;
  readonly leafId: string;
  readonly event: string;
  readonly kind: string;
  readonly subject: string;
  readonly operation: string | null;
  readonly area: string | null;
  readonly attributes: Attributes;
};

/** Leaves with an index greater than `after`, in order. Only these may be followed: a serial number lies about commits. */
export async function numberedAfter(
  db: Database,
  after: number,
  limit: number,
): Promise<readonly Numbered[]> {
  const found = await sql<Numbered>`
    select i.index, l.id as "leafId", l.event, l.kind, l.subject, l.operation, l.area, l.attributes
    from (select * from journal_index where index > ${after} order by index limit ${limit}) i
      cross join lateral (select * from journal_leaf where id = i.leaf_id offset 0) l
    order by i.index`.execute(db);
  return found.rows;
}

/** The highest index so far; -1 for an empty journal. */
export async function headIndex(db: Database): Promise<number> {
  const found = await sql<{
    head: number;
  }>`select coalesce(max(index), -1) as head from journal_index`.execute(db);
  return found.rows[0]?.head ?? -1;
}

/** The index of a leaf, or null when it has none (yet). */
export async function indexOfLeaf(db: Database, leafId: string): Promise<number | null> {
  const found = await sql<{
    index: number;
  }>`select index from journal_index where leaf_id = ${leafId}`.execute(db);
  return found.rows[0]?.index ?? null;
}
