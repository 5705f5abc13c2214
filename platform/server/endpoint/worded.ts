/** Fields whose text stands in no row: names that other rooms give to the keys that the rows hold. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database/connect.ts';

/** Texts by key. */
export type Words = ReadonlyMap<string, string>;

export type Worded = {
  /** Texts of these keys, to be shown; null for a key without one. */
  readonly of: (keys: readonly string[]) => Promise<Words>;
  /** Texts of every key that the list can hold: asked only where somebody searches, filters or sorts by them. */
  readonly all: () => Promise<Words>;
};

/** What a condition says of a text. */
export type Says = (text: RawBuilder<unknown>) => RawBuilder<unknown>;

/** Words as a table of `key` and `text`. */
export function wordTable(words: Words): RawBuilder<unknown> {
  return sql`unnest(${[...words.keys()]}::text[], ${[...words.values()]}::text[])`;
}

/** The same that a condition on the text would find, said of the key. The words are compared once, not for each row. */
export async function ofWords(
  tx: Tx,
  key: RawBuilder<unknown>,
  words: Words,
  says: Says,
): Promise<RawBuilder<unknown>> {
  const keys = await keysThat(tx, words, says);
  const of = sql`${key} = any(${keys}::text[])`;
  const none = await sql<{ fits: boolean | null }>`select ${says(sql`null::text`)} as fits`.execute(tx);
  if (none.rows[0]?.fits !== true) return of;
  return sql`(${of} or ${key} is null or ${key} <> all(${[...words.keys()]}::text[]))`;
}

/** Keys whose text satisfies a condition. */
export async function keysThat(tx: Tx, words: Words, says: Says): Promise<readonly string[]> {
  const found = await sql<{ key: string }>`
    select w.key from ${wordTable(words)} as w (key, text) where ${says(sql`w.text`)}`.execute(tx);
  return found.rows.map(({ key }) => key);
}
