/** How far a journal was found whole when it was last verified, so that a daily look need not read all of it again. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { type Frontier, rootOf, sameBytes } from '#engines/transparency-log/index.ts';
import { Instant, object, type Static, Type } from '#shared/schema.ts';
import { errorCode } from '../database/data-directory-error.ts';
import { conforms } from '../endpoint/parse.ts';
import { signedCheckpointOf } from './against-checkpoint.ts';
import { journalTree } from './identity.ts';
import { cut } from './tiles.ts';

const FILE = 'journal-checked.json';

/** A signed checkpoint, and the peaks of its tree as hexadecimal. */
export type Checked = { readonly note: string; readonly peaks: string };

const Kept = object({ at: Instant, note: Type.String(), peaks: Type.String({ pattern: '^[0-9a-f]*$' }) });
type Kept = Static<typeof Kept>;
const errors = conforms(Kept);

/** The checkpoint that a journal stands at, once it was found whole; null where none was signed. */
export async function readChecked(client: pg.Client): Promise<Checked | null> {
  const found = await client.query<{ note: string; peaks: Buffer }>(
    `select c.note, h.peaks from journal_head h join journal_checkpoint c on c.size = h.size where h.size > 0`,
  );
  const [row] = found.rows;
  return row === undefined ? null : { note: row.note, peaks: row.peaks.toString('hex') };
}

export async function keepChecked(dataDir: string, { note, peaks }: Checked, now: Date): Promise<void> {
  const kept: Kept = { at: now.toISOString(), note, peaks };
  const path = join(dataDir, FILE);
  try {
    await writeFile(`${path}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    await rename(`${path}.new`, path);
  } catch (error) {
    await rm(`${path}.new`, { force: true });
    throw error;
  }
}

/**
 * From where the leaves need reading. The peaks are believed only where they fold to what the journal's key signed.
 * @returns undefined where nothing is known, or what is kept is no proof
 */
export async function checkedUntil(
  client: pg.Client,
  dataDir: string,
): Promise<{ readonly frontier: Frontier; readonly at: string } | undefined> {
  const kept = await readKept(dataDir);
  const checkpoint = kept && (await signedCheckpointOf(client, kept.note));
  if (!kept || !checkpoint) return undefined;
  const frontier = { size: checkpoint.size, peaks: cut(Buffer.from(kept.peaks, 'hex')) };
  const isProof =
    frontier.peaks.length === countOfOnes(frontier.size) &&
    sameBytes(rootOf(frontier, journalTree), checkpoint.root);
  return isProof ? { frontier, at: kept.at } : undefined;
}

/** A tree of n leaves has a perfect subtree for each 1 in the binary digits of n. */
function countOfOnes(size: number): number {
  return size.toString(2).replaceAll('0', '').length;
}

async function readKept(dataDir: string): Promise<Kept | undefined> {
  try {
    const kept: Kept = JSON.parse(await readFile(join(dataDir, FILE), 'utf8'));
    return errors(kept).length === 0 ? kept : undefined;
  } catch (error) {
    // Torn by a crash: everything is read again.
    if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
