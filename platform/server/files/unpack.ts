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
 * The whole content as text: UTF-8, UTF-16 with its mark, or Windows-1252 (which holds Latin-1) where it is neither.
 * A byte order mark goes. Half a symbol becomes NUL, which no text holds and every parser keeps, so that the
 * reader can say where it stands.
 * @throws Refused as `unpackedChunks`
 */
export async function unpackedText(bytes: Uint8Array, unpacking: Unpacking): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of unpackedChunks(bytes, unpacking)) chunks.push(chunk);
  const [only] = chunks;
  const whole = only && chunks.length === 1 ? only : Buffer.concat(chunks);
  if (whole[0] === 0xff && whole[1] === 0xfe)
    return whole.subarray(2).toString('utf16le').replace(HALF, '\u0000');
  try {
    return inUtf8(whole);
  } catch {
    return new TextDecoder('windows-1252').decode(whole);
  }
}

const HALF = /\p{Surrogate}/gu;
const HALF_IN_UTF8 = /\xed[\xa0-\xbf][\x80-\xbf]/;

/** @throws TypeError for what is not UTF-8, half symbols aside: some programs write them, and no decoder keeps them */
function inUtf8(whole: Buffer): string {
  const decode = (part: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(part);
  // 0xed begins such a half; few files hold one at all.
  const halves = whole.includes(0xed) ? whole.toString('latin1').split(HALF_IN_UTF8) : [];
  if (halves.length < 2) return decode(whole);
  return halves.map((part) => decode(Buffer.from(part, 'latin1'))).join('\u0000');
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
