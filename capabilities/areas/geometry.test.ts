import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Polygons, type Position, pack, unpack } from './boundary-bytes.ts';
import { type Centre, cellsAround } from './cells.ts';
import { dissolve } from './dissolve.ts';
import { contains, EARTH, INDONESIA, isFault, labelPoint, readGeometry, signedArea } from './geometry.ts';

const square = (x: number, y: number, size = 1): Position[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
];
const areaOf = (polygons: Polygons) =>
  polygons.reduce(
    (sum, rings) =>
      sum + rings.reduce((all, ring, i) => all + (i === 0 ? 1 : -1) * Math.abs(signedArea(ring)), 0),
    0,
  );

describe('packed boundaries', () => {
  const step = fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }).map((n) => n / 1e7);
  const polygons = fc.array(fc.array(fc.array(fc.tuple(step, step), { maxLength: 5 }), { maxLength: 3 }), {
    maxLength: 3,
  });

  it('come back as they were, whatever the sign and the distance', () => {
    fc.assert(
      fc.property(polygons, (given) => {
        // -0 and 0 are the same place.
        const plain = given.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x + 0, y + 0])));
        expect(unpack(pack(given))).toEqual(plain);
      }),
      { seed: 1 },
    );
  });

  it('that break off are not read as something else', () => {
    const packed = pack([[square(106, -6)]]);
    expect(() => unpack(packed.subarray(0, -1))).toThrow(RangeError);
    expect(() => unpack(Buffer.from([9, 1]))).toThrow(RangeError);
  });
});

describe('reading a geometry', () => {
  const closed = (ring: readonly Position[]) => [...ring, ring[0]];
  it.each([
    [
      'a line',
      {
        type: 'LineString',
        coordinates: [
          [106, -6],
          [107, -6],
        ],
      },
      'type',
    ],
    ['nothing', null, 'type'],
    ['a ring that stays open', { type: 'Polygon', coordinates: [square(106, -6)] }, 'not-closed'],
    [
      'a hole in the numbers',
      {
        type: 'Polygon',
        coordinates: [
          [
            [106, -6],
            [107, null],
            [107, -5],
            [106, -6],
          ],
        ],
      },
      'position',
    ],
    [
      'a ring without area',
      {
        type: 'Polygon',
        coordinates: [
          [
            [106, -6],
            [107, -6],
            [106, -6],
            [106, -6],
          ],
        ],
      },
      'empty',
    ],
    ['Europe', { type: 'Polygon', coordinates: [closed(square(5, 52))] }, 'outside'],
    ['latitude first', { type: 'Polygon', coordinates: [closed(square(-6, 106))] }, 'swapped'],
  ])('refuses %s', (_what, geometry, fault) => {
    expect(readGeometry(geometry, INDONESIA)).toMatchObject({ fault });
  });

  it('takes Europe when the whole earth is meant', () => {
    expect(isFault(readGeometry({ type: 'Polygon', coordinates: [closed(square(5, 52))] }, EARTH))).toBe(
      false,
    );
  });
});

describe('a point', () => {
  const ring: Polygons = [[square(0, 0, 4), square(1, 1, 2)]];
  it.each([
    [[0.5, 0.5], true],
    [[2, 2], false],
    [[5, 2], false],
  ] as const)('at %j lies inside: %s', (point, isInside) => {
    expect(contains(ring, point)).toBe(isInside);
  });

  it('for a label lies inside even where the centroid does not', () => {
    const horseshoe: Polygons = [
      [
        [
          [0, 0],
          [4, 0],
          [4, 4],
          [3, 4],
          [3, 1],
          [1, 1],
          [1, 4],
          [0, 4],
        ],
      ],
    ];
    expect(contains(horseshoe, labelPoint(horseshoe))).toBe(true);
    expect(contains(ring, labelPoint(ring))).toBe(true);
  });
});

describe('dissolving', () => {
  it('drops the border between neighbours and keeps the hole that nobody fills', () => {
    const ringOfEight: Polygons[] = [];
    for (let x = 0; x < 3; x += 1)
      for (let y = 0; y < 3; y += 1) if (x !== 1 || y !== 1) ringOfEight.push([[square(x, y)]]);
    const { polygons, sharedEdges } = dissolve(ringOfEight);
    expect(polygons.map((rings) => rings.length)).toEqual([2]);
    expect(sharedEdges).toBe(8);
    expect(areaOf(polygons)).toBeCloseTo(8, 9);
  });

  it('keeps apart what only touches in a corner, whichever way rings are wound', () => {
    const { polygons, sharedEdges } = dissolve([[[square(0, 0)]], [[[...square(1, 1)].reverse()]]]);
    expect({ count: polygons.length, sharedEdges }).toEqual({ count: 2, sharedEdges: 0 });
  });

  it('says that nothing was shared where vertices differ, and loses no area', () => {
    const { polygons, sharedEdges } = dissolve([
      [[square(0, 0)]],
      [
        [
          [
            [1, 0.5],
            [2, 0],
            [2, 1],
            [1, 0.9],
          ],
        ],
      ],
    ]);
    expect(sharedEdges).toBe(0);
    expect(areaOf(polygons)).toBeCloseTo(1.7, 9);
  });
});

describe('cells around centres', () => {
  const thousandth = (min: number, max: number) => fc.integer({ min, max }).map((n) => n / 1000);
  const centres = fc
    .uniqueArray(fc.tuple(thousandth(106_600, 106_900), thousandth(-6_300, -6_100)), {
      minLength: 1,
      maxLength: 60,
      selector: String,
    })
    .map((places) =>
      places.map(([lon, lat], i): Centre => ({ code: `31.73.${10 + (i % 8)}.${1001 + i}`, lon, lat })),
    );

  it('hold their own centre, do not overlap, and leave no gap to their union', () => {
    fc.assert(
      fc.property(centres, (given) => {
        const cells = cellsAround(given);
        expect(cells.size).toBe(given.length);
        for (const { code, lon, lat } of given) {
          const holding = [...cells].filter(([, cell]) => contains(cell, [lon, lat])).map(([key]) => key);
          expect(holding).toEqual([code]);
        }
        const sum = [...cells.values()].reduce((all, cell) => all + areaOf(cell), 0);
        const union = dissolve([...cells.values()]);
        expect(
          union.polygons
            .flatMap((rings) => rings.slice(1))
            .reduce((all, hole) => all + Math.abs(signedArea(hole)), 0),
        ).toBeLessThan(sum * 1e-6);
        expect(Math.abs(areaOf(union.polygons) - sum)).toBeLessThan(sum * 1e-6);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('of two far cities do not reach across the sea, and centres on one line or in one place get cells too', () => {
    const line = [0, 1, 2].map((i) => ({ code: `31.73.01.100${i}`, lon: 106.7 + i * 0.01, lat: -6.1 }));
    const twins = [0, 1].map((i) => ({ code: `53.71.01.100${i}`, lon: 123.6, lat: -10.177 }));
    const cells = cellsAround([...line, ...twins]);
    expect(cells.size).toBe(5);
    for (const cell of cells.values()) expect(areaOf(cell)).toBeLessThan(0.01);
  });
});
