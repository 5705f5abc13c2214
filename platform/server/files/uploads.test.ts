import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as dial } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { command } from '#shared/endpoint.ts';
import { byUpload } from '#shared/import.ts';
import { type Actor, nobody, permission } from '#shared/permission.ts';
import { Refused } from '#shared/problem.ts';
import { object } from '#shared/schema.ts';
import type { Capability } from '../capability.ts';
import { type Connection, connect } from '../database/connect.ts';
import { handle } from '../endpoint/handle.ts';
import { buildServer, type RakorServer } from '../server.ts';
import { actorWith, type NotesServer, openNotesServer } from '../testing/notes-server.ts';
import { lookThrough } from './collect.ts';
import { openFileStore } from './store.ts';
import { takeUpload } from './upload-finish.ts';

let house: NotesServer;
let other: Connection;
const dataDir = mkdtempSync(join(tmpdir(), 'rakor-uploads-'));
const files = openFileStore(dataDir);
const owner = actorWith('owner', 'writer', '');
const actors = new Map<string, Actor>([
  ['token-of-the-owner-of-files', owner],
  ['token-of-somebody-else-here', actorWith('other', 'writer', '')],
  ['token-of-whoever-only-reads', actorWith('reader', 'reader', '')],
  ['token-of-a-card-at-one-post', { ...actorWith('card', 'field-officer', '31.73'), kind: 'card' }],
]);
/** A room that takes uploads, from writers. */
const text = { id: 'Membaca berkas', en: 'Reading files' };
const take = permission('file.take', ['writer'], text);
const takeFile = command({
  name: 'files.take',
  path: '/api/take',
  summary: text,
  access: take,
  query: byUpload,
  body: object({}),
  reply: object({}),
  records: [],
});
const reading: Capability = {
  name: 'reading',
  permissions: [take],
  kinds: [],
  events: [],
  problems: {},
  endpoints: [handle(takeFile, async () => ({}))],
  migrations: false,
};
type Process = { readonly server: RakorServer; readonly origin: string };
let [first, second]: Process[] = [];

async function openProcess({ db }: Connection): Promise<Process> {
  const authenticate = async (token: string) => actors.get(token) ?? nobody;
  const parts = { ...house.ports, db, files, authenticate, clock: () => new Date(), version: 'test' };
  const server = await buildServer({ ...parts, capabilities: [reading] });
  return { server, origin: await server.app.listen({ host: '127.0.0.1', port: 0 }) };
}

beforeAll(async () => {
  house = await openNotesServer();
  other = connect(house.connection.pool.options.connectionString ?? '');
  [first, second] = [await openProcess(house.connection), await openProcess(other)];
});
afterAll(async () => {
  await first?.server.stop();
  await second?.server.stop();
  await other.close();
  await house.close();
  rmSync(dataDir, { recursive: true });
});
beforeEach(async () => {
  await sql`delete from upload`.execute(house.connection.db);
});

const at = (process: Process | undefined) => process?.origin ?? '';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const base64 = (text: string) => Buffer.from(text).toString('base64');
/** Text, so that it is what an import takes. */
const csv = (length: number) => Buffer.from(randomBytes(length).toString('hex').slice(0, length));
const headers = (more: Record<string, string> = {}, token = 'token-of-the-owner-of-files') => ({
  authorization: `Bearer ${token}`,
  'tus-resumable': '1.0.0',
  ...more,
});

async function begin(size: number, purpose = 'import', process = first, token?: string): Promise<Response> {
  const asked = { 'upload-length': String(size), 'upload-metadata': `purpose ${base64(purpose)}` };
  return fetch(`${at(process)}/api/uploads`, { method: 'POST', headers: headers(asked, token) });
}
const idOf = (answer: Response) => (answer.headers.get('location') ?? '').split('/').at(-1) ?? '';

