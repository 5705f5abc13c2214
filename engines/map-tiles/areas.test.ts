import fc from 'fast-check';
import GeoJSONVT from 'geojson-vt';
import { describe, expect, test } from 'vitest';
import { fromGeojsonVt } from 'vt-pbf';
import { decodeLayers } from './bench/decode.ts';
import { randomFrom } from './bench/points-generator.ts';
import { type AreaFeature, encodeAreaTile, prepareAreas } from './index.ts';

type Point = readonly [number, number];
type Ring = Point[];

/** The way from a to b over wiggly points, the same in both directions; a stand-in for a surveyed border. */
function border(a: Point, b: Point, wiggle: number): Ring {
  const isForward = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
  const [from, to] = isForward ? [a, b] : [b, a];
  const random = randomFrom(Math.round(from[0] * 7919 + from[1] * 104729 + to[0] * 31 + to[1] * 17));
  const way = Array.from({ length: 25 }, (_, i): Point => {
    const t = i / 25;
    const sway = i === 0 ? 0 : wiggle * (random() - 0.5);
    return [
      from[0] + (to[0] - from[0]) * t + sway,
      from[1] + (to[1] - from[1]) * t + sway * (random() - 0.5),
    ];
  });
  return isForward ? way : [to, ...way.slice(1).reverse()];
}

/** Grid of areas with shared wiggly borders that together fill the square lon 100..110, lat -10..0; one has an enclave. */
function partition(side: number, wiggle: number): AreaFeature[] {
  const step = 10 / side;
  const corner = (i: number, j: number): Point => [100 + i * step, -10 + j * step];
  const isEdge = (a: Point, b: Point) =>
    [0, 1].some((k) => a[k] === b[k] && [100, 110, -10, 0].includes(a[k] ?? 1));
  const areas: AreaFeature[] = [];
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++) {
      const corners = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)];
      const outer = corners.flatMap((a, k) => {
        const b = corners[(k + 1) % 4] ?? a;
        return isEdge(a, b) ? [a] : border(a, b, wiggle);
      });
      const enclave = i === 0 && j === 0 ? [ringAround(100 + step / 2, -10 + step / 2, step / 5)] : [];
      areas.push({ id: 1 + i * side + j, polygons: [[outer, ...enclave]] });
      if (enclave.length > 0)
        areas.push({ id: 1000, polygons: [enclave.map((ring) => [...ring].reverse())] });
    }
  }
  return areas;
}

function ringAround(lon: number, lat: number, reach: number): Ring {
  return Array.from({ length: 60 }, (_, i) => {
    const turn = (i / 60) * 2 * Math.PI;
    return [lon + Math.cos(turn) * reach * (1 + 0.2 * Math.sin(9 * turn)), lat + Math.sin(turn) * reach];
  });
}

type Shape = {
  readonly id: number;
  readonly rings: number[];
  readonly points: number;
  readonly name: unknown;
};

/** Signed ring areas (grid units squared, y down: outer rings positive) of every feature, read by the decoder. */
function shapes(bytes: Uint8Array): Shape[] {
  return decodeLayers(bytes).flatMap((layer) =>
    Array.from({ length: layer.length }, (_, i) => {
      const feature = layer.feature(i);
      expect(feature.type).toBe(3);
      const rings = feature.loadGeometry();
      const points = rings.reduce((sum, ring) => sum + ring.length, 0);
      return { id: feature.id, rings: rings.map(areaOf), points, name: feature.properties.name };
    }),
  );
}

function areaOf(ring: readonly { readonly x: number; readonly y: number }[]): number {
  return ring.reduce((sum, p, i) => {
    const q = ring[(i + 1) % ring.length] ?? p;
    return sum + (p.x * q.y - q.x * p.y) / 2;
  }, 0);
}

const total = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0);
const encode = (set: ReturnType<typeof prepareAreas>, z: number, x: number, y: number, rest = {}) =>
  shapes(
    encodeAreaTile({
      set,
      layer: 'areas',
      z,
      x,
      y,
      properties: [{ name: 'name', kind: 'string', value: (row) => `area ${row}` }],
      ...rest,
    }),
  );

