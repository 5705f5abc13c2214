import { constants, type Dirent } from 'node:fs';
import { copyFile, mkdir, open, readdir, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { errorCode } from './data-directory-error.ts';

const LANES = 8;

/**
 * Copies files and directories, nothing else (no sockets), and makes them durable.
 * A file that goes away during the copy is left out.
 * @param belongs is asked with the path below `source`, parts joined by `/`
 * @returns bytes copied
 */
export async function copyTree(
  source: string,
  target: string,
  belongs: (path: string) => boolean,
): Promise<number> {
  await mkdir(target, { recursive: true, mode: 0o700 });
  return copyBelow({ source, target, belongs }, '');
}

export async function copyFileDurably(source: string, target: string): Promise<number> {
  // Shares the blocks where the file system can.
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  await syncFile(target);
  return (await stat(target)).size;
}

export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the names in a directory durable. Windows has no such call and needs none. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

type Copy = {
  readonly source: string;
  readonly target: string;
  readonly belongs: (path: string) => boolean;
};

async function copyBelow(copy: Copy, below: string): Promise<number> {
  let bytes = 0;
  const entries = (await readdir(join(copy.source, below), { withFileTypes: true })).values();
  // All lanes draw from one iterator; most of the time goes into waiting for the disk, which takes several at once.
  const lane = async () => {
    for (const entry of entries) {
      const copied = await copyEntry(copy, entry, posix.join(below, entry.name));
      // Added after the wait: `bytes += await …` would read the sum before it and lose what other lanes added.
      bytes += copied;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await syncDirectory(join(copy.target, below));
  return bytes;
}

async function copyEntry(copy: Copy, entry: Dirent, path: string): Promise<number> {
  if (!copy.belongs(path)) return 0;
  if (entry.isFile()) return copyIfThere(join(copy.source, path), join(copy.target, path));
  if (!entry.isDirectory()) return 0;
  await mkdir(join(copy.target, path), { mode: 0o700 });
  return copyBelow(copy, path);
}

async function copyIfThere(source: string, target: string): Promise<number> {
  try {
    return await copyFileDurably(source, target);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}
