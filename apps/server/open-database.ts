import { dirname, join } from 'node:path';
import { backUp } from '#server/backup/back-up.ts';
import { BackupError } from '#server/backup/backup-error.ts';
import { lockOf, readSettings } from '#server/backup/settings.ts';
import { refuseUnfinished, refuseUnfinishedDatabase } from '#server/backup/unfinished.ts';
import type { Capability } from '#server/capability.ts';
import { backupCluster } from '#server/database/backup.ts';
import { pruneBackups, removeBackup } from '#server/database/backup-files.ts';
import { openCluster } from '#server/database/cluster.ts';
import { type Connection, connect } from '#server/database/connect.ts';
import { closeDirectory, makeDirectory } from '#server/database/data-directory.ts';
import { MigrationError, type MigrationSource, migrate } from '#server/database/migrate.ts';
import { systemClock } from '#shared/time.ts';
import { bringLedgerUpToDate } from './complete-ledger.ts';
import { migrationSources } from './compose.ts';
import type { Config } from './config.ts';

export type OpenDatabase = { readonly connection: Connection; close(): Promise<void> };

/** Opens the embedded database or the one of DATABASE_URL, and brings it to the state of this release. */
export async function openDatabase(
  config: Config,
  capabilities: readonly Capability[],
  log: (line: string) => void,
): Promise<OpenDatabase> {
  await refuseUnfinished(config.dataDir);
  await makeDirectory(config.dataDir);
  await closeDirectory(config.dataDir);
  const cluster = config.databaseUrl === null ? await openCluster({ dataDir: config.dataDir, log }) : null;
  const url = cluster?.url ?? config.databaseUrl ?? '';
  const connection = connect(url, { log });
  const close = async () => {
    await connection.close();
    await cluster?.stop();
  };
  try {
    await refuseUnfinishedDatabase(connection.pool);
    const before = cluster === null ? () => backUpByPlan(config, log) : () => copy(config.dataDir, url, log);
    await upgrade(connection, migrationSources(config.root, capabilities), before, log);
    return { connection, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @returns the copy that a failed upgrade need not keep, null when it is not in this house */
type Before = () => Promise<string | null>;

async function upgrade(
  { pool }: Connection,
  sources: readonly MigrationSource[],
  before: Before,
  log: (line: string) => void,
): Promise<void> {
  const made: string[] = [];
  try {
    await migrate(pool, sources, {
      beforeUpgrade: async (pending) => {
        log(`Upgrading the database (${pending.length} steps). A backup comes first.`);
        const dir = await before();
        if (dir !== null) made.push(dir);
      },
    });
  } catch (error) {
    // It took everything back. A service that starts again and again must not push out the older backups by this one.
    if (error instanceof MigrationError) for (const dir of made) await removeBackup(dir);
    throw error;
  }
  for (const dir of made) await keepNewest(dirname(dir), log);
}

/** What the name of such a backup begins with. */
export const BEFORE_UPGRADE = 'before-upgrade-';
/** A backup of the database is as large as the database: more of them is the business of the owner's own backups. */
const BACKUPS_KEPT = 3;

async function copy(dataDir: string, url: string, log: (line: string) => void): Promise<string> {
  const targetDir = join(
    dataDir,
    'backups',
    `${BEFORE_UPGRADE}${new Date().toISOString().replaceAll(':', '')}`,
  );
  const made = await backupCluster({ url, dataDir, targetDir });
  if (made.kind !== 'made') throw new Error(`no backup was made (${made.reason})`);
  log(`Backup made: ${made.dir} (database, keys and ${made.files} files).`);
  return made.dir;
}

/** A database of the owner's own cannot be copied from beneath: where a plan of backups stands, one is made by it. */
async function backUpByPlan(config: Config, log: (line: string) => void): Promise<null> {
  const settings = await readSettings(config.dataDir);
  if (settings === null) {
    log('DATABASE_URL is a server of your own, and no backups are planned: Rakor made none.');
    return null;
  }
  const order = { dataDir: config.dataDir, databaseUrl: config.databaseUrl, place: settings.place, log };
  const lock = await lockOf(settings);
  const how = { lock, release: 'before-upgrade', clock: systemClock, scheduled: true, progress: () => {} };
  const before = bringLedgerUpToDate(config.dataDir);
  try {
    const { made } = await backUp({ ...order, ...how, before });
    log(`Backup made: ${made.file} (${made.rows} rows and ${made.files} files).`);
  } catch (error) {
    // The backup is there, and marked: an upgrade neither mends nor worsens what was altered before it.
    if (!(error instanceof BackupError) || error.code !== 'backup.journal-altered') throw error;
    log(error.message);
  }
  return null;
}

async function keepNewest(folder: string, log: (line: string) => void): Promise<void> {
  for (const name of await pruneBackups(folder, BEFORE_UPGRADE, BACKUPS_KEPT))
    log(`Removed the old backup ${name}: the newest ${BACKUPS_KEPT} stay.`);
}
