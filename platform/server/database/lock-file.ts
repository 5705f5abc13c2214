import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DataDirectoryError, describeFileError, errorCode } from './data-directory-error.ts';

export type LockFile = { readonly path: string; release(): Promise<void> };

/**
 * Claims a directory for this process. A lock left by a process that is gone is taken over.
 * This lock gives the early, clear refusal; the advisory lock inside the database is the one that cannot be raced.
 */
export async function acquireLockFile(path: string, dataDir: string): Promise<LockFile> {
  const own = `${JSON.stringify({ pid: process.pid, started: await startOf(process.pid), host: hostname() })}\n`;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await create(path, own)) return { path, release: () => release(path, own) };
    const found = await readSettled(path);
    if (found === undefined) continue;
    const holder = parse(found);
    if (holder !== undefined && (await isRunning(holder))) throw locked(dataDir, holder.pid);
    await removeStale(path, found);
  }
  throw locked(dataDir, undefined);
}

// Beside the lock and not in it: with a database of the owner's own there is no lock, and yet a server.
const PORT_FILE = 'rakor.lock.port';

/** Says at which port this process serves the directory. @returns what takes it back */
export async function notePort(dataDir: string, port: number): Promise<() => Promise<void>> {
  const path = join(dataDir, PORT_FILE);
  const own = `${JSON.stringify({ pid: process.pid, started: await startOf(process.pid), port })}\n`;
  await writeFile(path, own, { mode: 0o600 });
  return () => release(path, own);
}

/** The port of the server that runs on the directory; undefined where none does. */
export async function portOf(dataDir: string): Promise<number | undefined> {
  const content = await readFile(join(dataDir, PORT_FILE), 'utf8').catch((error) => {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  });
  const holder = parse(content);
  return holder !== undefined && (await isRunning(holder)) ? holder.port : undefined;
}

/** The refusal for a directory that another Rakor uses. */
export function locked(dataDir: string, pid: number | undefined): DataDirectoryError {
  const who = pid === undefined ? 'Another Rakor process' : `Rakor is already running as process ${pid} and`;
  return new DataDirectoryError(
    'data.locked',
    `${who} uses the data directory ${dataDir}: stop it first, or start this one with another data directory.`,
  );
}

type Holder = { pid: number; started: string; port?: number };

async function create(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw describeFileError(error, path);
  }
}

/** Undefined when the file has gone. An empty file is either being written now or was left by a crash. */
async function readSettled(path: string): Promise<string | undefined> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const content = await readFile(path, 'utf8');
      if (content.endsWith('\n') || attempt >= 10) return content;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw describeFileError(error, path);
    }
    await wait(50);
  }
}

function parse(content: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('started' in value))
      return undefined;
    if (typeof value.pid !== 'number' || typeof value.started !== 'string') return undefined;
    const port = 'port' in value && typeof value.port === 'number' ? { port: value.port } : {};
    return { pid: value.pid, started: value.started, ...port };
  } catch {
    return undefined;
  }
}

async function isRunning(holder: Holder): Promise<boolean> {
  if (!isAlive(holder.pid)) return false;
  // A process number is used again after a while, above all in containers: the start time tells them apart.
  return (await startOf(holder.pid)) === holder.started;
}

/** Whether a process with this number exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function startOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return startOnLinux(pid);
  if (process.platform === 'win32') return 'unknown';
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return 'gone';
  }
}

async function startOnLinux(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may hold spaces; the start time is field 22 (proc(5)).
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()}:${ticks}`;
  } catch {
    return 'gone';
  }
}

async function removeStale(path: string, expected: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw describeFileError(error, path);
  }
  const taken = await readFile(aside, 'utf8');
  // Somebody took the stale lock over between our reading and our renaming: give it back.
  if (taken !== expected) await rename(aside, path);
  else await rm(aside, { force: true });
}

async function release(path: string, own: string): Promise<void> {
  try {
    if ((await readFile(path, 'utf8')) === own) await rm(path, { force: true });
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
