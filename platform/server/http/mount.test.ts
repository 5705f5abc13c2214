import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '#shared/endpoint.ts';
import { object } from '#shared/schema.ts';
import { handle } from '../endpoint/handle.ts';
import { actorWith, type NotesServer, openNotesServer } from '../testing/notes-server.ts';
import { answerProblems } from './answer-problems.ts';
import { mountEndpoints } from './mount.ts';
import { problemTexts } from './problems.ts';

let house: NotesServer;
beforeAll(async () => {
  house = await openNotesServer();
});
afterAll(() => house.close());

const knock = query({
  name: 'notes.knock',
  path: '/api/knock',
  summary: { id: 'Ketuk', en: 'Knock' },
  access: 'public',
  reply: object({}),
  rateLimit: { perMinute: 3 },
});

test('a door for everybody counts by address, however many sessions knock from there', async () => {
  const app = Fastify();
  answerProblems(app, problemTexts([]));
  await app.register(import('@fastify/cookie'));
  mountEndpoints(app, [handle(knock, async () => ({}))], {
    db: house.connection.db,
    ports: house.ports,
    authenticate: async (token) => actorWith(token, 'reader', ''),
    clock: () => new Date('2024-11-27T05:00:00.000Z'),
    onWritten: () => {},
  });
  const statuses: number[] = [];
  for (let session = 0; session < 4; session += 1) {
    const headers = { authorization: `Bearer ${randomUUID()}` };
    statuses.push((await app.inject({ url: '/api/knock', headers })).statusCode);
  }
  expect(statuses).toEqual([200, 200, 200, 429]);
});

test('an upload may take longer than the patience of the phone that sends it', () => {
  const PATIENCE_FOR_BYTES_MS = 180_000;
  expect(house.server.app.server.requestTimeout).toBeGreaterThan(PATIENCE_FOR_BYTES_MS);
});
