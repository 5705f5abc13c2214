/** Protobuf pieces of the Mapbox Vector Tile 2.1 format. All writers return the next free offset. */

/** Writes an unsigned whole number up to 2^53 - 1. */
export function putVarint(out: Uint8Array, at: number, value: number): number {
  let w = at;
  let rest = value;
  while (rest > 0xffffffff) {
    out[w++] = (rest % 128) | 0x80;
    rest = Math.floor(rest / 128);
  }
  while (rest > 0x7f) {
    out[w++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  out[w++] = rest;
  return w;
}

/** Maps signed to unsigned so that small magnitudes stay short (protobuf zigzag, 32 bits). */
export function zigzag(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0;
}

/** Fills in the length of a message for which one byte was kept at `lengthAt`; moves the body if it is long. */
export function closeMessage(out: Uint8Array, lengthAt: number, end: number): number {
  const length = end - lengthAt - 1;
  if (length < 0x80) {
    out[lengthAt] = length;
    return end;
  }
  const extra = varintLength(length) - 1;
  out.copyWithin(lengthAt + 1 + extra, lengthAt + 1, end);
  putVarint(out, lengthAt, length);
  return end + extra;
}

export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) length++;
  return length;
}

/** A length-delimited field: tag byte, length, body. */
export function delimited(tag: number, body: Uint8Array | readonly number[]): Uint8Array {
  const out = new Uint8Array(1 + varintLength(body.length) + body.length);
  out[0] = tag;
  out.set(body, putVarint(out, 1, body.length));
  return out;
}

/** UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. Written here because engines have no TextEncoder. */
export function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0xfffd;
    const isLoneSurrogate = code >= 0xd800 && code <= 0xdfff;
    pushCodePoint(bytes, isLoneSurrogate ? 0xfffd : code);
  }
  return bytes;
}

function pushCodePoint(bytes: number[], code: number): void {
  if (code < 0x80) bytes.push(code);
  else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
  else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
  else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}

/** Puts chunks one after the other. */
export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const chunk of chunks) length += chunk.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

/**
 * One tile with the layers of several: a vector tile is a list of layers, so joining is concatenation.
 * Layer names must differ between the parts; an empty part adds nothing.
 */
export function joinTiles(tiles: readonly Uint8Array[]): Uint8Array {
  return concatBytes(tiles);
}

/** The parts of one layer, in MVT terms; `features` and `values` are already encoded, field after field. */
export type LayerParts = {
  readonly name: string;
  readonly extent: number;
  readonly features: Uint8Array;
  readonly keys: readonly string[];
  readonly values: Uint8Array;
};

/** A tile of one layer (MVT 2.1 section 4.1): name, features, keys, values, extent, version 2. */
export function layerTile({ name, extent, features, keys, values }: LayerParts): Uint8Array {
  const tail = new Uint8Array(3 + varintLength(extent));
  tail[0] = 0x28;
  tail.set([0x78, 2], putVarint(tail, 1, extent));
  const keyFields = keys.map((key) => delimited(0x1a, utf8(key)));
  const body = [delimited(0x0a, utf8(name)), features, ...keyFields, values, tail];
  const length = body.reduce((sum, chunk) => sum + chunk.length, 0);
  const head = new Uint8Array(1 + varintLength(length));
  head[0] = 0x1a;
  putVarint(head, 1, length);
  return concatBytes([head, ...body]);
}
