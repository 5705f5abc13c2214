/** Whose log this is: a name and a key, the same from the first leaf to the last. */
import { sql } from 'kysely';
import {
  checkpointText,
  ed25519KeyId,
  type Frontier,
  type NoteSigner,
  rootOf,
  signNote,
  treeHash,
} from '#engines/transparency-log/index.ts';
import { toHex } from '#shared/leaf.ts';
import type { Clock } from '#shared/time.ts';
import type { Database } from '../database/connect.ts';
import { sha256 } from './record.ts';
import type { Signer } from './signer.ts';

/** The hashes of the journal's tree. */
export const journalTree = treeHash(sha256);

/** A journal that may be grown by this process, and what it signs with. */
export type Log = { readonly origin: string; readonly signer: NoteSigner; readonly clock: Clock };

export type LogCode = 'journal.other-key' | 'journal.other-origin' | 'journal.bad-origin';

/** This database's journal was begun under another key or name than this start brings. */
export class LogIdentityError extends Error {
  readonly code: LogCode;
  constructor(code: LogCode, message: string) {
    super(message);
    this.name = 'LogIdentityError';
    this.code = code;
  }
}

export type Opening = { readonly signer: Signer; readonly origin: string | null; readonly clock: Clock };

/**
 * The journal of this database, begun here when it has none.
 * @param opening.origin the name of the log, or null for the one it has, or one made of its key
 * @throws LogIdentityError when it was begun under another key or name
 */
export async function openLog(db: Database, opening: Opening): Promise<Log> {
  const { signer, clock } = opening;
  const key = signer.rawPublicKey;
  const own = `rakor.local/${toHex(sha256(key)).slice(0, 16)}`;
  const wanted = opening.origin ?? own;
  refuseUnspeakable(wanted);
  await begin(db, { origin: wanted, signer: noteSigner(wanted, signer), clock }, key);
  const found = await sql<{ origin: string; publicKey: Buffer }>`
    select origin, public_key as "publicKey" from journal_head`.execute(db);
  const kept = found.rows[0];
  if (!kept) throw new Error('the journal has no head');
  if (!kept.publicKey.equals(key)) throw otherKey(kept.publicKey, key);
  if (opening.origin !== null && opening.origin !== kept.origin)
    throw otherOrigin(kept.origin, opening.origin);
  return { origin: kept.origin, signer: noteSigner(kept.origin, signer), clock };
}

/** What the log says of itself at this size, signed. */
export function signedCheckpoint(log: Log, frontier: Frontier): { root: Uint8Array; note: string } {
  const root = rootOf(frontier, journalTree);
  const text = checkpointText({ origin: log.origin, size: frontier.size, root, extensions: [] });
  return { root, note: signNote(text, [log.signer]) };
}

export function keyIdOf(origin: string, publicKey: Uint8Array): Uint8Array {
  return ed25519KeyId(origin, publicKey, sha256);
}

function noteSigner(origin: string, signer: Signer): NoteSigner {
  return {
    name: origin,
    keyId: keyIdOf(origin, signer.rawPublicKey),
    sign: (text) => signer.signBytes(text),
  };
}

/** An empty tree has a checkpoint as well: a witness can begin before the first leaf. */
async function begin(db: Database, log: Log, publicKey: Uint8Array): Promise<void> {
  const { root, note } = signedCheckpoint(log, { size: 0, peaks: [] });
  await sql`
    with begun as (
      insert into journal_head (origin, public_key, size, peaks)
      values (${log.origin}, ${Buffer.from(publicKey)}, 0, '')
      on conflict do nothing returning size)
    insert into journal_checkpoint (size, root, note, at)
    select size, ${Buffer.from(root)}, ${note}, ${log.clock()} from begun`.execute(db);
}

function refuseUnspeakable(origin: string): void {
  // A name of a signed note has neither spaces nor a plus; the rest keeps it readable in an address.
  if (/^[a-z0-9]([a-z0-9./-]{0,98}[a-z0-9])?$/.test(origin)) return;
  throw new LogIdentityError(
    'journal.bad-origin',
    `RAKOR_LOG_ORIGIN "${origin}" is no name of a log: use small letters, digits, dots, hyphens and slashes, for instance rakor.example.id/2029.`,
  );
}

function otherKey(kept: Uint8Array, brought: Uint8Array): LogIdentityError {
  const short = (key: Uint8Array) => toHex(sha256(key)).slice(0, 16);
  return new LogIdentityError(
    'journal.other-key',
    `The journal of this database is signed by the key ${short(kept)}; this data directory holds the key ${short(brought)}. Put the server-key.pem that belongs to this database into the data directory (every backup has it), or point DATABASE_URL at the database of this directory.`,
  );
}

function otherOrigin(kept: string, wanted: string): LogIdentityError {
  return new LogIdentityError(
    'journal.other-origin',
    `The journal of this database is named ${kept}; RAKOR_LOG_ORIGIN says ${wanted}. A log keeps its name: leave RAKOR_LOG_ORIGIN out, or set it to ${kept}.`,
  );
}
