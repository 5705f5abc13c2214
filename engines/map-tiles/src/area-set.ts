import { borderImportance } from './border-importance.ts';
import { assertOnMap, mercatorX, mercatorY, toQuanta } from './mercator.ts';
import type { QuantaBox } from './query-box.ts';

/** One area. `polygons` is what GeoJSON calls the coordinates of a MultiPolygon: polygons of rings of [lon, lat]. */
export type AreaFeature = {
  /** Feature id, a whole number of 0..2^53-1. */
  readonly id: number;
  /** Per polygon the outer ring first, then its holes; winding and a repeated last point do not matter. */
  readonly polygons: readonly (readonly (readonly (readonly number[])[])[])[];
};

/** Areas ready to be cut into tiles; build it with `prepareAreas`. Coordinates in steps of 2^-32 of the world. */
export type AreaSet = {
  readonly count: number;
  readonly ids: Float64Array;
  /** First ring of each area, and the number of rings at the end. */
  readonly areaRings: Uint32Array;
  /** First vertex of each ring, and the number of vertices at the end; rings are not closed. */
  readonly ringVertices: Uint32Array;
  /** 1 for a hole of the outer ring before it. */
  readonly isHole: Uint8Array;
  readonly x: Uint32Array;
  readonly y: Uint32Array;
  /** Douglas-Peucker distance in quanta below which a vertex may go; equal for all areas on a shared border. */
  readonly importance: Float32Array;
  /** minX, minY, maxX, maxY per area. */
  readonly areaBoxes: Float64Array;
  /** minX, minY, maxX, maxY per ring. */
  readonly ringBoxes: Float64Array;
};

type Rings = {
  vertices: { x: number[]; y: number[] };
  ringVertices: number[];
  isHole: number[];
  areaRings: number[];
};

/**
 * Projects, cleans and weighs the borders of areas, once for all zooms. Rings with fewer than three different
 * vertices go. Neighbours must have the same vertices along a shared border to stay free of gaps.
 * @throws RangeError naming the area (its place in the list) with a bad id or a coordinate off the map.
 */
export function prepareAreas(features: readonly AreaFeature[]): AreaSet {
  const rings: Rings = { vertices: { x: [], y: [] }, ringVertices: [0], isHole: [], areaRings: [0] };
  const ids = new Float64Array(features.length);
  features.forEach((feature, area) => {
    if (!Number.isSafeInteger(feature.id) || feature.id < 0) {
      throw new RangeError(`area ${area}: ${feature.id} is not a feature id`);
    }
    ids[area] = feature.id;
    for (const polygon of feature.polygons) addPolygon(rings, polygon, `area ${area}`);
    rings.areaRings.push(rings.isHole.length);
  });
  const x = Uint32Array.from(rings.vertices.x);
  const y = Uint32Array.from(rings.vertices.y);
  const ringVertices = Uint32Array.from(rings.ringVertices);
  const areaRings = Uint32Array.from(rings.areaRings);
  const ringBoxes = boxVertices(ringVertices, x, y);
  return {
    count: features.length,
    ids,
    areaRings,
    ringVertices,
    isHole: Uint8Array.from(rings.isHole),
    x,
    y,
    importance: borderImportance(x, y, ringVertices),
    areaBoxes: joinBoxes(areaRings, ringBoxes),
    ringBoxes,
  };
}

function addPolygon(rings: Rings, polygon: AreaFeature['polygons'][number], place: string): void {
  for (const [number, ring] of polygon.entries()) {
    const wasAdded = addRing(rings, ring, place);
    if (wasAdded) rings.isHole.push(number === 0 ? 0 : 1);
    // Holes of an outer ring that is no area have nothing to be cut from.
    else if (number === 0) return;
  }
}

/** Adds a ring without repeated vertices; says whether anything was left of it. */
function addRing(rings: Rings, ring: readonly (readonly number[])[], place: string): boolean {
  const { x, y } = rings.vertices;
  const start = x.length;
  for (const [lon = Number.NaN, lat = Number.NaN] of ring) {
    assertOnMap(lon, lat, place);
    const px = toQuanta(mercatorX(lon));
    const py = toQuanta(mercatorY(lat));
    if (x.length > start && px === x.at(-1) && py === y.at(-1)) continue;
    x.push(px);
    y.push(py);
  }
  if (x.length - start > 1 && x[start] === x.at(-1) && y[start] === y.at(-1)) {
    x.pop();
    y.pop();
  }
  if (x.length - start < 3) {
    x.length = start;
    y.length = start;
    return false;
  }
  rings.ringVertices.push(x.length);
  return true;
}

function boxVertices(ringVertices: Uint32Array, x: Uint32Array, y: Uint32Array): Float64Array {
  const boxes = emptyBoxes(ringVertices.length - 1);
  for (let ring = 0; ring + 1 < ringVertices.length; ring++) {
    for (let v = ringVertices[ring] ?? 0; v < (ringVertices[ring + 1] ?? 0); v++) {
      const px = x[v] ?? 0;
      const py = y[v] ?? 0;
      growBox(boxes, ring, { minX: px, minY: py, maxX: px, maxY: py });
    }
  }
  return boxes;
}

function joinBoxes(areaRings: Uint32Array, ringBoxes: Float64Array): Float64Array {
  const boxes = emptyBoxes(areaRings.length - 1);
  for (let area = 0; area + 1 < areaRings.length; area++) {
    for (let ring = areaRings[area] ?? 0; ring < (areaRings[area + 1] ?? 0); ring++) {
      const [minX = 0, minY = 0, maxX = 0, maxY = 0] = ringBoxes.subarray(ring * 4, ring * 4 + 4);
      growBox(boxes, area, { minX, minY, maxX, maxY });
    }
  }
  return boxes;
}

/** Boxes that hold nothing: an area without rings reaches no tile. */
function emptyBoxes(count: number): Float64Array {
  return new Float64Array(count * 4).map((_, i) => (i % 4 < 2 ? Infinity : -Infinity));
}

function growBox(boxes: Float64Array, i: number, box: QuantaBox): void {
  const at = i * 4;
  if (box.minX < (boxes[at] ?? 0)) boxes[at] = box.minX;
  if (box.minY < (boxes[at + 1] ?? 0)) boxes[at + 1] = box.minY;
  if (box.maxX > (boxes[at + 2] ?? 0)) boxes[at + 2] = box.maxX;
  if (box.maxY > (boxes[at + 3] ?? 0)) boxes[at + 3] = box.maxY;
}
