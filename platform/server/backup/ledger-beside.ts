/**
 * The ledger of erasures beside the backups. It lies there from the first backup on, empty while nothing was erased, so
 * that one that is not there has been lost: a restore would bring back whom somebody asked to be forgotten.
 */
import { access, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncDirectory } from '../database/copy-tree.ts';
import { errorCode, errorText } from '../database/data-directory-error.ts';
import {
  type Entry,
  LEDGER,
  parseLedger,
  readLedger,
  readLedgerFile,
  writeLedger,
} from '../erasure/ledger.ts';
import { BackupError } from './backup-error.ts';
import { DIRECTORY } from './kept-files.ts';
import { describeWriteError } from './place-error.ts';

/** Where the erasures stand that a restore does again; `without` is for whoever says that none are to be had. */
export type ErasuresFrom =
  | { readonly kind: 'beside' }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'without' };

/** The ledger as it travelled inside a backup. */
export const LEDGER_INSIDE = `${DIRECTORY}/${LEDGER}`;

/** What this house erased stands in the place from now on; an empty ledger where it erased nothing. */
export async function keepLedgerIn(place: string, dataDir: string): Promise<void> {
  const entries = await read(dataDir, () => readLedger(dataDir));
  try {
    await mkdir(place, { recursive: true, mode: 0o700 });
    await read(place, () => writeLedger(place, entries));
    const file = await open(join(place, LEDGER), 'a', 0o600);
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    await syncDirectory(place);
  } catch (error) {
    throw describeWriteError(error, place);
  }
}

/**
 * @param inside the text of the ledger that the backup itself holds: what stands in it must stand in the newer one
 * @returns null when the restore goes without
 * @throws BackupError when there is none, it cannot be read, or it is older than the backup
 */
export async function erasuresFor(
  backup: string,
  from: ErasuresFrom,
  inside: string,
): Promise<readonly Entry[] | null> {
  if (from.kind === 'without') return null;
  const path = from.kind === 'file' ? from.file : join(dirname(backup), LEDGER);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) throw noLedger(path);
  const entries = await read(path, () => readLedgerFile(path));
  const known = new Set(entries.map(({ id }) => id));
  const missing = (await read(backup, async () => parseLedger(inside, LEDGER_INSIDE))).filter(
    ({ id }) => !known.has(id),
  );
  if (missing.length > 0) throw olderLedger(path, missing.length);
  return entries;
}

async function read<T>(where: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // What the disk says comes with words of its own.
    if (/^E[A-Z]+$/.test(errorCode(error) ?? '')) throw error;
    throw new BackupError(
      'backup.ledger',
      `Daftar penghapusan di ${where} tidak dapat dibaca (${errorText(error)}). ${TORN.id}`,
      `The ledger of erasures in ${where} cannot be read (${errorText(error)}). ${TORN.en}`,
      { cause: error },
    );
  }
}

/** Every copy has the same lines; each server writes those that are missing in its own places. */
const TORN = {
  id: 'Saat mencadangkan: ganti erasures.ndjson di sana dengan salinan dari direktori data atau tempat cadangan lain, lalu ulangi. Saat memulihkan: sebutkan salinan yang utuh dengan --erasures BERKAS, atau --without-erasures bila tidak ada lagi.',
  en: 'For a backup: replace erasures.ndjson there by the copy in the data directory or in another place of backups, and begin again. For a restore: name a whole copy with --erasures FILE, or --without-erasures if there is none left.',
};

function noLedger(path: string): BackupError {
  return new BackupError(
    'backup.no-ledger',
    `${path} tidak ada. Setiap tempat cadangan memuatnya, juga bila belum ada yang dihapus; tanpa itu orang yang minta datanya dihapus akan kembali. Sebutkan salinannya dengan --erasures BERKAS (dari tempat cadangan lain, atau erasures.ndjson di direktori data yang lama). Bila memang tidak ada lagi: --without-erasures, yang dicatat dalam jurnal.`,
    `${path} is not there. Every place of backups holds one, also while nothing was erased; without it, people who asked to be erased come back. Name a copy with --erasures FILE (from another place of backups, or erasures.ndjson of the old data directory). If there really is none left: --without-erasures, which the journal will tell.`,
  );
}

function olderLedger(path: string, missing: number): BackupError {
  return new BackupError(
    'backup.ledger-old',
    `${path} lebih lama daripada cadangan ini: ${missing} penghapusan yang sudah tercatat dalam cadangan tidak ada di dalamnya. Sebutkan yang lebih baru dengan --erasures BERKAS, atau --without-erasures bila tidak ada.`,
    `${path} is older than this backup: ${missing} erasures that the backup knows of are not in it. Name a newer one with --erasures FILE, or --without-erasures if there is none.`,
  );
}
