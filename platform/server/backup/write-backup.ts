import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { type Pack, pack as packTar } from 'tar-stream';
import { syncDirectory, syncFile } from '../database/copy-tree.ts';
import { errorCode, errorText } from '../database/data-directory-error.ts';
import { type Lock, seal } from './age-file.ts';
import { BackupError } from './backup-error.ts';
import { describe, openSnapshot, readJournal, readRows } from './dump.ts';
import { type JournalSeen, seeJournal } from './journal-seen.ts';
import { ALTERED, DIRECTORY, FILES, otherFiles, SUFFIX, storedFiles } from './kept-files.ts';
import {
  FORMAT,
  type Kept,
  MANIFEST,
  type Manifest,
  type Part,
  START,
  type Start,
  tablePart,
} from './manifest.ts';
import { describeWriteError } from './place-error.ts';
import { pressed } from './press.ts';

const ROWS_LEVEL = 3;
// Photographs do not shrink.
const FILES_LEVEL = 0;
// Longer than anybody pauses a backup; what is older was left by a machine that went down.
const STALE_PARTIAL_MS = 3_600_000;

/** Where it is: what is being read, and how many bytes were written. */
export type Progress = { readonly at: string; readonly bytes: number };

export type WriteOrder = {
  readonly url: string;
  readonly dataDir: string;
  /** The folder that it is put into; made when it is not there. */
  readonly place: string;
  readonly lock: Lock;
  readonly release: string;
  readonly now: Date;
  readonly signal?: AbortSignal;
  readonly progress: (progress: Progress) => void;
};

export type Written = {
  readonly file: string;
  readonly bytes: number;
  /** Of the file as it should lie on the disk. */
  readonly sha256: string;
  readonly start: Start;
  readonly manifest: Manifest;
  readonly journal: JournalSeen;
  /** Opens this one file; forget it after the check. */
  readonly fileKey: Uint8Array;
};

/**
 * Writes one encrypted file that holds the database as of one moment, the stored files and the keys. It gets its name
 * when it is whole and on the disk; whatever goes wrong before leaves nothing behind.
 * @throws BackupError; an AbortError when the signal came
 */
export async function writeBackup(order: WriteOrder): Promise<Written> {
  const ours = `.${houseMark(order.dataDir)}${SUFFIX}.partial`;
  await preparePlace(order, ours);
  const name = `rakor-${stamp(order.now)}`;
  const partial = join(order.place, `${name}${ours}`);
  const client = await openSnapshot(order.url);
  try {
    const start = await describe(client, { ...order, format: FORMAT });
    if (start === undefined) throw noRakor();
    order.progress({ at: 'journal', bytes: 0 });
    const journal = await seeJournal(client, order.dataDir);
    const mark = journal.kind === 'altered' ? ALTERED : '';
    const file = join(order.place, `${name}${mark}${SUFFIX}`);
    const written = await writePartial(partial, client, { ...order, start });
    await syncFile(partial);
    await rename(partial, file);
    await syncDirectory(order.place);
    return { ...written, file, start, journal };
  } catch (error) {
    await rm(partial, { force: true });
    throw describeWriteError(error, order.place);
  } finally {
    await client.end();
  }
}

type Writing = WriteOrder & { readonly start: Start };

async function writePartial(
  partial: string,
  client: pg.Client,
  order: Writing,
): Promise<Omit<Written, 'file' | 'start' | 'journal'>> {
  const { stream, fileKey } = await sealed(order.lock);
  const pack = packTar();
  pack.on('error', () => {});
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  const out = createWriteStream(partial, { flags: 'wx', mode: 0o600 });
  let level = ROWS_LEVEL;
  const stages = [pressed(pack, () => level), stream, counted, out] as const;
  const writing = pipeline(...stages, order.signal ? { signal: order.signal } : {});
  const filling = fill(pack, client, {
    ...order,
    press: (next) => (level = next),
    told: (at) => order.progress({ at, bytes }),
  });
  // Whichever fails first, the other must come to its end too before anything is taken away.
  writing.catch(() => pack.destroy(null));
  filling.catch((error) => pack.destroy(error));
  const [written, filled] = await Promise.allSettled([writing, filling]);
  if (written.status === 'rejected') throw rootOf(written.reason, filled);
  if (filled.status === 'rejected') throw filled.reason;
  return { bytes, sha256: hash.digest('hex'), manifest: filled.value, fileKey };
}

/** A pack that was given up tells the pipeline only that it closed early; the reason is with whoever filled it. */
function rootOf(reason: unknown, filled: PromiseSettledResult<unknown>): unknown {
  const isEcho = errorCode(reason) === 'ERR_STREAM_PREMATURE_CLOSE';
  return isEcho && filled.status === 'rejected' ? filled.reason : reason;
}

type Filling = Writing & { readonly told: (at: string) => void; readonly press: (level: number) => void };

