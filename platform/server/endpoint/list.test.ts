import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columns, type ListQuery } from '#shared/table.ts';
import { type Connection, connect, inTransaction } from '../database/connect.ts';
import { testDatabase } from '../database/test-database.ts';
import { countBook } from './counts.ts';
import type { ListSource } from './handle.ts';
import { listAll, listPage } from './list.ts';

const both = (text: string) => ({ id: text, en: text });
const declared = columns({
  number: { title: both('No.'), type: 'number' },
  who: { title: both('Siapa'), type: 'text' },
  what: { title: both('Apa'), type: 'text' },
});
const people = new Map([
  ['a', 'Sri'],
  ['b', 'budi 100%'],
  ['c', 'Tuti'],
]);

let connection: Connection;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await testDatabase({
    key: 'lists',
    build: async (url) => {
      const building = connect(url);
      await building.pool.query(`
        create table line (number int primary key, key text, name text, kind text not null);
        insert into line
        select n, k, case k when 'a' then 'Sri' when 'b' then 'budi 100%' when 'c' then 'Tuti' end,
          case when n % 2 = 0 then 'even' else 'odd' end
        from generate_series(1, 20) n, lateral (select (array['a', 'b', 'c', 'd', null])[1 + n % 5] as k) key`);
      await building.close();
    },
  });
  connection = connect(database.url);
  drop = database.drop;
});
afterAll(async () => {
  await connection.close();
  await drop();
});

const base = { from: sql`line l`, filled: ['number'], tieBreak: sql.ref('l.number'), name: 'baris' };
const number = sql.ref('l.number');
const inRows: ListSource = {
  ...base,
  fields: { number, who: sql.ref('l.name'), what: sql.ref('l.kind') },
};
/** The same list, whose names are known to somebody else, and whose kinds are few. */
const inWords: ListSource = {
  ...base,
  fields: { number, who: sql.ref('l.key'), what: sql.ref('l.kind') },
  worded: {
    who: {
      of: async (keys) => new Map([...people].filter(([key]) => keys.includes(key))),
      all: async () => people,
    },
  },
  fewValues: { what: async () => ['even', 'odd'] },
};

const page = (source: ListSource, asked: ListQuery) =>
  inTransaction(connection.db, (tx) => listPage(tx, source, declared, asked));

describe('a list whose names stand in no row', () => {
  const where = (is: string, value?: unknown) =>
    JSON.stringify([{ field: 'who', is, ...(value === undefined ? {} : { value }) }]);
  const asked: ListQuery[] = [
    {},
    { q: 'SRI' },
    { q: '100%' },
    { q: 'odd' },
    { q: 'i' },
    { q: 'nobody' },
    { where: where('eq', 'Sri') },
    { where: where('ne', 'Sri') },
    { where: where('in', ['Sri', 'Tuti']) },
    { where: where('in', []) },
    { where: where('contains', 'u') },
    { where: where('gt', 'Sri') },
    { where: where('empty') },
    { where: where('filled') },
    { sort: 'who' },
    { sort: '-who,-number' },
    { sort: 'what,who', limit: 7, offset: 5 },
  ];
  it.each(asked)('answers %j as if they stood in the rows', async (query) => {
    const expected = await page(inRows, query);
    expect(await page(inWords, query)).toEqual(expected);
    const all = await inTransaction(connection.db, async (tx) => {
      const rows: unknown[] = [];
      for await (const row of listAll(tx, inWords, declared, query)) rows.push(row);
      return rows;
    });
    expect(all).toHaveLength(expected.total);
    if (query.limit === undefined) expect(all).toEqual(expected.rows);
  });
});

describe('a list that only grows', () => {
  const book = countBook();
  const growing = (where: RawBuilder<unknown>): ListSource => ({
    ...inRows,
    where,
    growing: { book, number, highest: sql`select max(number) from line` },
  });
  const total = async (where: RawBuilder<unknown>, asked: ListQuery = {}) =>
    (await page(growing(where), { ...asked, limit: 0 })).total;

  it('counts what was added since, for everybody by their own rights and filters', async () => {
    const even = sql`l.kind = ${'even'}`;
    const odd = sql`l.kind = ${'odd'}`;
    expect([await total(even), await total(odd), await total(even, { q: 'sri' })]).toEqual([10, 10, 2]);
    await sql`insert into line values (21, 'a', 'Sri', 'odd'), (22, 'a', 'Sri', 'even'), (24, 'c', 'Tuti', 'even')`.execute(
      connection.db,
    );
    expect([await total(even), await total(odd), await total(even, { q: 'sri' })]).toEqual([12, 11, 3]);
    expect([await total(even), await total(odd), await total(even, { q: 'sri' })]).toEqual([12, 11, 3]);
  });

  it('answers an older view of the database by what stands in it', async () => {
    const all = sql`true`;
    await connection.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => {
        const before = (await listPage(tx, growing(all), declared, { limit: 0 })).total;
        await sql`insert into line values (30, 'a', 'Sri', 'even')`.execute(connection.db);
        expect(await total(all)).toBe(before + 1);
        expect((await listPage(tx, growing(all), declared, { limit: 0 })).total).toBe(before);
      });
  });
});
