/** What somebody elsewhere kept of this journal: a checkpoint in a file, or the folder of a witness. */
import { readFile, stat } from 'node:fs/promises';
import {
  type Checkpoint,
  type NoteVerifier,
  openNote,
  parseCheckpoint,
} from '#engines/transparency-log/index.ts';
import { isWitnessStore, keptPages, storePaths } from '../witness/store.ts';
import { UnreadableError } from './unreadable.ts';

export type Reference = {
  /** As it was named on the command line. */
  readonly name: string;
  /** Undefined when the note was not signed by the key of this journal. */
  readonly checkpoint: Checkpoint | undefined;
  /** Leaf hashes that were kept with it, in pages; undefined for a checkpoint alone. */
  readonly kept: (() => AsyncGenerator<Uint8Array>) | undefined;
};

/** @throws UnreadableError when there is nothing to read */
export async function readReferences(
  names: readonly string[],
  verifier: NoteVerifier,
): Promise<readonly Reference[]> {
  return Promise.all(names.map((name) => readReference(name, verifier)));
}

async function readReference(name: string, verifier: NoteVerifier): Promise<Reference> {
  const isStore = await isWitnessStore(name);
  const paths = storePaths(name);
  const note = await readText(isStore ? paths.checkpoint : name);
  const opened = openNote(note, [verifier]);
  if (opened === 'malformed') throw notACheckpoint(name);
  const checkpoint = opened === 'unverified' ? undefined : parseCheckpoint(opened.text);
  if (opened !== 'unverified' && checkpoint === undefined) throw notACheckpoint(name);
  const size = checkpoint?.size;
  const kept = isStore && size !== undefined ? () => keptPages(name, size) : undefined;
  return { name, checkpoint, kept };
}

async function readText(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > 1_000_000) throw notACheckpoint(path);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableError(
      `${path} tidak dapat dibaca (${reason}).`,
      `${path} cannot be read (${reason}).`,
    );
  }
}

function notACheckpoint(name: string): UnreadableError {
  return new UnreadableError(
    `${name} bukan pengesahan jurnal. Pakai berkas dari /api/journal/checkpoint atau folder saksi.`,
    `${name} is no checkpoint of a journal. Use a file from /api/journal/checkpoint or the folder of a witness.`,
  );
}
