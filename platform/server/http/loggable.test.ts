import { randomUUID } from 'node:crypto';
import { connect as dial } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteWritten, writeNote } from '../testing/notes.ts';
import { actorWith, type NotesServer, openNotesServer } from '../testing/notes-server.ts';
import { loggable } from './loggable.ts';

const lines: string[] = [];
let house: NotesServer;
beforeAll(async () => {
  house = await openNotesServer({
    log: (line) => lines.push(line),
    reactions: [
      {
        name: 'notes.broken',
        on: [noteWritten],
        records: [],
        run: async ({ tx }) => {
          await sql`select ${'Budi Santoso 0812345'}::int`.execute(tx);
        },
      },
    ],
  });
});
afterAll(() => house.close());

async function logged(holds: (all: string) => boolean): Promise<string> {
  const end = Date.now() + 10_000;
  while (!holds(lines.join(''))) {
    if (Date.now() > end) throw new Error('it was not logged within ten seconds');
    await new Promise((resolve) => setImmediate(resolve));
  }
  return lines.join('');
}

const write = () =>
  house.server.invoke(actorWith('writer', 'writer', ''), writeNote, {
    body: { id: randomUUID(), title: 'Kotak', author: 'Budi', area: '31.73', weight: 1 },
  });

it('a reaction that fails is logged by its name, index and code, without what people entered', async () => {
  await write();
  const log = await logged((all) => all.includes('notes.broken'));
  const line = log.split('\n').find((each) => each.includes('notes.broken')) ?? '{}';
  expect(JSON.parse(line)).toMatchObject({ reaction: 'notes.broken', index: 0, err: { code: '22P02' } });
  expect(log).not.toMatch(/Budi|0812345|Kotak/);
});

it('any error that reaches the log, and any request with it, loses its words on the way', async () => {
  const url = '/api/notes?q=Budi';
  house.server.app.log.error({ err: new Error('no "Budi" 0812345'), req: { method: 'GET', url } }, 'planted');
  const log = await logged((all) => all.includes('planted'));
  expect(log).not.toMatch(/Budi|0812345/);
});

it('the content of broken JSON is not repeated', () => {
  let thrown: unknown;
  try {
    JSON.parse('{"nama": Budi Santoso');
  } catch (error) {
    thrown = error;
  }
  expect(JSON.stringify(loggable(thrown))).not.toContain('Budi');
});

it('an upload that breaks off is nobody’s fault and no error', async () => {
  const before = lines.length;
  const { hostname, port } = new URL(house.origin);
  const socket = dial(Number(port), hostname);
  const head = `POST /api/notes HTTP/1.1\r\nHost: rakor\r\nAuthorization: Bearer ${house.token('writer')}\r\n`;
  socket.write(`${head}Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"id":`);
  const gone = new Promise((resolve) =>
    house.server.app.server.once('request', (request) => request.once('close', resolve)),
  );
  await new Promise((resolve) => house.server.app.server.once('request', resolve));
  socket.destroy();
  await gone;
  await new Promise((resolve) => setImmediate(resolve));
  const since = lines.slice(before).filter((line) => !line.includes('notes.broken'));
  expect(since).toEqual([]);
});
