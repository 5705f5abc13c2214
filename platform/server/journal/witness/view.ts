/** What a witness can see of a log: from outside through its public doors, or of a copy that lies before it. */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  HASH_SIZE,
  type Hash,
  TILE_WIDTH,
  tileIn,
  tilePath,
  verifierKey,
} from '#engines/transparency-log/index.ts';
import { journalTree } from '../identity.ts';
import { sha256 } from '../record.ts';
import { cut } from '../tiles.ts';
import type { JournalSource } from '../verify/source.ts';
import { UnreadableError } from '../verify/unreadable.ts';
import { type Ask, asking } from './ask.ts';

export type View = {
  /** The key that the log says is its own. */
  key(): Promise<string>;
  /** The newest checkpoint, as it is signed. */
  note(): Promise<string>;
  /** Leaf hashes `from` to `size` - 1, in pages; fewer where the log has fewer. */
  hashes(from: number, size: number): AsyncIterable<readonly Hash[]>;
  /** The proof that the tree of `second` leaves begins with that of `first`; undefined where the leaves are at hand. */
  consistency(first: number, second: number): Promise<readonly Hash[] | undefined>;
};

/**
 * A running server, by its public doors alone: no account, no content of any leaf.
 * @param caFile the authority of a local network; the machine's own authorities unless given
 */
export async function viewOfServer(url: string, caFile: string | undefined): Promise<View> {
  const ca = caFile === undefined ? undefined : await readCa(caFile);
  const ask: Ask = asking(url, ca);
  const text = async (path: string) => (await ask(path)).toString('utf8');
  return {
    key: async () => (await text('/api/journal/key')).trim(),
    note: () => text('/api/journal/checkpoint'),
    hashes: (from, size) => tilesFrom(ask, from, size),
    async consistency(first, second) {
      const reply: { proof?: unknown } = JSON.parse(
        await text(`/api/journal/consistency?first=${first}&second=${second}`),
      );
      const { proof } = reply;
      if (!Array.isArray(proof) || !proof.every((hash) => /^[0-9a-f]{64}$/.test(String(hash)))) return [];
      return proof.map((hash) => Buffer.from(String(hash), 'hex'));
    },
  };
}

/** A copy: every leaf hash is computed from the bytes of its leaf, in one pass; 32 bytes per leaf are held. */
export async function viewOfJournal({ head, checkpoints, pages }: JournalSource): Promise<View> {
  const found: (readonly Hash[])[] = [];
  for await (const { leaves } of pages()) {
    const hashes = leaves.flatMap(({ bytes }) => (bytes === null ? [] : [journalTree.leaf(bytes)]));
    found.push(cut(Buffer.concat(hashes)));
  }
  return {
    key: async () => verifierKey(head.origin, head.publicKey, sha256),
    note: async () => checkpoints.at(-1)?.note ?? '',
    hashes: (from, size) => part(found, from, size),
    consistency: async () => undefined,
  };
}

async function* tilesFrom(ask: Ask, from: number, size: number): AsyncGenerator<readonly Hash[]> {
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < size; index++) {
    const tile = tileIn(size, { level: 0, index });
    if (tile === undefined) return;
    const bytes = await ask(`/api/journal/${tilePath(tile)}`);
    if (bytes.length !== tile.width * HASH_SIZE) return;
    yield cut(bytes.subarray(Math.max(0, from - index * TILE_WIDTH) * HASH_SIZE));
  }
}

async function* part(
  pages: readonly (readonly Hash[])[],
  from: number,
  size: number,
): AsyncGenerator<readonly Hash[]> {
  let at = 0;
  for (const page of pages) {
    yield page.slice(Math.max(0, from - at), Math.max(0, size - at));
    at += page.length;
  }
}

async function readCa(file: string): Promise<string> {
  try {
    // The install page gives out DER, the data directory holds PEM: Node reads both and wants PEM.
    return new X509Certificate(await readFile(file)).toString();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableError(
      `Sertifikat otoritas ${file} tidak dapat dibaca (${reason}).`,
      `The certificate of the authority ${file} cannot be read (${reason}).`,
    );
  }
}
