import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { query } from '#shared/endpoint.ts';
import { object, Type } from '#shared/schema.ts';
import { actorWith, type NotesServer, openNotesServer } from '../testing/notes-server.ts';
import { handle } from './handle.ts';
import { run } from './pipeline.ts';

let house: NotesServer;
beforeAll(async () => {
  house = await openNotesServer();
});
afterAll(() => house.close());

it.each([
  ['a word that every object knows as a column', 'where', [{ field: 'constructor', is: 'empty' }]],
  ['an id that is no UUID', 'where', [{ field: 'id', is: 'eq', value: '-'.repeat(36) }]],
  ['a NUL in a value', 'where', [{ field: 'title', is: 'eq', value: 'a\u0000b' }]],
  ['a NUL in a part of a value', 'where', [{ field: 'title', is: 'contains', value: '\u0000' }]],
  ['a NUL in a search', 'q', '\u0000'],
  ['a sort by what every object knows', 'sort', 'constructor'],
])('a list that is asked for %s says so and does not break', async (_case, name, value) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const answer = await fetch(`${house.origin}/api/notes?${name}=${encodeURIComponent(text)}`, {
    headers: { authorization: `Bearer ${house.token('reader')}` },
  });
  expect([answer.status, (await answer.text()).includes('input.invalid')]).toEqual([422, true]);
});

const countTwice = query({
  name: 'notes.countTwice',
  path: '/api/notes/count-twice',
  summary: { id: 'Hitung dua kali', en: 'Count twice' },
  access: 'public',
  reply: object({ first: Type.Integer(), second: Type.Integer() }),
});

test('one question sees one moment, whatever is committed while it is answered', async () => {
  const { db } = house.connection;
  const count = async (on: typeof db) =>
    (await sql<{ n: number }>`select count(*) as n from note`.execute(on)).rows[0]?.n ?? -1;
  const mounted = handle(countTwice, async ({ tx }) => {
    const first = await count(tx);
    await sql`insert into note values (${randomUUID()}, 'Baru', 'Penulis', '31.73', 1)`.execute(db);
    return { first, second: await count(tx) };
  });
  const asked = {
    actor: actorWith('reader', 'reader', ''),
    input: { params: {}, query: {}, body: {} },
    now: new Date(),
    deviceTime: null,
    requestId: null,
    caller: { address: '', userAgent: '', origin: '' },
  };
  const before = await count(db);
  const { reply } = await run(mounted, asked, db, house.ports);
  expect(reply).toEqual({ first: before, second: before });
  expect(await count(db)).toBe(before + 1);
});
