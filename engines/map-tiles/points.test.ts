import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeLayers, decodePoints } from './bench/decode.ts';
import {
  buildPointIndex,
  encodePointTile,
  joinTiles,
  type LayerProperty,
  MAX_LATITUDE,
  mercatorX,
  mercatorY,
  preparePointLayer,
  queryBox,
  tileSlice,
} from './index.ts';

const SEED = { seed: 42, numRuns: 150 };

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
const places = fc.array(place, { maxLength: 120 });

function indexOf(list: readonly (readonly [number, number])[]) {
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
function bruteTiles(list: readonly (readonly [number, number])[], z: number): Map<string, number[]> {
  const tiles = new Map<string, number[]>();
  list.forEach((point, row) => {
    const key = tileOf(point, z);
    tiles.set(key, [...(tiles.get(key) ?? []), row]);
  });
  return tiles;
}

function layerOf(list: readonly (readonly [number, number])[], properties: readonly LayerProperty[] = []) {
  const ids = Float64Array.from(list, (_, row) => row * 7 + 1);
  return preparePointLayer({ name: 'stations', index: indexOf(list), ids, properties });
}

function numberProperty(name: string, value: (row: number) => number | undefined): LayerProperty {
  return { name, kind: 'uint', value };
}

/** Within one grid unit. */
function expectNear(found: number | undefined, exact: number): void {
  expect(Math.abs((found ?? Number.NaN) - exact)).toBeLessThanOrEqual(1);
}

/** A fixed crowd around Jakarta with two dense spots. */
function crowd(count: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => {
    const turn = i * 2.399963;
    const reach = (i % 3 === 0 ? 0.01 : 0.4) * Math.sqrt(i / count);
    return [106.8 + Math.cos(turn) * reach, -6.2 + Math.sin(turn) * reach];
  });
}

describe('point index', () => {
  test('the slice of a tile holds exactly the points of the tile, at every zoom', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 0, max: 24 }), (list, z) => {
        const index = indexOf(list);
        let seen = 0;
        for (const [key, rows] of bruteTiles(list, z)) {
          const [x = 0, y = 0] = key.split('/').map(Number);
          const { start, end } = tileSlice(index, z, x, y);
          expect([...index.order.subarray(start, end)].sort((a, b) => a - b)).toEqual(rows);
          seen += end - start;
        }
        expect(seen).toBe(list.length);
      }),
      SEED,
    );
  });

  test('the tiles of one zoom divide all points among them without gap or overlap', () => {
    const index = indexOf(crowd(500));
    let next = 0;
    const slices = [];
    for (let x = 0; x < 16; x++) for (let y = 0; y < 16; y++) slices.push(tileSlice(index, 4, x, y));
    slices.sort((a, b) => a.start - b.start || a.end - b.end);
    for (const { start, end } of slices) {
      expect(start).toBe(next);
      next = end;
    }
    expect(next).toBe(500);
  });

  test('points at one place keep the order of their rows', () => {
    const index = indexOf([
      [1, 1],
      [106, -6],
      [1, 1],
      [106, -6],
      [1, 1],
    ]);
    const { start, end } = tileSlice(index, 0, 0, 0);
    expect([...index.order.subarray(start, end)].filter((row) => row % 2 === 0)).toEqual([0, 2, 4]);
    expect([...index.order.subarray(start, end)].filter((row) => row % 2 === 1)).toEqual([1, 3]);
  });

  test('a box query finds the rows a plain filter finds, edges included', () => {
    const edge = fc.oneof(
      fc.integer({ min: -16, max: 16 }).map((i) => i * 11.25),
      fc.double({ min: -180, max: 180, noNaN: true }),
    );
    const lat = fc.oneof(
      fc.constantFrom(0, 1, -6.2, 66.51326044311186),
      fc.double({ min: -90, max: 90, noNaN: true }),
    );
    fc.assert(
      fc.property(places, edge, edge, lat, lat, (list, west, east, a, b) => {
        const south = Math.min(a, b);
        const north = Math.max(a, b);
        const isBetween = (lon: number) =>
          west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
        const expected = list.flatMap(([lon, lat], row) =>
          isBetween(lon) && lat >= south && lat <= north ? [row] : [],
        );
        expect(queryBox(indexOf(list), west, south, east, north).sort((p, q) => p - q)).toEqual(expected);
      }),
      { ...SEED, numRuns: 400 },
    );
  });

  test.each([
    [[Number.NaN, 0], 'row 1: longitude NaN'],
    [[180.001, 0], 'row 1: longitude 180.001'],
    [[0, 85.06], 'row 1: latitude 85.06'],
    [[0, Number.NaN], 'row 1: latitude NaN'],
  ] as const)('a point off the map is refused by its row: %j', (bad, message) => {
    expect(() => indexOf([[106, -6], bad])).toThrow(message);
  });

  test('a tile that does not exist is refused', () => {
    expect(() => tileSlice(indexOf([]), 3, 8, 0)).toThrow('no such tile: 3/8/0');
  });
});

