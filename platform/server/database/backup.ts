import { mkdir, readFile, realpath, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { administratorUrl } from './address.ts';
import { keepFiles } from './backup-files.ts';
import { copyFileDurably, copyTree, syncDirectory, syncFile } from './copy-tree.ts';
import { exists, type Home, homeOf, readMajor } from './data-directory.ts';
import { DataDirectoryError, describeFileError, errorCode } from './data-directory-error.ts';
import { acquireLockFile } from './lock-file.ts';
import { findServer } from './server-process.ts';

export type BackupResult =
  | { readonly kind: 'made'; readonly dir: string; readonly bytes: number; readonly files: number }
  | { readonly kind: 'not-made'; readonly reason: 'outside-database' };

/** What a running server keeps for itself and makes anew (PostgreSQL's manual, "Backing Up the Data Directory"). */
const NOT_COPIED = /(^|\/)(postmaster\.pid|postmaster\.opts|pg_internal\.init|pgsql_tmp[^/]*)$/;
const COPIED_EMPTY =
  /^(pg_wal|pg_dynshmem|pg_notify|pg_replslot|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\//;
const CONTROL = 'global/pg_control';
const SEGMENT = /^[0-9A-F]{24}$/;
// Room for the log that is written during the copy.
const SPARE_BYTES = 200_000_000;
// A fixed size since PostgreSQL 8 (`PG_CONTROL_FILE_SIZE`).
const CONTROL_BYTES = 8192;
/** Where the database lies in a backup: where it lies in a data directory, so that a backup is one. */
const DATABASE = join('postgres', 'data');

/**
 * Copies the data directory while its embedded database runs: the database, complete and consistent as of the end of
 * its copy, then the files it names and the keys. The copy is itself a data directory; only a whole and verified one
 * ever carries the name `targetDir`. An outside database is its owner's to back up: nothing is made.
 * @param from.url the address that `openCluster` gave
 * @param from.targetDir must not exist yet
 * @throws DataDirectoryError when there is no space or no right to write
 */
export async function backupCluster(from: {
  readonly url: string;
  readonly dataDir: string;
  readonly targetDir: string;
}): Promise<BackupResult> {
  const home = homeOf(resolve(from.dataDir));
  if (!(await isServedFrom(home, from.url))) return { kind: 'not-made', reason: 'outside-database' };
  const target = resolve(from.targetDir);
  const partial = `${target}.partial`;
  try {
    await requireAbsent(target);
    await rm(partial, { recursive: true, force: true });
    await mkdir(join(partial, DATABASE), { recursive: true, mode: 0o700 });
    const bytes = await copyRunning(home, administratorUrl(from.url), join(partial, DATABASE));
    // After the database: a file is written before the row that names it.
    const { files, copiedBytes } = await keepFiles(home.dataDir, partial);
    await rename(partial, target);
    await syncDirectory(dirname(target));
    return { kind: 'made', dir: target, bytes: bytes + copiedBytes, files };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw errorCode(error)?.startsWith('E') === true ? describeFileError(error, target) : error;
  }
}

/**
 * Puts a backup in the place of the database, which must be stopped. The database that was there is kept beside it.
 * @returns where the former database now lies, undefined when there was none
 * @throws DataDirectoryError when the directory is in use or `backupDir` holds no backup
 */
export async function restoreCluster(to: {
  readonly dataDir: string;
  readonly backupDir: string;
}): Promise<{ readonly formerDir: string | undefined }> {
  const home = homeOf(resolve(to.dataDir));
  await mkdir(home.home, { recursive: true, mode: 0o700 });
  const lock = await acquireLockFile(join(home.dataDir, 'rakor.lock'), home.dataDir);
  try {
    await requireStopped(home);
    await requireBackup(to.backupDir);
    const fresh = join(home.home, 'data.restored');
    await rm(fresh, { recursive: true, force: true });
    await copyTree(join(to.backupDir, DATABASE), fresh, () => true);
    const formerDir = await setAside(home);
    await rename(fresh, home.data);
    await syncDirectory(home.home);
    return { formerDir };
  } finally {
    await lock.release();
  }
}

async function copyRunning(home: Home, adminUrl: string, target: string): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl });
  // A server that goes away shows in the query that fails.
  client.on('error', () => {});
  await client.connect();
  try {
    await requireSpace(client, target);
    // Keeps the log segments of the copy from being recycled under it; ends with the connection.
    await client.query(
      `select pg_create_physical_replication_slot('rakor_backup_' || pg_backend_pid(), true, true)`,
    );
    // From here to the stop the server logs whole pages: a file copied in the middle of a write is mended by the log.
    await client.query(`select pg_backup_start('rakor', fast => true)`);
    const files = await copyTree(home.data, target, belongsToCopy);
    const control = await copyFileDurably(join(home.data, CONTROL), join(target, CONTROL));
    return files + control + (await finish(client, home, target));
  } finally {
    await client.end();
  }
}

