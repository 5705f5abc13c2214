/** What became of the backups of a data directory, one line each, beside the data. */
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Instant, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import { errorCode } from '../database/data-directory-error.ts';
import { conforms } from '../endpoint/parse.ts';

const HISTORY = 'backup-history.ndjson';

const Made = object({
  kind: oneOf(['made']),
  at: Instant,
  file: Type.String(),
  bytes: Type.Integer(),
  /** Of the file as it was written. */
  sha256: Type.String(),
  rows: Type.Integer(),
  files: Type.Integer(),
  tookMs: Type.Integer(),
  /** content: read again, opened and compared to the last part. failed: it did not read as it was written. */
  checked: oneOf(['content', 'failed']),
  /** Of the same moment. Absent in lines of releases that did not look; an altered one is never a good backup. */
  journal: Type.Optional(oneOf(['whole', 'altered', 'none'])),
  scheduled: Type.Boolean(),
});
const Failed = object({
  kind: oneOf(['failed']),
  at: Instant,
  code: Type.String(),
  id: Type.String(),
  en: Type.String(),
  scheduled: Type.Boolean(),
});
const Removed = object({ kind: oneOf(['removed']), at: Instant, file: Type.String() });
const Line = Type.Union([Made, Failed, Removed]);

export type Made = Static<typeof Made>;
export type Failed = Static<typeof Failed>;
export type HistoryLine = Static<typeof Line>;

const lineErrors = conforms(nullable(Line));

/** Oldest first. A line that was torn by a crash is passed over. */
export async function readHistory(dataDir: string): Promise<readonly HistoryLine[]> {
  try {
    const text = await readFile(join(dataDir, HISTORY), 'utf8');
    return text.split('\n').flatMap(parseLine);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

export async function addToHistory(dataDir: string, line: HistoryLine): Promise<void> {
  await appendFile(join(dataDir, HISTORY), `${JSON.stringify(line)}\n`, { mode: 0o600 });
}

/** The backups that were made and not removed, oldest first. */
export function standing(history: readonly HistoryLine[]): readonly Made[] {
  const removed = new Set(history.filter((line) => line.kind === 'removed').map(({ file }) => file));
  return history.filter((line) => line.kind === 'made').filter(({ file }) => !removed.has(file));
}

function parseLine(text: string): readonly HistoryLine[] {
  if (text === '') return [];
  try {
    const line: HistoryLine = JSON.parse(text);
    return lineErrors(line).length === 0 ? [line] : [];
  } catch {
    return [];
  }
}
