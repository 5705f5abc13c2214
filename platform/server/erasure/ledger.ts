/**
 * `erasures.ndjson`: every erasure as a line, by ids alone. It lies in the data directory and beside the backups, so that
 * an older backup, which still holds what was erased, is mended before anybody opens it.
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Id, Instant, object, type Static, Type } from '#shared/schema.ts';
import { syncDirectory } from '../database/copy-tree.ts';
import { errorCode } from '../database/data-directory-error.ts';
import { conforms } from '../endpoint/parse.ts';
import { Item } from './item.ts';

export const LEDGER = 'erasures.ndjson';

const Entry = object({
  id: Id,
  at: Instant,
  items: Type.Array(Item),
  /** Hashes of stored files that held what was erased. */
  files: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9a-f]{64}$' }))),
});
export type Entry = Static<typeof Entry>;
const entryConforms = conforms(Entry);

/** Adds what is missing in the ledger of a folder; on return it is on disk. @returns how many were added */
export async function writeLedger(folder: string, entries: readonly Entry[]): Promise<number> {
  const earlier = await readLedger(folder);
  const known = new Set(earlier.map(({ id }) => id));
  const missing = entries.filter(({ id }) => !known.has(id));
  if (missing.length === 0) return 0;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, LEDGER);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile([...earlier, ...missing].map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  await syncDirectory(folder);
  return missing.length;
}

/** @throws Error that names the line which is no entry */
export async function readLedger(folder: string): Promise<readonly Entry[]> {
  return readLedgerFile(join(folder, LEDGER));
}

/** A file that is not there holds nothing. @throws Error that names the line which is no entry */
export async function readLedgerFile(path: string): Promise<readonly Entry[]> {
  return parseLedger(await readIfThere(path), path);
}

/** @throws Error that names the line which is no entry */
export function parseLedger(text: string, path: string): readonly Entry[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line, at) => {
    const entry = entryOf(line);
    if (entry === null) throw new Error(`${path}, line ${at + 1} is no erasure`);
    return entry;
  });
}

function entryOf(line: string): Entry | null {
  try {
    const entry: unknown = JSON.parse(line);
    // It was checked against this very schema.
    return entryConforms(entry).length === 0 ? (entry as Entry) : null;
  } catch {
    return null;
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}