function belongsToCopy(path: string): boolean {
  return !NOT_COPIED.test(path) && !COPIED_EMPTY.test(path) && path !== CONTROL;
}

/** Ends the backup and adds its label and the log from its start to its end. */
async function finish(client: pg.Client, home: Home, target: string): Promise<number> {
  const answer = await client.query<{ label: string; last: string }>(
    'select labelfile as label, pg_walfile_name(lsn) as last from pg_backup_stop(wait_for_archive => false)',
  );
  const [stopped] = answer.rows;
  const first = /START WAL LOCATION: .*\(file ([0-9A-F]{24})\)/.exec(stopped?.label ?? '')?.[1];
  if (stopped === undefined || first === undefined) throw new Error('pg_backup_stop gave no label');
  await writeFile(join(target, 'backup_label'), stopped.label, { mode: 0o600 });
  await syncFile(join(target, 'backup_label'));
  await syncDirectory(target);
  const isNeeded = (name: string) => !SEGMENT.test(name) || (name >= first && name <= stopped.last);
  const bytes = await copyTree(join(home.data, 'pg_wal'), join(target, 'pg_wal'), isNeeded);
  await requireWhole(target, [first, stopped.last]);
  return bytes;
}

/** What a start from this copy cannot do without. */
async function requireWhole(target: string, segments: readonly string[]): Promise<void> {
  const sizeOf = async (path: string) => (await stat(join(target, path))).size;
  const { length } = await readFile(join(target, 'PG_VERSION'));
  const isWhole = length > 0 && (await sizeOf(CONTROL)) === CONTROL_BYTES;
  const logs = await Promise.all(segments.map((name) => sizeOf(join('pg_wal', name))));
  if (!isWhole || logs.some((bytes) => bytes === 0)) throw new Error(`the copy in ${target} is not whole`);
}

async function requireSpace(client: pg.Client, target: string): Promise<void> {
  const answer = await client.query<{ bytes: string }>(
    'select sum(pg_database_size(oid)) as bytes from pg_database',
  );
  const needed = Number(answer.rows[0]?.bytes) + SPARE_BYTES;
  const { bavail, bsize } = await statfs(target);
  if (bavail * bsize >= needed) return;
  throw new DataDirectoryError(
    'data.full',
    `A backup needs ${Math.ceil(needed / 1e6)} MB and ${target} has ${Math.floor((bavail * bsize) / 1e6)} MB: free some space or name another place.`,
  );
}

/** Whether this address leads to the server that runs in this data directory. */
async function isServedFrom(home: Home, url: string): Promise<boolean> {
  if ((await findServer(home)) === undefined) return false;
  const { searchParams, hostname, port } = new URL(url);
  const socketDir = searchParams.get('host');
  if (socketDir !== null)
    return (await exists(socketDir)) && (await realpath(socketDir)) === (await realpath(home.data));
  const running = await readFile(join(home.data, 'postmaster.pid'), 'utf8');
  return hostname === '127.0.0.1' && running.split('\n')[3] === port;
}

async function requireAbsent(target: string): Promise<void> {
  if (!(await exists(target))) return;
  throw new DataDirectoryError(
    'data.not-a-backup',
    `${target} exists already: name a new place for the backup.`,
  );
}

async function requireStopped(home: Home): Promise<void> {
  const pid = await findServer(home);
  if (pid === undefined) return;
  throw new DataDirectoryError(
    'data.locked',
    `PostgreSQL (process ${pid}) still runs in ${home.data}: start and stop Rakor in order, then restore.`,
  );
}

async function requireBackup(backupDir: string): Promise<void> {
  if (await exists(join(backupDir, DATABASE, 'backup_label'))) return;
  throw new DataDirectoryError(
    'data.not-a-backup',
    `${backupDir} holds no backup made by Rakor: choose another one.`,
  );
}

async function setAside(home: Home): Promise<string | undefined> {
  if ((await readMajor(home)) === undefined) return undefined;
  for (let number = 1; ; number += 1) {
    const place = join(home.home, `data.former-${number}`);
    if (await exists(place)) continue;
    await rename(home.data, place);
    return place;
  }
}
