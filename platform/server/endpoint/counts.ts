/** Counts of lists that only ever grow: what was counted once stays counted, and only what came since is looked at. */
import { hash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database/connect.ts';

type Counted = { readonly until: number; readonly total: number };

/** Kept by what was asked, rights included: the statement with its values. Of one database. */
export type CountBook = Map<string, Counted>;

const MOST_KEPT = 2_000;

export function countBook(): CountBook {
  return new Map();
}

export type Growing = {
  readonly book: CountBook;
  /** Of a row: a number that every later row exceeds. A row that was seen never changes and never goes. */
  readonly number: RawBuilder<unknown>;
  /** The highest such number of all, whoever may see it; null for none. */
  readonly highest: RawBuilder<unknown>;
};

/** @param from the rows that pass, as `from … where …` without anything behind it; a `where` is there */
export async function countGrowing(
  tx: Tx,
  { book, number, highest }: Growing,
  from: RawBuilder<unknown>,
): Promise<number> {
  const key = keyOf(tx, from);
  const kept = book.get(key) ?? { until: -1, total: 0 };
  const found = await sql<{ until: number | null; total: number }>`
    select (${highest}) as until, (select count(*) ${from} and ${number} > ${kept.until}) as total`.execute(
    tx,
  );
  const { until, total } = found.rows[0] ?? { until: null, total: 0 };
  // Somebody with a later view of the database has counted meanwhile.
  if ((until ?? -1) < kept.until) return countWhole(tx, from);
  book.delete(key);
  if (book.size >= MOST_KEPT) book.delete(book.keys().next().value ?? '');
  book.set(key, { until: until ?? -1, total: kept.total + total });
  return kept.total + total;
}

async function countWhole(tx: Tx, from: RawBuilder<unknown>): Promise<number> {
  const found = await sql<{ total: number }>`select count(*) as total ${from}`.execute(tx);
  return found.rows[0]?.total ?? 0;
}

function keyOf(tx: Tx, from: RawBuilder<unknown>): string {
  const { sql: text, parameters } = from.compile(tx);
  return hash('sha256', JSON.stringify([text, parameters]));
}
