import { dirname } from 'node:path';
import type { BeforeOpening } from '#server/backup/restore-backup.ts';
import { administratorUrl } from '#server/database/address.ts';
import { connect, inTransaction } from '#server/database/connect.ts';
import { errorCode } from '#server/database/data-directory-error.ts';
import { eraseItems } from '#server/erasure/erase.ts';
import { LEDGER, readLedger, writeLedger } from '#server/erasure/ledger.ts';
import { purgeTables } from '#server/erasure/purge.ts';
import { openFileStore } from '#server/files/store.ts';
import type { Holdings } from '#shared/holding.ts';

/**
 * Erases again what was erased after the backup was made, before anybody opens the house. The ledger lies beside the
 * backup; what it names and the backup does not hold counts for nothing.
 */
export function replayErasures(holdings: readonly Holdings[], say: (line: string) => void): BeforeOpening {
  return async ({ url, embedded, dataDir, backup }) => {
    const folder = dirname(backup);
    const entries = await readLedger(folder);
    if (entries.length === 0) {
      say(
        `Di ${folder} tidak ada ${LEDGER}: bila ada data yang dihapus setelah cadangan ini dibuat, data itu kembali. / There is no ${LEDGER} in ${folder}: what was erased after this backup was made, if anything, is back.`,
      );
      return;
    }
    const connection = connect(url);
    try {
      const items = entries.flatMap((entry) => entry.items);
      const { values, files } = await inTransaction(connection.db, (tx) => eraseItems(tx, items, holdings));
      await removeFiles(dataDir, files);
      say(`Penghapusan diulang: ${values} nilai. / Erasures replayed: ${values} values.`);
    } finally {
      await connection.close();
    }
    // What was loaded a moment ago stands on the disk until it is written anew.
    const tables = [...new Set(entries.flatMap(({ items }) => items.map(({ table }) => table)))];
    if (embedded) await purgeTables(administratorUrl(url), tables);
    await writeLedger(dataDir, entries);
  };
}

/** The backup brought them back, too. One that it does not hold needs no removing. */
async function removeFiles(dataDir: string, hashes: readonly string[]): Promise<void> {
  const files = openFileStore(dataDir);
  for (const hash of hashes) {
    await files.removeUntouched(hash, new Date()).catch((error) => {
      if (errorCode(error) !== 'ENOENT') throw error;
    });
  }
}
