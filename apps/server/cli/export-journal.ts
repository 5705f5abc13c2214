/** `rakor journal export`: the whole journal in one file, for whoever verifies it elsewhere, without server or network. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeExport } from '#server/journal/export/write.ts';
import type { JournalSource } from '#server/journal/verify/source.ts';
import { systemClock } from '#shared/time.ts';
import { type Command, CommandError } from './command.ts';
import { readWords } from './read-words.ts';
import { placeOf, withJournal } from './verify-journal-place.ts';
import { inWords } from './verify-journal-words.ts';

export const exportJournalCommand: Command = {
  name: 'journal export',
  summary: {
    id: 'Simpan seluruh jurnal dalam satu berkas, untuk diperiksa di tempat lain',
    en: 'Write the whole journal to one file, to be verified elsewhere',
  },
  usage: {
    id: `./rakor journal export BERKAS [--data DIREKTORI | --database URL]
Berkas berisi catatan tanpa nilai pribadi dan tanpa nilai tersegel (hanya janjinya), petak hash, dan pengesahan.
Periksa dengan: ./rakor journal verify --export BERKAS
Kode: 0 tersimpan · 2 tidak dapat menyimpan
Contoh: ./rakor journal export /mnt/usb/jurnal.gz --data /srv/rakor`,
    en: `./rakor journal export FILE [--data DIRECTORY | --database URL]
The file holds the leaves without personal and sealed values (only their commitments), the tiles and the checkpoints.
Verify it with: ./rakor journal verify --export FILE
Exit: 0 written · 2 could not write
Example: ./rakor journal export /mnt/usb/journal.gz --data /srv/rakor`,
  },
  async run(args, at) {
    const { file, ...named } = readArguments(args);
    await requireAbsent(file);
    const save = async (journal: JournalSource) => {
      const leaves = await writeExport(journal, file, systemClock());
      at.say(`${file}: ${leaves} catatan / leaves, ${journal.checkpoints.length} pengesahan / checkpoints`);
      return 0;
    };
    return inWords(() => withJournal(placeOf(named, at), at.complain, save));
  },
};

function readArguments(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values, positionals } = readWords('journal export', args, { data: text, database: text }, 1);
  const [file] = positionals;
  if (file === undefined)
    throw new CommandError(
      'Sebutkan berkas yang akan ditulis: ./rakor journal export BERKAS',
      'Name the file to write: ./rakor journal export FILE',
    );
  return { ...values, file: resolve(file) };
}

async function requireAbsent(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return;
  throw new CommandError(`${file} sudah ada. Sebutkan nama baru.`, `${file} exists already. Name a new one.`);
}
