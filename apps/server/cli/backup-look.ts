/** `rakor backup --list` and `--check`. */
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Key, readHead } from '#server/backup/age-file.ts';
import { type Made, readHistory } from '#server/backup/history.ts';
import { ALTERED, hashFile, SUFFIX } from '#server/backup/kept-files.ts';
import { readBackup } from '#server/backup/read-backup.ts';
import { rowsOf } from '#server/backup/restore-backup.ts';
import { errorCode } from '#server/database/data-directory-error.ts';
import { LEDGER } from '#server/erasure/ledger.ts';
import type { House } from './backup-options.ts';
import { CommandError, type Desk } from './command.ts';

/** One line for each backup in a folder: when, how large, what opens it, and what this house knows of it. */
export async function listPlace(place: string, house: House, at: Desk): Promise<number> {
  const all = await namesIn(place);
  const names = all.filter((name) => name.endsWith(SUFFIX)).sort();
  const made = await madeHere(house);
  const known = new Map(made.map((one) => [one.file, one]));
  // A house without any history is most likely not the one that was meant.
  const strange = made.length > 0 ? STRANGE : UNKNOWN;
  for (const name of names) {
    const file = join(place, name);
    const { size } = await stat(file);
    const one = known.get(file);
    const state = name.includes(ALTERED) ? EVIDENCE : one === undefined ? strange : stateOf(one, size);
    at.say(`${name}  ${(size / 1_000_000).toFixed(1)} MB  ${await openerOf(file)}  ${state}`);
  }
  if (names.length === 0) at.say(`Tidak ada cadangan di ${place}. / There is no backup in ${place}.`);
  else if (!all.includes(LEDGER)) at.complain(NO_LEDGER);
  return 0;
}

const STRANGE = 'tidak dibuat oleh rumah ini / not made by this house';
const UNKNOWN = 'asal tidak diketahui, sebutkan --data / origin unknown, name --data';
const EVIDENCE = 'jurnal BERUBAH: bukti, bukan cadangan baik / journal ALTERED: evidence, no good backup';
const NO_LEDGER = `${LEDGER} tidak ada di sini: restore akan menolak tanpa --erasures. / is not here: restore will refuse without --erasures.`;

/** Compares all that a backup holds; without a key only what can be seen from outside, and says so. */
export async function checkOne(file: string, key: Key | null, house: House, at: Desk): Promise<number> {
  await stat(file).catch(() => {
    throw new CommandError(`${file} tidak ada.`, `${file} is not there.`);
  });
  if (key === null) return checkOutside(file, house, at);
  const { start, manifest } = await readBackup(file, key);
  const rows = rowsOf(manifest);
  at.say(
    `Utuh. Rilis ${start.release}, dibuat ${start.madeAt}: ${manifest.tables.length} tabel, ${rows} baris, ${manifest.files.count} berkas; setiap bagian cocok.`,
  );
  at.say(
    `Whole. Release ${start.release}, made ${start.madeAt}: ${manifest.tables.length} tables, ${rows} rows, ${manifest.files.count} files; every part matches.`,
  );
  if (manifest.journal?.checkpoint != null) at.say(manifest.journal.checkpoint.trimEnd());
  for (const path of manifest.rotten)
    at.complain(`files/${path}: rusak sebelum dicadangkan / spoilt before the backup`);
  const isEvidence = basename(file).includes(ALTERED);
  if (isEvidence) at.complain(`${basename(file)}: ${EVIDENCE}`);
  return isEvidence || manifest.rotten.length > 0 ? 1 : 0;
}

async function checkOutside(file: string, house: House, at: Desk): Promise<number> {
  const made = (await madeHere(house)).find((one) => one.file === file);
  const same = made === undefined ? null : (await hashFile(file)) === made.sha256;
  if (same === false) {
    at.complain(`${file} bukan lagi seperti ditulis. / is no longer as it was written.`);
    return 1;
  }
  const opener = await openerOf(file);
  if (opener === '-') {
    at.complain(`${file} bukan cadangan: kepalanya tidak terbaca. / is no backup: its head cannot be read.`);
    return 1;
  }
  if (same === true && made?.checked === 'content') {
    at.say(
      `Byte demi byte sama dengan yang ditulis dan dibuka pada ${made.at} (${opener}). Tidak diperiksa: apakah kunci Anda membukanya. / Byte for byte what was written and opened on ${made.at} (${opener}). Not checked: whether your key opens it.`,
    );
    return 0;
  }
  at.complain(
    `Hanya kepalanya yang terbaca (${opener}); isinya TIDAK diperiksa. Sebutkan --identity-file BERKAS atau --passphrase-file BERKAS, atau --data rumah yang membuatnya. / Only its head was read (${opener}); its content was NOT checked. Name --identity-file FILE or --passphrase-file FILE, or --data of the house that made it.`,
  );
  return 2;
}

async function openerOf(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    return (await readHead(handle).catch(() => undefined))?.opensWith ?? '-';
  } finally {
    await handle.close();
  }
}

function stateOf(made: Made, size: number): string {
  if (made.checked === 'failed') return 'pemeriksaan GAGAL / check FAILED';
  if (size !== made.bytes) return 'ukuran BERUBAH / size CHANGED';
  return `diperiksa / checked, ${made.rows} baris / rows`;
}

async function madeHere({ dataDir }: House): Promise<readonly Made[]> {
  return (await readHistory(dataDir)).filter((line) => line.kind === 'made');
}

async function namesIn(place: string): Promise<readonly string[]> {
  try {
    return await readdir(place);
  } catch (error) {
    throw new CommandError(
      `${place} tidak dapat dibaca (${errorCode(error) ?? ''}).`,
      `${place} cannot be read (${errorCode(error) ?? ''}).`,
    );
  }
}