describe('area tiles', () => {
  test('areas that share borders fill a tile inside them exactly, without gap or overlap, at every zoom', () => {
    const set = prepareAreas(partition(6, 0.25));
    // Tiles that lie, with their buffer, wholly inside lon 100..110, lat -10..0.
    for (const [z, x, y] of [
      [7, 101, 65],
      [8, 202, 131],
      [9, 403, 261],
      [11, 1624, 1050],
      [14, 12900, 8400],
    ] as const) {
      for (const tolerance of [0, 3, 40]) {
        const filled = total(encode(set, z, x, y, { tolerance }).flatMap((shape) => shape.rings));
        expect(filled, `${z}/${x}/${y} tolerance ${tolerance}`).toBe((4096 + 128) ** 2);
      }
    }
  });

  test('simplification leaves fewer points and moves no shared border apart', () => {
    const set = prepareAreas(partition(6, 0.05));
    const fine = encode(set, 5, 25, 16, { tolerance: 0 });
    const coarse = encode(set, 5, 25, 16, { tolerance: 8 });
    const points = (list: readonly Shape[]) => total(list.map((shape) => shape.points));
    expect(points(coarse)).toBeLessThan(points(fine) / 2);
    expect(total(coarse.flatMap((shape) => shape.rings))).toBe(total(fine.flatMap((shape) => shape.rings)));
  });

  test('an enclave fills its hole at every tolerance', () => {
    const set = prepareAreas(partition(2, 0));
    for (const tolerance of [0, 3, 10, 60]) {
      const found = encode(set, 6, 49, 33, { tolerance });
      const hole = found.find((shape) => shape.id === 1)?.rings.find((area) => area < 0) ?? Number.NaN;
      expect(hole).toBe(-(found.find((shape) => shape.id === 1000)?.rings[0] ?? Number.NaN));
      expect(hole).toBeLessThan(0);
    }
  });

  test('outer rings wind positive and holes negative whatever the winding of the source', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 9 }), fc.boolean(), fc.boolean(), (z, flipOuter, flipHole) => {
        const outer = ringAround(106.8, -6.2, 3);
        const hole = ringAround(106.8, -6.2, 1);
        const set = prepareAreas([
          { id: 5, polygons: [[flipOuter ? outer.reverse() : outer, flipHole ? hole.reverse() : hole]] },
        ]);
        const [x, y] = [Math.floor((106.8 / 360 + 0.5) * 2 ** z), Math.floor(0.5172 * 2 ** z)];
        for (const shape of encode(set, z, x, y)) {
          expect(shape.rings[0]).toBeGreaterThan(0);
          for (const area of shape.rings.slice(1)) expect(area).toBeLessThan(0);
        }
      }),
      { seed: 42, numRuns: 60 },
    );
  });

  test('each area covers as much of a tile as geojson-vt gives it', () => {
    const areas = partition(6, 0.25);
    const set = prepareAreas(areas);
    const peer = new GeoJSONVT(
      {
        type: 'FeatureCollection',
        features: areas.map((area) => ({
          type: 'Feature',
          id: area.id,
          properties: {},
          geometry: {
            type: 'MultiPolygon',
            coordinates: area.polygons.map((polygon) => polygon.map(closed)),
          },
        })),
      },
      { maxZoom: 14, tolerance: 0, buffer: 64, indexMaxZoom: 0 },
    );
    let compared = 0;
    for (const [z, x, y] of [
      [4, 12, 8],
      [5, 25, 16],
      [6, 50, 32],
      [7, 101, 65],
      [9, 403, 261],
    ] as const) {
      const ours = new Map(
        encode(set, z, x, y, { tolerance: 0 }).map((shape) => [shape.id, total(shape.rings)]),
      );
      const tile = peer.getTile(z, x, y) ?? { features: [] };
      for (const shape of shapes(fromGeojsonVt({ areas: tile }, { version: 2, extent: 4096 }))) {
        const theirs = total(shape.rings);
        // Rounding of vertices: within half a grid unit along a border of at most four tile sides.
        expect(Math.abs((ours.get(shape.id) ?? 0) - theirs)).toBeLessThanOrEqual(
          Math.max(64, theirs * 0.002),
        );
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(50);
  });

  test('a tile away from all areas is empty, one inside an area is its whole square', () => {
    const set = prepareAreas([{ id: 9, polygons: [[ringAround(106.8, -6.2, 3)]] }]);
    expect(encodeAreaTile({ set, layer: 'areas', z: 8, x: 0, y: 0, properties: [] })).toEqual(
      new Uint8Array(0),
    );
    expect(encode(set, 12, 3263, 2118, { buffer: 0 })).toEqual([
      { id: 9, rings: [4096 ** 2], points: 5, name: 'area 0' },
    ]);
  });

  test('rings without area go: too few points, too small for the grid, and the holes of such rings', () => {
    const speck = ringAround(106.8, -6.2, 1e-5);
    const line: Ring = [
      [106, -6],
      [107, -6],
      [106, -6],
    ];
    const set = prepareAreas([
      { id: 1, polygons: [[line], [speck, ringAround(106.8, -6.2, 0.5)]] },
      { id: 2, polygons: [[ringAround(106.8, -6.2, 1)]] },
    ]);
    expect(encode(set, 6, 50, 33).map((shape) => [shape.id, shape.rings.length])).toEqual([[2, 1]]);
  });

  test('properties follow their area, whichever areas the tile holds', () => {
    const areas = partition(6, 0.1);
    for (const shape of encode(prepareAreas(areas), 7, 101, 65)) {
      expect(shape.name).toBe(`area ${areas.findIndex((area) => area.id === shape.id)}`);
    }
  });

  test('a coordinate off the map is refused by the place of its area', () => {
    const bad: Ring = [
      [106, -6],
      [107, -6],
      [Number.NaN, -7],
    ];
    expect(() =>
      prepareAreas([
        { id: 1, polygons: [] },
        { id: 2, polygons: [[bad]] },
      ]),
    ).toThrow('area 1: longitude NaN');
  });
});

function closed(ring: readonly (readonly number[])[]): number[][] {
  return [...ring, ring[0] ?? []].map((point) => [...point]);
}
