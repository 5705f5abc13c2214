import { ledgerEntries } from '#rooms/privacy/store.ts';
import { connect, inTransaction } from '#server/database/connect.ts';
import { errorCode } from '#server/database/data-directory-error.ts';
import { writeLedger } from '#server/erasure/ledger.ts';

/** PostgreSQL's code for a table that is not there. */
const NO_TABLE = '42P01';

/** A server that was killed right after an erasure has not written its ledger: it is done before a backup. */
export function bringLedgerUpToDate(dataDir: string): (url: string) => Promise<void> {
  return async (url) => {
    const connection = connect(url, { maxConnections: 1 });
    try {
      await writeLedger(dataDir, await inTransaction(connection.db, ledgerEntries));
    } catch (error) {
      // A house from before there were erasures.
      if (errorCode(error) !== NO_TABLE) throw error;
    } finally {
      await connection.close();
    }
  };
}
