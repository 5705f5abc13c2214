import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeLayers, decodePoints } from './bench/decode.ts';
import { bruteTiles, crowd, indexOf, layerOf, numberProperty, places, SEED } from './bench/places.ts';
import { encodePointTile, joinTiles, mercatorX, mercatorY, preparePointLayer, tileSlice } from './index.ts';

/** Within one grid unit. */
function expectNear(found: number | undefined, exact: number): void {
  expect(Math.abs((found ?? Number.NaN) - exact)).toBeLessThanOrEqual(1);
}

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
