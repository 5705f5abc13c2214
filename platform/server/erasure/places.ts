/** Where personal values lie in this database: what rooms declare, met with what the database says of its columns. */
import { sql } from 'kysely';
import type { Holdings } from '#shared/holding.ts';
import type { Tx } from '../database/connect.ts';

export type Place = {
  readonly table: string;
  readonly column: string;
  /** PostgreSQL's short name of the type: `text`, `jsonb`. */
  readonly type: string;
  readonly nullable: boolean;
  /** Columns of the primary key. */
  readonly key: readonly string[];
  /** Their types, by column. */
  readonly keyTypes: Readonly<Record<string, string>>;
  /** Columns that are declared as one thing share this: `station.address` for an address and its words. */
  readonly group: string;
};

/** Every column that is declared personal, in the order of the declarations. */
export async function personalPlaces(tx: Tx, holdings: readonly Holdings[]): Promise<readonly Place[]> {
  const columns = await sql<{ table: string; column: string; type: string; nullable: boolean }>`
    select table_name as "table", column_name as "column", udt_name as type, is_nullable = 'YES' as nullable
    from information_schema.columns where table_schema = current_schema()`.execute(tx);
  const keys = await sql<{ table: string; key: readonly string[] }>`
    select c.relname as "table", array_agg(a.attname::text order by a.attnum) as key
    from pg_index i
    join pg_class c on c.oid = i.indrelid and c.relnamespace = current_schema()::regnamespace
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indisprimary group by c.relname`.execute(tx);
  const keyOf = new Map(keys.rows.map(({ table, key }) => [table, key]));
  const known = new Map(columns.rows.map((row) => [`${row.table}.${row.column}`, row]));
  return holdings.flatMap((held) =>
    Object.entries(held).flatMap(([table, { columns: declared }]) =>
      Object.entries(declared).flatMap(([column, meant]): Place[] => {
        const found = known.get(`${table}.${column}`);
        const key = keyOf.get(table);
        if (meant.class !== 'personal' || !found) return [];
        if (!key) throw new Error(`${table} has no primary key: its ${column} could not be erased`);
        const first = Object.keys(declared).find((name) => declared[name] === meant) ?? column;
        return [{ ...found, key, keyTypes: typesOf(table, key, known), group: `${table}.${first}` }];
      }),
    ),
  );
}

function typesOf(
  table: string,
  key: readonly string[],
  known: ReadonlyMap<string, { readonly type: string }>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(key.map((column) => [column, known.get(`${table}.${column}`)?.type ?? 'text']));
}
