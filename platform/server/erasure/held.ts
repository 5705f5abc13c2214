import { sql } from 'kysely';
import type { Holdings } from '#shared/holding.ts';
import type { Tx } from '../database/connect.ts';
import type { Item } from './item.ts';
import { type Declared, operationOf, tablesOf } from './ways.ts';

/** Operations that are held; `everything` where one hold is for the whole server. */
export type Holds = { readonly everything: boolean; readonly operations: readonly string[] };

/**
 * Whether a hold protects any of these rows: its operation is held, or nobody can tell which operation it belongs to
 * and any is held. Rows that are gone are protected by nothing.
 */
export async function isHeld(
  tx: Tx,
  items: readonly Item[],
  holds: Holds,
  holdings: readonly Holdings[],
): Promise<boolean> {
  if (holds.everything) return true;
  if (holds.operations.length === 0) return false;
  const declared = tablesOf(holdings);
  const byTable = new Map<string, Item[]>();
  for (const item of items) byTable.set(item.table, [...(byTable.get(item.table) ?? []), item]);
  for (const [table, own] of byTable) if (await anyHeld(tx, own, holds, { declared, table })) return true;
  return false;
}

async function anyHeld(
  tx: Tx,
  items: readonly Item[],
  holds: Holds,
  { declared, table }: { readonly declared: Declared; readonly table: string },
): Promise<boolean> {
  const keys = JSON.stringify(items.map(({ key }) => key));
  const found = await sql`
    select 1 from ${sql.table(table)} t
    join jsonb_array_elements(${keys}::jsonb) wanted
      on (select bool_and(to_jsonb(t)->>part.key = part.value) from jsonb_each_text(wanted) part)
    where ${heldRow(declared, table, 't', holds)} limit 1`.execute(tx);
  return found.rows.length > 0;
}

/** A condition on a row: a hold protects it. */
export function heldRow(declared: Declared, table: string, alias: string, holds: Holds) {
  if (holds.everything) return sql<boolean>`true`;
  if (holds.operations.length === 0) return sql<boolean>`false`;
  const operation = operationOf(declared, table, alias);
  if (operation === 'none') return sql<boolean>`false`;
  if (operation === 'unknown') return sql<boolean>`true`;
  return sql<boolean>`coalesce(${operation} = any(${[...holds.operations]}::uuid[]), true)`;
}
