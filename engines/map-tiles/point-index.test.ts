import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bruteTiles, crowd, indexOf, places, SEED } from './bench/places.ts';
import { queryBox, tileSlice } from './index.ts';

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
        expect(queryBox(indexOf(list), { west, south, east, north }).sort((p, q) => p - q)).toEqual(expected);
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
