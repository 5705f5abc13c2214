/**
 * The ledger of erasures beside the backups. It lies there from the first backup on, empty while nothing was erased, so
 * that one that is not there has been lost: a restore would bring back whom somebody asked to be forgotten.
 */
import { access, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncDirectory } from '../database/copy-tree.ts';
import { errorCode, errorText } from '../database/data-directory-error.ts';
import {
  type Complete,
  type Entry,
  LEDGER,
  parseLedger,
  readLedger,
  readLedgerFile,
  writeLedger,
} from '../erasure/ledger.ts';
import { BackupError } from './backup-error.ts';
import { DIRECTORY } from './kept-files.ts';
import { noteWritten } from './ledger-places.ts';
import { describeWriteError } from './place-error.ts';

/** Where the erasures stand that a restore does again; `without` is for whoever says that none are to be had. */
export type ErasuresFrom =
  | { readonly kind: 'beside'; readonly acceptOld?: boolean }
  | { readonly kind: 'file'; readonly file: string; readonly acceptOld?: boolean }
  | { readonly kind: 'without' };

/** What a restore erases again, and until when that is all there was; null where nobody knows. */
export type Erasures = { readonly entries: readonly Entry[]; readonly until: string | null };

/** The backup that is restored: its file, when it was made, and the ledger and the origin of the journal in it. */
export type LedgerOf = {
  readonly file: string;
  readonly madeAt: string;
  /** The text: what stands in it must stand in the newer one. */
  readonly inside: string;
  /** Null for a house whose journal was not sealed yet. */
  readonly log: string | null;
};

/** The ledger as it travelled inside a backup. */
export const LEDGER_INSIDE = `${DIRECTORY}/${LEDGER}`;

/** What this house erased stands in the place from now on, and until when that is all of it. */
export async function keepLedgerIn(place: string, dataDir: string): Promise<void> {
  const ledger = await read(dataDir, () => readLedger(dataDir));
  try {
    await mkdir(place, { recursive: true, mode: 0o700 });
    await read(place, () => writeLedger(place, ledger));
    const file = await open(join(place, LEDGER), 'a', 0o600);
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    await syncDirectory(place);
    await noteWritten(dataDir, place, ledger);
  } catch (error) {
    throw describeWriteError(error, place);
  }
}

/**
 * Whoever restores on a new machine cannot know what the old one erased last; so the ledger says until when it is
 * complete, and one that does not even reach to the backup is taken only on somebody's word.
 * @returns null when the restore goes without
 * @throws BackupError when there is none, it cannot be read, or it is older than the backup
 */
export async function erasuresFor(backup: LedgerOf, from: ErasuresFrom): Promise<Erasures | null> {
  if (from.kind === 'without') return null;
  const path = from.kind === 'file' ? from.file : join(dirname(backup.file), LEDGER);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) throw noLedger(path);
  const { entries, complete } = await read(path, () => readLedgerFile(path));
  const known = new Set(entries.map(({ id }) => id));
  const inside = await read(backup.file, async () => parseLedger(backup.inside, LEDGER_INSIDE));
  const missing = inside.entries.filter(({ id }) => !known.has(id));
  const until = completeUntil(complete, backup.log);
  if (from.acceptOld === true) return { entries: [...entries, ...missing], until };
  if (missing.length > 0) throw olderLedger(path, missing.length);
  if (until === null || Date.parse(until) < Date.parse(backup.madeAt))
    throw undated(path, until, backup.madeAt);
  return { entries, until };
}

/** Where the backup does not name its house, the oldest of all is what is certain. */
function completeUntil(complete: readonly Complete[], log: string | null): string | null {
  const own = complete.filter((one) => log === null || one.log === log).map((one) => one.completeUntil);
  return own.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
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

function undated(path: string, until: string | null, madeAt: string): BackupError {
  const rest = {
    id: `dan cadangan ini dari ${madeAt}: yang dihapus sesudah itu dapat kembali. Sebutkan daftar yang lebih baru dengan --erasures BERKAS (dari tempat cadangan lain, atau erasures.ndjson di direktori data yang lama). Bila memang tidak ada: --accept-old-erasures mengulang yang tertulis saja, dan itu dicatat dalam jurnal.`,
    en: `and this backup is from ${madeAt}: who was erased later may come back. Name a newer ledger with --erasures FILE (from another place of backups, or erasures.ndjson of the old data directory). If there is none: --accept-old-erasures replays what it says and no more, which the journal will tell.`,
  };
  return new BackupError(
    'backup.ledger-old',
    until === null
      ? `${path} (mungkin kosong) tidak menyebut sampai kapan lengkap untuk rumah ini, ${rest.id}`
      : `${path} lengkap hanya sampai ${until}, ${rest.id}`,
    until === null
      ? `${path} (it may be empty) does not say until when it is complete for this house, ${rest.en}`
      : `${path} is complete only until ${until}, ${rest.en}`,
  );
}

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
    `${path} lebih lama daripada cadangan ini: ${missing} penghapusan yang sudah tercatat dalam cadangan tidak ada di dalamnya. Sebutkan yang lebih baru dengan --erasures BERKAS, atau --accept-old-erasures bila tidak ada.`,
    `${path} is older than this backup: ${missing} erasures that the backup knows of are not in it. Name a newer one with --erasures FILE, or --accept-old-erasures if there is none.`,
  );
}
