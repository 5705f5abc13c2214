import { access } from 'node:fs/promises';
import { chooseAddress } from '../database/address.ts';
import { openCluster } from '../database/cluster.ts';
import { homeOf } from '../database/data-directory.ts';
import { chooseIdentity } from '../database/identity.ts';
import { findServer } from '../database/server-process.ts';
import { APPLICATION } from '../database/server-settings.ts';
import { BackupError } from './backup-error.ts';

export type Reached = { readonly url: string; readonly wasRunning: boolean; close(): Promise<void> };

/**
 * The database of a data directory: the one that runs there now, beside whoever runs it, or else one that is started
 * for as long as it is needed. With `databaseUrl` it is that one.
 * @throws BackupError `backup.no-data` when the directory holds no database
 */
export async function reachDatabase(of: {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly log: (line: string) => void;
}): Promise<Reached> {
  // Files and keys lie in the data directory even where the database does not.
  const home = homeOf(of.dataDir);
  await access(of.databaseUrl === null ? home.data : of.dataDir).catch(() => {
    throw new BackupError(
      'backup.no-data',
      `${of.dataDir} bukan direktori data Rakor. Sebutkan yang benar dengan --data.`,
      `${of.dataDir} is no data directory of Rakor: name the right one with --data.`,
    );
  });
  if (of.databaseUrl !== null) return { url: of.databaseUrl, wasRunning: true, close: async () => {} };
  if ((await findServer(home)) === undefined) {
    const cluster = await openCluster({ dataDir: of.dataDir, log: of.log });
    return { url: cluster.url, wasRunning: false, close: cluster.stop };
  }
  const transport = process.platform === 'win32' ? 'tcp' : 'socket';
  const address = await chooseAddress(home, await chooseIdentity(home.home), transport);
  return { url: await address.url(APPLICATION, APPLICATION), wasRunning: true, close: address.release };
}
