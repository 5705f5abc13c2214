/** The lines that `ops/verify-elsewhere.md` gives to observers, run as they stand there. */
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { noteWritten } from '#server/testing/notes.ts';
import { newId } from '#shared/id.ts';
import { toHex } from '#shared/leaf.ts';
import { connect, type Database, inTransaction } from '../../database/connect.ts';
import { migrate } from '../../database/migrate.ts';
import { testDatabase } from '../../database/test-database.ts';
import { openLog } from '../identity.ts';
import * as log from '../log.ts';
import { record } from '../record.ts';
import { numberAll } from '../sequencer.ts';
import { signerOf } from '../signer.ts';

const run = promisify(execFile);
const ops = join(import.meta.dirname, '..', '..', '..', '..', 'ops', 'verify-elsewhere.md');
const NOW = new Date('2024-11-27T06:10:00.000Z');
const signer = signerOf(generateKeyPairSync('ed25519').privateKey);

async function hasTools(): Promise<boolean> {
  const { stdout } = await run('openssl', ['version']).catch(() => ({ stdout: '' }));
  const python = await run('python3', ['--version']).catch(() => null);
  return python !== null && /^OpenSSL ([3-9]|\d\d)/.test(stdout);
}

async function grow(db: Database, count: number): Promise<string> {
  const who = { user: 'user-1', agency: null, role: 'writer' };
  await inTransaction(db, async (tx) => {
    for (let n = 0; n < count; n++) {
      const fact = {
        subject: newId(),
        area: '31.73',
        after: { title: `${n}` },
        attributes: { area: '31.73' },
      };
      await record(tx, noteWritten, fact, { who, at: { device: null, server: NOW, operation: null } });
    }
  });
  await numberAll(db, await openLog(db, { signer, origin: null, clock: () => NOW }));
  return (await log.newestCheckpoint(db)).note;
}

it('lets an observer with Python and OpenSSL check checkpoint, inclusion and growth, and refuses what is wrong', async (context) => {
  if (!(await hasTools())) return context.skip('python3 and OpenSSL 3 are not both here');
  const folder = await mkdtemp(join(tmpdir(), 'rakor-elsewhere-'));
  const { url, drop } = await testDatabase({ key: 'nothing at all', build: async () => {} });
  const connection = connect(url);
  const { db } = connection;
  await migrate(connection.pool, [
    { room: 'platform', dir: join(import.meta.dirname, '..', '..', 'migrations') },
  ]);
  const [, script = ''] = /```python\n([\s\S]+?)```/.exec(await readFile(ops, 'utf8')) ?? [];
  const file = (name: string, content: string) => writeFile(join(folder, name), content);
  const check = (...names: readonly string[]) =>
    run('python3', ['check.py', ...names], { cwd: folder }).then(
      ({ stdout }) => stdout.slice(0, 4),
      ({ stderr }) => String(stderr).slice(0, 3),
    );
  await file('check.py', script);
  const old = await grow(db, 37);
  await file('kept', old);
  const newest = await grow(db, 300);
  await file('checkpoint', newest);
  await file('key', `${log.verifierKeyOf(await log.readHead(db))}\n`);
  expect(await check('key', 'checkpoint')).toBe('GOOD');
  await file('forged', newest.replace('\n337\n', '\n336\n'));
  expect(await check('key', 'forged')).toBe('BAD');
  const found = await connection.pool.query<{ hash: Buffer; index: number }>(
    'select l.hash, i.index from journal_index i join journal_leaf l on l.id = i.leaf_id where i.index in (36, 336) order by 2',
  );
  const size = 337;
  for (const { index, hash } of found.rows) {
    const proof = (await log.proveInclusion(db, index, size)).map(toHex);
    await file('inclusion.json', JSON.stringify({ index, size, leafHash: toHex(hash), proof }));
    expect([index, await check('key', 'checkpoint', 'inclusion.json')]).toEqual([index, 'GOOD']);
  }
  const other = { ...JSON.parse(await readFile(join(folder, 'inclusion.json'), 'utf8')), index: 335 };
  await file('inclusion.json', JSON.stringify(other));
  expect(await check('key', 'checkpoint', 'inclusion.json')).toBe('BAD');
  const proof = (await log.proveConsistency(db, 37, size)).map(toHex);
  await file('consistency.json', JSON.stringify({ proof }));
  expect(await check('key', 'checkpoint', 'consistency.json', 'kept')).toBe('GOOD');
  await file('consistency.json', JSON.stringify({ proof: [...proof].reverse() }));
  expect(await check('key', 'checkpoint', 'consistency.json', 'kept')).toBe('BAD');
  await connection.close();
  await drop();
  await rm(folder, { recursive: true });
});
