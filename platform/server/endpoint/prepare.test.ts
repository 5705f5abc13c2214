import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '#shared/endpoint.ts';
import { Refused } from '#shared/problem.ts';
import { object, Type } from '#shared/schema.ts';
import { connect } from '../database/connect.ts';
import { actorWith, type NotesServer, openNotesServer } from '../testing/notes-server.ts';
import { handle } from './handle.ts';
import { run } from './pipeline.ts';

let house: NotesServer;
beforeAll(async () => {
  house = await openNotesServer();
});
afterAll(() => house.close());

const look = query({
  name: 'notes.look',
  path: '/api/notes/look',
  summary: { id: 'Lihat', en: 'Look' },
  access: 'signed-in',
  reply: object({ seen: Type.Integer() }),
});
const asked = {
  actor: actorWith('reader', 'reader', ''),
  input: { params: {}, query: {}, body: {} },
  now: new Date(),
  deviceTime: null,
  requestId: null,
  caller: { address: '', userAgent: '', origin: '' },
};

test('slow work is done before a connection is taken, and after the caller is known', async () => {
  const url = house.connection.pool.options.connectionString ?? '';
  const narrow = connect(url, { maxConnections: 1, waitMs: 200 });
  const done: string[] = [];
  const mounted = handle(look, async (_context, _input, seen: number) => ({ seen }), {
    // It could never get the only connection if a transaction held it.
    prepare: async ({ db }) => {
      done.push('prepared');
      return (await sql<{ n: number }>`select 7 as n`.execute(db)).rows[0]?.n ?? 0;
    },
  });
  try {
    expect((await run(mounted, asked, narrow.db, house.ports)).reply).toEqual({ seen: 7 });
    const stranger = { ...asked, actor: { ...asked.actor, kind: 'nobody' as const } };
    await expect(run(mounted, stranger, narrow.db, house.ports)).rejects.toThrow(Refused);
    expect(done).toEqual(['prepared']);
  } finally {
    await narrow.close();
  }
});
