import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { restsUntil } from '#rooms/operations/voting.ts';
import { filesToRemove, type Going, markGone } from '#rooms/privacy/files-store.ts';
import { markPurged, unpurged } from '#rooms/privacy/store.ts';
import { spreadLedger } from '#server/backup/ledger-places.ts';
import { reachDatabase } from '#server/backup/reach.ts';
import { administratorUrl } from '#server/database/address.ts';
import { removeBackup } from '#server/database/backup-files.ts';
import { type Database, inTransaction } from '#server/database/connect.ts';
import { errorCode } from '#server/database/data-directory-error.ts';
import { writeLedger } from '#server/erasure/ledger.ts';
import { personalPlaces } from '#server/erasure/places.ts';
import { type Purged, purgeTables } from '#server/erasure/purge.ts';
import { openFileStore } from '#server/files/store.ts';
import { deleteUpload } from '#server/files/upload-rows.ts';
import type { Holdings } from '#shared/holding.ts';
import type { Clock } from '#shared/time.ts';
import { completeLedger } from './complete-ledger.ts';
import { BEFORE_UPGRADE } from './open-database.ts';

type House = {
  readonly db: Database;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly clock: Clock;
  /** What rooms and platform say they hold. */
  readonly holdings: readonly Holdings[];
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
    then(() => removeErasedFiles(house));
    then(() => purgeByNight(house));
  };
  // One that waits sees all that was erased until it begins: hundreds of batches do not write the ledger as often.
  let waits = false;
  const nudge = () => {
    if (waits) return;
    waits = true;
    then(async () => {
      waits = false;
      await keepLedger(house);
    });
    then(() => removeErasedFiles(house));
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    nudge,
    async stop() {
      clearInterval(timer);
      await working;
    },
  };
}

/** Beside the data, and beside the backups that still hold what was erased. */
export async function keepLedger({ db, dataDir, clock }: House): Promise<void> {
  await writeLedger(dataDir, await inTransaction(db, (tx) => completeLedger(tx, clock())));
  await spreadLedger(dataDir);
}

/** Removes the files that go with an erasure, without the collector's day of grace. What cannot be removed is tried again. */
export async function removeErasedFiles({ db, dataDir, clock }: House): Promise<void> {
  for (const going of await inTransaction(db, filesToRemove)) {
    await (going.kind === 'file' ? removeStored(dataDir, going) : removeUpload(db, dataDir, going));
    await inTransaction(db, (tx) => markGone(tx, going, clock()));
  }
}

/** One that somebody has stored again since is theirs, and was judged by nobody. */
async function removeStored(dataDir: string, { name, doneAt }: Going): Promise<void> {
  await openFileStore(dataDir)
    .removeUntouched(name, doneAt)
    .catch((error) => {
      if (errorCode(error) !== 'ENOENT') throw error;
    });
}

async function removeUpload(db: Database, dataDir: string, { name }: Going): Promise<void> {
  await deleteUpload(db, name);
  await rm(join(openFileStore(dataDir).uploads, name), { force: true });
}

/** Not while an operation votes: tables that are locked keep no post waiting then. `./rakor purge` asks nobody. */
export async function purgeByNight(house: House): Promise<Purged | null> {
  const now = house.clock();
  const isNight = now.getHours() >= NIGHT_HOURS.from && now.getHours() < NIGHT_HOURS.to;
  if (!isNight || (await inTransaction(house.db, (tx) => restsUntil(tx, now))) !== null) return null;
  return purgeErased(house);
}

/** Null where there is nothing to purge, or where the database is a server of the owner's own, who must do it. */
export async function purgeErased(house: House): Promise<Purged | null> {
  const { db, dataDir, databaseUrl, clock } = house;
  // Known before the work begins: what is erased meanwhile waits for the next time.
  const waiting = await inTransaction(db, unpurged);
  if (waiting.length === 0 || databaseUrl !== null) return null;
  const since = clock();
  const { url, close } = await reachDatabase({ dataDir, databaseUrl, log: () => {} });
  try {
    // Not those of the erasure alone: what was refused or rolled back lies on the pages of other tables.
    const places = await inTransaction(db, (tx) => personalPlaces(tx, house.holdings));
    const tables = [...new Set(places.map(({ table }) => table))];
    const purged = await purgeTables(administratorUrl(url), tables);
    await removeOldCopies(dataDir, since);
    await removeErasedFiles(house);
    const isClean = (each: { readonly tables: readonly string[] }) =>
      !each.tables.some((table) => purged.busy.includes(table));
    const clean = waiting.filter(isClean).map(({ id }) => id);
    await inTransaction(db, (tx) => markPurged(tx, clock(), clean));
    return purged;
  } finally {
    await close();
  }
}

/**
 * A copy from before an upgrade is a data directory as it was, erased values included, and is no backup of record: the
 * encrypted ones are, and a restore of those erases again.
 */
async function removeOldCopies(dataDir: string, since: Date): Promise<void> {
  const folder = join(dataDir, 'backups');
  const names = await readdir(folder).catch((error) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) {
    if (!name.startsWith(BEFORE_UPGRADE)) continue;
    const path = join(folder, name);
    if ((await stat(path)).mtime < since) await removeBackup(path);
  }
}
