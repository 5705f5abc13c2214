import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Connection, connect } from './connect.ts';
import { listApplied, migrate } from './migrate.ts';
import { testDatabase } from './test-database.ts';

let connection: Connection;
let drop: () => Promise<void>;
let dir: string;

beforeEach(async () => {
  const database = await testDatabase({ key: 'migrate.test: empty', build: async () => {} });
  connection = connect(database.url);
  drop = database.drop;
  dir = await mkdtemp(join(tmpdir(), 'rakor-migrations-'));
});

afterEach(async () => {
  await connection.close();
  await drop();
  await rm(dir, { recursive: true });
});

/** Writes files as `room/NNNN-title.sql` and runs the rooms in the given order. */
async function upgrade(files: Record<string, string>, rooms = ['areas', 'posts'], hooks = {}) {
  await rm(dir, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(dir, path, '..'), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  return migrate(
    connection.pool,
    rooms.map((room) => ({ room, dir: join(dir, room) })),
    hooks,
  );
}

async function applied(): Promise<readonly string[]> {
  return (await listApplied(connection.pool)).map((done) => `${done.room}/${done.name}`);
}

const FIRST = {
  'areas/0001-area.sql': 'create table area (code text primary key); insert into area values ($$31.73$$);',
  'posts/0001-post.sql': 'create table post (area text references area);',
};

describe('migrations', () => {
  it('apply in the order of rooms, then numbers, and only once', async () => {
    const files = { ...FIRST, 'areas/0002-name.sql': 'alter table area add name text;' };
    const first = await upgrade(files);
    expect(first.applied).toEqual(['areas/0001-area', 'areas/0002-name', 'posts/0001-post']);
    expect((await upgrade(files)).applied).toEqual([]);
  });

  it('leave the old state whole when one of several fails, and name the file and the reason', async () => {
    await upgrade(FIRST);
    const broken = {
      ...FIRST,
      'areas/0002-name.sql': 'alter table area add name text;',
      'posts/0002-bad.sql': 'alter table post add kind text; alter table nowhere add x int;',
    };
    await expect(upgrade(broken)).rejects.toMatchObject({
      code: 'migration.failed',
      message: expect.stringMatching(/posts\/0002-bad.*relation "nowhere" does not exist/),
    });
    expect(await applied()).toEqual(['areas/0001-area', 'posts/0001-post']);
    const area = await connection.pool.query('select * from area');
    expect(area.rows).toEqual([{ code: '31.73' }]);
    expect((await upgrade(FIRST)).applied).toEqual([]);
  });

  it('are refused when an applied file was changed', async () => {
    await upgrade(FIRST);
    await expect(upgrade({ ...FIRST, 'posts/0001-post.sql': 'select 1;' })).rejects.toMatchObject({
      code: 'migration.changed',
      message: expect.stringContaining('posts/0001-post'),
    });
  });

  it('stay the same file when line ends were turned for Windows', async () => {
    await upgrade({ 'areas/0001-area.sql': 'create table area (\n code text\n);\n' });
    const turned = await upgrade({ 'areas/0001-area.sql': 'create table area (\r\n code text\r\n);\r\n' });
    expect(turned.applied).toEqual([]);
  });

  it('are refused when the database was upgraded by a newer release', async () => {
    await upgrade({ ...FIRST, 'posts/0002-later.sql': 'select 1;' });
    await expect(upgrade(FIRST)).rejects.toMatchObject({
      code: 'migration.unknown',
      message: expect.stringContaining('posts/0002-later'),
    });
  });

  it.each([
    ['an older number than one applied', { 'areas/0000-late.sql': 'select 1;' }, 'migration.out-of-order'],
    ['a number used twice', { 'areas/0001-again.sql': 'select 1;' }, 'migration.bad-name'],
    ['a name without number', { 'areas/late.sql': 'select 1;' }, 'migration.bad-name'],
    ['a commit inside', { 'areas/0002-commit.sql': 'commit;' }, 'migration.failed'],
  ])('are refused for %s', async (_fault, file, code) => {
    await upgrade(FIRST);
    await expect(upgrade({ ...FIRST, ...file })).rejects.toMatchObject({ code });
    expect(await applied()).toEqual(['areas/0001-area', 'posts/0001-post']);
  });

  it('call for a backup only before changing a database that is in use', async () => {
    const calls: unknown[] = [];
    const hooks = {
      beforeUpgrade: async (pending: readonly { name: string }[]) => calls.push(pending.map((p) => p.name)),
    };
    await upgrade(FIRST, ['areas', 'posts'], hooks);
    await upgrade(FIRST, ['areas', 'posts'], hooks);
    expect(calls).toEqual([]);
    await upgrade(
      { ...FIRST, 'posts/0002-kind.sql': 'alter table post add kind text;' },
      ['areas', 'posts'],
      hooks,
    );
    expect(calls).toEqual([['0002-kind']]);
  });

  it('change nothing when the backup fails', async () => {
    await upgrade(FIRST);
    const hooks = { beforeUpgrade: () => Promise.reject(new Error('no space')) };
    const files = { ...FIRST, 'posts/0002-kind.sql': 'alter table post add kind text;' };
    await expect(upgrade(files, ['areas', 'posts'], hooks)).rejects.toThrow('no space');
    expect(await applied()).toEqual(['areas/0001-area', 'posts/0001-post']);
  });

  it('apply once when several servers start at the same time', async () => {
    await upgrade(FIRST);
    const sources = ['areas', 'posts'].map((room) => ({ room, dir: join(dir, room) }));
    await writeFile(join(dir, 'posts', '0002-kind.sql'), 'alter table post add kind text;');
    const results = await Promise.all([1, 2, 3].map(() => migrate(connection.pool, sources)));
    expect(results.flatMap((result) => result.applied)).toEqual(['posts/0002-kind']);
  });
});
