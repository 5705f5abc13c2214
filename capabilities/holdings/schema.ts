/** The database that is running, as it says of itself. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';

export type Schema = {
  /** `table.column`, sorted. */
  readonly columns: readonly string[];
  readonly tables: number;
  /** First 16 hex digits of SHA-256 over tables, columns and types. */
  readonly hash: string;
};

export async function readSchema(tx: Tx): Promise<Schema> {
  const found = await sql<{ table: string; column: string; type: string }>`
    select c.table_name as "table", c.column_name as "column", c.udt_name as type
    from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'`.execute(tx);
  const rows = found.rows.map(({ table, column, type }) => ({ name: `${table}.${column}`, table, type }));
  const lines = rows.map(({ name, type }) => `${name} ${type}`).sort();
  return {
    columns: rows.map(({ name }) => name).sort(),
    tables: new Set(rows.map(({ table }) => table)).size,
    hash: createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16),
  };
}

export async function findNewestMigration(tx: Tx): Promise<{ name: string; at: Date } | null> {
  const found = await sql<{ name: string; at: Date }>`
    select room || '/' || name as name, applied_at as at from platform_migration
    order by applied_at desc, room, name desc limit 1`.execute(tx);
  return found.rows[0] ?? null;
}
