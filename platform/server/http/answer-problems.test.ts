import { Writable } from 'node:stream';
import Fastify from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from '../database/connect.ts';
import { type NotesServer, openNotesServer } from '../testing/notes-server.ts';
import { answerProblems } from './answer-problems.ts';
import { problemTexts } from './problems.ts';

let house: NotesServer;
beforeAll(async () => {
  house = await openNotesServer();
});
afterAll(() => house.close());

/** One door that does this work, and everything it logged. */
async function knock(work: () => Promise<unknown>) {
  let log = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      log += String(chunk);
      done();
    },
  });
  const app = Fastify({ logger: { level: 'warn', stream } });
  answerProblems(app, problemTexts([]));
  app.get('/', work);
  const answer = await app.inject({ url: '/' });
  await app.close();
  return { answer, log };
}

test.each([
  [
    'a value that is there twice',
    sql`insert into secret values ('Budi Santoso 0812345'), ('Budi Santoso 0812345')`,
  ],
  ['a value that is no number', sql`select 'Budi Santoso 0812345'::int`],
  ['a row that a rule forbids', sql`insert into secret values (null)`],
])('a database error about %s is logged by its code, without what people entered', async (_what, broken) => {
  const { answer, log } = await knock(() =>
    house.connection.db.transaction().execute(async (tx) => {
      await sql`create temporary table secret (who text primary key) on commit drop`.execute(tx);
      await broken.execute(tx);
    }),
  );
  const { err, incident } = JSON.parse(log);
  expect(answer.json()).toMatchObject({ code: 'server.broken' });
  expect(answer.json().detail.en).toContain(incident);
  expect(err.code).toMatch(/^2[23]/);
  expect(err.stack).toContain('at ');
  expect(log).not.toMatch(/Budi|0812345/);
});

test('whoever finds no free connection in time is told to come back', async () => {
  const url = house.connection.pool.options.connectionString ?? '';
  const narrow: Connection = connect(url, { maxConnections: 1, waitMs: 1_000 });
  const held = await narrow.pool.connect();
  const { answer } = await knock(() => sql`select 1`.execute(narrow.db));
  held.release();
  await narrow.close();
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'server.unavailable']);
  expect(answer.headers['retry-after']).toBe('10');
});

test('a statement that never ends is stopped, and whoever asked is told to ask for less', async () => {
  const { answer, log } = await knock(() =>
    house.connection.db.transaction().execute(async (tx) => {
      const usual = await sql<{
        limit: string;
      }>`select current_setting('statement_timeout') as limit`.execute(tx);
      expect(usual.rows[0]?.limit).toBe('2min');
      await sql`set local statement_timeout = 50`.execute(tx);
      await sql`select pg_sleep(60)`.execute(tx);
    }),
  );
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'server.too-slow']);
  expect(log).toContain('57014');
});
