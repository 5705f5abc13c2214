import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Holdings, open, rooted, table, words } from '#shared/holding.ts';
import { type Connection, connect, inTransaction } from '../database/connect.ts';
import { testDatabase } from '../database/test-database.ts';
import { isHeld } from './held.ts';

const what = words('uji', 'test');
const anybody = { by: [], anyone: 'public' } as const;
const holding = (...names: readonly string[]) => table(what, open(anybody, what, 'id', ...names));
/** `leaf` hangs on `branch`, which hangs on `tree`, which names its operation or none. */
const holdings: Holdings = rooted(
  {
    tree: holding('operation_id'),
    branch: holding('tree_id'),
    leaf: holding('branch_id'),
    stone: holding('note'),
    cloud: holding('note'),
  },
  { branch: { by: 'tree_id', table: 'tree' }, leaf: { by: 'branch_id', table: 'branch' }, cloud: 'none' },
);

let connection: Connection;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await testDatabase({ key: 'empty', build: async () => {} });
  connection = connect(database.url);
  drop = database.drop;
  await sql`create table tree (id uuid primary key, operation_id uuid)`.execute(connection.db);
  await sql`create table branch (id uuid primary key, tree_id uuid)`.execute(connection.db);
  await sql`create table leaf (id uuid primary key, branch_id uuid)`.execute(connection.db);
  await sql`create table stone (id uuid primary key, note text)`.execute(connection.db);
  await sql`create table cloud (id uuid primary key, note text)`.execute(connection.db);
});
afterAll(async () => {
  await connection.close();
  await drop();
});

const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
const operations = [first, second, third] as const;
type Row = { readonly table: string; readonly id: string; readonly up: string | null };

/** Rows whose parent may be any row of the table above, none, or one that is not there. */
const rows = fc
  .record({
    trees: fc.array(fc.option(fc.constantFrom(...operations)), { minLength: 1, maxLength: 4 }),
    branches: fc.array(fc.option(fc.nat(5)), { maxLength: 5 }),
    leaves: fc.array(fc.option(fc.nat(6)), { maxLength: 5 }),
    others: fc.array(fc.constantFrom('stone', 'cloud'), { maxLength: 3 }),
  })
  .map(({ trees, branches, leaves, others }): readonly Row[] => {
    const grown = trees.map((up) => ({ table: 'tree', id: randomUUID(), up }));
    const above = (of: readonly Row[], at: number | null) =>
      at === null ? null : (of[at]?.id ?? randomUUID());
    const held = branches.map((at) => ({ table: 'branch', id: randomUUID(), up: above(grown, at) }));
    const last = leaves.map((at) => ({ table: 'leaf', id: randomUUID(), up: above(held, at) }));
    return [
      ...grown,
      ...held,
      ...last,
      ...others.map((name) => ({ table: name, id: randomUUID(), up: null })),
    ];
  });

/** The same in plain words: climb, and where the climb ends nowhere, nobody can tell. */
function isProtected(row: Row, all: readonly Row[], holds: readonly string[], everything: boolean): boolean {
  if (everything) return true;
  if (holds.length === 0 || row.table === 'cloud') return false;
  if (row.table === 'stone' || row.up === null) return true;
  if (row.table === 'tree') return holds.includes(row.up);
  const parent = all.find(({ id }) => id === row.up);
  return parent === undefined || isProtected(parent, all, holds, everything);
}

const parents: Readonly<Record<string, string>> = {
  tree: 'operation_id',
  branch: 'tree_id',
  leaf: 'branch_id',
};

it('protects what hangs on a held operation however far, and what tells of none as soon as any is held', async () => {
  const holding = fc.record({ operations: fc.subarray([...operations]), everything: fc.boolean() });
  const inside = fc.asyncProperty(rows, holding, async (all, holds) => {
    await inTransaction(connection.db, async (tx) => {
      for (const name of ['tree', 'branch', 'leaf', 'stone', 'cloud'])
        await sql`delete from ${sql.table(name)}`.execute(tx);
      for (const { table: name, id, up } of all) {
        const parent = parents[name];
        await (parent
          ? sql`insert into ${sql.table(name)} (id, ${sql.ref(parent)}) values (${id}, ${up})`
          : sql`insert into ${sql.table(name)} (id) values (${id})`
        ).execute(tx);
      }
      for (const row of all) {
        const item = { table: row.table, column: 'note', key: { id: row.id }, paths: null };
        const expected = isProtected(row, all, holds.operations, holds.everything);
        expect(await isHeld(tx, [item], holds, [holdings]), JSON.stringify({ row, holds })).toBe(expected);
      }
    });
  });
  await fc.assert(inside, { numRuns: 60, seed: 20_241_127 });
});
