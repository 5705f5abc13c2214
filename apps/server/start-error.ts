import { BackupError } from '#server/backup/backup-error.ts';
import { type DataDirectoryCode, DataDirectoryError } from '#server/database/cluster.ts';
import { DatabaseTooOldError } from '#server/database/connect.ts';
import { type MigrationCode, MigrationError } from '#server/database/migrate.ts';
import { type LogCode, LogIdentityError } from '#server/journal/identity.ts';
import { ConfigError } from './config.ts';

type Known = DataDirectoryCode | MigrationCode | LogCode | 'database.too-old';

/** What the code says, in Indonesian; the English sentence behind it names the place and the process. */
const indonesian: Readonly<Record<Known, string>> = {
  'data.locked':
    'Direktori data ini sedang dipakai Rakor lain. Hentikan yang itu lebih dulu, atau pilih direktori lain dengan --data.',
  'data.read-only':
    'Direktori data tidak dapat ditulisi. Beri hak tulis kepada pengguna yang menjalankan Rakor, atau pilih direktori lain dengan --data.',
  'data.not-a-directory':
    'Tempat data itu sebuah berkas, bukan direktori. Pilih direktori lain dengan --data.',
  'data.not-ours':
    'Direktori data milik pengguna lain. Jalankan Rakor sebagai pengguna yang membuatnya, atau serahkan direktori itu dengan chown -R.',
  'data.newer': 'Basis data ini dibuat oleh Rakor yang lebih baru. Jalankan rilis yang lebih baru itu.',
  'data.older':
    'Basis data ini dibuat oleh PostgreSQL yang lebih lama. Jalankan rilis yang membuatnya, ekspor operasinya, lalu impor di sini.',
  'data.full': 'Ruang penyimpanan habis. Kosongkan sebagian, lalu nyalakan lagi.',
  'data.not-a-backup': 'Tempat cadangan itu tidak dapat dipakai. Pilih tempat atau cadangan lain.',
  'database.binaries-missing':
    'PostgreSQL bawaan tidak terpasang atau tidak dapat berjalan di mesin ini. Jalankan "npm ci", atau isi DATABASE_URL dengan PostgreSQL 15 atau lebih baru.',
  'database.init-failed':
    'Basis data baru tidak dapat dibuat. Periksa ruang dan hak tulis, atau isi DATABASE_URL.',
  'database.start-failed':
    'Basis data tidak dapat dinyalakan. Baca sebabnya di bawah; bila datanya rusak, pulihkan dari cadangan (ops/backup-and-restore.md).',
  'database.stop-failed': 'PostgreSQL tidak mau berhenti. Akhiri proses itu sebelum menyalakan Rakor lagi.',
  'database.too-old':
    'Server basis data terlalu lama. Pakai PostgreSQL 15 atau lebih baru, atau kosongkan DATABASE_URL untuk memakai yang bawaan.',
  'migration.bad-name': 'Nama berkas migrasi salah. Perbaiki namanya, lalu nyalakan lagi.',
  'migration.changed':
    'Berkas migrasi yang sudah dijalankan telah berubah. Kembalikan berkasnya, dan tulis perubahannya sebagai migrasi baru.',
  'migration.unknown':
    'Basis data ini sudah dinaikkan oleh rilis yang lebih baru. Jalankan rilis yang lebih baru itu, atau pulihkan cadangan (ops/backup-and-restore.md).',
  'migration.out-of-order': 'Nomor migrasi mendahului yang sudah dijalankan. Beri nomor bebas berikutnya.',
  'migration.failed':
    'Pembaruan basis data gagal. Basis data tetap seperti sebelum dinyalakan: jalankan rilis sebelumnya, atau perbaiki berkasnya.',
  'journal.other-key':
    'Jurnal basis data ini ditandatangani dengan kunci lain. Taruh server-key.pem milik basis data ini (ada di setiap cadangan) ke direktori data, atau arahkan DATABASE_URL ke basis data milik direktori ini.',
  'journal.other-origin':
    'Jurnal basis data ini sudah bernama lain, dan jurnal tidak berganti nama. Kosongkan RAKOR_LOG_ORIGIN, atau isi dengan nama yang tertulis di bawah.',
  'journal.bad-origin':
    'RAKOR_LOG_ORIGIN bukan nama jurnal: pakai huruf kecil, angka, titik, tanda hubung, dan garis miring, misalnya rakor.contoh.id/2029.',
};

/** What went wrong at the start: one short paragraph in each language; the whole error where we do not know it. */
export function explainStart(error: unknown): string {
  if (error instanceof ConfigError || error instanceof BackupError) return error.message;
  const isKnown =
    error instanceof DataDirectoryError ||
    error instanceof MigrationError ||
    error instanceof LogIdentityError ||
    error instanceof DatabaseTooOldError;
  if (isKnown) return `${indonesian[error.code]}\n\n${error.message}`;
  const whole = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Rakor tidak dapat menyala, dan sebabnya tidak dikenal. Data tidak diubah lebih lanjut. Simpan teks di bawah ini.\n\nRakor could not start, for a reason that it does not know. Nothing more was changed. Keep the text below.\n\n${whole}`;
}
