/** Points for the tests, and their tiles worked out from the points alone. */
import fc from 'fast-check';
import {
  buildPointIndex,
  type LayerProperty,
  MAX_LATITUDE,
  mercatorX,
  mercatorY,
  preparePointLayer,
} from '../index.ts';

export const SEED = { seed: 42, numRuns: 150 };

/** Points that often share a place and often lie exactly on tile edges. */
const place = fc.oneof(
  fc.tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -MAX_LATITUDE, max: MAX_LATITUDE, noNaN: true }),
  ),
  fc
    .tuple(
      fc.integer({ min: -16, max: 16 }),
      fc.constantFrom(0, 1, -MAX_LATITUDE, MAX_LATITUDE, 66.51326044311186),
    )
    .map(([i, lat]) => [i * 11.25, lat] as const),
  fc
    .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
    .map(([i, j]) => [106.7 + i * 1e-3, -6.2 + j * 1e-3] as const),
);
export const places = fc.array(place, { maxLength: 120 });

export function indexOf(list: readonly (readonly [number, number])[]) {
  return buildPointIndex(
    Float64Array.from(list, ([lon]) => lon),
    Float64Array.from(list, ([, lat]) => lat),
  );
}

function tileOf([lon, lat]: readonly [number, number], z: number): string {
  const last = 2 ** z - 1;
  const x = Math.min(last, Math.floor(mercatorX(lon) * 2 ** z));
  return `${x}/${Math.min(last, Math.floor(mercatorY(lat) * 2 ** z))}`;
}

/** Rows by tile, from the points alone. */
export function bruteTiles(list: readonly (readonly [number, number])[], z: number): Map<string, number[]> {
  const tiles = new Map<string, number[]>();
  list.forEach((point, row) => {
    const key = tileOf(point, z);
    tiles.set(key, [...(tiles.get(key) ?? []), row]);
  });
  return tiles;
}

export function layerOf(
  list: readonly (readonly [number, number])[],
  properties: readonly LayerProperty[] = [],
) {
  const ids = Float64Array.from(list, (_, row) => row * 7 + 1);
  return preparePointLayer({ name: 'stations', index: indexOf(list), ids, properties });
}

export function numberProperty(name: string, value: (row: number) => number | undefined): LayerProperty {
  return { name, kind: 'uint', value };
}

/** A fixed crowd around Jakarta with two dense spots. */
export function crowd(count: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => {
    const turn = i * 2.399963;
    const reach = (i % 3 === 0 ? 0.01 : 0.4) * Math.sqrt(i / count);
    return [106.8 + Math.cos(turn) * reach, -6.2 + Math.sin(turn) * reach];
  });
}
