import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command, query } from '#shared/endpoint.ts';
import { nobody } from '#shared/permission.ts';
import { object, Type } from '#shared/schema.ts';
import { handle, type Mounted } from '../endpoint/handle.ts';
import { actorWith, type NotesServer, openNotesServer } from '../testing/notes-server.ts';
import { answerProblems } from './answer-problems.ts';
import { type HttpParts, mountEndpoints } from './mount.ts';
import { problemTexts } from './problems.ts';

let house: NotesServer;
beforeAll(async () => {
  house = await openNotesServer();
});
afterAll(() => house.close());

const doorsOf = (...mounted: readonly Mounted[]) =>
  doorsWith(
    {
      authenticate: async (token) => actorWith(token, 'reader', ''),
      clock: () => new Date('2024-11-27T05:00:00.000Z'),
    },
    ...mounted,
  );

async function doorsWith(parts: Pick<HttpParts, 'authenticate' | 'clock'>, ...mounted: readonly Mounted[]) {
  const app = Fastify();
  answerProblems(app, problemTexts([]));
  await app.register(import('@fastify/cookie'));
  mountEndpoints(app, mounted, {
    db: house.connection.db,
    ports: house.ports,
    ...parts,
    onWritten: () => {},
  });
  return app;
}

const knock = query({
  name: 'notes.knock',
  path: '/api/knock',
  summary: { id: 'Ketuk', en: 'Knock' },
  access: 'public',
  reply: object({}),
  rateLimit: { perMinute: 3 },
});

test('a door for everybody counts by address, however many sessions knock from there', async () => {
  const app = await doorsOf(handle(knock, async () => ({})));
  const statuses: number[] = [];
  for (let session = 0; session < 4; session += 1) {
    const headers = { authorization: `Bearer ${randomUUID()}` };
    statuses.push((await app.inject({ url: '/api/knock', headers })).statusCode);
  }
  expect(statuses).toEqual([200, 200, 200, 429]);
});

const greet = command({
  name: 'notes.greet',
  path: '/api/greet',
  summary: { id: 'Salam', en: 'Greet' },
  access: 'public',
  body: object({ name: Type.String() }),
  reply: object({}),
  records: [],
  resend: 'refused-by-rule',
});

test('a door for everybody takes no more than it needs, and says how much', async () => {
  const app = await doorsOf(handle(greet, async () => ({})));
  const send = (name: string) =>
    app.inject({
      method: 'POST',
      url: '/api/greet',
      headers: { 'idempotency-key': randomUUID() },
      payload: { name },
    });
  expect((await send('a'.repeat(16_000))).statusCode).toBe(200);
  const refused = await send('a'.repeat(17_000));
  expect([refused.statusCode, refused.json().code]).toEqual([413, 'input.too-large']);
  expect(refused.json().detail.en).toContain('16 KiB');
});

test('who began a command and lost their session while its body came slowly is nobody once it is there', async () => {
  let at = new Date('2024-11-27T05:00:00.000Z');
  const end = new Date('2024-11-27T05:01:00.000Z');
  const parts = {
    authenticate: async (token: string, now: Date) => {
      // The body takes two minutes.
      if (token.startsWith('slow')) at = new Date('2024-11-27T05:02:00.000Z');
      return now < end ? actorWith('somebody', 'reader', '') : nobody;
    },
    clock: () => at,
  };
  const app = await doorsWith(
    parts,
    handle({ ...greet, access: 'signed-in' }, async () => ({})),
  );
  const send = (token: string) =>
    app.inject({
      method: 'POST',
      url: '/api/greet',
      headers: { 'idempotency-key': randomUUID(), authorization: `Bearer ${token}-${randomUUID()}` },
      payload: { name: 'a' },
    });
  expect((await send('fast')).statusCode).toBe(200);
  const late = await send('slow');
  expect([late.statusCode, late.json().code]).toEqual([401, 'session.required']);
});

test('an upload may take longer than the patience of the phone that sends it', () => {
  const PATIENCE_FOR_BYTES_MS = 180_000;
  expect(house.server.app.server.requestTimeout).toBeGreaterThan(PATIENCE_FOR_BYTES_MS);
});
