import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files by the hash of their content, lower-case hex SHA-256. Written once, never changed. */
export type FileStore = {
  /** Stores the bytes and gives back their hash. On return they are on disk. */
  put(bytes: Uint8Array): Promise<string>;
  get(hash: string): Promise<Buffer | null>;
};

export function openFileStore(dataDir: string): FileStore {
  const root = join(dataDir, 'files');
  const pathOf = (hash: string) => join(root, hash.slice(0, 2), hash.slice(2));
  return {
    async put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const target = pathOf(hash);
      if (await exists(target)) return hash;
      await mkdir(dirname(target), { recursive: true });
      const draft = `${target}.${randomBytes(6).toString('hex')}`;
      try {
        await writeThrough(draft, bytes);
        await rename(draft, target);
        await syncFolder(dirname(target));
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      return hash;
    },
    async get(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return null;
      return (await exists(pathOf(hash))) ? readFile(pathOf(hash)) : null;
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

// A rename is only durable once the folder that holds the name is.
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
