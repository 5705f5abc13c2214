import { assertOnMap, assertTile, mercatorX, mercatorY, toQuanta } from './mercator.ts';

/**
 * Points sorted along the Morton (Z-order) curve: every map tile is one contiguous slice of it.
 * All arrays have length `count`. `order`, `keys`, `x` and `y` are in sorted order; `lon` and `lat` are the
 * caller's own arrays in row order and must not change afterwards.
 */
export type PointIndex = {
  readonly count: number;
  /** Sorted position -> the caller's row. */
  readonly order: Uint32Array;
  /** 48-bit Morton key per position, ascending; equal keys keep the order of their rows. */
  readonly keys: Float64Array;
  /** Web mercator position in steps of 2^-32 of the world. */
  readonly x: Uint32Array;
  readonly y: Uint32Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
};

const HALF_KEY = 2 ** 24;

/**
 * Sorts points for tiling and box queries, in O(n).
 * @param lon degrees, -180..180. @param lat degrees, within the web mercator range.
 * @throws RangeError naming the row of a point that is NaN or off the map, or when the lengths differ.
 */
export function buildPointIndex(lon: Float64Array, lat: Float64Array): PointIndex {
  const count = lon.length;
  if (lat.length !== count) throw new RangeError(`${count} longitudes but ${lat.length} latitudes`);
  const rows = projectRows(lon, lat);
  const order = sortRows(rows.high, rows.low);
  const keys = new Float64Array(count);
  const x = new Uint32Array(count);
  const y = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const row = order[i] ?? 0;
    keys[i] = (rows.high[row] ?? 0) * HALF_KEY + (rows.low[row] ?? 0);
    x[i] = rows.x[row] ?? 0;
    y[i] = rows.y[row] ?? 0;
  }
  return { count, order, keys, x, y, lon, lat };
}

/**
 * The slice [start, end) of sorted positions inside a tile. Tiles are half-open: their west and north edges
 * belong to them, the east and south edges to the next tile, so each point is in one tile per zoom.
 * @throws RangeError when there is no such tile.
 */
export function tileSlice(
  index: PointIndex,
  z: number,
  x: number,
  y: number,
): { readonly start: number; readonly end: number } {
  assertTile({ z, x, y });
  const cell = 2 ** (24 - z);
  const from = mortonKey(x * cell, y * cell);
  return keyRange(index.keys, from, from + cell * cell);
}

/** Positions whose key lies in [from, to). */
export function keyRange(
  keys: Float64Array,
  from: number,
  to: number,
): { readonly start: number; readonly end: number } {
  return { start: lowerBound(keys, from), end: lowerBound(keys, to) };
}

/** Interleaves two 24-bit numbers (y above x) into one 48-bit key, exact in a double. */
export function mortonKey(x24: number, y24: number): number {
  return interleave12(x24 >>> 12, y24 >>> 12) * HALF_KEY + interleave12(x24 & 0xfff, y24 & 0xfff);
}

function projectRows(lon: Float64Array, lat: Float64Array) {
  const count = lon.length;
  const x = new Uint32Array(count);
  const y = new Uint32Array(count);
  const high = new Uint32Array(count);
  const low = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    const east = lon[row] ?? Number.NaN;
    const north = lat[row] ?? Number.NaN;
    // Guarded here so that the message is only built for the bad row.
    if (!(Math.abs(east) <= 180 && Math.abs(north) <= 85)) assertOnMap(east, north, `row ${row}`);
    const px = toQuanta(mercatorX(east));
    const py = toQuanta(mercatorY(north));
    x[row] = px;
    y[row] = py;
    high[row] = interleave12(px >>> 20, py >>> 20);
    low[row] = interleave12((px >>> 8) & 0xfff, (py >>> 8) & 0xfff);
  }
  return { x, y, high, low };
}

/** Stable least-significant-digit radix sort on the 48-bit key: three passes of 16 bits. */
function sortRows(high: Uint32Array, low: Uint32Array): Uint32Array {
  const count = high.length;
  const digits = new Uint16Array(count);
  let order = Uint32Array.from({ length: count }, (_, row) => row);
  for (let row = 0; row < count; row++) digits[row] = (low[row] ?? 0) & 0xffff;
  order = radixPass(order, digits);
  for (let row = 0; row < count; row++)
    digits[row] = ((low[row] ?? 0) >>> 16) | (((high[row] ?? 0) & 0xff) << 8);
  order = radixPass(order, digits);
  for (let row = 0; row < count; row++) digits[row] = (high[row] ?? 0) >>> 8;
  return radixPass(order, digits);
}

function radixPass(order: Uint32Array, digits: Uint16Array): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(0x10001);
  for (let row = 0; row < digits.length; row++) {
    const slot = (digits[row] ?? 0) + 1;
    next[slot] = (next[slot] ?? 0) + 1;
  }
  for (let digit = 1; digit <= 0x10000; digit++) next[digit] = (next[digit] ?? 0) + (next[digit - 1] ?? 0);
  const sorted = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const row = order[i] ?? 0;
    const digit = digits[row] ?? 0;
    const at = next[digit] ?? 0;
    sorted[at] = row;
    next[digit] = at + 1;
  }
  return sorted;
}

function interleave12(x: number, y: number): number {
  return spread12(x) | (spread12(y) << 1);
}

/** Moves bit i of a 12-bit number to bit 2i. */
function spread12(bits: number): number {
  let v = (bits | (bits << 8)) & 0x00ff00ff;
  v = (v | (v << 4)) & 0x0f0f0f0f;
  v = (v | (v << 2)) & 0x33333333;
  return (v | (v << 1)) & 0x55555555;
}

function lowerBound(keys: Float64Array, key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
