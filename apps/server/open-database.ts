import { join } from 'node:path';
import type { Capability } from '#server/capability.ts';
import { backupCluster } from '#server/database/backup.ts';
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
        log(await backupBefore(config, cluster === null ? null : url));
      },
    });
    return { connection, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function backupBefore(config: Config, clusterUrl: string | null): Promise<string> {
  if (clusterUrl === null)
    return 'DATABASE_URL is a server of your own: its backup is yours. Rakor made none.';
  const targetDir = join(
    config.dataDir,
    'backups',
    `before-upgrade-${new Date().toISOString().replaceAll(':', '')}`,
  );
  const made = await backupCluster({ url: clusterUrl, dataDir: config.dataDir, targetDir });
  return made.kind === 'made' ? `Backup made: ${made.dir}` : `No backup was made (${made.reason}).`;
}
