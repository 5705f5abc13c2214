import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, connect, inTransaction } from './connect.ts';
import { testDatabase } from './test-database.ts';

let connection: Connection;
let url: string;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await testDatabase({
    key: 'connect.test',
    build: async (at) => {
      const { db, close } = connect(at);
      await sql`create table counter (id int primary key, value int not null)`.execute(db);
      await sql`insert into counter values (1, 0), (2, 0)`.execute(db);
      await close();
    },
  });
  ({ url, drop } = database);
  connection = connect(url);
});

afterAll(async () => {
  await connection.close();
  await drop();
});

async function readValue(expression: string): Promise<unknown> {
  const answer = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(connection.db);
  return answer.rows[0]?.value;
}

describe('values from the database', () => {
  it.each([
    ['a date stays a plain day', `date '2024-11-27'`, '2024-11-27'],
    ['dates in an array stay plain days', `array[date '2024-11-27', null]`, ['2024-11-27', null]],
    ['a timestamp without zone stays text', `timestamp '2024-11-27 07:00'`, '2024-11-27 07:00:00'],
    ['an instant becomes a Date', `timestamptz '2024-11-27 07:00+07'`, new Date('2024-11-27T00:00:00Z')],
    ['a count is a number', 'count(*)', 1],
    [
      'large counts in an array are numbers',
      'array[9007199254740991, null]::int8[]',
      [9007199254740991, null],
    ],
    ['a numeric stays exact text', '1.10::numeric', '1.10'],
    ['json is parsed', `'{"a": [1]}'::jsonb`, { a: [1] }],
    ['the day is cut in UTC', `(timestamptz '2024-11-27 06:00+07')::date`, '2024-11-26'],
  ])('%s', async (_name, expression, expected) => {
    expect(await readValue(expression)).toEqual(expected);
  });

  it('refuses a whole number that cannot be exact', async () => {
    await expect(readValue('9007199254740993::int8')).rejects.toThrow(/too large to be exact/);
  });

  it('leaves the values of other pools as they were', async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const answer = await client.query(`select 1::int8 as value`);
    await client.end();
    expect(answer.rows[0].value).toBe('1');
  });
});

describe('a transaction', () => {
  it('runs again after a deadlock, and both sides commit', async () => {
    const meet = meeting(2);
    const tries = { forth: 0, back: 0 };
    const move = (side: 'forth' | 'back', [first, second]: readonly [number, number]) =>
      inTransaction(connection.db, async (tx) => {
        tries[side] += 1;
        await sql`update counter set value = value + 1 where id = ${first}`.execute(tx);
        if (tries[side] === 1) await meet();
        await sql`update counter set value = value + 1 where id = ${second}`.execute(tx);
      });
    await Promise.all([move('forth', [1, 2]), move('back', [2, 1])]);
    const rows = await sql<{ value: number }>`select value from counter order by id`.execute(connection.db);
    expect(rows.rows.map((row) => row.value)).toEqual([2, 2]);
    expect(tries.forth + tries.back).toBe(3);
  });

  it('does not run again after an ordinary error, and leaves nothing', async () => {
    let tries = 0;
    const work = inTransaction(connection.db, async (tx) => {
      tries += 1;
      await sql`insert into counter values (3, 0)`.execute(tx);
      await sql`insert into counter values (1, 0)`.execute(tx);
    });
    await expect(work).rejects.toMatchObject({ code: '23505' });
    expect(tries).toBe(1);
    expect(await readValue('(select count(*) from counter where id = 3)')).toBe(0);
  });
});

describe('a connection', () => {
  it('names no statement, so a pooler in transaction mode may stand in between', async () => {
    const single = connect(url, { maxConnections: 1 });
    await sql`select ${1}::int`.execute(single.db);
    await inTransaction(single.db, (tx) => sql`select ${2}::int`.execute(tx));
    const found = await sql`select name from pg_prepared_statements where name <> ''`.execute(single.db);
    await single.close();
    expect(found.rows).toEqual([]);
  });

  it('survives being cut off by the server, and says so', async () => {
    const lines: string[] = [];
    const victim = connect(url, { maxConnections: 1, log: (line) => lines.push(line) });
    const answer = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(victim.db);
    const cut = new Promise((resolve) => victim.pool.once('remove', resolve));
    await sql`select pg_terminate_backend(${answer.rows[0]?.pid})`.execute(connection.db);
    await cut;
    const again = await sql<{ one: number }>`select 1 as one`.execute(victim.db);
    await victim.close();
    expect(again.rows).toEqual([{ one: 1 }]);
    expect(lines).toEqual([expect.stringContaining('connection to the database was lost')]);
  });

  it('survives being cut off between two statements of a transaction, which fails', async () => {
    const victim = connect(url, { maxConnections: 1, log: () => {} });
    const broken = inTransaction(victim.db, async (tx) => {
      const answer = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await sql`select pg_terminate_backend(${answer.rows[0]?.pid}, 5000)`.execute(connection.db);
      await sql`select 1`.execute(tx);
    });
    await expect(broken).rejects.toThrow();
    expect((await sql<{ one: number }>`select 1 as one`.execute(victim.db)).rows).toEqual([{ one: 1 }]);
    await victim.close();
  });
});

/** Everyone waits until the given number of callers has come. */
function meeting(size: number): () => Promise<void> {
  let open: () => void = () => {};
  const full = new Promise<void>((resolve) => {
    open = resolve;
  });
  let come = 0;
  return () => {
    come += 1;
    if (come === size) open();
    return full;
  };
}
