import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../database/connect.ts';
import { type NotesServer, openNotesServer } from '../testing/notes-server.ts';
import { ANSWERS_KEPT_MS, bodyHash, claim, forgetAnswers, keepAnswer } from './idempotency.ts';

let house: NotesServer;
beforeAll(async () => {
  house = await openNotesServer();
});
afterAll(() => house.close());

test('an answer is given again for a month, and then what it told is gone', async () => {
  const { db } = house.connection;
  const now = new Date('2024-11-27T05:00:00.000Z');
  const answered = async (agoMs: number) => {
    const id = randomUUID();
    const request = { id, actor: 'somebody', endpoint: 'notes.write', bodyHash: bodyHash({}, {}, id) };
    await inTransaction(db, async (tx) => {
      await claim(tx, request, new Date(now.getTime() - agoMs));
      await keepAnswer(tx, id, { told: 'a name' });
    });
    return id;
  };
  const old = await answered(ANSWERS_KEPT_MS + 1);
  const recent = await answered(ANSWERS_KEPT_MS - 1);
  await forgetAnswers(db, now);
  const left = await sql<{ id: string }>`
    select id from answered_request where id in (${old}, ${recent})`.execute(db);
  expect(left.rows.map((row) => row.id)).toEqual([recent]);
});
