/** The words for a backup that cannot be used, with the place in it. */
import type { DamageError, WrongKeyError } from './age-file.ts';
import { BackupError } from './backup-error.ts';
import { tableOf } from './manifest.ts';

export function damaged(file: string, damage: DamageError, entry: string | null): BackupError {
  const { part, from, to } = damage;
  const last = Math.max(from, to - 1);
  const cut = part === 'end';
  return new BackupError(
    'backup.damaged',
    `Cadangan ${file} ${cut ? `terpotong atau rusak di ujungnya: mulai byte ${from}` : `rusak: byte ${from} sampai ${last}`}, ${placeId(entry)}. Tidak ada yang dipulihkan. Pakai cadangan lain, atau salin lagi berkas ini dari tempat asalnya.`,
    `The backup ${file} is ${cut ? `cut off or damaged at its end: from byte ${from} on` : `damaged: bytes ${from} to ${last}`}, ${placeEn(entry)}. Nothing was restored: take another backup, or copy this file again from where it came.`,
    { cause: damage },
  );
}

export function notOpened(file: string, cause: WrongKeyError): BackupError {
  return new BackupError(
    'backup.wrong-key',
    `Kunci ini tidak membuka ${file}: kata sandi atau identitas lain yang dipakai, atau kepala berkas rusak (byte-byte pertamanya).`,
    `This key does not open ${file}: it was closed with another passphrase or for another identity, or the head of the file (its first bytes) is damaged.`,
    { cause },
  );
}

export function unreadable(file: string, entry: string | null, cause: unknown): BackupError {
  return new BackupError(
    'backup.damaged',
    `Isi ${file} tidak tersusun sebagai arsip, ${placeId(entry)}. Pakai cadangan lain.`,
    `The content of ${file} is no archive, ${placeEn(entry)}: take another backup.`,
    { cause },
  );
}

export function missing(file: string, entry: string): BackupError {
  return new BackupError(
    'backup.damaged',
    `${file} terbuka, tetapi ${entry} tidak ada di dalamnya: bukan cadangan Rakor yang utuh. Pakai cadangan lain.`,
    `${file} opens, but ${entry} is not in it: this is no whole backup of Rakor. Take another one.`,
  );
}

export function listedOtherwise(file: string, entry: string): BackupError {
  return new BackupError(
    'backup.damaged',
    `Di ${file}, ${entry}${tableId(entry)} tidak sama dengan daftar di akhir cadangan. Tidak ada yang dipulihkan. Pakai cadangan lain.`,
    `In ${file}, ${entry}${tableEn(entry)} is not what the list at the end says. Nothing was restored: take another backup.`,
  );
}

export function newerFormat(format: number): BackupError {
  return new BackupError(
    'backup.newer',
    `Cadangan ini berformat ${format}, lebih baru daripada yang dikenal rilis ini. Pulihkan dengan rilis yang membuatnya atau yang lebih baru.`,
    `This backup has format ${format}, newer than this release knows: restore it with the release that wrote it or a newer one.`,
  );
}

function placeId(entry: string | null): string {
  return entry === null ? 'sebelum isi pertamanya' : `pada atau tepat sesudah ${entry}${tableId(entry)}`;
}

function placeEn(entry: string | null): string {
  return entry === null ? 'before its first entry' : `in or right after ${entry}${tableEn(entry)}`;
}

function tableId(entry: string): string {
  const table = tableOf(entry);
  return table === undefined ? '' : ` (tabel ${table})`;
}

function tableEn(entry: string): string {
  const table = tableOf(entry);
  return table === undefined ? '' : ` (table ${table})`;
}
