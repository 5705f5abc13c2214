import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCluster } from './cluster.ts';
import { homeOf } from './data-directory.ts';
import { findServer } from './server-process.ts';
import { dropTestDatabases, TEST_PREFIX, TEST_SERVER } from './test-database.ts';

/**
 * Vitest's global setup: one server for the whole run. RAKOR_TEST_DATABASE_URL names another one to use; its role
 * must be allowed to create databases.
 */
export async function setup(): Promise<() => Promise<void>> {
  const prefix = `rakor_test_${randomBytes(4).toString('hex')}`;
  process.env[TEST_PREFIX] = prefix;
  const outside = process.env.RAKOR_TEST_DATABASE_URL;
  if (outside !== undefined && outside !== '') {
    process.env[TEST_SERVER] = outside;
    return async () => {
      await stopLeftovers(prefix);
      await dropTestDatabases(outside, prefix);
    };
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'rakor-test-'));
  const cluster = await openCluster({ dataDir, durable: false, log: () => {} });
  const release = await removeAfterDeath(dataDir, `${TEST_PREFIX}=${prefix}`);
  process.env[TEST_SERVER] = cluster.url;
  return async () => {
    await cluster.stop();
    await stopLeftovers(prefix);
    release();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/**
 * Whatever a test starts inherits the prefix of the run, and so does what a test that ran out of time left behind. Named,
 * and stopped; where /proc does not exist, nothing is found.
 */
async function stopLeftovers(prefix: string): Promise<void> {
  const mark = `${TEST_PREFIX}=${prefix}`;
  const read = (pid: string, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  for (const pid of (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))) {
    const isMarked = (await read(pid, 'environ')).split('\0').includes(mark);
    // The processes that ran the tests, and the one that watches over us, are ours and end with us.
    const stat = await read(pid, 'stat');
    const isOurs = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(process.pid);
    if (!isMarked || isOurs || pid === String(process.pid)) continue;
    console.error(`left: ${pid} ${(await read(pid, 'cmdline')).replaceAll('\0', ' ').slice(0, 160)}`);
    kill(Number(pid));
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It ended by itself meanwhile.
  }
}

/**
 * A small process that waits for this one to end, however it ends (Ctrl-C, kill -9), and then stops the server with all
 * that tests started, and removes its files: its input closes when we are gone.
 */
async function removeAfterDeath(dataDir: string, mark: string): Promise<() => void> {
  const pid = await findServer(homeOf(dataDir));
  const script = `
    const fs = require('node:fs');
    const attempt = (work) => { try { return work(); } catch { return undefined; } };
    const isMarked = (pid) => fs.readFileSync('/proc/' + pid + '/environ', 'utf8').split('\\0').includes(${JSON.stringify(mark)});
    process.stdin.resume().on('end', () => {
      attempt(() => process.kill(${pid}, 'SIGQUIT'));
      for (const other of attempt(() => fs.readdirSync('/proc')) ?? [])
        if (Number(other) !== process.pid && attempt(() => isMarked(other))) attempt(() => process.kill(Number(other), 'SIGTERM'));
      setTimeout(() => fs.rmSync(${JSON.stringify(dataDir)}, { recursive: true, force: true }), 1000);
    });`;
  const watcher = spawn(process.execPath, ['-e', script], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.unref();
  return () => watcher.kill('SIGKILL');
}
