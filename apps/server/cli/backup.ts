import { resolve } from 'node:path';
import type { Lock } from '#server/backup/age-file.ts';
import { type BackedUp, backUp } from '#server/backup/back-up.ts';
import { BackupError } from '#server/backup/backup-error.ts';
import { retentionOf, writeSettings } from '#server/backup/settings.ts';
import { systemClock } from '#shared/time.ts';
import { bringLedgerUpToDate } from '../complete-ledger.ts';
import { checkOne, listPlace } from './backup-look.ts';
import {
  complainOf,
  type House,
  houseOf,
  keyFrom,
  keyOptions,
  lockFrom,
  placeOptions,
} from './backup-options.ts';
import { progressLine, untilInterrupted } from './backup-progress.ts';
import { type Command, CommandError, type Desk } from './command.ts';
import { readWords } from './read-words.ts';

const options = {
  ...keyOptions,
  ...placeOptions,
  to: { type: 'string' },
  list: { type: 'string' },
  check: { type: 'string' },
  schedule: { type: 'boolean' },
  every: { type: 'string' },
  keep: { type: 'string' },
} as const;
type Words = ReturnType<typeof readWords<typeof options>>['values'];

const USAGE_ID = `./rakor backup --to TEMPAT KUNCI [--data DIREKTORI]   buat satu berkas cadangan terenkripsi dan periksa
./rakor backup --list TEMPAT [--data DIREKTORI]       daftar cadangan di sana
./rakor backup --check BERKAS [KUNCI]                 baca dan bandingkan seluruh isinya
./rakor backup --schedule --to TEMPAT --every JAM KUNCI [--keep 48,14,8]
                                                      server membuatnya sendiri; simpan semua 48 jam, 14 hari, 8 minggu
KUNCI: --recipient age1… (disarankan), --recipient-file BERKAS, --passphrase-file BERKAS atau RAKOR_BACKUP_PASSPHRASE;
       untuk membuka: --identity-file BERKAS atau kata sandi
DATABASE_URL (atau --database URL) untuk basis data sendiri. Server boleh tetap berjalan.
Kode keluar: 0 baik, 1 ada yang salah dan disebut, 2 perintah tidak dapat dijalankan.
Contoh: ./rakor backup --to /mnt/usb --passphrase-file kata-sandi.txt`;
const USAGE_EN = `./rakor backup --to PLACE KEY [--data DIRECTORY]       make one encrypted backup file and check it
./rakor backup --list PLACE [--data DIRECTORY]        the backups that are there
./rakor backup --check FILE [KEY]                     read it and compare all that it holds
./rakor backup --schedule --to PLACE --every HOURS KEY [--keep 48,14,8]
                                                      the server makes them; keeps all of 48 h, 14 days, 8 weeks
KEY: --recipient age1… (advised), --recipient-file FILE, --passphrase-file FILE or RAKOR_BACKUP_PASSPHRASE;
     to open: --identity-file FILE or the passphrase
DATABASE_URL (or --database URL) for a database of your own. The server may go on running.
Exit codes: 0 good, 1 something is wrong and was named, 2 the command could not run.
Example: ./rakor backup --to /mnt/usb --passphrase-file passphrase.txt`;

export const backup: Command = {
  name: 'backup',
  summary: {
    id: 'Cadangkan basis data, berkas dan kunci ke satu berkas terenkripsi',
    en: 'Back up database, files and keys into one encrypted file',
  },
  usage: { id: USAGE_ID, en: USAGE_EN },
  async run(args, at) {
    const { values } = readWords('backup', args, options);
    try {
      if (values.list !== undefined) return await listPlace(resolve(values.list), houseOf(values, at), at);
      if (values.check !== undefined)
        return await checkOne(resolve(values.check), await keyFrom(values, at), houseOf(values, at), at);
      if (values.schedule === true) return await plan(values, at);
      return await makeOne(values, at);
    } catch (error) {
      const code = complainOf(error, at);
      if (code === undefined) throw error;
      return code;
    }
  },
};

