import { ledgerEntries, markPurged, tablesToPurge } from '#rooms/privacy/store.ts';
import { reachDatabase } from '#server/backup/reach.ts';
import { readSettings } from '#server/backup/settings.ts';
import { administratorUrl } from '#server/database/address.ts';
import { type Database, inTransaction } from '#server/database/connect.ts';
import { writeLedger } from '#server/erasure/ledger.ts';
import { type Purged, purgeTables } from '#server/erasure/purge.ts';
import type { Clock } from '#shared/time.ts';

type House = {
  readonly db: Database;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly clock: Clock;
};

export type ErasureKeeper = { nudge(): void; stop(): Promise<void> };

const LOOK_EVERY_MS = 3_600_000;
/** A day after the erasure at the latest, by night where the server stands: to write a table anew is to lock it. */
const NIGHT_HOURS = { from: 1, to: 4 };

/** Keeps the ledger outside the database complete, and takes erased values off the disk by night. */
export function keepErasures(house: House, report: (error: unknown) => void): ErasureKeeper {
  let working: Promise<unknown> = Promise.resolve();
  const then = (work: () => Promise<unknown>) => {
    working = working.then(work).catch(report);
  };
  const look = () => {
    then(() => keepLedger(house));
    const hour = house.clock().getHours();
    if (hour >= NIGHT_HOURS.from && hour < NIGHT_HOURS.to) then(() => purgeErased(house));
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    nudge: () => then(() => keepLedger(house)),
    async stop() {
      clearInterval(timer);
      await working;
    },
  };
}

/** Beside the data, and beside the backups that still hold what was erased. */
export async function keepLedger({ db, dataDir }: House): Promise<void> {
  const entries = await inTransaction(db, ledgerEntries);
  if (entries.length === 0) return;
  await writeLedger(dataDir, entries);
  const settings = await readSettings(dataDir);
  if (settings !== null) await writeLedger(settings.place, entries);
}

/** Null where there is nothing to purge, or where the database is a server of the owner's own, who must do it. */
export async function purgeErased({ db, dataDir, databaseUrl, clock }: House): Promise<Purged | null> {
  const tables = await inTransaction(db, tablesToPurge);
  if (tables.length === 0 || databaseUrl !== null) return null;
  const since = clock();
  const { url, close } = await reachDatabase({ dataDir, databaseUrl, log: () => {} });
  try {
    // Answers already given and the journal's values apart can repeat what stood in a room.
    const purged = await purgeTables(administratorUrl(url), [...new Set([...tables, ...REPEATING])]);
    await inTransaction(db, (tx) => markPurged(tx, since, purged.busy));
    return purged;
  } finally {
    await close();
  }
}

const REPEATING = ['answered_request', 'journal_apart'];
