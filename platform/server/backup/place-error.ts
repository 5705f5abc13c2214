import { errorCode } from '../database/data-directory-error.ts';
import { BackupError } from './backup-error.ts';

/** What the disk says of a place of backups, in words; any other error stays as it is. */
export function describeWriteError(error: unknown, place: string): unknown {
  const code = errorCode(error) ?? '';
  if (error instanceof BackupError || !/^E[A-Z]+$/.test(code)) return error;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return new BackupError(
    'backup.place',
    isFull
      ? `Ruang di ${place} habis; cadangan tidak jadi dibuat dan tidak ada yang tertinggal. Kosongkan sebagian, atau pilih tempat lain.`
      : `Cadangan tidak dapat ditulis di ${place} (${code}). Periksa apakah tempat itu ada, terpasang dan boleh ditulisi.`,
    isFull
      ? `There is no space left in ${place}; no backup was made and nothing stayed behind: free some, or choose another place.`
      : `The backup could not be written in ${place} (${code}): check that the place is there, mounted and may be written to.`,
    { cause: error },
  );
}
