import { featureCapacity, type PointLayer } from './point-layer.ts';
import { closeMessage, putVarint } from './wire.ts';

// The one hot loop of the engine. It calls nothing from other modules per feature: a loader that turns imports
// into property reads made it three times slower.

/** Where a tile lies: its corner in quanta and grid units per quantum. */
export type Frame = { readonly left: number; readonly top: number; readonly scale: number };

/** Sorted positions [start, end). */
export type Slice = { readonly start: number; readonly end: number };

/**
 * Writes the given points as `features` fields of the layer message (MVT 2.1 section 4).
 * `features` may be a view of the layer's scratch: copy it before the next call.
 * `used` lists the codes of the values that occur, in the order of their numbers in this tile.
 */
export function writePointFeatures(
  layer: PointLayer,
  frame: Frame,
  chosen: Uint32Array | Slice,
): { readonly features: Uint8Array; readonly used: number[] } {
  const list = chosen instanceof Uint32Array ? chosen : undefined;
  const start = chosen instanceof Uint32Array ? 0 : chosen.start;
  const count = chosen instanceof Uint32Array ? chosen.length : chosen.end - chosen.start;
  const size = count * featureCapacity(layer.values.names.length);
  const out = size <= layer.scratch.length ? layer.scratch : new Uint8Array(size);
  const { index, ids } = layer;
  const { left, top, scale } = frame;
  const used: number[] = [];
  const sink = { out, used };
  let at = 0;
  for (let i = 0; i < count; i++) {
    const position = list === undefined ? start + i : (list[i] ?? 0);
    const lengthAt = at + 1;
    out[at] = 0x12;
    out[at + 2] = 0x08;
    const id = ids[position] ?? 0;
    at = id <= 0xffffffff ? put32(out, at + 3, id) : putVarint(out, at + 3, id);
    at = writeTags(layer, position, sink, at);
    const x = Math.floor(((index.x[position] ?? 0) - left) * scale + 0.5);
    const y = Math.floor(((index.y[position] ?? 0) - top) * scale + 0.5);
    at = writePoint(out, at, x, y);
    const length = at - lengthAt - 1;
    if (length < 0x80) out[lengthAt] = length;
    else at = closeMessage(out, lengthAt, at);
  }
  for (const code of used) layer.valueInTile[code] = 0;
  return { features: out.subarray(0, at), used };
}

type Sink = { readonly out: Uint8Array; readonly used: number[] };

/** Pairs of key and value numbers; values are numbered in the order in which the tile first uses them. */
function writeTags(layer: PointLayer, position: number, { out, used }: Sink, start: number): number {
  const { valueInTile } = layer;
  const { codes, names } = layer.values;
  const columns = names.length;
  if (columns === 0) return start;
  out[start] = 0x12;
  let at = start + 2;
  for (let column = 0; column < columns; column++) {
    const code = codes[position * columns + column] ?? 0;
    if (code === 0) continue;
    let number = valueInTile[code] ?? 0;
    if (number === 0) {
      number = used.push(code);
      valueInTile[code] = number;
    }
    at = put32(out, at, column);
    at = put32(out, at, number - 1);
  }
  const length = at - start - 2;
  if (length >= 0x80) return closeMessage(out, start + 1, at);
  out[start + 1] = length;
  return at;
}

/** Type POINT and the geometry MoveTo(1) with its parameters (MVT 2.1 section 4.3). */
function writePoint(out: Uint8Array, at: number, x: number, y: number): number {
  out[at] = 0x18;
  out[at + 1] = 1;
  out[at + 2] = 0x22;
  out[at + 4] = 9;
  let end = put32(out, at + 5, ((x << 1) ^ (x >> 31)) >>> 0);
  end = put32(out, end, ((y << 1) ^ (y >> 31)) >>> 0);
  out[at + 3] = end - at - 4;
  return end;
}

/** `putVarint` for numbers below 2^32. */
function put32(out: Uint8Array, at: number, value: number): number {
  let w = at;
  let rest = value;
  while (rest > 0x7f) {
    out[w++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  out[w++] = rest;
  return w;
}
