import type { AreaSet } from './area-set.ts';
import { clipRing, doubleArea, type GridRing, withoutRepeats, wound } from './clip.ts';
import { type LayerProperty, type LayerValues, tabulateValues } from './layer-values.ts';
import { assertTile, type TileAddress, WORLD } from './mercator.ts';
import { concatBytes, delimited, layerTile, putVarint, varintLength, zigzag } from './wire.ts';

export type AreaTileInput = TileAddress & {
  readonly set: AreaSet;
  /** Name of the layer. */
  readonly layer: string;
  /** Read for the areas in the tile only; the row is the area's place in the list given to `prepareAreas`. */
  readonly properties: readonly LayerProperty[];
  /** Grid units along one side; 4096 when left out. */
  readonly extent?: number;
  /** Grid units kept around the tile; 64 when left out. */
  readonly buffer?: number;
  /** Simplification in grid units; 3 when left out, 0 keeps every vertex. */
  readonly tolerance?: number;
};

/**
 * Encodes one tile of polygons: simplified for the zoom, cut to the buffered tile, wound as MVT 2.1 wants.
 * Rings without area on the grid go. Returns uncompressed bytes, empty when no area reaches the tile.
 * @throws RangeError when there is no such tile or an option is out of range.
 */
export function encodeAreaTile(input: AreaTileInput): Uint8Array {
  const grid = gridOf(input);
  const areas: number[] = [];
  const geometries: Uint8Array[] = [];
  for (let area = 0; area < input.set.count; area++) {
    if (!reachesTile(input.set.areaBoxes, area, grid)) continue;
    const rings = ringsInTile(input.set, area, grid);
    if (rings.length === 0) continue;
    areas.push(area);
    geometries.push(encodeRings(rings));
  }
  if (areas.length === 0) return new Uint8Array(0);
  const values = tabulateValues(input.properties, areas);
  const features = areas.map((area, i) => {
    const id = varintField(0x08, input.set.ids[area] ?? 0);
    const tags = delimited(0x12, tagsOf(values, i));
    return delimited(0x12, concatBytes([id, tags, POLYGON, geometries[i] ?? new Uint8Array(0)]));
  });
  return layerTile({
    name: input.layer,
    extent: grid.extent,
    features: concatBytes(features),
    keys: values.names,
    values: values.fields,
  });
}

const POLYGON = Uint8Array.of(0x18, 3);

type Grid = {
  readonly extent: number;
  /** Grid units per quantum, and the tile's corner in grid units of the whole world. */
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  /** The square to keep, in grid units of the tile. */
  readonly min: number;
  readonly max: number;
  /** Vertices above this importance (quanta) stay. */
  readonly tolerance: number;
};

function gridOf(input: AreaTileInput): Grid {
  const { z, x, y, extent = 4096, buffer = 64, tolerance = 3 } = input;
  assertTile(input);
  if (!Number.isInteger(extent) || extent < 1 || extent > 65536) throw new RangeError(`extent ${extent}`);
  if (!Number.isInteger(buffer) || buffer < 0 || buffer > extent) throw new RangeError(`buffer ${buffer}`);
  if (!(tolerance >= 0)) throw new RangeError(`tolerance ${tolerance}`);
  const scale = (extent * 2 ** z) / WORLD;
  const corner = { left: x * extent, top: y * extent };
  return { extent, scale, ...corner, min: -buffer, max: extent + buffer, tolerance: tolerance / scale };
}

function reachesTile(boxes: Float64Array, i: number, { scale, left, top, min, max }: Grid): boolean {
  return (
    (boxes[i * 4] ?? 0) * scale - left <= max &&
    (boxes[i * 4 + 1] ?? 0) * scale - top <= max &&
    (boxes[i * 4 + 2] ?? 0) * scale - left >= min &&
    (boxes[i * 4 + 3] ?? 0) * scale - top >= min
  );
}

/** Rings of one area in grid units: each outer ring followed by its holes. */
function ringsInTile(set: AreaSet, area: number, grid: Grid): GridRing[] {
  const rings: GridRing[] = [];
  let hasOuter = false;
  for (let ring = set.areaRings[area] ?? 0; ring < (set.areaRings[area + 1] ?? 0); ring++) {
    const isHole = set.isHole[ring] === 1;
    if (isHole && !hasOuter) continue;
    const cut = reachesTile(set.ringBoxes, ring, grid) ? cutRing(set, ring, grid) : [];
    const isKept = doubleArea(cut) !== 0;
    if (!isHole) hasOuter = isKept;
    if (isKept) rings.push(wound(cut, isHole));
  }
  return rings;
}

/** Simplifies first, then rounds to the world-wide grid, then clips: the order that keeps borders shared. */
function cutRing(set: AreaSet, ring: number, grid: Grid): GridRing {
  const { scale, left, top, min, max, tolerance } = grid;
  const points: number[] = [];
  let isInside = true;
  for (let v = set.ringVertices[ring] ?? 0; v < (set.ringVertices[ring + 1] ?? 0); v++) {
    if ((set.importance[v] ?? 0) <= tolerance && tolerance > 0) continue;
    const px = Math.floor((set.x[v] ?? 0) * scale + 0.5) - left;
    const py = Math.floor((set.y[v] ?? 0) * scale + 0.5) - top;
    if (px < min || px > max || py < min || py > max) isInside = false;
    points.push(px, py);
  }
  return withoutRepeats(isInside ? points : clipRing(points, min, max));
}

/** The geometry field: MoveTo, LineTo, ClosePath per ring, with deltas (MVT 2.1 section 4.3). */
function encodeRings(rings: readonly GridRing[]): Uint8Array {
  const vertices = rings.reduce((sum, ring) => sum + ring.length / 2, 0);
  const out = new Uint8Array(vertices * 10 + rings.length * 8);
  let at = 0;
  let x = 0;
  let y = 0;
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      if (i === 0) at = putVarint(out, at, 9);
      if (i === 2) at = putVarint(out, at, ((ring.length / 2 - 1) << 3) | 2);
      at = putVarint(out, at, zigzag((ring[i] ?? 0) - x));
      at = putVarint(out, at, zigzag((ring[i + 1] ?? 0) - y));
      x = ring[i] ?? 0;
      y = ring[i + 1] ?? 0;
    }
    at = putVarint(out, at, 15);
  }
  return delimited(0x22, out.subarray(0, at));
}

function tagsOf(values: LayerValues, feature: number): number[] {
  const tags: number[] = [];
  const push = (value: number) => {
    const bytes = new Uint8Array(varintLength(value));
    putVarint(bytes, 0, value);
    tags.push(...bytes);
  };
  values.names.forEach((_, column) => {
    const code = values.codes[feature * values.names.length + column] ?? 0;
    if (code > 0) {
      push(column);
      push(code - 1);
    }
  });
  return tags;
}

function varintField(tag: number, value: number): Uint8Array {
  const out = new Uint8Array(1 + varintLength(value));
  out[0] = tag;
  putVarint(out, 1, value);
  return out;
}
