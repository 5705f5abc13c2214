/** Ways from a row to what it belongs to, as SQL, by what rooms declare of their tables. */
import { type RawBuilder, sql } from 'kysely';
import type { Holdings, Root, Table } from '#shared/holding.ts';
import type { Tx } from '../database/connect.ts';

/** Longer than any chain of ours; a circle ends here. */
const FARTHEST = 8;

/** Tables by name, as all rooms and the platform declare them. */
export type Declared = ReadonlyMap<string, Table>;

export function tablesOf(holdings: readonly Holdings[]): Declared {
  return new Map(holdings.flatMap((held) => Object.entries(held)));
}

/**
 * The operation of a row: an expression that is null where the row does not tell. `none`: such rows belong to no
 * operation; `unknown`: nothing is declared from which it could be told.
 */
export type ToOperation = RawBuilder<string | null> | 'none' | 'unknown';

export function operationOf(declared: Declared, table: string, alias: string): ToOperation {
  return follow(declared, table, alias, FARTHEST);
}

function follow(declared: Declared, table: string, alias: string, left: number): ToOperation {
  const root = rootOf(declared, table);
  if (root === undefined || left === 0) return 'unknown';
  if (root === 'none') return 'none';
  if ('operation' in root) return sql<string | null>`${sql.ref(`${alias}.${root.operation}`)}::uuid`;
  const there = `${alias}_`;
  const further = follow(declared, root.table, there, left - 1);
  return typeof further === 'string' ? further : above(root, { alias, there, value: further });
}

/** Whether anything is declared from which the operation of such a row could be told. */
export function rootIsTold(declared: Declared, table: string): boolean {
  return rootOf(declared, table) !== undefined;
}

function rootOf(declared: Declared, table: string): Root | undefined {
  const held = declared.get(table);
  if (held?.root) return held.root;
  return held && 'operation_id' in held.columns ? { operation: 'operation_id' } : undefined;
}

type Above = { readonly alias: string; readonly there: string; readonly value: RawBuilder<unknown> };

function above({ by, table }: Exclude<Root, 'none' | { operation: string }>, { alias, there, value }: Above) {
  return sql<string | null>`(select ${value} from ${sql.table(table)} ${sql.ref(there)}
    where ${sql.ref(`${there}.id`)} = ${sql.ref(`${alias}.${by}`)})`;
}

/**
 * A column of the row itself, or `table.column` of a row that it belongs to.
 * @throws where no declared way leads to that table
 */
export function columnOf(
  declared: Declared,
  table: string,
  alias: string,
  name: string,
): RawBuilder<unknown> {
  const [wanted, column] = name.includes('.') ? name.split('.') : [table, name];
  return climb(declared, { table, alias }, { wanted: wanted ?? '', column: column ?? '' }, FARTHEST);
}

function climb(
  declared: Declared,
  at: { readonly table: string; readonly alias: string },
  to: { readonly wanted: string; readonly column: string },
  left: number,
): RawBuilder<unknown> {
  if (at.table === to.wanted) return sql.ref(`${at.alias}.${to.column}`);
  const root = rootOf(declared, at.table);
  if (left === 0 || root === undefined || root === 'none' || 'operation' in root)
    throw new Error(`no declared way leads from ${at.table} to ${to.wanted}`);
  const there = `${at.alias}_`;
  const value = climb(declared, { table: root.table, alias: there }, to, left - 1);
  return above(root, { alias: at.alias, there, value });
}

/** Columns by which a record of this table is named in the journal: its own id, and the row that it hangs on. */
export function namesOf(declared: Declared, table: string): readonly string[] {
  const root = declared.get(table)?.root;
  return ['id', ...(root && root !== 'none' && 'by' in root ? [root.by] : [])].filter(
    (name) => name in (declared.get(table)?.columns ?? {}),
  );
}

/** Ids of all operations: rows of tables that are themselves one. */
export async function operationsIn(tx: Tx, declared: Declared): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [table, { root }] of declared) {
    if (!root || root === 'none' || !('operation' in root) || root.operation !== 'id') continue;
    const ids = await sql<{ id: string }>`select id from ${sql.table(table)} order by id`.execute(tx);
    found.push(...ids.rows.map(({ id }) => id));
  }
  return found;
}