async function offsetOf(id: string, process = first): Promise<number> {
  const answer = await fetch(`${at(process)}/api/uploads/${id}`, { method: 'HEAD', headers: headers() });
  return Number(answer.headers.get('upload-offset') ?? Number.NaN);
}
const patching = (offset: number) =>
  headers({ 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' });
const send = (id: string, offset: number, bytes: Buffer, process = first) =>
  fetch(`${at(process)}/api/uploads/${id}`, { method: 'PATCH', headers: patching(offset), body: bytes });

/** Sends the first bytes of a piece and leaves the line open. */
async function sendPart(id: string, offset: number, bytes: Buffer, process = first) {
  const line = dial(`${at(process)}/api/uploads/${id}`, { method: 'PATCH', headers: patching(offset) });
  line.on('error', () => {});
  line.flushHeaders();
  if (bytes.length > 0) await new Promise((resolve) => line.write(bytes, resolve));
  return line;
}
/** As a client does: asks how far it came and goes on, until all is there. A broken line may still be read meanwhile. */
async function sendRest(id: string, whole: Buffer, process = first): Promise<number> {
  const begun = await offsetOf(id, process);
  for (let reached = begun; reached < whole.length; ) {
    const { status } = await send(id, reached, whole.subarray(reached), process);
    expect([204, 409, 423]).toContain(status);
    reached = await offsetOf(id, process);
  }
  return begun;
}
const use = (id: string, actor = owner) => {
  const caller = { address: '', userAgent: '', origin: '' };
  return takeUpload({ actor, now: new Date(), caller, db: house.connection.db, files }, id);
};
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refused ? error.refusal.refused : String(error)),
  );

test('an upload that is cut at any byte goes on where it stopped, and is the same file in the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 299_999 }), async (cutAt) => {
      const whole = csv(300_000);
      const id = idOf(await begin(whole.length));
      const line = await sendPart(id, 0, whole.subarray(0, cutAt));
      line.destroy();
      expect(await refusalOf(use(id))).toBe('upload.unfinished');
      expect(await sendRest(id, whole)).toBeLessThanOrEqual(cutAt);
      expect(await use(id)).toBe(sha256(whole));
      expect((await files.get(sha256(whole)))?.equals(whole)).toBe(true);
    }),
    { numRuns: 6, seed: 20_241_127, endOnFailure: true },
  );
});

test('another process takes an upload up where the first one died', async () => {
  const whole = csv(80_000);
  const dying = await openProcess(house.connection);
  const id = idOf(await begin(whole.length, 'import', dying));
  expect((await send(id, 0, whole.subarray(0, 50_000), dying)).status).toBe(204);
  await dying.server.stop();
  expect(await offsetOf(id, second)).toBe(50_000);
  expect((await send(id, 50_000, whole.subarray(50_000), second)).status).toBe(204);
  expect(await use(id)).toBe(sha256(whole));
});

test('two processes never write one upload: who comes second is told, and the file stays whole', async () => {
  const whole = csv(60_000);
  const id = idOf(await begin(whole.length));
  const line = await sendPart(id, 0, whole.subarray(0, 20_000));
  const answered = once(line, 'response');
  await expect
    .poll(async () => (await sql`select 1 from upload where lease is not null`.execute(other.db)).rows.length)
    .toBe(1);
  const late = await send(id, 0, whole, second);
  expect([409, 423]).toContain(late.status);
  await answered;
  line.destroy();
  await sendRest(id, whole, second);
  expect(await use(id)).toBe(sha256(whole));
});

test('an upload is there for its owner alone, and for nobody without a session', async () => {
  const id = idOf(await begin(10));
  const stranger = headers({}, 'token-of-somebody-else-here');
  const url = `${at(first)}/api/uploads/${id}`;
  expect((await fetch(url, { method: 'HEAD', headers: stranger })).status).toBe(404);
  expect((await fetch(url, { method: 'DELETE', headers: stranger })).status).toBe(404);
  const patch = { ...patching(0), ...stranger };
  expect((await fetch(url, { method: 'PATCH', headers: patch, body: '0123456789' })).status).toBe(404);
  expect((await fetch(url, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } })).status).toBe(401);
  expect((await fetch(`${at(first)}/api/uploads`, { method: 'POST' })).status).toBe(401);
  expect(await refusalOf(use(id, actorWith('other', 'writer', '')))).toBe('not-found');
  const cookie = { 'tus-resumable': '1.0.0', cookie: 'rakor_session=x', 'sec-fetch-site': 'cross-site' };
  expect((await fetch(url, { method: 'DELETE', headers: cookie })).status).toBe(403);
  expect(await offsetOf(id)).toBe(0);
  const answer = await fetch(url, {
    method: 'HEAD',
    headers: headers({ origin: 'https://elsewhere.example' }),
  });
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

