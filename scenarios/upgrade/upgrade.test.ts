import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCookie, demoPerson, enrolFirst, sendPhoto, signIn, stranger } from './people.ts';
import { type Ended, makeRelease, type Running, ready, startRelease } from './release.ts';
import { restoreAsWritten } from './restore.ts';

const SAMPLE = 'kupang-2024';
const ADDS = { 'stations/9001-add-remark': 'alter table station add column remark text;' };
const BREAKS = {
  ...ADDS,
  'stations/9002-lose-remark':
    'alter table station drop column remark; delete from field_report_step; select 1 / 0;',
};

let folders: string[] = [];
let dataDir: string;
let previous: string;
let next: string;
let broken: string;
let running: Running | Ended | null = null;
let operationId: string;
let kept: Kept;
let backup: string;
let totpSecret: string;
let photo: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rakor-upgrade-'));
  [previous = '', next = '', broken = ''] = folders = [
    await makeRelease(),
    await makeRelease(ADDS),
    await makeRelease(BREAKS),
  ];
  running = await ready(startRelease(previous, dataDir));
  const opened = await stranger(running.origin).post(`/api/samples/${SAMPLE}/open`, {});
  const body: { operationId: string } = JSON.parse(await opened.text());
  operationId = body.operationId;
  totpSecret = await enrolFirst(running.origin, running.said());
  photo = await sendPhoto(running.origin, 'padal.kupang', { operationId, area: '53.71.01.1001' });
  kept = await count(running);
  await running.stop();
}, 300_000);

afterAll(async () => {
  if (running && 'stop' in running) await running.stop();
  for (const folder of [...folders, dataDir]) await rm(folder, { recursive: true, force: true });
}, 60_000);

type Kept = Readonly<Record<'stations' | 'reports' | 'activities' | 'agencies', number>>;

/** What an officer finds, as counts of the lists. */
async function count({ origin }: Running): Promise<Kept> {
  const officer = await demoPerson(origin, 'kabagops.kupang');
  const at = `/api/operations/${operationId}`;
  const total = async (path: string) => (await officer.get<{ total: number }>(`${path}?limit=0`)).total;
  return {
    stations: await total(`${at}/stations`),
    reports: await total(`${at}/field-reports`),
    activities: await total(`${at}/activities`),
    agencies: await total('/api/agencies'),
  };
}

async function startedOn(release: string): Promise<Running> {
  const server = await ready(startRelease(release, dataDir));
  running = server;
  return server;
}

describe('a data directory of the previous release', () => {
  it('starts on a new one after a backup, and nothing is lost', async () => {
    expect(kept.stations).toBeGreaterThan(100);
    const server = await startedOn(next);
    expect(server.said()).toMatch(/Upgrading the database \(1 steps\)/);
    const made = /Backup made: (\S+)/.exec(server.said())?.[1] ?? '';
    expect(made).toContain(join(dataDir, 'backups'));
    backup = made;
    expect(await count(server)).toEqual(kept);
    await server.stop();
  }, 240_000);

  it('is left as it was by a migration that fails, and the owner reads which one and what to do', async () => {
    const ended = await startRelease(broken, dataDir);
    running = ended;
    expect(ended).toMatchObject({ code: 1 });
    const said = 'code' in ended ? ended.said : '';
    expect(said).toContain('The migration stations/9002-lose-remark failed (division by zero)');
    expect(said).toContain('the database is as it was before this start');
    expect(said).not.toMatch(/\n\s+at .*:\d+:\d+/);
    // However often it is tried, it pushes out no older backup.
    expect(await readdir(join(dataDir, 'backups'))).toEqual([basename(backup)]);
    const server = await startedOn(next);
    expect(server.said()).not.toContain('Upgrading');
    expect(await count(server)).toEqual(kept);
    await server.stop();
  }, 240_000);

  it('is refused by a release that is older than it, with the remedy', async () => {
    const ended = await startRelease(previous, dataDir);
    running = ended;
    expect(ended).toMatchObject({ code: 1 });
    expect('code' in ended && ended.said).toContain(
      'The database has the migration stations/9001-add-remark, which this release does not know: start the newer release',
    );
  }, 240_000);
});

describe('the backup', () => {
  it('restored by the steps in ops, is the former server with its people, codes and photographs', async () => {
    const restored = await mkdtemp(join(tmpdir(), 'rakor-restored-'));
    folders.push(restored);
    await restoreAsWritten(backup, join(restored, 'data'));
    const server = await ready(startRelease(previous, join(restored, 'data')));
    running = server;
    expect(server.said()).not.toContain('pertama');
    expect(await count(server)).toEqual(kept);
    const administrator = await signIn(server.origin, totpSecret);
    expect(await administrator.get('/api/session')).toMatchObject({ grants: [{ role: 'administrator' }] });
    const cookie = await demoCookie(server.origin, 'kabagops.kupang');
    const seen = await fetch(`${server.origin}${photo}`, { headers: { cookie } });
    expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    await server.stop();
  }, 240_000);
});

describe('a field app of the previous release', () => {
  it('sends its report to the new server, once, and gets the promise that it knows', async () => {
    const server = await startedOn(next);
    const officer = await demoPerson(server.origin, 'padal.kupang');
    const recorded: object = JSON.parse(
      await readFile(join(import.meta.dirname, 'field-app-report.json'), 'utf8'),
    );
    const body = { ...recorded, operationId };
    const headers = { 'idempotency-key': randomUUID(), 'rakor-device-time': new Date().toISOString() };
    const first = await officer.post('/api/field-reports', body, headers);
    const receipt: unknown = JSON.parse(await first.text());
    expect(first.status).toBe(200);
    expect(receipt).toMatchObject({
      id: '01935f3a-7c11-7d52-9a35-5b7f0c2d4e61',
      code: expect.stringMatching(/^[0-9A-Z]{2}-[0-9A-Z]{4}$/),
      receivedAt: expect.any(String),
      promise: {
        leafId: expect.any(String),
        leafHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        signature: expect.any(String),
        publicKey: expect.any(String),
      },
      notices: expect.any(Array),
    });
    const again = await officer.post('/api/field-reports', body, headers);
    expect(JSON.parse(await again.text())).toEqual(receipt);
    expect((await count(server)).reports).toBe(kept.reports + 1);
    const mine = await officer.get<{ reports: { id: string; state: string }[] }>('/api/field-reports/mine');
    expect(mine.reports).toContainEqual(expect.objectContaining({ state: 'received' }));
    await server.stop();
  }, 240_000);
});
