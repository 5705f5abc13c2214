/**
 * What a witness keeps, in a folder of its own (another machine, a stick): the key it trusts, the newest checkpoint,
 * every checkpoint it ever saw, and all leaf hashes, 32 bytes each. With the hashes it can name the first wrong leaf
 * even when everything on the server was made and signed anew.
 */
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  append,
  type Checkpoint,
  emptyFrontier,
  type Frontier,
  HASH_SIZE,
  type Hash,
  openNote,
  parseCheckpoint,
  rootOf,
  sameBytes,
} from '#engines/transparency-log/index.ts';
import { journalTree } from '../identity.ts';
import { cut } from '../tiles.ts';
import { keyOfText } from '../verify/key.ts';
import { PAGE } from '../verify/source.ts';
import { UnreadableError } from '../verify/unreadable.ts';

export type Kept = {
  readonly key: string;
  /** Undefined before the first look. */
  readonly checkpoint: Checkpoint | undefined;
  readonly frontier: Frontier;
};

export function storePaths(folder: string) {
  return {
    key: join(folder, 'key'),
    checkpoint: join(folder, 'checkpoint'),
    hashes: join(folder, 'leaf-hashes'),
    seen: join(folder, 'checkpoints'),
  };
}

export async function isWitnessStore(folder: string): Promise<boolean> {
  const found = await stat(storePaths(folder).key).catch(() => undefined);
  return found?.isFile() === true;
}

/**
 * What this witness knows, checked against itself; undefined for a folder that never saw a journal.
 * @throws UnreadableError when its own files do not fit each other
 */
export async function openStore(folder: string): Promise<Kept | undefined> {
  if (!(await isWitnessStore(folder))) return undefined;
  const paths = storePaths(folder);
  const key = (await readFile(paths.key, 'utf8')).trim();
  const note = await readFile(paths.checkpoint, 'utf8').catch(() => undefined);
  // The key is written first: a first look that was cut off here has seen nothing yet.
  if (note === undefined) return { key, checkpoint: undefined, frontier: emptyFrontier };
  const opened = openNote(note, [keyOfText(key)]);
  const checkpoint = typeof opened === 'string' ? undefined : parseCheckpoint(opened.text);
  if (checkpoint === undefined) throw damagedStore(folder);
  const frontier = await foldHashes(folder, checkpoint.size);
  if (!sameBytes(rootOf(frontier, journalTree), checkpoint.root)) throw damagedStore(folder);
  return { key, checkpoint, frontier };
}

/** Begins a store with the key it will trust from now on. */
export async function beginStore(folder: string, key: string): Promise<void> {
  const paths = storePaths(folder);
  await mkdir(paths.seen, { recursive: true });
  await writeDurably(paths.key, `${key}\n`);
  await syncFolder(folder);
}

/** Keeps what was verified: hashes first, the checkpoint that vouches for them last, each on the disk before the next. */
export async function keepSeen(
  folder: string,
  from: number,
  hashes: readonly Hash[],
  seen: { readonly note: string; readonly size: number },
): Promise<void> {
  const paths = storePaths(folder);
  const file = await open(paths.hashes, 'a+');
  try {
    // What an interrupted look left behind the last checkpoint is written again.
    await file.truncate(from * HASH_SIZE);
    await file.appendFile(Buffer.concat(hashes));
    await file.sync();
  } finally {
    await file.close();
  }
  await writeDurably(join(paths.seen, `${String(seen.size).padStart(12, '0')}.txt`), seen.note);
  await writeDurably(paths.checkpoint, seen.note);
  await syncFolder(paths.seen);
  await syncFolder(folder);
}

/** The kept leaf hashes in pages of 256, from the first. */
export async function* keptPages(folder: string, size: number): AsyncGenerator<Uint8Array> {
  const file = await open(storePaths(folder).hashes);
  try {
    for (let at = 0; at < size; at += PAGE) {
      const wanted = Math.min(PAGE, size - at) * HASH_SIZE;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, at * HASH_SIZE);
      if (bytesRead !== wanted) throw damagedStore(folder);
      yield buffer;
    }
  } finally {
    await file.close();
  }
}

async function foldHashes(folder: string, size: number): Promise<Frontier> {
  let frontier = emptyFrontier;
  if (size === 0) return frontier;
  for await (const page of keptPages(folder, size)) frontier = append(frontier, cut(page), journalTree);
  return frontier;
}

/** A file that is whole under its name, or is not there. */
async function writeDurably(path: string, text: string): Promise<void> {
  const partial = `${path}.partial`;
  const file = await open(partial, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, path);
}

/** Windows gives directories no sync; there the rename itself is kept by the journal of the file system. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function damagedStore(folder: string): UnreadableError {
  return new UnreadableError(
    `Folder saksi ${folder} rusak: isinya tidak cocok satu sama lain. Ini bukan bukti terhadap server. Pulihkan folder itu dari salinannya, atau mulai saksi baru di folder kosong dan simpan yang ini.`,
    `The folder of the witness ${folder} is damaged: its files do not fit each other. That is no proof against the server. Restore the folder from its copy, or begin a new witness in an empty folder and keep this one.`,
  );
}
