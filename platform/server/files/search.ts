/** Which files that came in to be read hold a text: tables in the file store, and uploads that are not finished. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { fileKind, HEAD_BYTES } from './file-kind.ts';
import type { FileStore } from './store.ts';
import { unzipped } from './zip-size.ts';

/** A stored file by its hash, an upload by its id. */
export type FileFound = { readonly kind: 'file' | 'upload'; readonly name: string };

/** Unpacked, no table that the doors take is larger. */
const MOST_BYTES = 512 * 1_048_576;

/**
 * Upper and lower case are alike. What cannot be looked into (an archive that came in by half) counts as found: it is
 * sent again sooner than missed. Pictures are not looked into.
 */
export async function filesHolding(files: FileStore, text: string): Promise<readonly FileFound[]> {
  const wanted = writtenAs(text.trim().toLowerCase());
  const found: FileFound[] = [];
  for await (const { hash } of files.list()) {
    const head = await files.head(hash, HEAD_BYTES);
    if (head === null || fileKind(head).kind === 'other') continue;
    const bytes = await files.get(hash);
    if (bytes !== null && holds(bytes, wanted)) found.push({ kind: 'file', name: hash });
  }
  for (const name of await readdir(files.uploads).catch(() => [])) {
    const bytes = await readFile(join(files.uploads, name)).catch(() => null);
    if (bytes !== null && UPLOAD.test(name) && holds(bytes, wanted)) found.push({ kind: 'upload', name });
  }
  return found;
}

const UPLOAD = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** As a cell of a CSV, a text of an XML or a JSON writes it. */
function writtenAs(text: string): readonly string[] {
  const xml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = xml.replaceAll('"', '&quot;');
  const all = [text, text.replaceAll('"', '""'), JSON.stringify(text).slice(1, -1), xml, quoted];
  return [...new Set([...all, xml.replaceAll("'", '&apos;'), quoted.replaceAll("'", '&apos;')])];
}

function holds(bytes: Buffer, wanted: readonly string[]): boolean {
  try {
    return contentsOf(bytes).some((part) =>
      (['utf8', 'utf16le', 'latin1'] as const).some((encoding) => {
        const text = part.toString(encoding).toLowerCase();
        return wanted.some((each) => text.includes(each));
      }),
    );
  } catch {
    return true;
  }
}

/** @throws where it cannot be unpacked */
function contentsOf(bytes: Buffer): readonly Buffer[] {
  const { kind } = fileKind(bytes.subarray(0, HEAD_BYTES));
  if (kind === 'zip') return unzipped(bytes, MOST_BYTES);
  // Half a file unpacks as far as it goes.
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST_BYTES };
  return [kind === 'gzip' ? gunzipSync(bytes, options) : bytes];
}
