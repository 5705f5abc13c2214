import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
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
    return () => dropTestDatabases(outside, prefix);
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'rakor-test-'));
  const cluster = await openCluster({ dataDir, durable: false, log: () => {} });
  const release = await removeAfterDeath(dataDir);
  process.env[TEST_SERVER] = cluster.url;
  return async () => {
    await cluster.stop();
    release();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/**
 * A small process that waits for this one to end, however it ends (Ctrl-C, kill -9), and then stops the server and
 * removes its files: its input closes when we are gone.
 */
async function removeAfterDeath(dataDir: string): Promise<() => void> {
  const pid = await findServer(homeOf(dataDir));
  const script = `
    process.stdin.resume().on('end', () => {
      try { process.kill(${pid}, 'SIGQUIT'); } catch {}
      setTimeout(() => require('node:fs').rmSync(${JSON.stringify(dataDir)}, { recursive: true, force: true }), 1000);
    });`;
  const watcher = spawn(process.execPath, ['-e', script], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.unref();
  return () => watcher.kill('SIGKILL');
}
