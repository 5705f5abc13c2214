import { createHash, randomBytes } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, link, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files by the hash of their content, lower-case hex SHA-256. Written once, never changed. */
export type FileStore = {
  /** Stores the bytes and gives back their hash. On return they are on disk. */
  put(bytes: Uint8Array): Promise<string>;
  get(hash: string): Promise<Buffer | null>;
  /** Its first bytes, at most so many. */
  head(hash: string, bytes: number): Promise<Buffer | null>;
  /** Takes in a file that lies on the same disk, without reading it into memory; it stays where it is, too. */
  adopt(path: string): Promise<string>;
  /** Every file with its size in bytes and the moment when it was last stored. */
  list(): AsyncGenerator<{ readonly hash: string; readonly bytes: number; readonly storedAt: Date }>;
  /** Removes a file that nobody has stored again since; false when somebody has. */
  removeUntouched(hash: string, since: Date): Promise<boolean>;
  /** Removes what a process that died left behind while it stored something, before that time. @returns how many */
  removeDrafts(before: Date): Promise<number>;
  /** Where files lie that are on their way in. */
  readonly uploads: string;
};

export function openFileStore(dataDir: string): FileStore {
  const root = join(dataDir, 'files');
  const pathOf = (hash: string) => join(root, hash.slice(0, 2), hash.slice(2));
  return {
    async put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      await keep(pathOf(hash), (draft) => writeThrough(draft, bytes));
      return hash;
    },
    async adopt(path) {
      const hash = await hashOf(path);
      await keep(pathOf(hash), async (draft) => {
        await link(path, draft);
        await syncFile(draft);
      });
      return hash;
    },
    async *list() {
      for (const folder of await readdir(root).catch(() => [])) {
        for (const rest of await readdir(join(root, folder))) {
          const found = await stat(join(root, folder, rest)).catch(() => null);
          const hash = `${folder}${rest}`;
          if (found && HASH.test(hash)) yield { hash, bytes: found.size, storedAt: found.mtime };
        }
      }
    },
    async removeUntouched(hash, since) {
      const target = pathOf(hash);
      const aside = `${target}.going`;
      // Whoever stores the same bytes again touches the file or, once it stands aside, writes it anew.
      await rename(target, aside);
      const isUntouched = (await stat(aside)).mtime <= since;
      if (isUntouched) await rm(aside);
      else await rename(aside, target);
      return isUntouched;
    },
    removeDrafts: (before) => removeDrafts(root, before),
    uploads: join(dataDir, 'uploads'),
    head: async (hash, bytes) => (HASH.test(hash) ? firstBytes(pathOf(hash), bytes) : null),
    async get(hash) {
      if (!HASH.test(hash)) return null;
      return (await exists(pathOf(hash))) ? readFile(pathOf(hash)) : null;
    },
  };
}

const HASH = /^[0-9a-f]{64}$/;
const DRAFT = /^[0-9a-f]{64}\.([0-9a-f]{12}|going)$/;

async function removeDrafts(root: string, before: Date): Promise<number> {
  let removed = 0;
  for (const folder of await readdir(root).catch(() => [])) {
    for (const rest of await readdir(join(root, folder))) {
      // One that stood aside to be removed goes the same way.
      if (!DRAFT.test(`${folder}${rest}`)) continue;
      const path = join(root, folder, rest);
      const found = await stat(path).catch(() => null);
      if (!found || found.mtime > before) continue;
      await rm(path, { force: true });
      removed += 1;
    }
  }
  return removed;
}

async function firstBytes(path: string, bytes: number): Promise<Buffer | null> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Puts a file under its name in one step; one that is there is only touched, so that nobody takes it for forgotten. */
async function keep(target: string, write: (draft: string) => Promise<void>): Promise<void> {
  if ((await touch(target)) && (await exists(target))) return;
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const draft = `${target}.${randomBytes(6).toString('hex')}`;
  try {
    await write(draft);
    await rename(draft, target);
    await touch(target);
    await syncFolder(dirname(target));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function touch(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
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

export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is only durable once the folder that holds the name is. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
