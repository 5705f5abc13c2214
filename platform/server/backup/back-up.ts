import { basename } from 'node:path';
import pg from 'pg';
import { errorCode } from '../database/data-directory-error.ts';
import { keepChecked } from '../journal/checked.ts';
import type { Lock } from './age-file.ts';
import { BackupError } from './backup-error.ts';
import { addToHistory, type Made } from './history.ts';
import { alteredJournal } from './journal-seen.ts';
import { hashFile } from './kept-files.ts';
import { keepLedgerIn } from './ledger-beside.ts';
import { reachDatabase } from './reach.ts';
import { readBackup } from './read-backup.ts';
import { rowsOf } from './restore-backup.ts';
import { type Progress, type Written, writeBackup } from './write-backup.ts';

export type BackUpOrder = {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly place: string;
  readonly lock: Lock;
  readonly release: string;
  readonly clock: () => Date;
  readonly scheduled: boolean;
  /** Runs on the database before anything is written, as to bring the ledger of the data directory up to date. */
  readonly before?: (url: string) => Promise<void>;
  readonly signal?: AbortSignal;
  readonly log: (line: string) => void;
  readonly progress: (progress: Progress & { readonly step: 'writing' | 'checking' }) => void;
};

export type BackedUp = { readonly made: Made; readonly written: Written; readonly wasRunning: boolean };

// "BACKUP" in ASCII: two backups of one database at once would only be in each other's way.
const BACKUP_KEY = '72919006467408';

/**
 * Makes a backup, reads it again from the disk, opens it and holds every part against its hash; and verifies the journal
 * in it as of the same moment. What became of it stands in the history of the data directory, failures too.
 * @throws BackupError; an AbortError when the signal came, and then nothing is left behind
 */
export async function backUp(order: BackUpOrder): Promise<BackedUp> {
  const begun = order.clock();
  try {
    const reached = await reachDatabase(order);
    try {
      return await alone(reached.url, async () => ({
        ...(await writeAndCheck(reached.url, begun, order)),
        wasRunning: reached.wasRunning,
      }));
    } finally {
      await reached.close();
    }
  } catch (error) {
    if (errorCode(error) !== 'backup.no-data' && order.signal?.aborted !== true)
      await addToHistory(order.dataDir, {
        kind: 'failed',
        at: begun.toISOString(),
        ...wordsFor(error),
        scheduled: order.scheduled,
      });
    throw error;
  }
}

async function writeAndCheck(
  url: string,
  begun: Date,
  order: BackUpOrder,
): Promise<Omit<BackedUp, 'wasRunning'>> {
  const { progress } = order;
  await order.before?.(url);
  // Before the backup, so that none ever lies there without one, and after it for what was erased meanwhile.
  await keepLedgerIn(order.place, order.dataDir);
  const written = await writeBackup({
    ...order,
    url,
    now: begun,
    progress: (at) => progress({ ...at, step: 'writing' }),
  });
  await keepLedgerIn(order.place, order.dataDir);
  progress({ step: 'checking', at: written.file, bytes: written.bytes });
  const { journal } = written;
  if (journal.kind === 'whole' && journal.checked !== null)
    await keepChecked(order.dataDir, journal.checked, begun);
  const altered =
    journal.kind === 'altered' ? alteredJournal(basename(written.file), journal.first) : undefined;
  const checked = (await check(written, order.lock).catch((error) => error)) ?? altered;
  const made: Made = {
    kind: 'made',
    at: begun.toISOString(),
    file: written.file,
    bytes: written.bytes,
    sha256: written.sha256,
    rows: rowsOf(written.manifest),
    files: written.manifest.files.count,
    tookMs: order.clock().getTime() - begun.getTime(),
    checked: checked === undefined ? 'content' : 'failed',
    journal: journal.kind,
    scheduled: order.scheduled,
  };
  await addToHistory(order.dataDir, made);
  if (checked !== undefined) throw checked;
  return { made, written };
}

/** What lies on the disk against what was written, and its content to the last part. */
async function check(written: Written, lock: Lock): Promise<void> {
  if ((await hashFile(written.file)) !== written.sha256)
    throw new BackupError(
      'backup.not-as-written',
      `${written.file} tidak terbaca seperti ditulis: periksa disk itu dan buat cadangan di tempat lain.`,
      `${written.file} does not read as it was written: check that disk, and make a backup in another place.`,
    );
  await readBackup(
    written.file,
    lock.kind === 'passphrase'
      ? { kind: 'passphrase', passphrase: lock.passphrase }
      : { kind: 'file-key', fileKey: written.fileKey },
  );
}

/** The lock ends with its connection, however this process ends. */
async function alone<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'rakor backup' });
  client.on('error', () => {});
  await client.connect();
  try {
    const answer = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
      BACKUP_KEY,
    ]);
    if (answer.rows[0]?.mine === true) return await work();
    throw new BackupError(
      'backup.busy',
      'Cadangan lain sedang dibuat dari basis data ini. Tunggu sampai selesai.',
      'Another backup of this database is being made: wait until it is done.',
    );
  } finally {
    await client.end();
  }
}

/** With words of ours: those of other errors could quote what people entered. */
export function wordsFor(error: unknown): {
  readonly code: string;
  readonly id: string;
  readonly en: string;
} {
  if (error instanceof BackupError) return { code: error.code, id: error.id, en: error.en };
  const code = errorCode(error) ?? 'unknown';
  return {
    code,
    id: `Cadangan gagal (kode ${code}). Jalankan ./rakor doctor dan lihat catatan server.`,
    en: `The backup failed (code ${code}): run ./rakor doctor and look at the log of the server.`,
  };
}
