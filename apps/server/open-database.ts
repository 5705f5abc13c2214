import { join } from 'node:path';
import type { Capability } from '#server/capability.ts';
import { backupCluster } from '#server/database/backup.ts';
import { pruneBackups } from '#server/database/backup-files.ts';
import { openCluster } from '#server/database/cluster.ts';
import { type Connection, connect } from '#server/database/connect.ts';
import { migrate } from '#server/database/migrate.ts';
import { migrationSources } from './compose.ts';
import type { Config } from './config.ts';

export type OpenDatabase = { readonly connection: Connection; close(): Promise<void> };

/** Opens the embedded database or the one of DATABASE_URL, and brings it to the state of this release. */
export async function openDatabase(
  config: Config,
  capabilities: readonly Capability[],
  log: (line: string) => void,
): Promise<OpenDatabase> {
  const cluster = config.databaseUrl === null ? await openCluster({ dataDir: config.dataDir, log }) : null;
  const url = cluster?.url ?? config.databaseUrl ?? '';
  const connection = connect(url, { log });
  const close = async () => {
    await connection.close();
    await cluster?.stop();
  };
  try {
    await migrate(connection.pool, migrationSources(config.root, capabilities), {
      beforeUpgrade: async (pending) => {
        log(`Upgrading the database (${pending.length} steps). A backup comes first.`);
        for (const line of await backupBefore(config, cluster === null ? null : url)) log(line);
      },
    });
    return { connection, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const BACKUP = 'before-upgrade-';
/** A backup of the database is as large as the database: more of them is the business of the owner's own backups. */
const BACKUPS_KEPT = 3;

async function backupBefore(config: Config, clusterUrl: string | null): Promise<readonly string[]> {
  if (clusterUrl === null)
    return ['DATABASE_URL is a server of your own: its backup is yours. Rakor made none.'];
  const folder = join(config.dataDir, 'backups');
  const targetDir = join(folder, `${BACKUP}${new Date().toISOString().replaceAll(':', '')}`);
  const made = await backupCluster({ url: clusterUrl, dataDir: config.dataDir, targetDir });
  if (made.kind !== 'made') return [`No backup was made (${made.reason}).`];
  const removed = await pruneBackups(folder, BACKUP, BACKUPS_KEPT);
  return [
    `Backup made: ${made.dir} (database, keys and ${made.files} files).`,
    ...removed.map((name) => `Removed the old backup ${name}: the newest ${BACKUPS_KEPT} stay.`),
  ];
}
