/** Where a journal lies: a data directory, a database of one's own, or an export file. */
import { resolve } from 'node:path';
import { chooseAddress } from '#server/database/address.ts';
import { openCluster } from '#server/database/cluster.ts';
import { homeOf, readMajor } from '#server/database/data-directory.ts';
import { chooseIdentity } from '#server/database/identity.ts';
import { findServer } from '#server/database/server-process.ts';
import { APPLICATION } from '#server/database/server-settings.ts';
import { readExport } from '#server/journal/export/read.ts';
import { withDatabaseJournal } from '#server/journal/verify/database.ts';
import type { JournalSource } from '#server/journal/verify/source.ts';
import { databaseUrlOf } from '../database-url.ts';
import { CommandError, type Desk } from './command.ts';

export type Place =
  | { readonly kind: 'data'; readonly dir: string }
  | { readonly kind: 'database'; readonly url: string }
  | { readonly kind: 'export'; readonly file: string };

type Named = {
  readonly data?: string | undefined;
  readonly database?: string | undefined;
  readonly export?: string | undefined;
};

/** What the command line names, else what the server would use. @throws CommandError when two places are named */
export function placeOf(named: Named, { root, env }: Desk): Place {
  if ([named.data, named.database, named.export].filter((each) => each !== undefined).length > 1) {
    throw new CommandError(
      'Sebutkan satu tempat saja: --data, --database, atau --export.',
      'Name one place only: --data, --database or --export.',
    );
  }
  if (named.export !== undefined) return { kind: 'export', file: resolve(named.export) };
  const url = named.database ?? (named.data === undefined ? databaseUrlOf(env) : null);
  if (url !== null) return { kind: 'database', url };
  return { kind: 'data', dir: resolve(root, named.data ?? env.RAKOR_DATA_DIR ?? 'rakor-data') };
}

/** Opens the journal of a place for as long as the work takes. @throws CommandError when there is none */
export async function withJournal<T>(
  place: Place,
  log: (line: string) => void,
  work: (journal: JournalSource) => Promise<T>,
): Promise<T> {
  if (place.kind === 'export') return readExport(place.file, work);
  if (place.kind === 'database') return withDatabaseJournal(place.url, work);
  const database = await openDataDirectory(place.dir, log);
  try {
    return await withDatabaseJournal(database.url, work);
  } finally {
    await database.close();
  }
}

/** The database of a running Rakor is read beside it; that of a stopped one is started for the time of reading. */
async function openDataDirectory(
  dataDir: string,
  log: (line: string) => void,
): Promise<{ url: string; close(): Promise<void> }> {
  const home = homeOf(dataDir);
  if ((await readMajor(home)) === undefined) {
    throw new CommandError(
      `Tidak ada basis data di ${dataDir}. Sebutkan tempatnya: --data DIREKTORI, --database URL, atau --export BERKAS.`,
      `There is no database in ${dataDir}. Name the place: --data DIRECTORY, --database URL or --export FILE.`,
    );
  }
  if ((await findServer(home)) === undefined) {
    const cluster = await openCluster({ dataDir, log });
    return { url: cluster.url, close: cluster.stop };
  }
  const identity = await chooseIdentity(home.home);
  const address = await chooseAddress(home, identity, process.platform === 'win32' ? 'tcp' : 'socket');
  return { url: await address.url(APPLICATION, APPLICATION), close: address.release };
}
