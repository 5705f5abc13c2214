import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupCluster, restoreCluster } from './backup.ts';
import { type Cluster, openCluster } from './cluster.ts';
import { exists } from './data-directory.ts';
import { testDatabase } from './test-database.ts';
import { makePlace } from './testing/place.ts';

let dir: string;
let remove: () => Promise<void>;
let cluster: Cluster;

beforeEach(async () => {
  ({ dir, remove } = await makePlace());
  cluster = await openCluster({ dataDir: join(dir, 'first'), durable: false, log: () => {} });
});

afterEach(async () => {
  await cluster.stop();
  await remove();
});

async function run(query: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  const answer = await client.query({ text: query, rowMode: 'array' });
  await client.end();
  return answer.rows.flat();
}

async function reopen(name: string): Promise<void> {
  await cluster.stop();
  cluster = await openCluster({ dataDir: join(dir, name), durable: false, log: () => {} });
}

describe('a backup', () => {
  it('made under constant writing starts as a database that holds everything from before it', async () => {
    await run('create table written (n int primary key)');
    await run('insert into written select generate_series(1, 20000)');
    const writer = new pg.Client({ connectionString: cluster.url });
    await writer.connect();
    let writing = true;
    const writes = (async () => {
      for (let n = 20_001; writing; n += 1) await writer.query('insert into written values ($1)', [n]);
    })();
    const targetDir = join(dir, 'backup');
    const result = await backupCluster({ url: cluster.url, dataDir: join(dir, 'first'), targetDir });
    writing = false;
    await writes;
    await writer.end();
    expect(result).toMatchObject({ kind: 'made', dir: targetDir });

    await restoreCluster({ dataDir: join(dir, 'second'), backupDir: targetDir });
    await reopen('second');
    const [count, last] = await run('select count(*)::int, max(n) from written');
    expect(count).toBe(last);
    expect(count).toBeGreaterThanOrEqual(20_000);
  });

  it('takes the place of the database of that directory, which is kept beside it', async () => {
    await run(`create table state as select 'old' as state`);
    const backupDir = join(dir, 'backup');
    await backupCluster({ url: cluster.url, dataDir: join(dir, 'first'), targetDir: backupDir });
    await run(`update state set state = 'new'`);
    await expect(restoreCluster({ dataDir: join(dir, 'first'), backupDir })).rejects.toMatchObject({
      code: 'data.locked',
    });
    await cluster.stop();
    const { formerDir } = await restoreCluster({ dataDir: join(dir, 'first'), backupDir });
    await reopen('first');
    expect(await run('select state from state')).toEqual(['old']);
    expect(formerDir !== undefined && (await exists(join(formerDir, 'PG_VERSION')))).toBe(true);
  });

  it('is not made of an outside database, and says so', async () => {
    const outside = await testDatabase({ key: 'backup.test: empty', build: async () => {} });
    const from = { url: outside.url, dataDir: join(dir, 'first'), targetDir: join(dir, 'backup') };
    expect(await backupCluster(from)).toEqual({ kind: 'not-made', reason: 'outside-database' });
    await outside.drop();
  });

  it('never overwrites another one, and leaves no half-made one', async () => {
    const targetDir = join(dir, 'backup');
    await mkdir(targetDir);
    const from = { url: cluster.url, dataDir: join(dir, 'first'), targetDir };
    await expect(backupCluster(from)).rejects.toThrow(/exists already/);
    expect(await exists(`${targetDir}.partial`)).toBe(false);
    await rm(targetDir, { recursive: true });
    await expect(restoreCluster({ dataDir: join(dir, 'other'), backupDir: targetDir })).rejects.toMatchObject(
      {
        code: 'data.not-a-backup',
      },
    );
  });
});
