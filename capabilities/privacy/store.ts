import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { Holds } from '#server/erasure/held.ts';
import type { Item } from '#server/erasure/item.ts';
import type { Entry } from '#server/erasure/ledger.ts';

export type Prepared = {
  readonly id: string;
  readonly basis: 'request' | 'term' | 'mistake';
  readonly reason: string;
  readonly by: string;
  readonly name: string;
  readonly at: Date;
};

/** False when the id is taken. */
export async function insertErasure(tx: Tx, made: Prepared, items: readonly Item[]): Promise<boolean> {
  const done = await sql`
    insert into erasure (id, basis, reason, prepared_by, prepared_name, prepared_at)
    values (${made.id}, ${made.basis}, ${made.reason}, ${made.by}, ${made.name}, ${made.at})
    on conflict (id) do nothing`.execute(tx);
  if (done.numAffectedRows !== 1n) return false;
  await sql`
    insert into erasure_item (erasure_id, ordinal, table_name, column_name, row_key, paths)
    select ${made.id}, at, item->>'table', item->>'column', item->'key', nullif(item->'paths', 'null'::jsonb)
    from jsonb_array_elements(${JSON.stringify(items)}::jsonb) with ordinality as given(item, at)`.execute(
    tx,
  );
  return true;
}

export type Erasure = {
  readonly basis: Prepared['basis'];
  readonly preparedBy: string;
  readonly doneAt: Date | null;
  readonly discardedAt: Date | null;
};

export async function lockErasure(tx: Tx, id: string): Promise<Erasure | undefined> {
  const found = await sql<Erasure>`
    select basis, prepared_by as "preparedBy", done_at as "doneAt", discarded_at as "discardedAt" from erasure where id = ${id} for update`.execute(
    tx,
  );
  return found.rows[0];
}

const ITEM = sql`jsonb_build_object('table', i.table_name, 'column', i.column_name, 'key', i.row_key, 'paths', i.paths)`;

export async function itemsOf(tx: Tx, id: string): Promise<readonly Item[]> {
  const found = await sql<{ item: Item }>`
    select ${ITEM} as item from erasure_item i where i.erasure_id = ${id} order by i.ordinal`.execute(tx);
  return found.rows.map(({ item }) => item);
}

export async function markDone(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await sql`update erasure set done_at = ${at}, done_by = ${by} where id = ${id}`.execute(tx);
}

export async function markDiscarded(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update erasure set discarded_at = ${at} where id = ${id}`.execute(tx);
}

/** All that was erased, as the ledger outside the database keeps it. */
export async function ledgerEntries(tx: Tx): Promise<readonly Entry[]> {
  const found = await sql<{ id: string; at: Date; items: Item[] | null; files: string[] | null }>`
    select e.id, e.done_at as at,
      (select jsonb_agg(${ITEM} order by i.ordinal) from erasure_item i where i.erasure_id = e.id) as items,
      (select jsonb_agg(f.name order by f.name) from erasure_file f
        where f.erasure_id = e.id and f.sought and f.kind = 'file') as files
    from erasure e where e.done_at is not null order by e.done_at, e.id`.execute(tx);
  return found.rows.map(({ id, at, items, files }) => ({
    id,
    at: at.toISOString(),
    items: items ?? [],
    ...(files ? { files } : {}),
  }));
}

/** Erasures that may still stand on old pages of the disk, and the tables in which they were. */
export async function unpurged(
  tx: Tx,
): Promise<readonly { readonly id: string; readonly tables: readonly string[] }[]> {
  const found = await sql<{ id: string; tables: string[] }>`
    select e.id, array(select distinct i.table_name from erasure_item i where i.erasure_id = e.id) as tables
    from erasure e where e.done_at is not null and e.purged_at is null order by e.done_at, e.id`.execute(tx);
  return found.rows;
}

/** Says of these that they are off the disk; one whose files are not all gone yet is not. */
export async function markPurged(tx: Tx, at: Date, ids: readonly string[]): Promise<void> {
  await sql`
    update erasure e set purged_at = ${at}
    where e.id = any(${[...ids]}::uuid[]) and e.purged_at is null
      and not exists (select 1 from erasure_file f where f.erasure_id = e.id and f.gone_at is null)`.execute(
    tx,
  );
}

/** Operations under a standing hold; nobody places one until this transaction ends. */
export async function standingHolds(tx: Tx): Promise<Holds> {
  await sql`lock table legal_hold in share mode`.execute(tx);
  return holdsSeen(tx);
}

/** The same without a lock, for whoever erases nothing: counting takes long, and a hold must not wait for it. */
export async function holdsSeen(tx: Tx): Promise<Holds> {
  const found = await sql<{ operation: string | null }>`
    select distinct operation_id as operation from legal_hold where lifted_at is null`.execute(tx);
  return {
    everything: found.rows.some(({ operation }) => operation === null),
    operations: found.rows.flatMap(({ operation }) => operation ?? []),
  };
}

export type Hold = {
  readonly id: string;
  readonly operationId: string | null;
  readonly reason: string;
  readonly by: string;
  readonly name: string;
  readonly at: Date;
};

export async function insertHold(tx: Tx, hold: Hold): Promise<boolean> {
  const done = await sql`
    insert into legal_hold (id, operation_id, reason, placed_by, placed_name, placed_at)
    values (${hold.id}, ${hold.operationId}, ${hold.reason}, ${hold.by}, ${hold.name}, ${hold.at})
    on conflict (id) do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** Who placed a hold that stands, locked; undefined when there is none, or it was lifted before. */
export async function lockHold(tx: Tx, id: string): Promise<{ readonly by: string } | undefined> {
  const found = await sql<{ by: string }>`
    select placed_by as by from legal_hold where id = ${id} and lifted_at is null for update`.execute(tx);
  return found.rows[0];
}

/** What it was for; null when there is none, or it was lifted before. */
export async function liftHoldRow(
  tx: Tx,
  id: string,
  by: string,
  at: Date,
): Promise<{ readonly operation: string | null } | null> {
  const lifted = await sql<{ operation: string | null }>`
    update legal_hold set lifted_at = ${at}, lifted_by = ${by} where id = ${id} and lifted_at is null
    returning operation_id as operation`.execute(tx);
  return lifted.rows[0] ?? null;
}
