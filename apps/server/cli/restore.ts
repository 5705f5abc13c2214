import { resolve } from 'node:path';
import type { ErasuresFrom } from '#server/backup/ledger-beside.ts';
import { isAltered, type Restored, restoreBackup } from '#server/backup/restore-backup.ts';
import { heldBy } from '#server/holdings.ts';
import type { JournalCheck } from '#server/journal/against-checkpoint.ts';
import { systemClock } from '#shared/time.ts';
import { migrationSources } from '../compose.ts';
import { planHouse } from '../house.ts';
import { replayErasures } from '../replay-erasures.ts';
import { complainOf, houseOf, keyFrom, keyOptions, placeOptions } from './backup-options.ts';
import { untilInterrupted } from './backup-progress.ts';
import { type Command, CommandError, type Desk } from './command.ts';
import { readWords } from './read-words.ts';

const STEPS = {
  checking: 'Memeriksa seluruh cadangan / Checking the whole backup',
  loading: 'Memuat / Loading',
  journal: 'Menghitung ulang jurnal / Computing the journal anew',
  erasures: 'Mengulang penghapusan / Replaying erasures',
};

const options = {
  ...keyOptions,
  ...placeOptions,
  erasures: { type: 'string' },
  'without-erasures': { type: 'boolean' },
  'accept-old-erasures': { type: 'boolean' },
  'altered-journal': { type: 'boolean' },
} as const;

export const restore: Command = {
  name: 'restore',
  summary: {
    id: 'Pulihkan cadangan ke direktori kosong',
    en: 'Restore a backup into an empty directory',
  },
  usage: {
    id: `./rakor restore BERKAS --data DIREKTORI_BARU (--passphrase-file BERKAS | --identity-file BERKAS) [--erasures BERKAS]
Memeriksa seluruh cadangan, lalu memuatnya ke direktori yang kosong (dan, dengan DATABASE_URL atau --database, ke basis
data yang kosong), menghitung baris, dan mencocokkan jurnal dengan pengesahannya. Kata sandi juga dari
RAKOR_BACKUP_PASSPHRASE. Penghapusan yang tercatat di erasures.ndjson di samping cadangan diulang sebelum dibuka.
  --erasures BERKAS    daftar penghapusan yang lain, misalnya dari tempat cadangan lain
  --accept-old-erasures   terima daftar yang tidak sampai ke saat cadangan dibuat; jurnal mencatatnya
  --without-erasures   tanpa daftar itu: orang yang sudah dihapus kembali ada. Jurnal mencatatnya.
  --altered-journal    bila tidak ada yang lebih baik: cadangan yang jurnalnya sudah diubah. Jurnal mencatatnya.
Kode keluar: 0 pulih, 1 cadangan ditolak dan sebabnya disebut, 2 perintah tidak dapat dijalankan.
Contoh: ./rakor restore /mnt/usb/rakor-20261122T025537Z.rakor-backup --data /srv/rakor-baru --identity-file identitas.txt`,
    en: `./rakor restore FILE --data NEW_DIRECTORY (--passphrase-file FILE | --identity-file FILE) [--erasures FILE]
Checks the whole backup, then loads it into an empty directory (and, with DATABASE_URL or --database, into an empty
database), counts the rows and holds the journal against its checkpoint. The passphrase also comes from
RAKOR_BACKUP_PASSPHRASE. Erasures listed in erasures.ndjson beside the backup are replayed before it opens.
  --erasures FILE      another ledger of erasures, for instance from another place of backups
  --accept-old-erasures   take a ledger that does not reach to the backup; the journal records it
  --without-erasures   without it: people who had been erased are back. The journal records it.
  --altered-journal    where there is no better one: a backup whose journal had been altered. The journal records it.
Exit codes: 0 restored, 1 the backup was refused and why, 2 the command could not run.
Example: ./rakor restore /mnt/usb/rakor-20261122T025537Z.rakor-backup --data /srv/rakor-new --identity-file identity.txt`,
  },
  async run(args, at) {
    const { values, positionals } = readWords('restore', args, options, 1);
    const [file] = positionals;
    const erasures = erasuresFrom(values);
    const key = await keyFrom(values, at);
    if (file === undefined || values.data === undefined || key === null) throw incomplete();
    const interrupted = untilInterrupted();
    const { capabilities } = planHouse(at.root, systemClock, false);
    try {
      const order = {
        ...houseOf(values, at),
        file: resolve(file),
        key,
        erasures,
        acceptAltered: values['altered-journal'] === true,
        clock: systemClock,
        sources: migrationSources(at.root, capabilities),
        beforeOpening: [replayErasures(heldBy(capabilities), at.complain)],
        signal: interrupted.signal,
        log: at.complain,
        step: (step: keyof typeof STEPS) => at.complain(`… ${STEPS[step]}`),
      };
      sayRestored(await restoreBackup(order), order.dataDir, at);
      return 0;
    } catch (error) {
      if (interrupted.signal.aborted) return sayInterrupted(at);
      const code = complainOf(error, at);
      if (code === undefined) throw error;
      return code;
    } finally {
      interrupted.end();
    }
  },
};