test('what is too large, of no known purpose, or beyond what one account may have is refused in words', async () => {
  const limit = 200 * 1_048_576;
  const refused = async (answer: Response) => [answer.status, JSON.parse(await answer.text()).code];
  expect(await refused(await begin(limit + 1))).toEqual([413, 'upload.too-large']);
  expect(await refused(await begin(10, 'films'))).toEqual([422, 'upload.purpose-unknown']);
  for (const _ of [1, 2, 3]) expect((await begin(limit)).status).toBe(201);
  expect(await refused(await begin(1))).toEqual([413, 'upload.quota']);
});

test('what begins at once, in any process, stays within what one account may have', async () => {
  const limit = 200 * 1_048_576;
  const begun = await Promise.all(
    Array.from({ length: 12 }, (_, at) => begin(limit, 'import', at % 2 === 0 ? first : second)),
  );
  const statuses = begun.map(({ status }) => status).sort();
  expect(statuses).toEqual([201, 201, 201, ...Array.from({ length: 9 }, () => 413)]);
});

test('whoever may give no command that takes an upload begins none, and none is kept for them', async () => {
  for (const token of ['token-of-whoever-only-reads', 'token-of-a-card-at-one-post'])
    expect((await begin(10, 'import', first, token)).status).toBe(404);
  const kept = await sql`select 1 from upload`.execute(house.connection.db);
  expect(kept.rows).toEqual([]);
});

test('a file that is neither table nor map is refused by its content, with what would be taken instead', async () => {
  const picture = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(500)]);
  const id = idOf(await begin(picture.length));
  const answer = await send(id, 0, picture);
  const problem = JSON.parse(await answer.text());
  expect([answer.status, problem.code]).toEqual([415, 'upload.wrong-type']);
  expect(problem.detail.en).toMatch(/JPEG.*CSV/);
  expect(await refusalOf(use(id))).toBe('not-found');
  expect(await files.get(sha256(picture))).toBeNull();
});

test('whatever is referenced is never collected, and what was just stored is not either', async () => {
  await sql`create table if not exists file_user (hash text)`.execute(house.connection.db);
  const references = [sql<{ hash: string | null }>`select hash from file_user`];
  const inTwoDays = () => new Date(Date.now() + 2 * 86_400_000);
  const collect = (now: Date) =>
    lookThrough({ db: house.connection.db, files, now }, references, ({ hash }) =>
      files.removeUntouched(hash, now),
    );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 12 }), async (isReferenced) => {
      await sql`delete from file_user`.execute(house.connection.db);
      const stored: { hash: string; kept: boolean }[] = [];
      for (const kept of isReferenced) {
        const hash = await files.put(randomBytes(64));
        stored.push({ hash, kept });
        if (kept) await sql`insert into file_user values (${hash}), (null)`.execute(house.connection.db);
      }
      await collect(new Date());
      for (const { hash } of stored) expect(await files.get(hash)).not.toBeNull();
      await collect(inTwoDays());
      for (const { hash, kept } of stored) expect((await files.get(hash)) !== null).toBe(kept);
    }),
    { numRuns: 12, seed: 20_241_127 },
  );
});

test('a file that is stored again while it is being collected stays', async () => {
  const bytes = randomBytes(64);
  const hash = await files.put(bytes);
  const since = new Date(Date.now() - 1_000);
  expect(await files.removeUntouched(hash, since)).toBe(false);
  expect(await files.get(hash)).toEqual(bytes);
  const id = randomUUID();
  expect(await refusalOf(use(id))).toBe('not-found');
});
