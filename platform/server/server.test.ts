import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, nobody } from '#shared/permission.ts';
import { type Connection, connect } from './database/connect.ts';
import { migrate } from './database/migrate.ts';
import { testDatabase } from './database/test-database.ts';
import { openFileStore } from './files/store.ts';
import { openSigner } from './journal/signer.ts';
import { buildServer, type RakorServer } from './server.ts';
import { notes, schema } from './testing/notes.ts';

const failures = { left: 0 };
let connection: Connection;
let server: RakorServer;
let origin: string;
let cleanUp: () => Promise<void>;
const actors = new Map<string, Actor>();

function token(role: string, area = ''): string {
  const made = `token-${randomUUID()}`;
  actors.set(made, {
    kind: 'person',
    userId: randomUUID(),
    sessionId: made,
    agencyId: null,
    grants: [{ role, agencyId: null, areas: [area], operationId: null }],
  });
  return made;
}

beforeAll(async () => {
  const migrations = [{ room: 'platform', dir: join(import.meta.dirname, 'migrations') }];
  const database = await testDatabase({
    key: 'platform-notes',
    build: async (url) => {
      const building = connect(url);
      await migrate(building.pool, migrations);
      await building.pool.query(schema);
      await building.close();
    },
  });
  connection = connect(database.url);
  const dataDir = mkdtempSync(join(tmpdir(), 'rakor-platform-'));
  server = await buildServer({
    db: connection.db,
    capabilities: [notes(failures)],
    files: openFileStore(dataDir),
    signer: openSigner(dataDir),
    authenticate: async (given) => actors.get(given) ?? nobody,
    operationStanding: async (_tx, _id, now) => ({ time: now, isAdmitted: true }),
    clock: () => new Date(),
    version: 'test',
  });
  origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
  cleanUp = async () => {
    await server.stop();
    await connection.close();
    await database.drop();
    rmSync(dataDir, { recursive: true });
  };
});
afterAll(() => cleanUp());

type Given = { as?: string; id?: string; headers?: Record<string, string> };