async function fill(pack: Pack, client: pg.Client, order: Filling): Promise<Manifest> {
  const { start, dataDir } = order;
  await addBytes(pack, START, Buffer.from(JSON.stringify(start, null, 1)));
  const tables: Manifest['tables'] = [];
  for (const table of start.tables) {
    const parts: Part[] = [];
    for await (const { bytes, rows } of readRows(client, table)) {
      order.signal?.throwIfAborted();
      const path = tablePart(table.name, parts.length + 1);
      order.told(path);
      parts.push({ rows, ...(await addBytes(pack, path, bytes)) });
    }
    tables.push({ name: table.name, rows: parts.reduce((sum, part) => sum + part.rows, 0), parts });
  }
  const journal = await readJournal(client, start.tables);
  // After the database: a file is written before the row that names it.
  order.press(FILES_LEVEL);
  const { files, rotten } = await addFiles(pack, order);
  order.press(ROWS_LEVEL);
  const directory: Kept[] = [];
  for (const { path } of await otherFiles(dataDir))
    directory.push(await addBytes(pack, `${DIRECTORY}/${path}`, await readFile(join(dataDir, path))));
  const manifest = { format: FORMAT, tables, files, directory, journal, rotten };
  await addBytes(pack, MANIFEST, Buffer.from(JSON.stringify(manifest)));
  pack.finalize();
  return manifest;
}

async function addFiles(pack: Pack, order: Filling): Promise<Pick<Manifest, 'files' | 'rotten'>> {
  const list = createHash('sha256');
  const rotten: string[] = [];
  let count = 0;
  let total = 0;
  for await (const { path, bytes } of storedFiles(order.dataDir)) {
    order.signal?.throwIfAborted();
    order.told(`${FILES}/${path}`);
    const source = createReadStream(join(order.dataDir, FILES, path), { highWaterMark: 1_048_576 });
    const sha256 = await add(pack, { name: `${FILES}/${path}`, size: bytes }, source);
    if (sha256 !== path.replace('/', '')) rotten.push(path);
    list.update(`${path}\n`);
    count += 1;
    total += bytes;
  }
  return { files: { count, bytes: total, list: list.digest('hex') }, rotten };
}

async function addBytes(pack: Pack, path: string, bytes: Buffer): Promise<Kept> {
  const sha256 = await add(pack, { name: path, size: bytes.length }, [bytes]);
  return { path, bytes: bytes.length, sha256 };
}

/** One entry of the archive, at the pace of the disk; gives back the hash of its content. */
async function add(
  pack: Pack,
  { name, size }: { readonly name: string; readonly size: number },
  source: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<string> {
  const hash = createHash('sha256');
  const entry = pack.entry({ name, size, mode: 0o600 });
  // Whoever gave the archive up tells why; here it only ends.
  entry.on('error', () => {});
  const closed = new Promise<void>((resolve) => entry.once('close', () => resolve()));
  for await (const bytes of source) {
    hash.update(bytes);
    if (entry.write(bytes)) continue;
    await Promise.race([new Promise<void>((resolve) => entry.once('drain', () => resolve())), closed]);
    if (entry.destroyed) throw new Error(`the archive was given up at ${name}`);
  }
  entry.end(null);
  await closed;
  return hash.digest('hex');
}

async function sealed(lock: Lock): ReturnType<typeof seal> {
  try {
    return await seal(lock);
  } catch (error) {
    throw new BackupError(
      'backup.key',
      `Kunci penerima tidak dapat dipakai (${errorText(error)}). Tulis kunci umum age, "age1…", yang dibuat age-keygen.`,
      `The recipient cannot be used (${errorText(error)}): write an age public key, "age1…", as age-keygen makes it.`,
      { cause: error },
    );
  }
}

/**
 * Takes away what was half written. What this house left is nobody's any more, because only one backup of it is made at a
 * time; what other houses write into the same place may be going on.
 */
async function preparePlace({ place, now }: WriteOrder, ours: string): Promise<void> {
  try {
    await mkdir(place, { recursive: true, mode: 0o700 });
    for (const name of await readdir(place)) {
      if (!name.endsWith(`${SUFFIX}.partial`)) continue;
      const { mtimeMs } = await stat(join(place, name));
      if (name.endsWith(ours) || now.getTime() - mtimeMs > STALE_PARTIAL_MS)
        await rm(join(place, name), { force: true });
    }
  } catch (error) {
    throw describeWriteError(error, place);
  }
}

/** Tells the half written files of this house from those of others: eight digits of machine and directory. */
export function houseMark(dataDir: string): string {
  return createHash('sha256')
    .update(`${hostname()}\n${resolve(dataDir)}`)
    .digest('hex')
    .slice(0, 8);
}

/** `20261122T025537Z`: sorts by time and offends no file system. */
export function stamp(now: Date): string {
  return now.toISOString().replace(/[-:]|\.\d+/g, '');
}

function noRakor(): BackupError {
  return new BackupError(
    'backup.no-data',
    'Basis data itu bukan milik Rakor atau masih kosong: tidak ada yang dicadangkan.',
    'That database is not one of Rakor, or still empty: there is nothing to back up.',
  );
}
