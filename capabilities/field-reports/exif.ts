/**
 * When and where a photograph was taken, out of its EXIF block. Reads six fields and nothing else: every offset is
 * checked and no length of the file decides how long it takes, so that a hostile block costs nothing.
 * Source: CIPA DC-008-2019 (Exif 2.32), sections 4.6.2-4.6.6.
 */

export type Taken = {
  /** Wall-clock time as the camera wrote it, `2024-11-27T07:05:00`, without zone; null when absent. */
  readonly local: string | null;
  /** Offset beside it, `+07:00`; null when the camera did not say. */
  readonly offset: string | null;
  readonly place: { readonly lon: number; readonly lat: number } | null;
};

export const nothingTaken: Taken = { local: null, offset: null, place: null };

const EXIF_IFD = 0x8769;
const GPS_IFD = 0x8825;
const DATE_TIME_ORIGINAL = 0x9003;
const OFFSET_TIME_ORIGINAL = 0x9011;
const MAX_ENTRIES = 512;
const ASCII = 2;
const RATIONAL = 5;

type Entry = { readonly type: number; readonly count: number; readonly at: number };
type Block = { readonly view: DataView; readonly little: boolean };

/** Fields of an EXIF block, with or without the leading `Exif\0\0`; nothing where the block is broken. */
export function readExif(bytes: Uint8Array): Taken {
  const start = ascii(bytes, 0, 4) === 'Exif' ? 6 : 0;
  const order = ascii(bytes, start, 2);
  if (order !== 'II' && order !== 'MM') return nothingTaken;
  const body = bytes.subarray(start);
  const block = {
    view: new DataView(body.buffer, body.byteOffset, body.byteLength),
    little: order === 'II',
  };
  try {
    return takenFrom(block);
  } catch (error) {
    // An offset beyond the block: the photograph is kept, its EXIF says nothing.
    if (error instanceof RangeError) return nothingTaken;
    throw error;
  }
}

function takenFrom(block: Block): Taken {
  const main = entries(block, block.view.getUint32(4, block.little));
  const photo = inner(block, main.get(EXIF_IFD));
  const gps = inner(block, main.get(GPS_IFD));
  return {
    local: localTime(text(block, photo.get(DATE_TIME_ORIGINAL))),
    offset: /^[+-]\d{2}:\d{2}$/.exec(text(block, photo.get(OFFSET_TIME_ORIGINAL)))?.[0] ?? null,
    place: placeFrom(block, gps),
  };
}

function entries({ view, little }: Block, at: number): Map<number, Entry> {
  const count = Math.min(view.getUint16(at, little), MAX_ENTRIES);
  const found = new Map<number, Entry>();
  for (let index = 0; index < count; index += 1) {
    const entry = at + 2 + index * 12;
    found.set(view.getUint16(entry, little), {
      type: view.getUint16(entry + 2, little),
      count: view.getUint32(entry + 4, little),
      at: entry + 8,
    });
  }
  return found;
}

function inner(block: Block, pointer: Entry | undefined): Map<number, Entry> {
  return pointer ? entries(block, block.view.getUint32(pointer.at, block.little)) : new Map();
}

function text({ view, little }: Block, entry: Entry | undefined): string {
  if (entry?.type !== ASCII || entry.count > 40) return '';
  const at = entry.count > 4 ? view.getUint32(entry.at, little) : entry.at;
  let read = '';
  for (let index = 0; index < entry.count; index += 1) read += String.fromCharCode(view.getUint8(at + index));
  return read.replace(/\0.*$/s, '').trim();
}

function localTime(written: string): string | null {
  const parts = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})$/.exec(written);
  if (!parts || parts[1] === '0000') return null;
  return `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}`;
}

function placeFrom(block: Block, gps: ReadonlyMap<number, Entry>): Taken['place'] {
  const lat = degrees(block, gps.get(2));
  const lon = degrees(block, gps.get(4));
  if (lat === null || lon === null || lat > 90 || lon > 180) return null;
  // A phone that has not found itself yet writes zeros.
  if (lat === 0 && lon === 0) return null;
  return {
    lon: text(block, gps.get(3)) === 'W' ? -lon : lon,
    lat: text(block, gps.get(1)) === 'S' ? -lat : lat,
  };
}

/** Degrees, minutes and seconds as three fractions. */
function degrees({ view, little }: Block, entry: Entry | undefined): number | null {
  if (entry?.type !== RATIONAL || entry.count !== 3) return null;
  const at = view.getUint32(entry.at, little);
  let sum = 0;
  for (const [index, unit] of [1, 60, 3600].entries()) {
    const divisor = view.getUint32(at + index * 8 + 4, little);
    if (divisor === 0) return null;
    sum += view.getUint32(at + index * 8, little) / divisor / unit;
  }
  return Math.round(sum * 1e7) / 1e7;
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