function erasuresFrom(values: {
  readonly erasures?: string | undefined;
  readonly 'without-erasures'?: boolean | undefined;
  readonly 'accept-old-erasures'?: boolean | undefined;
}): ErasuresFrom {
  const { erasures, 'without-erasures': without, 'accept-old-erasures': acceptOld = false } = values;
  if (without !== true)
    return erasures === undefined
      ? { kind: 'beside', acceptOld }
      : { kind: 'file', file: resolve(erasures), acceptOld };
  if (erasures === undefined && !acceptOld) return { kind: 'without' };
  throw new CommandError(
    'Pilih satu: --without-erasures, atau --erasures BERKAS dan --accept-old-erasures.',
    'Choose one: --without-erasures, or --erasures FILE and --accept-old-erasures.',
  );
}

function sayRestored(done: Restored, dataDir: string, at: Desk): void {
  const { rows, journal, start, manifest } = done;
  const { count } = manifest.files;
  at.say(`Pulih ke ${dataDir}: ${rows} baris dan ${count} berkas, sebagaimana pada ${start.madeAt}.`);
  at.say(`Restored into ${dataDir}: ${rows} rows and ${count} files, as of ${start.madeAt}.`);
  sayJournal(journal, at);
  sayErasures(done, at);
  for (const table of done.unknownTables)
    at.complain(
      `Tabel ${table} bukan milik Rakor dan tidak dimuat. / The table ${table} is not one of Rakor and was not loaded.`,
    );
  at.say(`npm start -- --data ${dataDir}`);
}

function sayJournal(journal: JournalCheck, at: Desk): void {
  if (journal.kind === 'same')
    at.say(
      `Jurnal: ${journal.size} catatan, akar ${journal.root} dihitung ulang dan sama. / Journal: ${journal.size} entries, root ${journal.root} computed anew and the same.`,
    );
  else if (isAltered(journal)) {
    at.complain(
      'PERHATIAN: jurnal dalam cadangan ini sudah diubah dan dipulihkan apa adanya. ./rakor journal verify menyebut catatan pertama yang berubah; cadangan ini tetap bukti.',
    );
    at.complain(
      'MIND: the journal in this backup had been altered, and is restored as it is. ./rakor journal verify names the first entry that was changed; the backup remains evidence.',
    );
  } else
    at.say(
      'Jurnal: cadangan ini dari sebelum ada pengesahan; tidak ada yang dapat dicocokkan. / Journal: this backup is from before there were checkpoints; nothing could be compared.',
    );
}

/** The old machine may have erased more than reached this ledger: whoever restores has to know from when on. */
function sayErasures({ erasures }: Restored, at: Desk): void {
  if (erasures === null) return;
  const { until, entries } = erasures;
  const newer = {
    id: 'Bila server lama masih menghapus sesudah itu, ulangi dengan --erasures BERKAS yang lebih baru.',
    en: 'If the old server erased anything after that, begin again with a newer --erasures FILE.',
  };
  if (until === null) {
    at.complain(
      `PERHATIAN: daftar penghapusan (${entries.length}) tidak menyebut sampai kapan lengkap. ${newer.id}`,
    );
    at.complain(
      `MIND: the ledger of erasures (${entries.length}) does not say until when it is complete. ${newer.en}`,
    );
    return;
  }
  at.say(`Daftar penghapusan lengkap sampai ${until} (${entries.length} penghapusan). ${newer.id}`);
  at.say(`The ledger of erasures is complete until ${until} (${entries.length} erasures). ${newer.en}`);
}

function sayInterrupted(at: Desk): number {
  at.complain(
    'Dihentikan. Bila direktori baru sudah dibuat, isinya tidak lengkap dan tidak akan menyala: hapus, lalu ulangi. / Stopped. If the new directory was made, it is not whole and will not start: remove it and begin again.',
  );
  return 2;
}

function incomplete(): CommandError {
  return new CommandError(
    'Sebutkan berkas, direktori baru dan kunci: ./rakor restore BERKAS --data DIREKTORI_BARU --passphrase-file BERKAS',
    'Name the file, a new directory and a key: ./rakor restore FILE --data NEW_DIRECTORY --passphrase-file FILE',
  );
}
