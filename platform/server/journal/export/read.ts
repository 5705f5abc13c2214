import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { conforms } from '../../endpoint/parse.ts';
import type { Beside, JournalSource, LeafRow, Page, UpperTile } from '../verify/source.ts';
import { UnreadableError } from '../verify/unreadable.ts';
import { ExportHead, ExportLine } from './lines.ts';

/** A page of 256 leaves is far below this; a longer line is no line of ours. */
const LINE_LIMIT = 64_000_000;

const headFaults = conforms(ExportHead);
const lineFaults = conforms(ExportLine);

type Lines = {
  /** The line that comes next, which stays where it is; undefined at the end. */
  peek(): Promise<ExportLine | undefined>;
  skip(): void;
};

/** The journal of an export file. @throws UnreadableError when the file is none, or is damaged or cut short */
export async function readExport<T>(file: string, work: (journal: JournalSource) => Promise<T>): Promise<T> {
  const texts = textLines(file);
  try {
    const head = parseHead(await nextText(texts, file), file);
    const lines = linesOf(texts, file);
    return await work({
      head: {
        origin: head.origin,
        publicKey: bytes(head.key),
        size: head.size,
        root: head.root === null ? null : bytes(head.root),
      },
      checkpoints: await readCheckpoints(lines),
      pages: () => pages(lines),
      upperTiles: () => upperTiles(lines),
      beside: () => beside(lines, file),
    });
  } finally {
    await texts.return();
  }
}

async function readCheckpoints(lines: Lines) {
  const found = [];
  for (let line = await lines.peek(); line && 'checkpoint' in line; line = await lines.peek()) {
    const { size, root, note, at } = line.checkpoint;
    found.push({ size, root: bytes(root), note, at: new Date(at) });
    lines.skip();
  }
  return found;
}

async function* pages(lines: Lines): AsyncGenerator<Page> {
  for (let line = await lines.peek(); line && 'page' in line; line = await lines.peek()) {
    lines.skip();
    const leaves: LeafRow[] = [];
    for (let leaf = await lines.peek(); leaf && 'leaf' in leaf; leaf = await lines.peek()) {
      const content = leaf.bytes === null ? null : bytes(leaf.bytes);
      leaves.push({ index: leaf.leaf, leafId: leaf.id, bytes: content, kept: null });
      lines.skip();
    }
    yield { tile: line.tile === null ? undefined : bytes(line.tile), leaves };
  }
}

async function* upperTiles(lines: Lines): AsyncGenerator<UpperTile> {
  for (let line = await lines.peek(); line && isTile(line); line = await lines.peek()) {
    lines.skip();
    yield { ...line.tile, hashes: bytes(line.tile.hashes) };
  }
}

function isTile(line: ExportLine): line is Extract<ExportLine, { tile: object }> {
  return 'tile' in line && !('page' in line);
}

/** The last line says that nothing was cut off. */
async function beside(lines: Lines, file: string): Promise<Beside> {
  for (let line = await lines.peek(); line; line = await lines.peek()) {
    if ('end' in line) return line.end;
    lines.skip();
  }
  throw damaged(file, 'end?');
}

function linesOf(texts: AsyncGenerator<string>, file: string): Lines {
  let held: ExportLine | undefined;
  return {
    async peek() {
      if (held !== undefined) return held;
      const { value, done } = await texts.next();
      if (done === true) return undefined;
      held = parseLine(value, file);
      return held;
    },
    skip() {
      held = undefined;
    },
  };
}

async function nextText(texts: AsyncGenerator<string>, file: string): Promise<string> {
  const { value, done } = await texts.next();
  if (done === true) throw damaged(file, '0');
  return value;
}

function parseHead(text: string, file: string): ExportHead {
  const head: ExportHead = parseJson(text, file);
  if (headFaults(head).length > 0) throw damaged(file, 'head');
  return head;
}

function parseLine(text: string, file: string): ExportLine {
  const line: ExportLine = parseJson(text, file);
  if (lineFaults(line).length > 0) throw damaged(file, text.slice(0, 40));
  return line;
}

function parseJson(text: string, file: string) {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(file, text.slice(0, 40));
  }
}

async function* textLines(file: string): AsyncGenerator<string, void, undefined> {
  const source = createReadStream(file);
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error));
  source.pipe(unpacked).setEncoding('utf8');
  let rest = '';
  try {
    for await (const chunk of unpacked) {
      const parts = `${rest}${chunk}`.split('\n');
      rest = parts.pop() ?? '';
      if (rest.length > LINE_LIMIT) throw new Error('a line without end');
      yield* parts;
    }
  } catch (error) {
    throw damaged(file, error instanceof Error ? error.message : String(error));
  } finally {
    source.destroy();
  }
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}

function damaged(file: string, where: string): UnreadableError {
  return new UnreadableError(
    `${file} bukan ekspor jurnal, atau rusak di perjalanan (${where}). Buat lagi dengan ./rakor journal export, lalu salin sekali lagi.`,
    `${file} is no export of a journal, or was damaged on its way (${where}). Make it again with ./rakor journal export and copy it once more.`,
  );
}