async function makeOne(values: Words, at: Desk): Promise<number> {
  const house = houseOf(values, at);
  const lock = await lockFrom(values, at);
  const line = progressLine(at);
  const interrupted = untilInterrupted();
  try {
    const done = await backUp({
      ...house,
      place: placeFrom(values),
      lock,
      release: at.version,
      clock: systemClock,
      scheduled: false,
      before: bringLedgerUpToDate(house.dataDir),
      signal: interrupted.signal,
      log: at.complain,
      progress: line.show,
    });
    line.clear();
    sayDone(done, lock, at);
    return done.written.manifest.rotten.length > 0 ? 1 : 0;
  } catch (error) {
    line.clear();
    if (!interrupted.signal.aborted) throw error;
    at.complain('Dihentikan: tidak ada yang tertinggal. / Stopped: nothing was left behind.');
    return 2;
  } finally {
    interrupted.end();
  }
}

const JOURNAL = {
  whole:
    'Jurnal: setiap catatan, petak dan pengesahan diperiksa pada saat yang sama; utuh. / Journal: every leaf, tile and checkpoint was verified as of the same moment; whole.',
  none: 'Jurnal: belum disahkan, tidak ada yang dapat diperiksa. / Journal: not sealed yet, nothing could be verified.',
};

function sayDone({ made, written, wasRunning }: BackedUp, lock: Lock, at: Desk): void {
  const { journal, rotten } = written.manifest;
  const perSecond = (written.bytes / 1_000_000 / Math.max(0.001, made.tookMs / 1000)).toFixed(1);
  at.say(made.file);
  at.say(
    `${made.rows} baris, ${made.files} berkas, ${made.bytes} byte, ${made.tookMs} ms (${perSecond} MB/s), ${journal?.numbered ?? 0} catatan jurnal; server ${wasRunning ? 'tetap berjalan' : 'sedang berhenti'}.`,
  );
  at.say(
    `${made.rows} rows, ${made.files} files, ${made.bytes} bytes, ${made.tookMs} ms (${perSecond} MB/s), ${journal?.numbered ?? 0} journal entries; server ${wasRunning ? 'kept running' : 'stopped'}.`,
  );
  at.say(
    lock.kind === 'passphrase'
      ? 'Diperiksa: dibaca ulang dari disk, dibuka dengan kata sandi, setiap bagian cocok. / Checked: read again from the disk, opened with the passphrase, every part matches.'
      : 'Diperiksa: dibaca ulang dari disk, setiap bagian cocok. Tidak dapat diperiksa di sini: apakah pemegang identitas dapat membukanya. Coba: ./rakor backup --check BERKAS --identity-file BERKAS / Checked: read again from the disk, every part matches. Could not be checked here: whether the holder of the identity can open it. Try: ./rakor backup --check FILE --identity-file FILE',
  );
  at.say(JOURNAL[written.journal.kind === 'whole' ? 'whole' : 'none']);
  for (const path of rotten)
    at.complain(
      `files/${path}: isinya bukan lagi yang tertulis pada namanya; periksa disk. / its content is no longer what its name says: check the disk.`,
    );
}

/** Tries the plan by making the first backup with it: a plan that cannot work is not written down. */
async function plan(values: Words, at: Desk): Promise<number> {
  const lock = await lockFrom(values, at);
  const everyHours = Number(values.every ?? 6);
  const passphraseFile = values['passphrase-file'];
  if (lock.kind === 'passphrase' && passphraseFile === undefined)
    throw new CommandError(
      'Untuk cadangan terjadwal, kata sandi harus ada dalam berkas (--passphrase-file), atau pakai --recipient.',
      'Planned backups need their passphrase in a file (--passphrase-file), or a --recipient.',
    );
  const settings = {
    place: placeFrom(values),
    everyHours,
    recipients: lock.kind === 'recipients' ? [...lock.recipients] : [],
    passphraseFile: passphraseFile === undefined ? null : resolve(passphraseFile),
    keep: retentionOf(values.keep),
  };
  const house: House = houseOf(values, at);
  const code = await makeOne(values, at).catch((error) => {
    // The plan works; it is the journal that does not hold.
    if (!(error instanceof BackupError) || error.code !== 'backup.journal-altered') throw error;
    return complainOf(error, at) ?? 1;
  });
  if (code === 2) return code;
  await writeSettings(house.dataDir, settings);
  at.say(`Setiap ${everyHours} jam ke ${settings.place}. / Every ${everyHours} hours to ${settings.place}.`);
  return code;
}

function placeFrom(values: Words): string {
  if (values.to !== undefined) return resolve(values.to);
  throw new CommandError(
    'Sebutkan tempat cadangan: --to TEMPAT. Sebaiknya bukan di disk yang sama.',
    'Name the place of the backup: --to PLACE. Better not on the same disk.',
  );
}
