import type { Before } from '../endpoint/handle.ts';
import { takeUpload } from '../files/upload-finish.ts';

/** A command that takes a file: in its body, or as an upload of whoever asks. */
type Sent = { readonly body: unknown; readonly query: { readonly upload?: string } };

/**
 * A step before a command that leaves its file to a job: the bytes lie in the file store, and survive a restart.
 * @returns their hash, or null for an empty body
 */
export async function keepBody(before: Before, { body, query }: Sent): Promise<string | null> {
  if (query.upload !== undefined) return takeUpload(before, query.upload);
  return body instanceof Uint8Array && body.length > 0 ? before.files.put(body) : null;
}

/** The bytes themselves, for a command that looks at its file at once; null for an empty body. */
export async function bytesOf(before: Before, { body, query }: Sent): Promise<Buffer | null> {
  if (query.upload !== undefined) return before.files.get(await takeUpload(before, query.upload));
  return Buffer.isBuffer(body) && body.length > 0 ? body : null;
}
