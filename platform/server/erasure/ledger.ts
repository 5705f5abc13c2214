/**
 * `erasures.ndjson`: every erasure as a line, by ids alone. It lies in the data directory and beside the backups, so that
 * an older backup, which still holds what was erased, is mended before anybody opens it. For each house it says until when
 * it is complete: an empty one would else look the same as one that nobody could write for weeks.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
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

const Complete = object({
  /** Origin of the journal of a house: several may share a place. */
  log: Type.String({ minLength: 1 }),
  /** Every erasure of that house up to here is in the ledger. */
  completeUntil: Instant,
});
export type Complete = Static<typeof Complete>;
const completeConforms = conforms(Complete);

export type Ledger = { readonly entries: readonly Entry[]; readonly complete: readonly Complete[] };

/** Adds what is missing in the ledger of a folder; on return it is on disk. @returns how many erasures were added */
export async function writeLedger(folder: string, { entries, complete }: Ledger): Promise<number> {
  const earlier = await readLedger(folder);
  const known = new Set(earlier.entries.map(({ id }) => id));
  const missing = entries.filter(({ id }) => !known.has(id));
  const heads = newest([...earlier.complete, ...complete]);
  if (missing.length === 0 && JSON.stringify(heads) === JSON.stringify(earlier.complete)) return 0;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lines = [...heads, ...earlier.entries, ...missing];
  await replace(folder, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return missing.length;
}

/** In one step; under a name of its own, as the server and a command may write at once. */
async function replace(folder: string, text: string): Promise<void> {
  const path = join(folder, LEDGER);
  const fresh = `${path}.${randomBytes(4).toString('hex')}.new`;
  try {
    const file = await open(fresh, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
  await syncDirectory(folder);
}

function newest(all: readonly Complete[]): readonly Complete[] {
  const byLog = new Map<string, Complete>();
  for (const one of all) {
    const until = byLog.get(one.log)?.completeUntil;
    if (until === undefined || Date.parse(until) < Date.parse(one.completeUntil)) byLog.set(one.log, one);
  }
  return [...byLog.values()];
}

/** @throws Error that names the line which is no entry */
export async function readLedger(folder: string): Promise<Ledger> {
  return readLedgerFile(join(folder, LEDGER));
}

/** A file that is not there holds nothing. @throws Error that names the line which is no entry */
export async function readLedgerFile(path: string): Promise<Ledger> {
  return parseLedger(await readIfThere(path), path);
}

/** @throws Error that names the line which is no entry */
export function parseLedger(text: string, path: string): Ledger {
  const entries: Entry[] = [];
  const complete: Complete[] = [];
  const lines = text.split('\n').filter((line) => line !== '');
  for (const [at, line] of lines.entries()) {
    const found = lineOf(line);
    if (found === null) throw new Error(`${path}, line ${at + 1} is no erasure`);
    if ('completeUntil' in found) complete.push(found);
    else entries.push(found);
  }
  return { entries, complete };
}

function lineOf(line: string): Entry | Complete | null {
  try {
    const found: unknown = JSON.parse(line);
    // Each was checked against its own schema.
    if (entryConforms(found).length === 0) return found as Entry;
    return completeConforms(found).length === 0 ? (found as Complete) : null;
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
