import { sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import type { Item } from './item.ts';

/** Whether any of these rows belongs to one of the operations; rows of no operation belong to none. */
export async function belongsToAny(
  tx: Tx,
  items: readonly Item[],
  operations: readonly string[],
): Promise<boolean> {
  if (operations.length === 0) return false;
  const byTable = new Map<string, Item[]>();
  for (const item of items) byTable.set(item.table, [...(byTable.get(item.table) ?? []), item]);
  const withOperation = await tablesWithOperation(tx);
  for (const [table, own] of byTable) {
    if (table === 'journal_apart' && (await apartBelongs(tx, own, operations))) return true;
    if (withOperation.has(table) && (await rowsBelong(tx, table, own, operations))) return true;
  }
  return false;
}

async function tablesWithOperation(tx: Tx): Promise<ReadonlySet<string>> {
  const found = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = current_schema() and column_name = 'operation_id'`.execute(tx);
  return new Set(found.rows.map(({ name }) => name));
}

async function apartBelongs(tx: Tx, items: readonly Item[], operations: readonly string[]): Promise<boolean> {
  const leaves = items.flatMap(({ key }) => key.leaf_id ?? []);
  const found = await sql`
    select 1 from journal_leaf where id = any(${leaves}::uuid[]) and operation = any(${[...operations]}::uuid[]) limit 1`.execute(
    tx,
  );
  return found.rows.length > 0;
}

async function rowsBelong(
  tx: Tx,
  table: string,
  items: readonly Item[],
  operations: readonly string[],
): Promise<boolean> {
  const keys = items.map(({ key }) => key);
  const found = await sql`
    select 1 from ${sql.table(table)} t
    join jsonb_array_elements(${JSON.stringify(keys)}::jsonb) wanted
      on (select bool_and(to_jsonb(t)->>part.key = part.value) from jsonb_each_text(wanted) part)
    where t.operation_id = any(${[...operations]}::uuid[]) limit 1`.execute(tx);
  return found.rows.length > 0;
}
