import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupCluster, restoreCluster } from './backup.ts';
import { pruneBackups } from './backup-files.ts';
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

  it('holds the files that the database names and the keys, which nobody else can read', async () => {
    const home = join(dir, 'first');
    const hash = 'ab'.repeat(31);
    await mkdir(join(home, 'files', 'ab'), { recursive: true });
    await mkdir(join(home, 'tls'));
    await writeFile(join(home, 'files', 'ab', hash), 'a photograph');
    await writeFile(join(home, 'files', 'ab', `${hash}.0a1b`), 'half a photogr');
    await writeFile(join(home, 'server-key.pem'), 'key');
    await chmod(join(home, 'server-key.pem'), 0o644);
    await writeFile(join(home, 'tls', 'authority-key.pem'), 'authority');
    const targetDir = join(dir, 'backup');
    const from = { url: cluster.url, dataDir: home, targetDir };
    expect(await backupCluster(from)).toMatchObject({ kind: 'made', files: 1 });
    expect((await readdir(targetDir)).sort()).toEqual(['files', 'postgres', 'server-key.pem', 'tls']);
    expect(await readdir(join(targetDir, 'files', 'ab'))).toEqual([hash]);
    expect(await readFile(join(targetDir, 'files', 'ab', hash), 'utf8')).toBe('a photograph');
    expect(await readFile(join(targetDir, 'tls', 'authority-key.pem'), 'utf8')).toBe('authority');
    const modes = ['server-key.pem', 'tls/authority-key.pem', '.'].map(async (name) =>
      ((await stat(join(targetDir, name))).mode & 0o777).toString(8),
    );
    if (process.platform !== 'win32') expect(await Promise.all(modes)).toEqual(['600', '600', '700']);
    // The original goes: the backup does not depend on it.
    await rm(join(home, 'files'), { recursive: true });
    expect(await readFile(join(targetDir, 'files', 'ab', hash), 'utf8')).toBe('a photograph');
  });

  it.skipIf(process.platform === 'win32')(
    'is not made without a key that is there but cannot be read',
    async () => {
      const home = join(dir, 'first');
      await symlink('server-key.pem', join(home, 'server-key.pem'));
      const from = { url: cluster.url, dataDir: home, targetDir: join(dir, 'backup') };
      await expect(backupCluster(from)).rejects.toThrow('ELOOP');
      expect(await exists(join(dir, 'backup'))).toBe(false);
    },
  );

  it('makes room for itself: the newest stay, and nothing that is not a backup of this kind goes', async () => {
    const names = ['auto-1', 'auto-2', 'auto-3', 'auto-4.partial', 'mine-0'];
    for (const name of names) await mkdir(join(dir, 'shelf', name), { recursive: true });
    expect(await pruneBackups(join(dir, 'shelf'), 'auto-', 2)).toEqual(['auto-1']);
    expect((await readdir(join(dir, 'shelf'))).sort()).toEqual(['auto-2', 'auto-3', 'mine-0']);
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