function post(path: string, body: unknown, { as, id, headers }: Given = {}) {
  return fetch(origin + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': id ?? randomUUID(),
      ...(as ? { authorization: `Bearer ${as}` } : {}),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
const get = (path: string, as: string) =>
  fetch(origin + path, { headers: { authorization: `Bearer ${as}` } });
const note = (area: string, title = 'Kotak belum tiba', weight = 1) => ({
  id: randomUUID(),
  title,
  author: 'Penulis',
  area,
  weight,
});
type Said = {
  code: string;
  errors: { field: string }[];
  id: string;
  title: string;
  total: number;
  rows: { title: string }[];
  paths: Record<string, Record<string, Record<string, unknown>>>;
};
const said = async (answer: Response): Promise<Said> => JSON.parse(await answer.text());
const count = async (table: string) =>
  Number(
    (await sql<{ n: number }>`select count(*) as n from ${sql.ref(table)}`.execute(connection.db)).rows[0]?.n,
  );

test('a command sent twice, also at the same time, is done once and answered alike', async () => {
  const as = token('writer');
  const body = note('31.73.01.1001');
  const id = randomUUID();
  const before = await count('journal_leaf');
  const answers = await Promise.all([1, 2, 3, 4].map(() => post('/api/notes', body, { as, id })));
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
  expect(new Set(texts.map((text) => JSON.parse(text).leafHash)).size).toBe(1);
  expect(await count('journal_leaf')).toBe(before + 1);
});

test('a request id belongs to one content and one sender', async () => {
  const as = token('writer');
  const id = randomUUID();
  expect((await post('/api/notes', note('31.73'), { as, id })).status).toBe(200);
  const other = await post('/api/notes', note('31.73'), { as, id });
  expect([other.status, (await said(other)).code]).toEqual([409, 'request.id-reused']);
});

test('a command without an id is refused with the remedy', async () => {
  const answer = await post('/api/notes', note('31.73'), { as: token('writer'), id: 'not-a-uuid' });
  expect((await said(answer)).code).toBe('request.id-missing');
});

test('every wrong field is named at once, unknown ones too, and nothing is coerced', async () => {
  const answer = await post(
    '/api/notes',
    { ...note('3173'), weight: '5', votes: 12 },
    { as: token('writer') },
  );
  const problem = await said(answer);
  expect(answer.status).toBe(422);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(problem.errors.map((error) => error.field).sort()).toEqual([
    '/body/area',
    '/body/votes',
    '/body/weight',
  ]);
});

test('malformed JSON, a huge body and a foreign site get an answer that says what to do', async () => {
  const as = token('writer');
  expect((await said(await post('/api/notes', '{"id":', { as }))).code).toBe('input.malformed');
  expect((await said(await post('/api/notes', `"${'x'.repeat(2_000_000)}"`, { as }))).code).toBe(
    'input.too-large',
  );
  const foreign = await post('/api/notes', note('31.73'), {
    headers: { cookie: `rakor_session=${as}`, 'sec-fetch-site': 'cross-site' },
  });
  expect((await said(foreign)).code).toBe('session.cross-site');
});

test('what lies outside the reach looks exactly like what does not exist', async () => {
  const hidden = note('36.71.01.1001', 'Tersembunyi');
  const reader = token('reader', '31.73');
  const before = await Promise.all([
    get('/api/notes?q=Tersembunyi', reader),
    get(`/api/notes/${hidden.id}`, reader),
  ]);
  const textsBefore = await Promise.all(before.map((answer) => answer.text()));
  expect((await post('/api/notes', hidden, { as: token('writer') })).status).toBe(200);
  const after = await Promise.all([
    get('/api/notes?q=Tersembunyi', reader),
    get(`/api/notes/${hidden.id}`, reader),
  ]);
  expect(await Promise.all(after.map((answer) => answer.text()))).toEqual(textsBefore);
  expect((await said(await get(`/api/notes/${hidden.id}`, token('reader', '36')))).title).toBe('Tersembunyi');
});

test('a door that a role does not have looks like no door', async () => {
  const answer = await post('/api/notes', note('31.73'), { as: token('reader') });
  const missing = await post('/api/no-such-door', {}, { as: token('reader') });
  expect([answer.status, await answer.text()]).toEqual([missing.status, await missing.text()]);
});

test('a list is filtered, sorted and paged; its export holds the same rows and no formula', async () => {
  const as = token('writer', '32.01');
  for (const [title, weight] of [
    ['=cmd()', 3],
    ['Bulan', 1],
    ['Awan', 2],
  ] as const) {
    expect((await post('/api/notes', note('32.01.01.2001', title, weight), { as })).status).toBe(200);
  }
  const where = encodeURIComponent(JSON.stringify([{ field: 'weight', is: 'ge', value: 2 }]));
  const page = await said(await get(`/api/notes?where=${where}&sort=-weight&limit=1&offset=1`, as));
  expect([page.total, page.rows.map((row) => row.title)]).toEqual([2, ['Awan']]);
  const csv = await (
    await get(`/api/notes?where=${where}&sort=-weight&format=csv&columns=title,weight`, as)
  ).text();
  expect(csv).toBe(`\ufeffJudul,Bobot\r\n'=cmd(),3\r\nAwan,2\r\n`.replace('\ufeff', ''));
  const wrong = await get(
    `/api/notes?where=${encodeURIComponent('[{"field":"author","is":"eq","value":"x"}]')}`,
    as,
  );
  expect((await said(wrong)).errors[0]?.field).toBe('/query/where');
});

test('personal values stand apart from the leaf, which holds only their commitment', async () => {
  const body = { ...note('31.74.01.1001'), author: 'Nama Rahasia Sekali' };
  await post('/api/notes', body, { as: token('writer') });
  const found = await sql<{ bytes: Buffer; value: string; commit_hex: string }>`
    select l.bytes, a.value, a.commit_hex from journal_leaf l join journal_apart a on a.leaf_id = l.id
    where l.subject = ${body.id}`.execute(connection.db);
  const row = found.rows[0];
  expect(row?.value).toBe('Nama Rahasia Sekali');
  expect(row?.bytes.toString()).not.toContain('Rahasia');
  expect(row?.bytes.toString()).toContain(row?.commit_hex);
});

test('the journal cannot be changed by accident', async () => {
  await expect(sql`update journal_leaf set event = 'x'`.execute(connection.db)).rejects.toThrow(
    /append-only/,
  );
});

test('a command that forgets the journal is a broken promise, and nothing of it stays', async () => {
  const answer = await post('/api/notes/broken', {}, { as: token('writer') });
  expect(answer.status).toBe(500);
});

test('the stream tells of what is visible, replays from the last id, and hides the rest', async () => {
  const reader = token('reader', '33');
  const writer = token('writer');
  const first = note('33.01.01.2001');
  const hidden = note('34.01.01.2001');
  const second = note('33.02.01.2001');
  const live = await openStream(reader);
  for (const each of [first, hidden, second]) await post('/api/notes', each, { as: writer });
  const seen = await live.until((frames) => frames.length === 2);
  live.close();
  expect(seen.map((frame) => frame.data.id)).toEqual([first.id, second.id]);
  const again = await openStream(reader, seen[0]?.id);
  expect((await again.until((frames) => frames.length === 1)).map((frame) => frame.data.id)).toEqual([
    second.id,
  ]);
  again.close();
});

test('a reaction that breaks is tried again and happens once', async () => {
  failures.left = 2;
  const body = note('35.01.01.2001');
  const leaf = await said(await post('/api/notes', body, { as: token('writer') }));
  expect(leaf.id).toBe(body.id);
  await waitUntil(async () => {
    const found = await sql`select 1 from note_count where title = ${body.id}`.execute(connection.db);
    return found.rows.length === 1;
  });
  expect(failures.left).toBe(0);
});

test('the description of all doors is complete', async () => {
  const document = await said(await fetch(`${origin}/api/openapi.json`));
  expect(document.paths['/api/notes/{id}']?.get?.operationId).toBe('notes.read');
  expect(document.paths['/api/notes']?.post?.['x-rakor-records']).toEqual(['note.written.v1']);
});

async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not happen within ten seconds');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

type Frame = { id: string; data: { id: string } };

async function openStream(as: string, lastId?: string) {
  const stop = new AbortController();
  const answer = await fetch(`${origin}/api/stream`, {
    headers: { authorization: `Bearer ${as}`, ...(lastId ? { 'last-event-id': lastId } : {}) },
    signal: stop.signal,
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const frames = (): Frame[] =>
    [...text.matchAll(/id: (\S+)\nevent: change\ndata: (.*)\n\n/g)].map((found) => ({
      id: found[1] ?? '',
      data: JSON.parse(found[2] ?? '{}'),
    }));
  return {
    close: () => stop.abort(),
    async until(enough: (frames: Frame[]) => boolean): Promise<Frame[]> {
      while (!enough(frames())) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) break;
        text += chunk.value;
      }
      return frames();
    },
  };
}
