import { dirname, join } from 'node:path';
import { refuseUnfinished, refuseUnfinishedDatabase } from '#server/backup/unfinished.ts';
import type { Capability } from '#server/capability.ts';
import { backupCluster } from '#server/database/backup.ts';
import { pruneBackups, removeBackup } from '#server/database/backup-files.ts';
import { openCluster } from '#server/database/cluster.ts';
import { type Connection, connect } from '#server/database/connect.ts';
import { makeDirectory } from '#server/database/data-directory.ts';
import { MigrationError, type MigrationSource, migrate } from '#server/database/migrate.ts';
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
  const cluster = config.databaseUrl === null ? await openCluster({ dataDir: config.dataDir, log }) : null;
  const url = cluster?.url ?? config.databaseUrl ?? '';
  const connection = connect(url, { log });
  const close = async () => {
    await connection.close();
    await cluster?.stop();
  };
  try {
    await refuseUnfinishedDatabase(connection.pool);
    const from = cluster === null ? null : { url, dataDir: config.dataDir };
    await upgrade(connection, migrationSources(config.root, capabilities), from, log);
    return { connection, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Embedded = { readonly url: string; readonly dataDir: string };

async function upgrade(
  { pool }: Connection,
  sources: readonly MigrationSource[],
  from: Embedded | null,
  log: (line: string) => void,
): Promise<void> {
  const made: string[] = [];
  try {
    await migrate(pool, sources, {
      beforeUpgrade: async (pending) => {
        log(`Upgrading the database (${pending.length} steps). A backup comes first.`);
        if (from === null) log('DATABASE_URL is a server of your own: its backup is yours. Rakor made none.');
        else made.push(await backUp(from, log));
      },
    });
  } catch (error) {
    // It took everything back. A service that starts again and again must not push out the older backups by this one.
    if (error instanceof MigrationError) for (const dir of made) await removeBackup(dir);
    throw error;
  }
  for (const dir of made) await keepNewest(dirname(dir), log);
}

const BACKUP = 'before-upgrade-';
/** A backup of the database is as large as the database: more of them is the business of the owner's own backups. */
const BACKUPS_KEPT = 3;

async function backUp({ url, dataDir }: Embedded, log: (line: string) => void): Promise<string> {
  const targetDir = join(dataDir, 'backups', `${BACKUP}${new Date().toISOString().replaceAll(':', '')}`);
  const made = await backupCluster({ url, dataDir, targetDir });
  if (made.kind !== 'made') throw new Error(`no backup was made (${made.reason})`);
  log(`Backup made: ${made.dir} (database, keys and ${made.files} files).`);
  return made.dir;
}

async function keepNewest(folder: string, log: (line: string) => void): Promise<void> {
  for (const name of await pruneBackups(folder, BACKUP, BACKUPS_KEPT))
    log(`Removed the old backup ${name}: the newest ${BACKUPS_KEPT} stay.`);
}
