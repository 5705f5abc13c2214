/**
 * Writes when and where a photograph was taken into a JPEG that was made smaller on the phone: making it smaller lost
 * everything the camera had written. Six fields, nothing else. Source: CIPA DC-008-2019 (Exif 2.32), 4.5 and 4.6.
 */
import type { Taken } from '../exif.ts';

const ASCII = 2;
const LONG = 4;
const RATIONAL = 5;
const EXIF_IFD = 0x8769;
const GPS_IFD = 0x8825;
const FIRST_IFD = 8;

type Field = {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly bytes: Uint8Array;
};

/** A little-endian EXIF block with its `Exif\0\0`; null when there is nothing to say. */
export function exifBlock(taken: Taken): Uint8Array<ArrayBuffer> | null {
  const photo = photoFields(taken);
  const gps = gpsFields(taken);
  if (photo.length + gps.length === 0) return null;
  const pointers = [EXIF_IFD, ...(gps.length > 0 ? [GPS_IFD] : [])];
  const mainSize = 2 + pointers.length * 12 + 4;
  const photoAt = FIRST_IFD + mainSize;
  const photoIfd = directory(photo, photoAt);
  const gpsAt = photoAt + photoIfd.length;
  const main = directory(
    pointers.map((tag) => ({ tag, type: LONG, count: 1, bytes: uint32(tag === EXIF_IFD ? photoAt : gpsAt) })),
    FIRST_IFD,
  );
  const head = [...ascii('Exif\0\0'), ...ascii('II'), 42, 0, ...uint32(FIRST_IFD)];
  return Uint8Array.from([...head, ...main, ...photoIfd, ...(gps.length > 0 ? directory(gps, gpsAt) : [])]);
}

/** The JPEG with the block as its first segment. */
export function withExif(jpeg: Uint8Array<ArrayBuffer>, block: Uint8Array | null): Uint8Array<ArrayBuffer> {
  const isJpeg = jpeg[0] === 0xff && jpeg[1] === 0xd8;
  if (!isJpeg || block === null) return jpeg;
  const size = block.length + 2;
  const marker = [0xff, 0xe1, size >> 8, size & 0xff];
  const joined = new Uint8Array(jpeg.length + marker.length + block.length);
  joined.set(jpeg.subarray(0, 2));
  joined.set(marker, 2);
  joined.set(block, 6);
  joined.set(jpeg.subarray(2), 6 + block.length);
  return joined;
}

/** The EXIF block that stands in a JPEG as the camera wrote it; null where there is none. */
export function exifIn(jpeg: Uint8Array): Uint8Array | null {
  let at = 2;
  while (jpeg[at] === 0xff && at + 4 < jpeg.length) {
    const marker = jpeg[at + 1] ?? 0;
    const size = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
    // 0xDA begins the picture itself: nothing is told behind it.
    if (marker === 0xda || size < 2) return null;
    const body = jpeg.subarray(at + 4, at + 2 + size);
    if (marker === 0xe1 && String.fromCharCode(...body.subarray(0, 4)) === 'Exif') return body;
    at += 2 + size;
  }
  return null;
}

function photoFields({ local, offset }: Taken): Field[] {
  if (local === null) return [];
  const time = local.replaceAll('-', ':').replace('T', ' ');
  return [text(0x9003, time), ...(offset === null ? [] : [text(0x9011, offset)])];
}

function gpsFields({ place }: Taken): Field[] {
  if (place === null) return [];
  return [
    text(1, place.lat < 0 ? 'S' : 'N'),
    degrees(2, Math.abs(place.lat)),
    text(3, place.lon < 0 ? 'W' : 'E'),
    degrees(4, Math.abs(place.lon)),
  ];
}

/** Entries of 12 bytes; what is longer than four bytes stands behind them. `at` is where it begins in the block. */
function directory(fields: readonly Field[], at: number): Uint8Array {
  const entries: number[] = [fields.length & 0xff, fields.length >> 8];
  const behind: number[] = [];
  const behindAt = at + 2 + fields.length * 12 + 4;
  for (const { tag, type, count, bytes } of fields) {
    const fits = bytes.length <= 4;
    const value = fits ? [...bytes, 0, 0, 0, 0].slice(0, 4) : uint32(behindAt + behind.length);
    if (!fits) behind.push(...bytes);
    entries.push(tag & 0xff, tag >> 8, type, 0, ...uint32(count), ...value);
  }
  return Uint8Array.from([...entries, 0, 0, 0, 0, ...behind]);
}

function text(tag: number, written: string): Field {
  const bytes = Uint8Array.from([...ascii(written), 0]);
  return { tag, type: ASCII, count: bytes.length, bytes };
}

/** Degrees as one fraction of ten millionths, then no minutes and no seconds. */
function degrees(tag: number, value: number): Field {
  const parts = [Math.round(value * 1e7), 10_000_000, 0, 1, 0, 1];
  return {
    tag,
    type: RATIONAL,
    count: 3,
    bytes: Uint8Array.from(parts.flatMap((part) => [...uint32(part)])),
  };
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

function ascii(written: string): number[] {
  return [...written].map((letter) => letter.charCodeAt(0));
}
