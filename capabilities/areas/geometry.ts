/** Plane geometry of areas in degrees: read, check, measure, ask whether a point lies inside. */
import type { Polygon, Polygons, Position, Ring } from './boundary-bytes.ts';

export type Box = {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
};

/** The land and sea between Sabang and Merauke, Miangas and Rote, with a margin of a tenth of a degree. */
export const INDONESIA: Box = { west: 94.9, south: -11.1, east: 141.1, north: 6.2 };
export const EARTH: Box = { west: -180, south: -90, east: 180, north: 90 };

/** What is wrong with a geometry. `at` is its first offending position where there is one. */
export type Fault = { readonly fault: string; readonly at?: Position };

/**
 * Polygons of a GeoJSON geometry, closing positions and repeated positions dropped. Rings without area go.
 * Faults: `type`, `empty`, `position`, `not-closed`, `outside`, `swapped` (latitude before longitude).
 */
export function readGeometry(geometry: unknown, extent: Box): Polygons | Fault {
  const parts = partsOf(geometry);
  if (!parts) return { fault: 'type' };
  const polygons: Polygon[] = [];
  for (const part of parts) {
    if (!Array.isArray(part)) return { fault: 'position' };
    const rings: Ring[] = [];
    for (const [index, raw] of part.entries()) {
      const ring = readRing(raw, extent);
      if (isFault(ring)) return ring;
      if (hasArea(ring)) rings.push(ring);
      else if (index === 0) break;
    }
    if (rings.length > 0) polygons.push(rings);
  }
  return polygons.length > 0 ? polygons : { fault: 'empty' };
}

export function isFault(value: object): value is Fault {
  return 'fault' in value;
}

function partsOf(geometry: unknown): readonly unknown[] | null {
  if (typeof geometry !== 'object' || geometry === null) return null;
  if (!('type' in geometry && 'coordinates' in geometry)) return null;
  const { type, coordinates } = geometry;
  if (!Array.isArray(coordinates)) return null;
  if (type === 'Polygon') return [coordinates];
  return type === 'MultiPolygon' ? coordinates : null;
}

function readRing(raw: unknown, extent: Box): Ring | Fault {
  if (!Array.isArray(raw) || raw.length < 4) return { fault: 'not-closed' };
  const ring: Position[] = [];
  for (const each of raw) {
    const position = readPosition(each);
    if (!position) return { fault: 'position' };
    if (!inBox(extent, position)) {
      const isSwapped = inBox(extent, [position[1], position[0]]);
      return { fault: isSwapped ? 'swapped' : 'outside', at: position };
    }
    const last = ring.at(-1);
    if (!last || last[0] !== position[0] || last[1] !== position[1]) ring.push(position);
  }
  const first = readPosition(raw[0]);
  const final = readPosition(raw.at(-1));
  if (!first || !final || first[0] !== final[0] || first[1] !== final[1]) return { fault: 'not-closed' };
  if (ring.length > 1) ring.pop();
  return ring;
}

function readPosition(raw: unknown): Position | null {
  if (!Array.isArray(raw) || raw.length < 2) return null;
  const [lon, lat]: unknown[] = raw;
  if (typeof lon !== 'number' || typeof lat !== 'number') return null;
  return Number.isFinite(lon) && Number.isFinite(lat) ? [lon, lat] : null;
}

function hasArea(ring: Ring): boolean {
  return ring.length >= 3 && signedArea(ring) !== 0;
}

/** The shoelace formula, in square degrees; positive when counter-clockwise. */
export function signedArea(ring: Ring): number {
  const [originX, originY] = ring[0] ?? [0, 0];
  let sum = 0;
  for (let i = 0; i < ring.length; i += 1) {
    const [ax, ay] = ring[i] ?? [0, 0];
    const [bx, by] = ring[(i + 1) % ring.length] ?? [0, 0];
    // Differences from one corner keep the digits that large coordinates would eat.
    sum += (ax - originX) * (by - originY) - (bx - originX) * (ay - originY);
  }
  return sum / 2;
}

export function inBox(box: Box, [lon, lat]: Position): boolean {
  return lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north;
}

export function boxOf(polygons: Polygons): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer = []] of polygons) {
    for (const [lon, lat] of outer) {
      west = Math.min(west, lon);
      south = Math.min(south, lat);
      east = Math.max(east, lon);
      north = Math.max(north, lat);
    }
  }
  return { west, south, east, north };
}

export function vertexCount(polygons: Polygons): number {
  return polygons.reduce((sum, rings) => sum + rings.reduce((all, ring) => all + ring.length, 0), 0);
}

/** Whether a point lies in the polygons: even-odd over all rings of a polygon, so holes are outside. */
export function contains(polygons: Polygons, point: Position): boolean {
  return polygons.some((polygon) => {
    let isInside = false;
    for (const ring of polygon) if (crossesOdd(ring, point)) isInside = !isInside;
    return isInside;
  });
}

function crossesOdd(ring: Ring, [x, y]: Position): boolean {
  let isOdd = false;
  let [px, py] = ring.at(-1) ?? [0, 0];
  for (const [cx, cy] of ring) {
    // Half-open in y: a vertex belongs to one of its two edges, never to both.
    if (cy > y !== py > y && x < ((px - cx) * (y - cy)) / (py - cy) + cx) isOdd = !isOdd;
    px = cx;
    py = cy;
  }
  return isOdd;
}

/**
 * A point well inside for a label: the centroid of the largest polygon where it lies inside, otherwise the middle of
 * the widest stretch on a horizontal line through it.
 */
export function labelPoint(polygons: Polygons): Position {
  const largest = polygons.reduce((best, each) =>
    Math.abs(signedArea(each[0] ?? [])) > Math.abs(signedArea(best[0] ?? [])) ? each : best,
  );
  const centre = centroid(largest[0] ?? []);
  return contains([largest], centre) ? centre : middleOfWidest(largest, centre[1]);
}

function centroid(ring: Ring): Position {
  const [originX, originY] = ring[0] ?? [0, 0];
  let [x, y] = [0, 0];
  for (let i = 0; i < ring.length; i += 1) {
    const [ax, ay] = ring[i] ?? [0, 0];
    const [bx, by] = ring[(i + 1) % ring.length] ?? [0, 0];
    const cross = (ax - originX) * (by - originY) - (bx - originX) * (ay - originY);
    x += (ax + bx - 2 * originX) * cross;
    y += (ay + by - 2 * originY) * cross;
  }
  const six = 6 * signedArea(ring);
  return [originX + x / six, originY + y / six];
}

function middleOfWidest(polygon: Polygon, y: number): Position {
  const crossings = polygon.flatMap((ring) =>
    ring.flatMap(([cx, cy], i) => {
      const [px, py] = ring.at(i - 1) ?? [0, 0];
      return cy > y !== py > y ? [((px - cx) * (y - cy)) / (py - cy) + cx] : [];
    }),
  );
  crossings.sort((a, b) => a - b);
  let best: Position = polygon[0]?.[0] ?? [0, 0];
  let widest = 0;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [from = 0, to = 0] = [crossings[i], crossings[i + 1]];
    if (to - from > widest) {
      widest = to - from;
      best = [(from + to) / 2, y];
    }
  }
  return best;
}
