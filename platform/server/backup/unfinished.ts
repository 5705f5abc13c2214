import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { BackupError } from './backup-error.ts';
import { UNFINISHED_TABLE } from './load.ts';

/** Lies in a data directory from the first moment of a restore to its end. */
export const UNFINISHED_FILE = 'restore-unfinished';

/** @throws BackupError `backup.unfinished` where a restore began and did not end */
export async function refuseUnfinished(dataDir: string): Promise<void> {
  const isThere = await access(join(dataDir, UNFINISHED_FILE)).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new BackupError(
    'backup.unfinished',
    `Pemulihan ke ${dataDir} terputus di tengah: isinya tidak lengkap. Hapus direktori ini, lalu ulangi ./rakor restore.`,
    `A restore into ${dataDir} was cut in the middle: what is there is not whole. Remove this directory and run ./rakor restore again.`,
  );
}

/** The same for the database of DATABASE_URL. */
export async function refuseUnfinishedDatabase(client: pg.Pool): Promise<void> {
  const found = await client.query<{ cut: boolean }>('select to_regclass($1) is not null as cut', [
    UNFINISHED_TABLE,
  ]);
  if (found.rows[0]?.cut !== true) return;
  throw new BackupError(
    'backup.unfinished',
    'Pemulihan ke basis data ini terputus di tengah: isinya tidak lengkap. Buat basis data baru yang kosong, lalu ulangi ./rakor restore.',
    'A restore into this database was cut in the middle: what is there is not whole. Make a new, empty database and run ./rakor restore again.',
  );
}
