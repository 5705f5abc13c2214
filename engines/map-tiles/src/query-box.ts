import { mercatorX, mercatorY, toQuanta, WORLD } from './mercator.ts';
import { keyRange, mortonKey, type PointIndex } from './point-index.ts';

/** A closed box in world quanta (2^-32 of the world). */
export type QuantaBox = {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
};

/** A closed box in degrees; with west > east it crosses the antimeridian. */
export type DegreeBox = {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
};

/** Slices this short are filtered point by point instead of being divided further. */
const SMALL_SLICE = 48;

/**
 * Rows of all points inside a closed box of degrees, in Morton order. The answer is exact for the caller's
 * own longitudes and latitudes.
 * @throws RangeError when a bound is not a number or south > north.
 */
export function queryBox(index: PointIndex, { west, south, east, north }: DegreeBox): number[] {
  if (![west, south, east, north].every(Number.isFinite) || south > north) {
    throw new RangeError(`not a box: west ${west}, south ${south}, east ${east}, north ${north}`);
  }
  if (west > east) {
    const untilDateLine = queryBox(index, { west, south, east: 180, north });
    return [...untilDateLine, ...queryBox(index, { west: -180, south, east, north })];
  }
  const rows: number[] = [];
  // One quantum wider on each side: the exact test below decides, rounding in the projection does not.
  const box = {
    minX: toQuanta(mercatorX(west)) - 1,
    minY: toQuanta(mercatorY(north)) - 1,
    maxX: toQuanta(mercatorX(east)) + 1,
    maxY: toQuanta(mercatorY(south)) + 1,
  };
  for (const position of positionsInBox(index, box)) {
    const row = index.order[position] ?? 0;
    const lon = index.lon[row] ?? Number.NaN;
    const lat = index.lat[row] ?? Number.NaN;
    if (lon >= west && lon <= east && lat >= south && lat <= north) rows.push(row);
  }
  return rows;
}

/** Sorted positions inside a box of quanta, ascending. */
export function positionsInBox(index: PointIndex, box: QuantaBox): number[] {
  const found: number[] = [];
  visitCell(index, box, { x: 0, y: 0, bits: 24 }, found);
  return found;
}

/** A square of the Morton curve: `x`, `y` in 24-bit units, side 2^bits. */
type Cell = { readonly x: number; readonly y: number; readonly bits: number };

function visitCell(index: PointIndex, box: QuantaBox, cell: Cell, found: number[]): void {
  const unit = WORLD / 2 ** 24;
  const side = 2 ** cell.bits;
  const west = cell.x * unit;
  const north = cell.y * unit;
  const east = west + side * unit - 1;
  const south = north + side * unit - 1;
  if (west > box.maxX || east < box.minX || north > box.maxY || south < box.minY) return;
  const from = mortonKey(cell.x, cell.y);
  const { start, end } = keyRange(index.keys, from, from + side * side);
  const isInside = west >= box.minX && east <= box.maxX && north >= box.minY && south <= box.maxY;
  if (isInside) {
    for (let i = start; i < end; i++) found.push(i);
  } else if (end - start <= SMALL_SLICE || cell.bits === 0) {
    for (let i = start; i < end; i++) if (isInBox(index, i, box)) found.push(i);
  } else {
    const half = side / 2;
    for (const [dx, dy] of QUARTERS) {
      visitCell(index, box, { x: cell.x + dx * half, y: cell.y + dy * half, bits: cell.bits - 1 }, found);
    }
  }
}

/** Morton order of the four quarters, so that positions come out ascending. */
const QUARTERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

function isInBox(index: PointIndex, position: number, box: QuantaBox): boolean {
  const x = index.x[position] ?? 0;
  const y = index.y[position] ?? 0;
  return x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY;
}