describe('point tiles', () => {
  test('an independent decoder reads back every id, property and place within one grid unit', () => {
    const names = ['Kelurahan Ķ', '', 'Sukabumi 🗳', 'TPS'];
    const voters = (row: number) => (row % 5 === 0 ? undefined : (row % 3) * 2 ** 33);
    // So many that the lengths of feature and tags take two bytes.
    const many = Array.from({ length: 70 }, (_, i) => numberProperty(`p${i}`, () => i * 1e9));
    fc.assert(
      fc.property(places, fc.integer({ min: 0, max: 18 }), fc.boolean(), (list, z, isLong) => {
        const layer = layerOf(list, [
          numberProperty('voters', voters),
          { name: 'name', kind: 'string', value: (row) => names[row % 4] },
          ...(isLong ? many : []),
        ]);
        for (const [key, rows] of bruteTiles(list, z)) {
          const [x = 0, y = 0] = key.split('/').map(Number);
          const tile = encodePointTile({ layer, z, x, y });
          const decoded = decodePoints(tile.bytes);
          expect([...decoded.keys()].sort((a, b) => a - b)).toEqual(rows.map((row) => row * 7 + 1));
          expect(tile).toMatchObject({ features: rows.length, dropped: 0 });
          for (const row of rows) {
            const point = decoded.get(row * 7 + 1);
            const [lon, lat] = list[row] ?? [0, 0];
            expectNear(point?.x, (mercatorX(lon) * 2 ** z - x) * 4096);
            expectNear(point?.y, (mercatorY(lat) * 2 ** z - y) * 4096);
            const properties: Record<string, string | number> = JSON.parse(point?.properties ?? '{}');
            expect(properties.voters).toBe(voters(row));
            expect(properties.name).toBe(names[row % 4]);
            expect(properties.p39).toBe(isLong ? 39e9 : undefined);
          }
        }
      }),
      { ...SEED, numRuns: 60 },
    );
  });

  test('the layer says version 2, its name and its extent', () => {
    const [layer] = decodeLayers(
      encodePointTile({ layer: layerOf([[0, 0]]), z: 0, x: 0, y: 0, extent: 512 }).bytes,
    );
    expect(layer).toMatchObject({ version: 2, name: 'stations', extent: 512, length: 1 });
    expect(layer?.feature(0).loadGeometry()).toMatchObject([[{ x: 256, y: 256 }]]);
  });

  test('a value belongs to the feature in every tile, whichever tile was encoded before', () => {
    const list = crowd(300);
    const layer = layerOf(list, [{ name: 'row', kind: 'uint', value: (row) => row }]);
    for (let round = 0; round < 2; round++) {
      for (const [key] of bruteTiles(list, 12)) {
        const [x = 0, y = 0] = key.split('/').map(Number);
        for (const [id, point] of decodePoints(encodePointTile({ layer, z: 12, x, y }).bytes)) {
          expect(point.properties).toBe(JSON.stringify({ row: (id - 1) / 7 }));
        }
      }
    }
  });

  test('a buffer adds exactly the neighbours within it', () => {
    const list = crowd(800);
    const layer = layerOf(list);
    const [z, x, y, buffer] = [11, 1631, 1059, 300];
    const decoded = decodePoints(encodePointTile({ layer, z, x, y, buffer }).bytes);
    const inside = list.flatMap(([lon, lat], row) => {
      const px = (mercatorX(lon) * 2 ** z - x) * 4096;
      const py = (mercatorY(lat) * 2 ** z - y) * 4096;
      return Math.min(px, py) >= -buffer && Math.max(px, py) < 4096 + buffer ? [row * 7 + 1] : [];
    });
    expect([...decoded.keys()].sort((a, b) => a - b)).toEqual(inside);
    expect(inside.length).toBeGreaterThan(encodePointTile({ layer, z, x, y }).features);
    expect([...decoded.values()].some((point) => point.x < 0 || point.y < 0)).toBe(true);
  });

  test('a limit says how many points it dropped, keeps every quarter of the map, and a kept point stays on zooming in', () => {
    const list = crowd(4000);
    const layer = layerOf(list);
    let above: number[] | undefined;
    for (const z of [0, 5, 9, 10, 11]) {
      const [x, y] = [Math.floor(mercatorX(106.8) * 2 ** z), Math.floor(mercatorY(-6.2) * 2 ** z)];
      const { start, end } = tileSlice(layer.index, z, x, y);
      const tile = encodePointTile({ layer, z, x, y, limit: 100 });
      const kept = [...decodePoints(tile.bytes).keys()].sort((a, b) => a - b);
      expect(tile).toMatchObject({
        features: Math.min(100, end - start),
        dropped: Math.max(0, end - start - 100),
      });
      expect(kept.length).toBe(tile.features);
      for (const part of [0, 1, 2, 3]) {
        const quarter = tileSlice(layer.index, z + 1, x * 2 + (part & 1), y * 2 + (part >> 1));
        const share = ((quarter.end - quarter.start) / (end - start)) * tile.features;
        const shown = kept.filter((id) =>
          [...layer.index.order.subarray(quarter.start, quarter.end)].includes((id - 1) / 7),
        );
        expect(Math.abs(shown.length - share)).toBeLessThanOrEqual(0.1 * share + 2);
      }
      const ours = new Set([...layer.index.order.subarray(start, end)].map((row) => row * 7 + 1));
      expect(kept).toEqual(expect.arrayContaining((above ?? []).filter((id) => ours.has(id))));
      above = kept;
    }
  });

  test('the same input gives the same bytes, and an empty tile gives none', () => {
    const layer = layerOf(crowd(200), [{ name: 'n', kind: 'uint', value: (row) => row % 9 }]);
    const once = encodePointTile({ layer, z: 8, x: 203, y: 132, limit: 20 });
    expect(encodePointTile({ layer, z: 8, x: 203, y: 132, limit: 20 })).toEqual(once);
    expect(once.features).toBe(20);
    expect(encodePointTile({ layer, z: 8, x: 0, y: 0 })).toEqual({
      bytes: new Uint8Array(0),
      features: 0,
      dropped: 0,
    });
    expect(encodePointTile({ layer, z: 0, x: 0, y: 0, limit: 0 })).toMatchObject({
      features: 0,
      dropped: 200,
    });
  });

  test('joined tiles carry both layers', () => {
    const index = indexOf([[1, 1]]);
    const parts = ['a', 'b'].map((name) =>
      encodePointTile({
        layer: preparePointLayer({ name, index, ids: Float64Array.of(2 ** 40), properties: [] }),
        z: 0,
        x: 0,
        y: 0,
      }),
    );
    const layers = decodeLayers(joinTiles(parts.map((part) => part.bytes)));
    expect(layers.map((layer) => [layer.name, layer.feature(0).id])).toEqual([
      ['a', 2 ** 40],
      ['b', 2 ** 40],
    ]);
  });

  test('ids and values that cannot be written are refused', () => {
    const index = indexOf([[1, 1]]);
    const prepare = (id: number, value: number) =>
      preparePointLayer({
        name: 'l',
        index,
        ids: Float64Array.of(id),
        properties: [{ name: 'n', kind: 'uint', value: () => value }],
      });
    expect(() => prepare(-1, 1)).toThrow('row 0: -1 is not a feature id');
    expect(() => prepare(1, 1.5)).toThrow('not an unsigned whole number: 1.5');
  });
});
