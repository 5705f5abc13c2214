import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refused, refuse } from '#shared/problem.ts';

const MEGABYTE = 1024 * 1024;

/** The room's own problem codes: what is accepted instead differs from room to room. */
export type FileProblems = {
  /** Filled with `{why}`. */
  readonly unreadable: string;
  /** Filled with `{limit}`, in megabytes. */
  readonly tooLarge: string;
};
export type Unpacking = {
  /** Bytes after unpacking; a file that goes on beyond stops there and never fills the memory. */
  readonly limit: number;
  readonly problems: FileProblems;
};

/**
 * The content of an uploaded file, gunzipped when it is gzip, piece by piece.
 * @throws Refused when it is larger than the limit, or when the gzip is damaged
 */
export async function* unpackedChunks(
  bytes: Uint8Array,
  { limit, problems }: Unpacking,
): AsyncGenerator<Buffer> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isGzip(whole)) {
    if (whole.length > limit) throw tooLarge(limit, problems);
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
      if (size > limit) throw tooLarge(limit, problems);
      yield piece;
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw unreadable('gzip', problems);
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

/**
 * The whole content as text: UTF-8, or Windows-1252 (which holds Latin-1) where it is not UTF-8. A byte order mark goes.
 * @throws Refused as `unpackedChunks`, and when it holds NUL, which no text does
 */
export async function unpackedText(bytes: Uint8Array, unpacking: Unpacking): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of unpackedChunks(bytes, unpacking)) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  if (whole.includes(0)) throw unreadable('NUL', unpacking.problems);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(whole);
  } catch {
    return new TextDecoder('windows-1252').decode(whole);
  }
}

export function unreadable(why: string, problems: FileProblems): Refused {
  return new Refused(refuse(problems.unreadable, { why }));
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function tooLarge(limit: number, problems: FileProblems): Refused {
  return new Refused(refuse(problems.tooLarge, { limit: Math.round((limit / MEGABYTE) * 10) / 10 }));
}
