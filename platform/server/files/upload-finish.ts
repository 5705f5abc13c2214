import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused, refuse } from '#shared/problem.ts';
import { UPLOAD_HOURS, type UploadPurpose, uploadPurposes } from '#shared/uploads.ts';
import type { Database } from '../database/connect.ts';
import type { Before } from '../endpoint/handle.ts';
import { fileKind, HEAD_BYTES } from './file-kind.ts';
import type { FileStore } from './store.ts';
import { deleteUpload, findUpload, finishUpload, type UploadRow } from './upload-rows.ts';

export type UploadParts = { readonly db: Database; readonly files: FileStore };

export function purposeOf(named: string | null | undefined): UploadPurpose {
  const found = Object.keys(uploadPurposes).find((purpose) => purpose === named);
  if (found === 'import') return found;
  throw new Refused(refuse('upload.purpose-unknown'));
}

/**
 * Looks at the content of an upload that is whole and puts it into the file store; twice is as good as once.
 * @throws Refused when it is not what its purpose takes; then it is gone
 */
export async function finishFile(row: UploadRow, { db, files }: UploadParts): Promise<string> {
  if (row.sha256 !== null) return row.sha256;
  const path = join(files.uploads, row.id);
  const seen = fileKind(await headOf(path));
  if (seen.kind === 'other') {
    await deleteUpload(db, row.id);
    await rm(path, { force: true });
    throw new Refused(refuse('upload.wrong-type', { found: seen.found }));
  }
  const sha256 = await files.adopt(path);
  await finishUpload(db, row.id, sha256);
  return sha256;
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * The content of an upload of whoever asks, for a command that works with it.
 * @throws Refused `not-found`, `upload.expired`, or `upload.unfinished`
 */
export async function takeUpload({ db, files, actor, now }: Before, id: string): Promise<string> {
  const row = await findUpload(db, id);
  if (row === null || row.owner !== actor.userId) throw new Refused(refuse('not-found'));
  if (row.expiresAt <= now) throw new Refused(refuse('upload.expired', { hours: UPLOAD_HOURS }));
  // The last piece may have come in just before a stop: it is whole, only nobody looked at it yet.
  const arrived = row.sha256
    ? row.size
    : ((await stat(join(files.uploads, id)).catch(() => null))?.size ?? 0);
  if (arrived < row.size) throw new Refused(refuse('upload.unfinished'));
  return finishFile(row, { db, files });
}
