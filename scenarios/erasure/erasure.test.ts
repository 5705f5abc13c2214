import { execFile, execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectTo } from '../chaos/counting.ts';
import {
  demoPerson,
  enrolFirst,
  type Person,
  sameAt,
  sendPhoto,
  signIn,
  stranger,
} from '../upgrade/people.ts';
import { type Running, ready, startRelease } from '../upgrade/release.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const place = await mkdtemp(join(tmpdir(), 'rakor-erasure-'));
const dataDir = join(place, 'data');
const backups = join(place, 'backups');
const passphrase = join(place, 'passphrase.txt');
/** The person: no word of any language contains it. */
const PERSON = `Yq${randomBytes(9).toString('hex')}`;

let running: Running;
let operation: string;
let administrator: Person;
let leader: Person;

beforeAll(async () => {
  await mkdir(backups);
  await writeFile(passphrase, 'lima perahu menyeberang malam hari\n', { mode: 0o600 });
  running = await ready(startRelease(root, dataDir));
  const opened = await stranger(running.origin).post('/api/samples/kupang-2024/open', {});
  const body: { operationId: string } = JSON.parse(await opened.text());
  operation = body.operationId;
  administrator = await signIn(running.origin, await enrolFirst(running.origin, running.said()));
  leader = await demoPerson(running.origin, 'kapolresta.kupang');
}, 180_000);
afterAll(async () => {
  await running.stop();
  await rm(place, { recursive: true, force: true });
}, 60_000);

const rakor = (...args: string[]) => run(process.execPath, ['dist/server/cli.js', ...args], { cwd: root });
const key = ['--passphrase-file', passphrase];

/** Files below a folder that contain the person, as bytes. */
function filesWith(folder: string, person = PERSON): readonly string[] {
  try {
    const found = execFileSync('grep', ['-rlaF', person, folder], { encoding: 'utf8' });
    return found.split('\n').filter((line) => line !== '');
  } catch (error) {
    // 1: grep looked everywhere and found nothing.
    if (error instanceof Error && 'status' in error && error.status === 1) return [];
    throw error;
  }
}

const files = async () =>
  (await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true })).filter((each) =>
    each.isFile(),
  ).length;

/** A table on its way in: whole, or cut after so many bytes. */
async function upload(text: string, cut = text.length): Promise<void> {
  const answer = await fetch(`${running.origin}/api/uploads`, {
    method: 'POST',
    headers: {
      ...administrator.headers,
      'tus-resumable': '1.0.0',
      'upload-length': String(text.length),
      'upload-metadata': `purpose ${Buffer.from('import').toString('base64')}`,
      'content-type': 'application/offset+octet-stream',
    },
    body: text.slice(0, cut),
  });
  if (!answer.ok) throw new Error(`the upload was refused: ${await answer.text()}`);
}

type Field = { readonly columns: string; readonly class: string };

/** Columns that the product itself lists as personal. What stands apart from the journal is written by its doors alone. */
async function personalColumns(): Promise<readonly string[]> {
  const { rows } = await administrator.get<{ rows: Field[] }>('/api/holdings/fields?limit=500');
  const personal = rows.filter((each) => each.class === 'personal');
  return personal
    .flatMap(({ columns }) => columns.match(/[a-z_]+\.[a-z_]+/g) ?? [])
    .filter((place) => !place.startsWith('journal_apart.'));
}

/** Writes the person into every one of these that is a text and has a row. */
async function writeInto(client: pg.Client, places: readonly string[], person: string): Promise<number> {
  let written = 0;
  for (const place of places) {
    const [table = '', column = ''] = place.split('.');
    const type = await client.query(
      `select udt_name from information_schema.columns where table_name = $1 and column_name = $2`,
      [table, column],
    );
    const value = { text: '$1::text', jsonb: `jsonb_build_object('nama', $1::text)` }[
      String(type.rows[0]?.udt_name)
    ];
    if (value === undefined) continue;
    // Twice: what a row held before stays on the page as a dead row, and must go as well.
    for (const _time of [1, 2])
      await client
        .query(`update ${table} set ${column} = ${value} where ctid = (select min(ctid) from ${table})`, [
          person,
        ])
        .then(({ rowCount }) => {
          written += rowCount ?? 0;
        })
        // A field whose shape is checked does not take it.
        .catch((error: Error & { code?: string }) => expect(error.code).toMatch(/^23/));
  }
  await client.query('analyze');
  return written / 2;
}

/** A report with this text, by the door: it stands in the journal, too. */
async function tell(text: string): Promise<void> {
  const officer = await demoPerson(running.origin, 'padal.kupang');
  const where = { operationId: operation, area: '53.71.01.1001', stationId: null, place: null };
  const what = { kind: 'disorder', help: 'no', text, photos: 0, aboutAgencyId: null };
  const report = { id: randomUUID(), ...where, ...what, capturedAt: new Date().toISOString() };
  const sent = await officer.post('/api/field-reports', report);
  if (!sent.ok) throw new Error(`the report was refused: ${await sent.text()}`);
}

