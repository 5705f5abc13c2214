import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { chmod, copyFile, link, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { copyFileDurably, syncDirectory, syncFile } from './copy-tree.ts';
import { errorCode } from './data-directory-error.ts';

export type KeptFiles = { readonly files: number; readonly copiedBytes: number };

const FILES = 'files';
const SHELF = /^[0-9a-f]{2}$/;
// SHA-256 less the two digits that name the folder. What else lies there is half written and named nowhere.
const CONTENT = /^[0-9a-f]{62}$/;
const SECRETS = ['server-key.pem', 'tls'];

/**
 * Puts everything into a backup that lies beside the database: files and keys. A file is named by its content and
 * never changed, so it may share its place on the disk with the original; where it cannot, it is copied.
 * @returns how many files are kept, and how many bytes had to be copied
 */
export async function keepFiles(dataDir: string, target: string): Promise<KeptFiles> {
  for (const name of SECRETS) await copySecret(join(dataDir, name), join(target, name));
  await mkdir(join(target, FILES), { mode: 0o700 });
  let files = 0;
  let copiedBytes = 0;
  for (const shelf of await namesIn(join(dataDir, FILES), SHELF)) {
    await mkdir(join(target, FILES, shelf), { mode: 0o700 });
    for (const name of await namesIn(join(dataDir, FILES, shelf), CONTENT)) {
      const path = join(FILES, shelf, name);
      copiedBytes += await keepFile(join(dataDir, path), join(target, path));
      files += 1;
    }
    await syncDirectory(join(target, FILES, shelf));
  }
  await syncDirectory(join(target, FILES));
  await syncDirectory(target);
  return { files, copiedBytes };
}

async function namesIn(folder: string, wanted: RegExp): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => wanted.test(name));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Gives back the bytes that were copied: none when both names lead to one file. */
async function keepFile(source: string, target: string): Promise<number> {
  try {
    await link(source, target);
    return 0;
  } catch (error) {
    // Another disk, a file system without links, too many of them, or a system that forbids them.
    if (!/^(EXDEV|EPERM|EACCES|ENOTSUP|EOPNOTSUPP|EMLINK|ENOSYS)$/.test(errorCode(error) ?? '')) throw error;
  }
  const bytes = await copyFileDurably(source, target);
  await requireSame(source, target);
  return bytes;
}

async function copySecret(source: string, target: string): Promise<void> {
  const found = await statIfThere(source);
  if (found === null) return;
  if (found.isDirectory()) {
    await mkdir(target, { mode: 0o700 });
    for (const name of await readdir(source)) await copySecret(join(source, name), join(target, name));
    return syncDirectory(target);
  }
  await copyFile(source, target, constants.COPYFILE_EXCL);
  await chmod(target, 0o600);
  await syncFile(target);
  await requireSame(source, target);
}

/** What is not there needs no copy; what cannot be read would be missing from the backup without a word. */
async function statIfThere(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function requireSame(source: string, target: string): Promise<void> {
  if ((await digest(source)) !== (await digest(target)))
    throw new Error(`${target} was not written as it was read: check the disk`);
}

async function digest(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

/**
 * Removes all but the newest backups with this prefix, whose names sort by date, and what interrupted ones left.
 * @returns the names of the whole backups that were removed
 */
export async function pruneBackups(folder: string, prefix: string, keep: number): Promise<readonly string[]> {
  const all = (await readdir(folder)).filter((name) => name.startsWith(prefix)).sort();
  const whole = all.filter((name) => !/[.](partial|removing)$/.test(name));
  const old = whole.slice(0, Math.max(0, whole.length - keep));
  for (const name of old) await removeBackup(join(folder, name));
  const rests = all.filter((name) => !whole.includes(name));
  for (const name of rests) await rm(join(folder, name), { recursive: true, force: true });
  return old;
}

/** Renames it first: a removal that is interrupted leaves nothing that looks like a backup. */
export async function removeBackup(dir: string): Promise<void> {
  await rename(dir, `${dir}.removing`);
  await rm(`${dir}.removing`, { recursive: true, force: true });
}
