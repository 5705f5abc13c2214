import { gatherFields } from './layer-values.ts';
import { type TileAddress, WORLD } from './mercator.ts';
import { type Frame, type Slice, writePointFeatures } from './point-features.ts';
import { type PointIndex, tileSlice } from './point-index.ts';
import type { PointLayer } from './point-layer.ts';
import { positionsInBox } from './query-box.ts';
import { thin } from './thin.ts';
import { layerTile } from './wire.ts';

export type PointTileInput = TileAddress & {
  readonly layer: PointLayer;
  /** Grid units along one side; 4096 when left out. */
  readonly extent?: number;
  /** Largest number of features; without it every point is written. */
  readonly limit?: number;
  /** Grid units around the tile from which neighbours are added; 0 when left out. */
  readonly buffer?: number;
};

export type PointTile = {
  /** Uncompressed MVT 2.1; empty when there is no feature. */
  readonly bytes: Uint8Array;
  readonly features: number;
  /** Points inside the tile (and buffer) that the limit left out. */
  readonly dropped: number;
};

/**
 * Encodes one tile of a prepared point layer. Same input, same bytes.
 * @throws RangeError when there is no such tile or an option is out of range.
 */
export function encodePointTile(input: PointTileInput): PointTile {
  const { layer, z, x, y, extent = 4096, limit = Number.POSITIVE_INFINITY, buffer = 0 } = input;
  if (!Number.isInteger(extent) || extent < 1 || extent > 65536) throw new RangeError(`extent ${extent}`);
  if (!(buffer >= 0 && buffer <= extent)) throw new RangeError(`buffer ${buffer}`);
  if (!(limit >= 0)) throw new RangeError(`limit ${limit}`);
  const slice = tileSlice(layer.index, z, x, y);
  const span = WORLD / 2 ** z;
  const frame = { left: x * span, top: y * span, scale: extent / span };
  const found = buffer > 0 ? bufferedPositions(layer.index, frame, span, (buffer / extent) * span) : slice;
  const total = found instanceof Uint32Array ? found.length : found.end - found.start;
  const chosen = total > limit ? thin(listOf(found), Math.floor(limit)) : found;
  const features = Math.min(total, Math.floor(limit));
  if (features === 0) return { bytes: new Uint8Array(0), features: 0, dropped: total };
  return { bytes: encodeLayer(layer, frame, chosen, extent), features, dropped: total - features };
}

function bufferedPositions(index: PointIndex, frame: Frame, span: number, margin: number): Uint32Array {
  return Uint32Array.from(
    positionsInBox(index, {
      minX: frame.left - margin,
      minY: frame.top - margin,
      maxX: frame.left + span + margin - 1,
      maxY: frame.top + span + margin - 1,
    }),
  );
}

function listOf(found: Uint32Array | Slice): Uint32Array {
  if (found instanceof Uint32Array) return found;
  const list = new Uint32Array(found.end - found.start);
  for (let i = 0; i < list.length; i++) list[i] = found.start + i;
  return list;
}

function encodeLayer(
  layer: PointLayer,
  frame: Frame,
  chosen: Uint32Array | Slice,
  extent: number,
): Uint8Array {
  const { features, used } = writePointFeatures(layer, frame, chosen);
  const values = gatherFields(layer.values, used);
  return layerTile({ name: layer.name, extent, features, keys: layer.values.names, values });
}
