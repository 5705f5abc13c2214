import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cluster, type ClusterOptions, openCluster } from './cluster.ts';
import { exists, homeOf } from './data-directory.ts';
import { findServer } from './server-process.ts';
import { startChild } from './testing/child-server.ts';
import { killServer, makePlace, makeReadOnly } from './testing/place.ts';

let dir: string;
let remove: () => Promise<void>;
let open: Cluster[];

beforeEach(async () => {
  ({ dir, remove } = await makePlace());
  open = [];
});

afterEach(async () => {
  for (const cluster of open) await cluster.stop();
  await remove();
});

async function start(options: Partial<ClusterOptions> = {}): Promise<Cluster> {
  const cluster = await openCluster({ dataDir: dir, log: () => {}, durable: false, ...options });
  open.push(cluster);
  return cluster;
}

async function ask(url: string, query: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const answer = await client.query(query);
  await client.end();
  return answer.rows[0] ?? {};
}

async function serverOf(dataDir: string): Promise<number> {
  const pid = await findServer(homeOf(dataDir));
  if (pid === undefined) throw new Error('no server runs');
  return pid;
}

describe('an embedded cluster', () => {
  it('keeps its data over a stop and start, safely, and compares text by its bytes', async () => {
    const first = await start({ durable: true });
    await ask(first.url, 'create table kept as select 1 as one');
    await first.stop();
    const second = await start({ durable: true });
    expect(await ask(second.url, 'select one from kept')).toEqual({ one: 1 });
    const settings = await ask(
      second.url,
      `select current_setting('fsync') fsync, current_setting('data_checksums') checksums,
              current_setting('listen_addresses') listens, 'a' < 'B' as "asInDictionary", upper('é') as upper,
              (select rolsuper or rolcreatedb from pg_roles where rolname = current_user) as mighty`,
    );
    expect(settings).toEqual({
      fsync: 'on',
      checksums: 'on',
      listens: '',
      asInDictionary: false,
      upper: 'É',
      mighty: false,
    });
  });

  it('works below a path that is too long for a socket', async () => {
    const cluster = await start({ dataDir: join(dir, 'x'.repeat(120)) });
    expect(await ask(cluster.url, 'select 1 as one')).toEqual({ one: 1 });
  });

  it('works over a port with a password, and refuses without it', async () => {
    const cluster = await start({ transport: 'tcp' });
    expect(await ask(cluster.url, 'select 1 as one')).toEqual({ one: 1 });
    const wrong = new URL(cluster.url);
    wrong.password = 'guess';
    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('begins anew after a first start that was cut off halfway', async () => {
    const halfMade = join(dir, 'postgres', 'data.new-0');
    await mkdir(halfMade, { recursive: true });
    await writeFile(join(halfMade, 'PG_VERSION'), '18');
    const cluster = await start();
    expect(await ask(cluster.url, 'select 1 as one')).toEqual({ one: 1 });
    expect(await exists(halfMade)).toBe(false);
  });

  it('is started again under the same address when PostgreSQL is killed', async () => {
    let tell: (line: string) => void = () => {};
    const revived = new Promise<void>((resolve) => {
      tell = (line) => line.includes('runs again') && resolve();
    });
    const cluster = await start({ durable: true, log: (line) => tell(line) });
    await ask(cluster.url, 'create table kept as select 1 as one');
    await killServer(homeOf(dir).data, await serverOf(dir));
    await revived;
    expect(await ask(cluster.url, 'select one from kept')).toEqual({ one: 1 });
  });
});

describe('after kill -9 of Node', () => {
  it('the surviving PostgreSQL is found, restarted in order and used again', async () => {
    const child = await startChild(dir, 'idle');
    const survivor = await serverOf(dir);
    await child.kill();
    expect(await serverOf(dir)).toBe(survivor);
    const lines: string[] = [];
    const cluster = await start({ log: (line) => lines.push(line) });
    expect(lines).toEqual([expect.stringContaining(`process ${survivor}) survived`)]);
    expect(await serverOf(dir)).not.toBe(survivor);
    expect(await ask(cluster.url, 'select 1 as one')).toEqual({ one: 1 });
  });

  it.each([
    ['with PostgreSQL and all its workers', 100, 'all'],
    ['with the postmaster, whose workers live a moment longer', 300, 'postmaster'],
    ['alone', 500, 'none'],
  ])('no acknowledged write is lost: %s', { timeout: 60_000 }, async (_name, writes, also) => {
    const child = await startChild(dir, 'write');
    await child.reach(writes);
    const postmaster = await serverOf(dir);
    if (also === 'all') await killServer(homeOf(dir).data, postmaster);
    if (also === 'postmaster') process.kill(postmaster, 'SIGKILL');
    await child.kill();
    const cluster = await start({ durable: true });
    const ids = [...child.acknowledged];
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    const found = await client.query('select id from written where id = any($1::uuid[])', [ids]);
    await client.end();
    expect(ids.length).toBeGreaterThanOrEqual(writes);
    expect(found.rows.length).toBe(ids.length);
  });
});

describe('a data directory is refused', () => {
  it('while another process uses it, even if its lock file was deleted', async () => {
    const child = await startChild(dir, 'idle');
    const refusal = {
      code: 'data.locked',
      message: expect.stringContaining(`process ${child.process.pid} `),
    };
    await expect(start()).rejects.toMatchObject(refusal);
    await rm(join(dir, 'rakor.lock'));
    await expect(start()).rejects.toMatchObject(refusal);
    await child.kill();
    await start();
  });

  it('to all but one of several that start at the same moment', async () => {
    const outcomes = await Promise.allSettled([start(), start(), start()]);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map((outcome) => outcome.reason.code)).toEqual(['data.locked', 'data.locked']);
  });

  it('when it is a file', async () => {
    await writeFile(join(dir, 'file'), '');
    await expect(start({ dataDir: join(dir, 'file') })).rejects.toMatchObject({
      code: 'data.not-a-directory',
    });
    await expect(start({ dataDir: join(dir, 'file', 'below') })).rejects.toMatchObject({
      code: 'data.not-a-directory',
    });
  });

  it('when it is read-only', async (context) => {
    const place = await makeReadOnly(dir);
    if (place === undefined) return context.skip('this machine lets root mount nothing');
    try {
      await expect(start({ dataDir: place.dir })).rejects.toMatchObject({ code: 'data.read-only' });
      await expect(start({ dataDir: join(place.dir, 'below') })).rejects.toMatchObject({
        code: 'data.read-only',
        message: expect.stringContaining('choose'),
      });
    } finally {
      await place.undo();
    }
  });

  it.each([
    ['a newer PostgreSQL made it', 'PG_VERSION', '99\n', 'data.newer', /newer release/],
    ['an older PostgreSQL made it', 'PG_VERSION', '17\n', 'data.older', /release that made it/],
    [
      'something else is in its place',
      'notes.txt',
      'hello',
      'database.start-failed',
      /restore it from a backup/,
    ],
  ])('when %s', async (_name, file, content, code, message) => {
    await mkdir(join(dir, 'postgres', 'data'), { recursive: true });
    await writeFile(join(dir, 'postgres', 'data', file), content);
    await expect(start()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});
