/** What a restored house knows of its restore; it lies in its data directory, and the first start tells the journal. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Id, Instant, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import { syncFile } from '../database/copy-tree.ts';
import { errorCode } from '../database/data-directory-error.ts';
import { conforms } from '../endpoint/parse.ts';

const RESTORED = 'restored.json';

const Restored = object({
  id: Id,
  at: Instant,
  /** Name of the file that was restored. */
  backup: Type.String(),
  madeAt: Instant,
  erasures: oneOf(['replayed', 'without']),
  /** Until when the ledger was complete; null where it did not say. Absent in restores of releases that did not ask. */
  erasuresUntil: Type.Optional(nullable(Instant)),
  /** Present where the journal in the backup did not match its checkpoint, and somebody took it all the same. */
  journal: Type.Optional(oneOf(['altered'])),
  database: oneOf(['embedded', 'own']),
});
export type RestoredFrom = Static<typeof Restored>;

const errors = conforms(Restored);

/** Null for a house that never was restored. @throws Error when the file is not what it should be */
export async function readRestored(dataDir: string): Promise<RestoredFrom | null> {
  const path = join(dataDir, RESTORED);
  try {
    const restored: RestoredFrom = JSON.parse(await readFile(path, 'utf8'));
    const [fault] = errors(restored);
    if (fault !== undefined) throw new Error(`${path}: ${fault.field} ${fault.message}`);
    return restored;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

export async function writeRestored(dataDir: string, restored: RestoredFrom): Promise<void> {
  const path = join(dataDir, RESTORED);
  await writeFile(path, `${JSON.stringify(restored, null, 2)}\n`, { mode: 0o600 });
  await syncFile(path);
}
