/** `rakor backup --list` and `--check`. */
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Key, readHead } from '#server/backup/age-file.ts';
import { type Made, readHistory } from '#server/backup/history.ts';
import { hashFile, SUFFIX } from '#server/backup/kept-files.ts';
import { readBackup } from '#server/backup/read-backup.ts';
import { rowsOf } from '#server/backup/restore-backup.ts';
import { errorCode } from '#server/database/data-directory-error.ts';
import type { House } from './backup-options.ts';
import { CommandError, type Desk } from './command.ts';

/** One line for each backup in a folder: when, how large, what opens it, and what this house knows of it. */
export async function listPlace(place: string, house: House, at: Desk): Promise<number> {
  const names = (await namesIn(place)).filter((name) => name.endsWith(SUFFIX)).sort();
  const known = new Map((await madeHere(house)).map((made) => [made.file, made]));
  for (const name of names) {
    const file = join(place, name);
    const { size } = await stat(file);
    const made = known.get(file);
    const state =
      made === undefined ? 'tidak dibuat oleh rumah ini / not made by this house' : stateOf(made, size);
    at.say(`${name}  ${(size / 1_000_000).toFixed(1)} MB  ${await openerOf(file)}  ${state}`);
  }
  if (names.length === 0) at.say(`Tidak ada cadangan di ${place}. / There is no backup in ${place}.`);
  return 0;
}

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
  return 0;
}

async function checkOutside(file: string, house: House, at: Desk): Promise<number> {
  const made = (await madeHere(house)).find((one) => one.file === file);
  const same = made === undefined ? null : (await hashFile(file)) === made.sha256;
  if (same === false) {
    at.complain(`${file} bukan lagi seperti ditulis. / is no longer as it was written.`);
    return 1;
  }
  const opener = await openerOf(file);
  at.say(
    same === true
      ? `Sama dengan yang ditulis (${opener}). Isinya tidak dibuka: sebutkan kunci. / The same as was written (${opener}). Its content was not opened: name a key.`
      : `Berkas age (${opener}). Isinya TIDAK diperiksa: sebutkan --identity-file atau kata sandi. / An age file (${opener}). Its content was NOT checked: name --identity-file or the passphrase.`,
  );
  return opener === '-' ? 1 : 0;
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
