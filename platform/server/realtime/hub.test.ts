import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect as dial, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nobody } from '#shared/permission.ts';
import { systemClock } from '#shared/time.ts';
import { abilitiesOf } from '../abilities.ts';
import { connect } from '../database/connect.ts';
import { noteKind, writeNote } from '../testing/notes.ts';
import { actorWith, type NotesServer, openNotesServer } from '../testing/notes-server.ts';
import { type Hub, startHub } from './hub.ts';

let house: NotesServer;
let http: Server;
const arrived: ServerResponse[] = [];
const dialled: Socket[] = [];
const reader = actorWith('reader', 'reader', '');

beforeAll(async () => {
  house = await openNotesServer();
  http = createServer((_request, response) => arrived.push(response)).listen(0, '127.0.0.1');
  await once(http, 'listening');
});
afterAll(async () => {
  for (const socket of dialled) socket.destroy();
  http.close();
  await house.close();
});

const failures: unknown[] = [];
const openHub = (heartbeatMs?: number, db = house.connection.db) =>
  startHub({
    ...(heartbeatMs ? { heartbeatMs } : {}),
    db,
    abilities: abilitiesOf([noteKind]),
    clock: systemClock,
    changesRights: new Set(['note.written.v1']),
    onError: (error) => failures.push(error),
  });

/** A reader's connection, and this server's end of it. */
async function comeIn(): Promise<{ socket: Socket; response: ServerResponse }> {
  const bound = http.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
  const socket = dial(port, '127.0.0.1');
  dialled.push(socket);
  socket.on('error', () => {});
  const before = arrived.length;
  socket.write('GET / HTTP/1.1\r\nHost: rakor\r\n\r\n');
  await until(() => arrived.length > before);
  const response = arrived[before];
  if (!response) throw new Error('nobody came in');
  return { socket, response };
}

const writeOne = () =>
  house.server.invoke(actorWith('writer', 'writer', ''), writeNote, {
    body: { id: randomUUID(), title: 'Kotak', author: 'Penulis', area: '31.73', weight: 1 },
  });

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('it did not happen within ten seconds');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function withHub(work: (hub: Hub) => Promise<void>, heartbeatMs?: number): Promise<void> {
  const hub = await openHub(heartbeatMs);
  try {
    await work(hub);
  } finally {
    await hub.stop();
  }
}

test('a reader who is signed out while not reading is let go, and nothing is written to them any more', async () => {
  await withHub(async (hub) => {
    const { socket, response } = await comeIn();
    socket.pause();
    // More than the buffers between the two ends hold, so that the end of the answer cannot leave.
    response.write('x'.repeat(32_000_000));
    await hub.join(response, reader, async () => nobody, null);
    await writeOne();
    await until(() => response.writableEnded);
    expect(hub.readers).toBe(0);
    expect(response.closed).toBe(false);
    expect(response.listenerCount('error')).toBeGreaterThan(0);
  });
});

test('a reader who left before the door opened is not kept', async () => {
  await withHub(async (hub) => {
    const { socket, response } = await comeIn();
    socket.destroy();
    await until(() => response.destroyed);
    await hub.join(response, reader, async () => reader, null);
    expect(hub.readers).toBe(0);
  });
});

test('a reader who cannot be asked again keeps nobody from the news', async () => {
  await withHub(async (hub) => {
    const broken = await comeIn();
    const well = await comeIn();
    const read: string[] = [];
    well.socket.setEncoding('utf8').on('data', (text: string) => read.push(text));
    const planted = new Error('planted');
    await hub.join(broken.response, reader, () => Promise.reject(planted), null);
    await hub.join(well.response, reader, async () => reader, null);
    const { id } = await writeOne();
    await until(() => read.join('').includes(id));
    expect(failures).toContain(planted);
  });
});

test('of too many streams of one session the one that does not read goes first, then the oldest', async () => {
  await withHub(async (hub) => {
    const join = async () => {
      const one = await comeIn();
      await hub.join(one.response, reader, async () => reader, null);
      return one;
    };
    const other = await comeIn();
    const somebody = actorWith('other', 'reader', '');
    await hub.join(other.response, somebody, async () => somebody, null);
    const crowd = [];
    for (let one = 0; one < 12; one += 1) crowd.push(await join());
    crowd[5]?.socket.pause();
    crowd[5]?.response.write('x'.repeat(32_000_000));
    await join();
    expect(crowd.map(({ response }) => response.writableEnded).indexOf(true)).toBe(5);
    const read: string[] = [];
    crowd[0]?.socket.setEncoding('utf8').on('data', (text: string) => read.push(text));
    await join();
    await until(() => read.join('').includes('event: replaced'));
    expect([hub.readers, other.response.writableEnded]).toEqual([13, false]);
  });
});

test('a reader who takes nothing between two heartbeats is cut off, and what waited for them is forgotten', async () => {
  await withHub(async (hub) => {
    const stuck = await comeIn();
    const well = await comeIn();
    well.socket.resume();
    for (const { response } of [stuck, well]) await hub.join(response, reader, async () => reader, null);
    stuck.socket.pause();
    stuck.response.write('x'.repeat(32_000_000));
    await until(() => stuck.response.destroyed && hub.readers === 1);
    expect(well.response.destroyed).toBe(false);
  }, 100);
});

test('a hub that was stopped leaves the database alone, however often it is nudged', async () => {
  const own = connect(house.connection.pool.options.connectionString ?? '');
  const before = failures.length;
  let asked = 0;
  let mayAnswer = () => {};
  const untilAnswered = new Promise<void>((resolve) => {
    mayAnswer = resolve;
  });
  const renew = async () => {
    asked += 1;
    await untilAnswered;
    await own.pool.query('select 1');
    return reader;
  };
  const hub = await openHub(10, own.db);
  const { response } = await comeIn();
  await hub.join(response, reader, renew, null);
  await until(() => asked > 0);
  const closing = hub.stop().then(own.close);
  mayAnswer();
  await closing;
  hub.nudge();
  await new Promise(setImmediate);
  expect([hub.readers, failures.slice(before)]).toEqual([0, []]);
});

test('a session that opens streams without end is told to wait', async () => {
  const authorization = `Bearer ${house.token('reader')}`;
  const open = async () => {
    const stop = new AbortController();
    const answer = await fetch(`${house.origin}/api/stream`, {
      headers: { authorization },
      signal: stop.signal,
    });
    stop.abort();
    return answer;
  };
  const answers = await Promise.all(Array.from({ length: 90 }, open));
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(60);
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
});
