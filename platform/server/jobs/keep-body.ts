import type { Before } from '../endpoint/handle.ts';

/**
 * A step before a command that leaves a file to a job: the bytes lie in the file store, and survive a restart.
 * @returns their hash, or null for an empty body
 */
export async function keepBody(
  { files }: Before,
  { body }: { readonly body: unknown },
): Promise<string | null> {
  return body instanceof Uint8Array && body.length > 0 ? files.put(body) : null;
}
