/** One look of a witness at a log: what it kept must still be there, and what is new is kept. */
import {
  append,
  type Checkpoint,
  emptyFrontier,
  type Hash,
  openNote,
  parseCheckpoint,
  rootOf,
  sameBytes,
  verifyConsistency,
} from '#engines/transparency-log/index.ts';
import { journalTree } from '../identity.ts';
import { comparison } from '../verify/comparison.ts';
import type { Finding } from '../verify/findings.ts';
import { keyOfText } from '../verify/key.ts';
import { UnreadableError } from '../verify/unreadable.ts';
import { beginStore, type Kept, keepSeen, keptPages, openStore } from './store.ts';
import type { View } from './view.ts';

export type Look =
  | {
      readonly kind: 'kept';
      readonly key: string;
      readonly isFirst: boolean;
      readonly from: number;
      readonly checkpoint: Checkpoint;
    }
  | { readonly kind: 'found'; readonly finding: Finding };

/**
 * @param key what the witness was told to trust; on the first look the log's own word is taken unless it is given
 * @throws UnreadableError when the log cannot be seen, or the witness's own folder is damaged
 */
export async function look(view: View, folder: string, key: string | undefined): Promise<Look> {
  const kept = (await openStore(folder)) ?? (await begin(view, folder, key));
  if (key !== undefined && key.trim() !== kept.key) throw otherKey(folder);
  const note = await view.note();
  const checkpoint = readNote(note, kept.key);
  if (checkpoint === undefined)
    return { kind: 'found', finding: { kind: 'signature', index: null, by: 'checkpoint' } };
  const { size } = kept.frontier;
  const isGoingOn = checkpoint.size >= size && (await isProved(view, kept, checkpoint));
  const added = isGoingOn ? await collect(view.hashes(size, checkpoint.size)) : [];
  const root = rootOf(append(kept.frontier, added, journalTree), journalTree);
  if (!isGoingOn || added.length !== checkpoint.size - size || !sameBytes(root, checkpoint.root))
    return { kind: 'found', finding: await firstWrong(view, folder, size, checkpoint.size) };
  const isFirst = kept.checkpoint === undefined;
  if (isFirst || checkpoint.size > size) await keepSeen(folder, size, added, { note, size: checkpoint.size });
  return { kind: 'kept', key: kept.key, isFirst, from: size, checkpoint };
}

async function begin(view: View, folder: string, key: string | undefined): Promise<Kept> {
  const trusted = (key ?? (await view.key())).trim();
  keyOfText(trusted);
  await beginStore(folder, trusted);
  return { key: trusted, checkpoint: undefined, frontier: emptyFrontier };
}

/** What the log says of itself, if the trusted key signed it and it speaks of that log. */
function readNote(note: string, key: string): Checkpoint | undefined {
  const verifier = keyOfText(key);
  const opened = openNote(note, [verifier]);
  const checkpoint = typeof opened === 'string' ? undefined : parseCheckpoint(opened.text);
  return checkpoint?.origin === verifier.name ? checkpoint : undefined;
}

/** Cheap, and needs no tile: a log that forked cannot answer it. Where all leaves are at hand they are the proof. */
async function isProved(view: View, { checkpoint, frontier }: Kept, now: Checkpoint): Promise<boolean> {
  const proof = checkpoint === undefined ? undefined : await view.consistency(checkpoint.size, now.size);
  if (proof === undefined) return true;
  const firstRoot = rootOf(frontier, journalTree);
  const claim = { first: frontier.size, second: now.size, firstRoot, secondRoot: now.root, proof };
  return verifyConsistency(claim, journalTree);
}

async function collect(pages: AsyncIterable<readonly Hash[]>): Promise<readonly Hash[]> {
  const all: Hash[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

/** Compares every kept leaf hash with what stands there now. */
async function firstWrong(view: View, folder: string, size: number, now: number): Promise<Finding> {
  const compare = comparison();
  const kept = keptPages(folder, size);
  for await (const page of view.hashes(0, now)) {
    const next = await kept.next();
    if (next.done !== true) compare.keep(next.value);
    compare.find(page.map((hash) => ({ hash })));
  }
  for await (const rest of kept) compare.keep(rest);
  const difference = compare.end();
  if (difference !== undefined) return { ...difference, by: folder };
  // All that was kept is there, so what is shown now does not fold to what is signed now.
  const from = Math.min(size, now - 1);
  return { kind: 'tree', index: Math.max(0, from), until: now - 1, by: 'checkpoint' };
}

function otherKey(folder: string): UnreadableError {
  return new UnreadableError(
    `Folder ${folder} mempercayai kunci lain. Pakai folder lain untuk jurnal lain, atau jalankan tanpa --key.`,
    `The folder ${folder} trusts another key. Use another folder for another journal, or leave --key out.`,
  );
}
