import pg from 'pg';
import type { BeforeOpening } from '#server/backup/restore-backup.ts';
import { administratorUrl } from '#server/database/address.ts';
import { connect, inTransaction } from '#server/database/connect.ts';
import { errorCode } from '#server/database/data-directory-error.ts';
import { eraseItems } from '#server/erasure/erase.ts';
import { writeLedger } from '#server/erasure/ledger.ts';
import { purgeTables } from '#server/erasure/purge.ts';
import { openFileStore } from '#server/files/store.ts';
import type { Holdings } from '#shared/holding.ts';

/**
 * Erases again what was erased after the backup was made, before anybody opens the house. What the ledger names and the
 * backup does not hold counts for nothing.
 */
export function replayErasures(holdings: readonly Holdings[], say: (line: string) => void): BeforeOpening {
  return async ({ url, embedded, dataDir, erasures }) => {
    if (erasures === null) {
      say(WITHOUT);
      return;
    }
    if (erasures.length === 0) return;
    const connection = connect(url);
    try {
      const items = erasures.flatMap((entry) => entry.items);
      const { values, files } = await inTransaction(connection.db, (tx) => eraseItems(tx, items, holdings));
      await removeFiles(dataDir, [...files, ...erasures.flatMap((entry) => entry.files ?? [])]);
      const last = erasures
        .map(({ at }) => at)
        .sort()
        .at(-1);
      say(
        `Penghapusan diulang: ${values} nilai; yang terakhir dalam daftar ${last}. / Erasures replayed: ${values} values; the last one in the ledger ${last}.`,
      );
    } finally {
      await connection.close();
    }
    // What was loaded a moment ago stands on the disk until it is written anew.
    const tables = [...new Set(erasures.flatMap(({ items }) => items.map(({ table }) => table)))];
    if (embedded) await purge(url, tables);
    else {
      await vacuum(url, tables);
      say(NOT_COVERED);
    }
    // Until when the house is complete, it says itself once it runs.
    await writeLedger(dataDir, { entries: erasures, complete: [] });
  };
}

const WITHOUT =
  'TANPA mengulang penghapusan: siapa pun yang dihapus sesudah cadangan ini dibuat kembali ada. Hapus lagi di Penghapusan sebelum orang lain memakai server ini. Jurnal mencatatnya, Perawatan memperlihatkannya. / WITHOUT replaying erasures: whoever was erased after this backup was made is back. Erase them again in Penghapusan before others use this server. The journal records it, Perawatan shows it.';
const NOT_COVERED =
  'Tabel-tabelnya ditulis ulang (VACUUM FULL). Yang tidak dapat dijangkau Rakor di PostgreSQL milik sendiri: catatan WAL dan arsipnya, salinan dasar, replika dan statistik server itu. Minta pengelolanya membuang yang dibuat selama pemulihan ini. / Its tables were written anew (VACUUM FULL). What Rakor cannot reach in a PostgreSQL of your own: its write-ahead log and archives of it, base backups, replicas and statistics. Ask whoever runs it to discard what was made during this restore.';

const TRIES = 3;

/** Nobody else is in a house that is being restored but the database's own cleaning, which gives way. */
async function purge(url: string, tables: readonly string[]): Promise<void> {
  for (let left = TRIES, waiting = tables; waiting.length > 0; left -= 1) {
    if (left === 0) throw new Error(`erased values are still on the pages of ${waiting.join(', ')}`);
    waiting = (await purgeTables(administratorUrl(url), waiting)).busy;
  }
}

/** As much as the owner of tables may do: catalogues and log belong to the administrator of that server. */
async function vacuum(url: string, tables: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'rakor purge' });
  // A server that goes away shows in the query that fails.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('set statement_timeout = 0');
    for (const table of tables) {
      const known = await client.query<{ is: boolean }>('select to_regclass($1) is not null as is', [
        pg.escapeIdentifier(table),
      ]);
      if (known.rows[0]?.is === true)
        await client.query(`vacuum (full, analyze) ${pg.escapeIdentifier(table)}`);
    }
  } finally {
    await client.end();
  }
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
