/** Writes a journal to one file, in the lines of `lines.ts`. */
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { JournalSource } from '../verify/source.ts';
import type { ExportHead, ExportLine } from './lines.ts';

/** Only a whole file ever carries the name. @returns the number of leaves */
export async function writeExport(journal: JournalSource, file: string, now: Date): Promise<number> {
  const partial = `${file}.partial`;
  const counted = { leaves: 0 };
  try {
    await pipeline(Readable.from(chunks(journal, now, counted)), createGzip(), createWriteStream(partial));
    await sync(partial);
    await rename(partial, file);
    if (process.platform !== 'win32') await sync(dirname(file));
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return counted.leaves;
}

async function* chunks(
  journal: JournalSource,
  now: Date,
  counted: { leaves: number },
): AsyncGenerator<string> {
  const { head } = journal;
  const first: ExportHead = {
    rakorJournal: 1,
    origin: head.origin,
    key: text64(head.publicKey),
    size: head.size,
    root: head.root === null ? null : text64(head.root),
    exportedAt: now.toISOString(),
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
