/**
 * Polygons packed for storage: coordinates in steps of 1e-7 degrees (about 1 cm) as zigzag varints of differences.
 * Steps are rounded the same way for everybody, so a vertex shared by neighbours stays one and the same vertex.
 */

/** Degrees [lon, lat]. */
export type Position = readonly [number, number];
/** A ring is not closed here: the last position differs from the first. */
export type Ring = readonly Position[];
/** The outer ring first, then its holes. */
export type Polygon = readonly Ring[];
export type Polygons = readonly Polygon[];

const STEPS_PER_DEGREE = 1e7;
const FORMAT = 1;

export function pack(polygons: Polygons): Buffer {
  const out: number[] = [FORMAT];
  const previous = { x: 0, y: 0 };
  putUnsigned(out, polygons.length);
  for (const polygon of polygons) {
    putUnsigned(out, polygon.length);
    for (const ring of polygon) putRing(out, ring, previous);
  }
  return Buffer.from(out);
}

function putRing(out: number[], ring: Ring, previous: { x: number; y: number }): void {
  putUnsigned(out, ring.length);
  for (const [lon, lat] of ring) {
    const x = Math.round(lon * STEPS_PER_DEGREE);
    const y = Math.round(lat * STEPS_PER_DEGREE);
    putSigned(out, x - previous.x);
    putSigned(out, y - previous.y);
    previous.x = x;
    previous.y = y;
  }
}

/** @throws RangeError when the bytes are not of this format */
export function unpack(bytes: Uint8Array): Polygons {
  const read = reader(bytes);
  if (read.byte() !== FORMAT) throw new RangeError('unknown format of a packed boundary');
  let x = 0;
  let y = 0;
  return times(read.unsigned(), () =>
    times(read.unsigned(), () =>
      times(read.unsigned(), (): Position => {
        x += read.signed();
        y += read.signed();
        return [x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE];
      }),
    ),
  );
}

function times<T>(count: number, make: () => T): T[] {
  const made: T[] = [];
  for (let i = 0; i < count; i += 1) made.push(make());
  return made;
}

// Differences reach 3.6e9 steps, beyond 32 bits: multiplication instead of shifts.
function putUnsigned(out: number[], value: number): void {
  let rest = value;
  while (rest > 0x7f) {
    out.push((rest % 128) | 0x80);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

function putSigned(out: number[], value: number): void {
  putUnsigned(out, value < 0 ? -value * 2 - 1 : value * 2);
}

function reader(bytes: Uint8Array) {
  let at = 0;
  const byte = () => {
    const value = bytes[at];
    if (value === undefined) throw new RangeError('a packed boundary ends too early');
    at += 1;
    return value;
  };
  const unsigned = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const next = byte();
      value += (next & 0x7f) * factor;
      if (next < 0x80) return value;
    }
  };
  const signed = () => {
    const value = unsigned();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  };
  return { byte, unsigned, signed };
}
