import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCookie, stranger } from '../upgrade/people.ts';
import { makeRelease, type Running, ready, startRelease } from '../upgrade/release.ts';

const MIB = 1_048_576;
const SIZE = 500 * MIB;
/** What an upload may make the server grow by, whatever it says of its size. */
const MAY_GROW = 60 * MIB;
const DOORS = [`/api/areas/imports/names?id=${randomUUID()}&source=uji`, '/api/field-reports'];

let folder: string;
let dataDir: string;
let server: Running;
let cookie: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rakor-upload-'));
  folder = await makeRelease();
  server = await ready(startRelease(folder, dataDir));
  await stranger(server.origin).post('/api/samples/kupang-2024/open', {});
  cookie = await demoCookie(server.origin, 'kapolresta.kupang');
}, 120_000);
afterAll(async () => {
  await server?.stop();
  for (const each of [folder, dataDir]) await rm(each, { recursive: true, force: true });
}, 60_000);

type Heard = { readonly answer: string; readonly sent: number };

/** Sends 500 MB piece by piece until it is through, refused, or cut off. */
function upload(path: string, headers: Readonly<Record<string, string>>): Promise<Heard> {
  return new Promise((done) => {
    const piece = Buffer.alloc(MIB, 'a');
    let sent = 0;
    let answer = '';
    const known = { ...headers, cookie, 'idempotency-key': randomUUID() };
    const asked = request(`${server.origin}${path}`, { method: 'POST', headers: known });
    const finish = () => done({ answer, sent });
    const push = () => {
      while (sent < SIZE && !asked.destroyed) {
        sent += piece.length;
        if (!asked.write(piece)) return;
      }
      asked.end();
    };
    asked.on('drain', push);
    asked.on('response', (response: IncomingMessage) => {
      answer = `${response.statusCode} ${response.headers['content-type']} `;
      response.on('data', (part: Buffer) => {
        answer += part.toString();
      });
      response.on('close', () => {
        asked.destroy();
        finish();
      });
    });
    asked.on('error', finish);
    push();
  });
}

/** Memory that the process holds, in bytes. */
async function resident(): Promise<number> {
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}

async function peakDuring<T>(work: () => Promise<T>): Promise<{ grew: number; made: T }> {
  const before = await resident();
  let peak = before;
  const watch = setInterval(() => {
    void resident().then((now) => {
      peak = Math.max(peak, now);
    });
  }, 50);
  const made = await work();
  clearInterval(watch);
  return { grew: Math.max(peak, await resident()) - before, made };
}

describe.skipIf(process.platform !== 'linux')('500 MB sent to a door that does not exist', () => {
  it.each([
    ['are refused when their size is said', { 'content-length': String(SIZE) }],
    ['are refused when it is not said', { 'transfer-encoding': 'chunked' }],
  ])(
    '%s, and hardly anything of them is read',
    async (_how, length) => {
      const headers = { 'content-type': 'application/json', ...length };
      const { grew, made } = await peakDuring(() => upload('/api/no-such-door', headers));
      expect(made.sent).toBeLessThan(64 * MIB);
      expect(made.answer).toMatch(/^404 application\/problem\+json.*not-found/);
      expect(grew).toBeLessThan(MAY_GROW);
    },
    60_000,
  );
});

it('a national file of boundaries of 45 MB is refused by its size, and told how to split it', async () => {
  const path = `/api/areas/imports/boundaries?id=${randomUUID()}&source=uji`;
  const headers = { 'content-type': 'application/geo+json', 'content-length': String(45 * MIB) };
  const { answer, sent } = await upload(path, headers);
  expect(sent).toBeLessThan(45 * MIB);
  expect(answer).toMatch(/^413 .*25 MiB.*provinsi atau kabupaten\/kota.*split .* by province/);
}, 60_000);

describe.skipIf(process.platform !== 'linux').each(DOORS)('500 MB sent to %s', (path) => {
  const type = path.includes('imports') ? 'text/csv' : 'application/json';

  it('are refused by their size alone when it is said', async () => {
    const headers = { 'content-type': type, 'content-length': String(SIZE) };
    const { grew, made } = await peakDuring(() => upload(path, headers));
    expect(made.sent).toBeLessThan(64 * MIB);
    expect(made.answer).toMatch(/^413 application\/problem\+json.*input\.too-large/);
    expect(grew).toBeLessThan(MAY_GROW);
  }, 60_000);

  it('are refused where the limit is passed when it is not said', async () => {
    const headers = { 'content-type': type, 'transfer-encoding': 'chunked' };
    const { grew, made } = await peakDuring(() => upload(path, headers));
    expect(made.sent).toBeLessThan(128 * MIB);
    expect(made.answer).toMatch(/^413 application\/problem\+json.*input\.too-large/);
    expect(grew).toBeLessThan(MAY_GROW);
  }, 60_000);

  it('leave the server answering', async () => {
    const answer = await fetch(`${server.origin}/api/health`);
    expect(await answer.text()).toContain('"ok"');
  });
});
