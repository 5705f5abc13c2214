import { ledgerEntries } from '#rooms/privacy/store.ts';
import { connect, inTransaction, type Tx } from '#server/database/connect.ts';
import { errorCode } from '#server/database/data-directory-error.ts';
import { type Ledger, writeLedger } from '#server/erasure/ledger.ts';
import { logOrigin } from '#server/journal/log.ts';
import { systemClock } from '#shared/time.ts';

/** PostgreSQL's code for a table that is not there. */
const NO_TABLE = '42P01';

/** A backup comes with a ledger that is complete up to it, whenever the server last wrote its own. */
export function bringLedgerUpToDate(dataDir: string): (url: string) => Promise<void> {
  return async (url) => {
    const connection = connect(url, { maxConnections: 1 });
    try {
      const now = systemClock();
      await writeLedger(dataDir, await inTransaction(connection.db, (tx) => completeLedger(tx, now)));
    } catch (error) {
      // A house from before there were erasures.
      if (errorCode(error) !== NO_TABLE) throw error;
    } finally {
      await connection.close();
    }
  };
}

/** @param now before anything is read: what was erased until then is in it */
export async function completeLedger(tx: Tx, now: Date): Promise<Ledger> {
  const log = await logOrigin(tx);
  const entries = await ledgerEntries(tx);
  return { entries, complete: log === null ? [] : [{ log, completeUntil: now.toISOString() }] };
}
