/** Whether the leaves that were put back are those that the newest checkpoint promises. */
import { createPublicKey, verify } from 'node:crypto';
import type pg from 'pg';
import {
  append,
  type Checkpoint,
  emptyFrontier,
  type Frontier,
  type NoteVerifier,
  openNote,
  parseCheckpoint,
  rootOf,
} from '#engines/transparency-log/index.ts';
import { leafHash, toHex } from '#shared/leaf.ts';
import { journalTree, keyIdOf } from './identity.ts';
import { sha256 } from './record.ts';

export type JournalCheck =
  | { readonly kind: 'same'; readonly size: number; readonly root: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'different'; readonly size: number; readonly promised: string; readonly found: string }
  | { readonly kind: 'unsigned' };

const BATCH = 5_000;
// An Ed25519 key as `SubjectPublicKeyInfo` begins with these bytes (RFC 8410).
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Computes the root anew from the bytes of the leaves, in the order of their numbers, and holds it against the note.
 * @param note the newest checkpoint as it was signed; null where there was none
 * @param from what is known of the first leaves, which are then not read again
 */
export async function checkJournal(
  client: pg.ClientBase,
  note: string | null,
  from: Frontier = emptyFrontier,
): Promise<JournalCheck> {
  if (note === null) return { kind: 'none' };
  const checkpoint = await signedCheckpointOf(client, note);
  if (checkpoint === null) return { kind: 'unsigned' };
  const { size } = checkpoint;
  const root = toHex(rootOf(await grownFrom(client, size, from), journalTree));
  const promised = toHex(checkpoint.root);
  return root === promised
    ? { kind: 'same', size, root }
    : { kind: 'different', size, promised, found: root };
}

/** The size that a note promises, null unless the key of this journal signed it. */
export async function signedSize(client: pg.ClientBase, note: string): Promise<number | null> {
  return (await signedCheckpointOf(client, note))?.size ?? null;
}

/** What a note promises, null unless the key of this journal signed it. */
export async function signedCheckpointOf(client: pg.ClientBase, note: string): Promise<Checkpoint | null> {
  const verifier = await readVerifier(client);
  const opened = verifier === null ? null : openNote(note, [verifier]);
  if (opened === null || typeof opened === 'string') return null;
  return parseCheckpoint(opened.text) ?? null;
}

async function grownFrom(client: pg.ClientBase, size: number, from: Frontier): Promise<Frontier> {
  let frontier = from;
  while (frontier.size < size) {
    const found = await client.query<{ bytes: Buffer }>(
      `select l.bytes from (select * from journal_index where index >= $1 and index < $2 order by index) i
         cross join lateral (select bytes from journal_leaf where id = i.leaf_id offset 0) l
       order by i.index`,
      [frontier.size, Math.min(size, frontier.size + BATCH)],
    );
    if (found.rows.length === 0) break;
    const leaves = found.rows.map(({ bytes }) => leafHash(bytes, sha256));
    frontier = append(frontier, leaves, journalTree);
  }
  return frontier;
}

async function readVerifier(client: pg.ClientBase): Promise<NoteVerifier | null> {
  const found = await client.query<{ origin: string; key: Buffer }>(
    'select origin, public_key as key from journal_head',
  );
  const head = found.rows[0];
  if (head === undefined) return null;
  const key = createPublicKey({ key: Buffer.concat([SPKI_ED25519, head.key]), format: 'der', type: 'spki' });
  return {
    name: head.origin,
    keyId: keyIdOf(head.origin, head.key),
    verify: (text, signature) => verify(null, text, key, signature),
  };
}
