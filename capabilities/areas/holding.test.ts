import { describe, expect, it } from 'vitest';
import { levelOf, parentOf } from '#shared/area-code.ts';
import { pack } from './boundary-bytes.ts';
import { judge } from './holding.ts';
import type { DrawnArea } from './store.ts';
import { buildTerritory } from './territory.ts';

type Corners = readonly [west: number, south: number, east: number, north: number];

function area(code: string, box: Corners | null, source = 'kelurahan'): DrawnArea {
  const [west, south, east, north] = box ?? [0, 0, 0, 0];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ] as const;
  return {
    ...{ code, name: code, level: levelOf(code) ?? 'village', parent: parentOf(code) },
    ...{ lon: box ? (west + east) / 2 : null, lat: box ? (south + north) / 2 : null },
    ...{ geometry: box ? pack([[ring]]) : null, source: box ? source : null },
  };
}

// Two districts of one city, side by side; the second has two villages. East of them lies another city.
const villages = [
  area('36.71.01.1001', [0, 0, 1, 1]),
  area('36.71.02.1001', [1, 0, 2, 1]),
  area('36.71.02.1002', [2, 0, 3, 1]),
  area('36.74.01.1001', [3, 0, 4, 1]),
];
const above = ['36', '36.71', '36.71.01', '36.71.02', '36.74', '36.74.01'].map((code) => area(code, null));
const codes = ['36.71.02.1001', '36.71.02', '36.71'];

function holdsAt(rows: readonly DrawnArea[], lon: number) {
  const { areas } = judge(buildTerritory('v', rows), [lon, 0.5], codes);
  return areas.map(({ holds, by }) => `${holds ? 'in' : 'out'} by ${by}`);
}

describe('whether areas hold a point', () => {
  it.each([
    [1.5, ['in by village', 'in by village', 'in by village']],
    [2.5, ['out by village', 'in by village', 'in by village']],
    [0.5, ['out by village', 'out by village', 'in by village']],
    [3.5, ['out by village', 'out by village', 'out by village']],
    // Nowhere: all their villages have boundaries, so this is outside of them.
    [9.5, ['out by village', 'out by village', 'out by village']],
  ])('at %d is judged by villages alone: %o', (lon, held) => {
    expect(holdsAt([...above, ...villages], lon)).toEqual(held);
  });

  it('is judged by the boundary of its own where a district or city has one, even against its villages', () => {
    const coarse = [area('36.71.02', [0.4, 0, 3, 1], 'kecamatan'), area('36.71', [0, 0, 2.8, 1], 'kota')];
    const rows = [...above.filter(({ code }) => !/^36\.71(\.02)?$/.test(code)), ...coarse, ...villages];
    expect(holdsAt(rows, 0.5)).toEqual(['out by village', 'in by district', 'in by regency']);
    expect(holdsAt(rows, 2.9)).toEqual(['out by village', 'in by district', 'out by regency']);
    const { located, areas } = judge(buildTerritory('v', rows), [0.5, 0.5], codes);
    expect(located).toEqual({ code: '36.71.01.1001', approximate: false });
    expect(areas.map(({ source }) => source)).toEqual(['kelurahan', 'kecamatan', 'kota']);
    // The map goes on being made of villages: the district's own, coarser outline must not replace them.
    const drawn = (from: readonly DrawnArea[]) => buildTerritory('v', from).shapeOf('36.71.02')?.polygons;
    expect(drawn(rows)).toEqual(drawn([...above, ...villages]));
  });

  it('stays open where a boundary is missing that could hold the point', () => {
    const without = villages.map((row) => (row.code === '36.71.02.1001' ? area(row.code, null) : row));
    expect(holdsAt([...above, ...without], 1.5)).toEqual(['out by null', 'out by null', 'out by null']);
    // Where a loaded neighbour holds it, it is not here.
    expect(holdsAt([...above, ...without], 2.5)).toEqual([
      'out by village',
      'in by village',
      'in by village',
    ]);
  });
});
