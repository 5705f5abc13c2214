import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stranger } from '../upgrade/people.ts';
import { type Ended, type Running, ready, startRelease } from '../upgrade/release.ts';
import { connectTo, countAll, summaryOf } from './counting.ts';
import { kill, killTree, postmasterOf } from './killing.ts';
import { openWriters, type Writers } from './writers.ts';

const root = join(import.meta.dirname, '..', '..');
const place = await mkdtemp(join(tmpdir(), 'rakor-disk-'));
const disk = join(place, 'disk');
const dataDir = join(disk, 'data');
const canMount = mountSmallDisk();
if (!canMount)
  console.log('chaos: a full disk and a read-only one were not tried: only root can mount them.');

let running: Running | Ended | null = null;
let writers: Writers;

/** 300 MB: room for a fresh database with its log, and little more. */
function mountSmallDisk(): boolean {
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function remount(mode: 'ro' | 'rw'): void {
  execFileSync('mount', ['-o', `remount,${mode}`, disk]);
}

const filler = join(disk, 'somebody-elses-film.mp4');

/** Fills the disk to the last page. */
function fillDisk(): void {
  const file = openSync(filler, 'w');
  try {
    for (const chunk of [Buffer.alloc(1_048_576, 1), Buffer.alloc(4_096, 1)]) writeAll(file, chunk);
  } finally {
    closeSync(file);
  }
}

function writeAll(file: number, chunk: Buffer): void {
  try {
    for (;;) writeSync(file, chunk);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

function die(): void {
  const postmaster = postmasterOf(dataDir);
  if (running && 'pid' in running) kill(running.pid);
  if (postmaster !== null) killTree(postmaster);
}

beforeAll(async () => {
  if (!canMount) return;
  const server = await ready(startRelease(root, dataDir));
  running = server;
  const opened = await stranger(server.origin).post('/api/samples/kupang-2024/open', {});
  const { operationId }: { operationId: string } = JSON.parse(await opened.text());
  writers = await openWriters(server.origin, operationId);
}, 120_000);

afterAll(async () => {
  if (canMount) {
    die();
    execFileSync('umount', ['-l', disk]);
  }
  await rm(place, { recursive: true, force: true });
});

describe.skipIf(!canMount)('on a disk', () => {
  it('that is full it says so, keeps what it acknowledged, and goes on once there is room', async () => {
    const server = await ready(Promise.resolve(running ?? { code: 1, said: '' }));
    fillDisk();
    // What is preallocated of the log lasts a while; somebody with much to write ends it.
    const client = await connectTo(dataDir);
    const burning = client.query(
      `create table burn as select repeat(md5(g::text), 60) from generate_series(1, 100000) g`,
    );
    await expect(burning).rejects.toThrow();
    await client.end().catch(() => {});
    await writers.writeUntilSilence(server.origin, 40);
    die();
    const full = await startRelease(root, dataDir);
    running = full;
    if ('code' in full) expect(full.said).toMatch(/Ruang penyimpanan habis/);
    else die();
    rmSync(filler);
    const healed = await ready(startRelease(root, dataDir));
    running = healed;
    await writers.writeUntilSilence(healed.origin, 10);
    const counted = await countAll(dataDir, writers.ledger);
    console.log(`chaos: full disk, ${summaryOf(writers.ledger, counted)}`);
    expect(counted.flatMap(({ lost }) => lost)).toEqual([]);
  }, 180_000);

  it('that can only be read it starts nothing and says what to do, and loses nothing', async () => {
    const server = await ready(Promise.resolve(running ?? { code: 1, said: '' }));
    await writers.writeUntilSilence(server.origin, 10);
    die();
    remount('ro');
    const refused = await startRelease(root, dataDir);
    remount('rw');
    expect(refused).toMatchObject({ code: 1 });
    expect('said' in refused && typeof refused.said === 'string' ? refused.said : '').toMatch(
      /Direktori data tidak dapat ditulisi[\s\S]*--data/,
    );
    const healed = await ready(startRelease(root, dataDir));
    running = healed;
    expect((await countAll(dataDir, writers.ledger)).flatMap(({ lost }) => lost)).toEqual([]);
    await healed.stop();
  }, 120_000);
});
