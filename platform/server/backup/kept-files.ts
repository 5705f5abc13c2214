/** What lies in a data directory beside the database: files named by their content, keys, certificates. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../database/data-directory-error.ts';

export const FILES = 'files';
export const DIRECTORY = 'directory';
/** What the name of a backup ends with. */
export const SUFFIX = '.rakor-backup';
/** In the name of one whose journal had been altered before: whoever finds it takes it for no good one. */
export const ALTERED = '-altered-journal';

const SHELF = /^[0-9a-f]{2}$/;
// SHA-256 less the two digits that name the folder. What else lies there is half written and named nowhere.
const CONTENT = /^[0-9a-f]{62}$/;
/**
 * Not kept: the database and the physical copies of it, what belongs to a process, uploads that never ended, what tells
 * of an earlier restore (the journal does) or of a look at the journal, and the plan of backups, because a restored house must not begin to write
 * to, and clear, the place of the first one.
 */
const LEFT_OUT =
  /^(postgres|backups|files|uploads|rakor\.lock.*|backup\.json|backup-history\.ndjson|restore-unfinished|restored\.json|journal-checked\.json.*|ledger-places\.json.*|erasures\.ndjson\..*)$/;

export type Found = { readonly path: string; readonly bytes: number };

/** The stored files in order of their hashes, as `ab/cdef…`. */
export async function* storedFiles(dataDir: string): AsyncGenerator<Found, void, undefined> {
  for (const shelf of await namesIn(join(dataDir, FILES), SHELF)) {
    for (const name of await namesIn(join(dataDir, FILES, shelf), CONTENT)) {
      const bytes = await sizeOf(join(dataDir, FILES, shelf, name));
      if (bytes !== undefined) yield { path: `${shelf}/${name}`, bytes };
    }
  }
}

/** The other regular files of the data directory that a restored house needs. */
export async function otherFiles(dataDir: string, below = ''): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const name of await namesIn(join(dataDir, below), /./)) {
    // A place of backups inside the data directory: each would hold all those before it.
    if ((below === '' && LEFT_OUT.test(name)) || name.includes(SUFFIX)) continue;
    const path = below === '' ? name : `${below}/${name}`;
    const about = await lstat(join(dataDir, path));
    if (about.isDirectory()) found.push(...(await otherFiles(dataDir, path)));
    else if (about.isFile()) found.push({ path, bytes: about.size });
  }
  return found;
}

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes);
  return hash.digest('hex');
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await lstat(path)).size;
  } catch (error) {
    // Erased since the folder was read.
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function namesIn(folder: string, wanted: RegExp): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => wanted.test(name)).sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
