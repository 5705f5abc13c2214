/** Somebody with every right on the database: no rule of the database holds whoever owns it. */
import pg from 'pg';

/** What the journal consists of, with the columns that are written (one is computed). */
const TABLES = {
  journal_leaf: 'id, event, kind, subject, operation, area, attributes, bytes, hash, written_at',
  journal_index:
    'index, leaf_id, event, kind, subject, operation, area, actor, actor_agency, role, written_at, agency, owner, about',
  journal_apart: 'leaf_id, field, side, class, value, salt, commit_hex',
  journal_tile: 'level, index, hashes',
  journal_head: 'origin, public_key, size, peaks',
  journal_checkpoint: 'size, root, note, at',
} as const;
const BY_REFERENCE = ['journal_pending', 'journal_index', 'journal_apart'];

export type Operator = {
  /** In one transaction. */
  does(statements: readonly string[]): Promise<void>;
  /** The server's own code makes the tree and signs it with the server's key, as it does with a journal of old. */
  letsTheServerSignEverythingAnew(): Promise<void>;
  /** Puts back what was there when the operator came. */
  undoes(): Promise<void>;
  leafAt(index: number): Promise<string>;
  leaves(): Promise<number>;
  goes(): Promise<void>;
};

export async function operatorOf(url: string): Promise<Operator> {
  const client = new pg.Client({ connectionString: url });
  // A server that goes away shows in the query that fails.
  client.on('error', () => {});
  await client.connect();
  const number = async (query: string) => Number((await client.query(query)).rows[0].number);
  const does = async (statements: readonly string[]) => {
    try {
      await client.query(`begin; ${statements.join('; ')}; commit`);
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  };
  await does([
    'alter table journal_leaf disable trigger user',
    'alter table journal_index disable trigger user',
    ...BY_REFERENCE.map((table) => `alter table ${table} drop constraint if exists ${table}_leaf_id_fkey`),
    ...Object.entries(TABLES).map(
      ([table, columns]) => `create table copy_of_${table} as select ${columns} from ${table}`,
    ),
  ]);
  return {
    does,
    async letsTheServerSignEverythingAnew() {
      const last = await number('select max(index) + 1 as number from journal_index');
      await does([
        'delete from journal_tile',
        'delete from journal_checkpoint',
        `update journal_head set size = 0, peaks = ''`,
      ]);
      while ((await number('select coalesce(max(size), 0) as number from journal_checkpoint')) < last)
        await client.query('select pg_sleep(0.02)');
    },
    undoes: () =>
      does(
        Object.entries(TABLES).flatMap(([table, columns]) => [
          `delete from ${table}`,
          `insert into ${table} (${columns}) select * from copy_of_${table}`,
        ]),
      ),
    leafAt: async (index) =>
      (await client.query('select leaf_id from journal_index where index = $1', [index])).rows[0].leaf_id,
    leaves: () => number('select count(*) as number from journal_index'),
    goes: () => client.end(),
  };
}

const HASHES_TOO = `update journal_leaf set hash = sha256('\\x00'::bytea || bytes)`;

/** Numbers move in two steps, because each step of an update keeps them unique. */
const renumber = (from: number, by: number) => [
  `update journal_index set index = -1 - index where index >= ${from}`,
  `update journal_index set index = -1 - index + ${by} where index < 0`,
];

/** Another server time in one leaf, and the hash that belongs to it. */
export const alter = (index: number) => [
  `update journal_leaf set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '"server":"20', '"server":"19'), 'UTF8')
   where id = (select leaf_id from journal_index where index = ${index})`,
  HASHES_TOO,
];

export const drop = (index: number) => [
  `delete from journal_apart where leaf_id = (select leaf_id from journal_index where index = ${index})`,
  `with gone as (delete from journal_index where index = ${index} returning leaf_id)
   delete from journal_leaf where id in (select leaf_id from gone)`,
  ...renumber(index + 1, -1),
];

export const reorder = (one: number, other: number) => [
  `update journal_index set index = -index where index in (${one}, ${other})`,
  `update journal_index set index = ${one + other} + index where index < 0`,
];

const MADE_UP = '00000000-0000-7000-8000-000000000001';
/** A leaf that says what another says, under an id of its own. */
export const insert = (index: number) => [
  ...renumber(index, 1),
  `insert into journal_leaf (${TABLES.journal_leaf})
   select '${MADE_UP}', event, kind, subject, operation, area, attributes,
     convert_to(replace(convert_from(bytes, 'UTF8'), id::text, '${MADE_UP}'), 'UTF8'), hash, written_at
   from journal_leaf where id not in (select leaf_id from journal_apart) limit 1`,
  `insert into journal_index (${TABLES.journal_index})
   select ${index}, id, event, kind, subject, operation, area,
     case when author ->> 'user' = '' and kind = 'account' then '@' || subject else author ->> 'user' end,
     author ->> 'agency', author ->> 'role',
     written_at, attributes ->> 'agency', coalesce(attributes ->> 'by', attributes ->> 'user'), attributes ->> 'about'
   from journal_leaf where id = '${MADE_UP}'`,
  HASHES_TOO,
];

/** As after an old backup: everything from this leaf on never happened. */
export const rollBack = (index: number) => [
  `create temp table gone on commit drop as select leaf_id from journal_index where index >= ${index}`,
  `delete from journal_index where index >= ${index}`,
  'delete from journal_apart where leaf_id in (select leaf_id from gone)',
  'delete from journal_leaf where id in (select leaf_id from gone)',
];