/** Two persons erase what contains these words, or belongs to the record with this id. */
async function erase(text: string): Promise<void> {
  const post = async <T>(who: Person, path: string, body: object): Promise<T> => {
    const answer = await who.post(path, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} was refused: ${text}`);
    return JSON.parse(text);
  };
  const { fields } = await post<{ fields: { place: string }[] }>(administrator, '/api/erasures/search', {
    text,
  });
  const erasureId = randomUUID();
  const reason = 'Surat permintaan nomor 7/2024';
  const places = fields.map((field) => field.place);
  await post(administrator, '/api/erasures', {
    id: erasureId,
    text,
    places,
    basis: 'request',
    reason,
  });
  const proposalId = randomUUID();
  const proposal = { id: proposalId, action: 'privacy.erase', input: { erasureId }, reason };
  await post(administrator, '/api/proposals', proposal);
  await post(leader, `/api/proposals/${proposalId}/confirm`, {});
}

it('leaves no byte of an erased person: not on the disk, not in a new backup, not in an old one restored', async () => {
  const client = await connectTo(dataDir);
  const written = await writeInto(client, await personalColumns(), PERSON);
  await client.end();
  expect(written).toBeGreaterThan(20);
  await tell(PERSON);
  await rakor('backup', '--data', dataDir, '--to', backups, ...key);
  expect(filesWith(dataDir)).not.toEqual([]);
  // What is encrypted shows nothing, erased or not: it proves something only once it is restored.
  expect(filesWith(backups)).toEqual([]);

  const upgraded = join(dataDir, 'backups', 'before-upgrade-2024-11-01T000000.000Z');
  await mkdir(upgraded, { recursive: true });
  await writeFile(join(upgraded, 'page'), PERSON);
  const before = await files();
  const at = { operationId: operation, area: '53.71.01.1001' };
  const [, report = ''] =
    /field-reports\/([0-9a-f-]+)/.exec(await sendPhoto(running.origin, 'padal.kupang', at)) ?? [];
  expect(await files()).toBe(before + 1);

  await upload(`nama\n${PERSON}\n`);
  await upload(`nama\n${PERSON}\nalamat\n`, PERSON.length + 8);
  expect(await readdir(join(dataDir, 'uploads'))).toHaveLength(2);

  await erase(PERSON);
  await erase(report);
  await expect.poll(files, { timeout: 10_000 }).toBe(before);
  await expect.poll(() => readdir(join(dataDir, 'uploads')), { timeout: 10_000 }).toEqual([]);
  await expect.poll(() => readdir(dataDir)).toContain('erasures.ndjson');
  const purged = await rakor('purge', '--data', dataDir);
  expect(purged.stdout).toContain('Bersih');
  expect(filesWith(dataDir)).toEqual([]);

  const [old = ''] = (await readdir(backups)).filter((name) => name.endsWith('.rakor-backup'));
  const again = join(place, 'again');
  const restored = await rakor('restore', join(backups, old), '--data', again, ...key);
  expect(restored.stderr).toMatch(/Penghapusan diulang: [1-9]/);
  expect(filesWith(again)).toEqual([]);

  const fresh = join(place, 'fresh');
  await mkdir(fresh);
  await rakor('backup', '--data', dataDir, '--to', fresh, ...key);
  const [newest = ''] = (await readdir(fresh)).filter((name) => name.endsWith('.rakor-backup'));
  const third = join(place, 'third');
  await rakor('restore', join(fresh, newest), '--data', third, ...key);
  expect(filesWith(third)).toEqual([]);
  for (const directory of [again, third])
    expect((await rakor('journal', 'verify', '--data', directory)).stdout).toContain('UTUH');
}, 240_000);

const folder = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
const library = `/usr/lib/${folder}/faketime/libfaketimeMT.so.1`;
const canFake = existsSync(library);
if (!canFake) console.log('erasure: no term passed: the Debian package "faketime" is missing.');
/** Long after the end of the operation and the longest term that counts from it; then after the notice. */
const [PAST, AFTER_NOTICE] = ['+2400d', '+2408d'];

it.skipIf(!canFake)(
  'leaves no byte of whoever is past their term, once it was announced for seven days',
  async () => {
    const person = `Zx${randomBytes(9).toString('hex')}`;
    const clock = join(place, 'clock');
    const show = (shift: string) => writeFileSync(clock, `${shift}\n`);
    show('+0');
    await running.stop();
    const faked = {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
    running = await ready(startRelease(root, dataDir, faked));
    const { rows } = await sameAt(running.origin, administrator).get<{
      rows: { id: string; by: string; term: string }[];
    }>('/api/terms?limit=500');
    const client = await connectTo(dataDir);
    const inOperations = rows.filter(
      ({ by, term, id }) => by === 'round' && /operasi/.test(term) && !id.includes(':'),
    );
    const written = await writeInto(
      client,
      inOperations.map(({ id }) => id),
      person,
    );
    await tell(person);
    expect(written).toBeGreaterThan(10);
    const standing = async (sql: string) => (await client.query<{ n: string }>(sql)).rows[0]?.n;

    show(PAST);
    const announced = () =>
      standing(`select count(*) as n from term_notice where line = 'field_report.text'`);
    await expect.poll(announced, { timeout: 90_000 }).toBe('1');
    expect(await standing(`select count(*) as n from field_report where text = '${person}'`)).not.toBe('0');
    show(AFTER_NOTICE);
    const ended = () => standing('select count(*) as n from term_notice where ended_at is null');
    await expect.poll(ended, { timeout: 90_000 }).toBe('0');
    await client.end();
    show('+0');
    await rakor('purge', '--data', dataDir);
    expect(filesWith(dataDir, person)).toEqual([]);
    expect((await rakor('journal', 'verify', '--data', dataDir)).stdout).toContain('UTUH');
  },
  240_000,
);
