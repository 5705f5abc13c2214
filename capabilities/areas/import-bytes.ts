import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refused, refuse } from '#shared/problem.ts';

const MEGABYTE = 1024 * 1024;

/**
 * The content of an uploaded file, gunzipped when it is gzip, piece by piece.
 * @param limit bytes after unpacking; a file that goes on beyond stops there and never fills the memory
 * @throws Refused when it is larger, or when the gzip is damaged
 */
export async function* unpackedChunks(bytes: Uint8Array, limit: number): AsyncGenerator<Buffer> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isGzip(whole)) {
    if (whole.length > limit) throw tooLarge(limit);
    yield whole;
    return;
  }
  const gunzip = createGunzip();
  const packed = Readable.from([whole]);
  packed.pipe(gunzip);
  let size = 0;
  try {
    for await (const chunk of gunzip) {
      const piece: Buffer = chunk;
      size += piece.length;
      if (size > limit) throw tooLarge(limit);
      yield piece;
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw unreadable('gzip');
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

/** The whole content as text: UTF-8, or Windows-1252 (which holds Latin-1) where it is not UTF-8. */
export async function unpackedText(bytes: Uint8Array, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of unpackedChunks(bytes, limit)) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  if (whole.includes(0)) throw unreadable('NUL');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(whole);
  } catch {
    return new TextDecoder('windows-1252').decode(whole);
  }
}

export function unreadable(why: string): Refused {
  return new Refused(refuse('areas.file-unreadable', { why }));
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function tooLarge(limit: number): Refused {
  return new Refused(
    refuse('areas.file-unpacks-too-large', { limit: Math.round((limit / MEGABYTE) * 10) / 10 }),
  );
}
