/** `rakor journal export`: the whole journal in one file, for whoever verifies it elsewhere, without server or network. */
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { systemClock } from '#shared/time.ts';
import { type Command, CommandError } from './command.ts';
import type { ExportHead, ExportLine } from './export-journal-lines.ts';
import { placeOf, withJournal } from './verify-journal-place.ts';
import type { JournalSource } from './verify-journal-source.ts';

export const exportJournalCommand: Command = {
  name: 'journal export',
  summary: {
    id: 'Simpan seluruh jurnal dalam satu berkas, untuk diperiksa di tempat lain',
    en: 'Write the whole journal to one file, to be verified elsewhere',
  },
  usage: {
    id: `./rakor journal export BERKAS [--data DIREKTORI | --database URL]
Berkas berisi catatan tanpa nilai pribadi dan tanpa nilai tersegel (hanya janjinya), petak hash, dan segel.
Periksa dengan: ./rakor journal verify --export BERKAS
Kode: 0 tersimpan · 2 tidak dapat menyimpan`,
    en: `./rakor journal export FILE [--data DIRECTORY | --database URL]
The file holds the leaves without personal and sealed values (only their commitments), the tiles and the checkpoints.
Verify it with: ./rakor journal verify --export FILE
Exit: 0 written · 2 could not write`,
  },
  async run(args, at) {
    const { file, ...named } = readArguments(args);
    await requireAbsent(file);
    return withJournal(placeOf(named, at), at.complain, async (journal) => {
      const leaves = await writeExport(journal, file);
      at.say(`${file}: ${leaves} catatan / leaves, ${journal.checkpoints.length} segel / checkpoints`);
      return 0;
    });
  },
};

/** Only a whole file ever carries the name. @returns the number of leaves */
async function writeExport(journal: JournalSource, file: string): Promise<number> {
  const partial = `${file}.partial`;
  const counted = { leaves: 0 };
  try {
    await pipeline(Readable.from(chunks(journal, counted)), createGzip(), createWriteStream(partial));
    await sync(partial);
    await rename(partial, file);
    if (process.platform !== 'win32') await sync(dirname(file));
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return counted.leaves;
}

async function* chunks(journal: JournalSource, counted: { leaves: number }): AsyncGenerator<string> {
  const { head } = journal;
  const first: ExportHead = {
    rakorJournal: 1,
    origin: head.origin,
    key: text64(head.publicKey),
    size: head.size,
    root: head.root === null ? null : text64(head.root),
    exportedAt: systemClock().toISOString(),
  };
  yield `${JSON.stringify(first)}\n`;
  for await (const lines of lineGroups(journal, counted))
    yield lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

async function* lineGroups(
  journal: JournalSource,
  counted: { leaves: number },
): AsyncGenerator<readonly ExportLine[]> {
  yield journal.checkpoints.map(({ size, root, note, at }) => ({
    checkpoint: { size, root: text64(root), note, at: at.toISOString() },
  }));
  let page = 0;
  for await (const { tile, leaves } of journal.pages()) {
    const head = { page: page++, tile: tile === undefined ? null : text64(tile) };
    counted.leaves += leaves.length;
    yield [
      head,
      ...leaves.map(({ index, leafId, bytes }) => ({
        leaf: index,
        id: leafId,
        bytes: bytes === null ? null : text64(bytes),
      })),
    ];
  }
  for await (const { level, index, hashes } of journal.upperTiles())
    yield [{ tile: { level, index, hashes: text64(hashes) } }];
  yield [{ end: await journal.beside() }];
}

function readArguments(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { data: text, database: text },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new Error('FILE');
    return { ...values, file: resolve(file) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      `Argumen tidak dimengerti (${reason}). Lihat: ./rakor help journal export`,
      `An argument is not understood (${reason}). See: ./rakor help journal export`,
    );
  }
}

async function requireAbsent(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return;
  throw new CommandError(`${file} sudah ada. Sebutkan nama baru.`, `${file} exists already. Name a new one.`);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function text64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
