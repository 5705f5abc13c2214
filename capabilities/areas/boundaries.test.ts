import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import * as contract from './contract.ts';
import * as doors from './import-contract.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const source = 'berkas uji';
const text = (...lines: string[]) => Buffer.from(lines.join('\n'), 'utf8');
const square = (lon: number, lat: number, size = 0.01) => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
];
const feature = (kode: string, ...rings: number[][][]) =>
  JSON.stringify({
    type: 'Feature',
    properties: { kode, nama: kode },
    geometry: { type: 'Polygon', coordinates: rings },
  });

const check = (who: ReturnType<House['as']>, body: Uint8Array, door = doors.importNames) =>
  who.ask(door, { query: { id: randomUUID(), source }, body });
async function load(who: ReturnType<House['as']>, body: Uint8Array, door = doors.importNames) {
  const checked = await check(who, body, door);
  return who.ask(doors.applyImport, { params: { importId: checked.importId }, body: {} });
}

describe('boundaries', () => {
  it('are drawn, located and attributed; where there is none, cells stand in and say so', async () => {
    const officer = house.as({ role: 'karendalops' });
    await load(
      officer,
      text(
        'code,name,lat,lon',
        '51,Bali,,',
        '51.01,A,,',
        '51.01.01,A,,',
        '51.01.01.1001,Satu,-8.495,115.005',
        '51.01.01.1002,Dua,-8.495,115.015',
        '51.01.02,B,,',
        '51.01.02.1001,Tiga,-8.495,115.055',
      ),
    );
    const point = { lon: 115.016, lat: -8.494 };
    expect(await officer.ask(contract.locatePoint, { query: point })).toEqual({
      code: '51.01.01.1002',
      name: 'Dua',
      approximate: true,
    });

    const lines = [
      feature('51.01.01.1001', square(115, -8.5)),
      feature('51.01.01.1002', square(115.01, -8.5)),
    ];
    await load(officer, gzipSync(text(...lines)), doors.importBoundaries);
    expect(await officer.ask(contract.locatePoint, { query: point })).toEqual({
      code: '51.01.01.1002',
      name: 'Dua',
      approximate: false,
    });
    const outside = await officer.ask(contract.locatePoint, { query: { lon: 120, lat: -3 } });
    expect(outside).toEqual({ code: null, name: null, approximate: false });

    const outline = await officer.fetch('/api/areas/51.01.01/outline');
    const district = JSON.parse(await outline.text());
    expect(district.properties).toMatchObject({
      approximate: false,
      dissolved: true,
      attribution: [{ source, areas: 2 }],
    });
    expect(district.geometry.coordinates).toHaveLength(1);
    expect(district.geometry.coordinates[0]).toHaveLength(1);
    const map = await officer.ask(contract.readMap, { query: { within: '51' } });
    expect(map).toMatchObject({ loaded: 2, cells: 1, sources: [{ source, areas: 2 }] });
    const card = await officer.ask(contract.readArea, { params: { code: '51.01' } });
    expect(card).toMatchObject({ zone: 'WITA', zoneSource: 'Keppres 41/1987', outline: 'cell', children: 2 });
  });

  it('reach the map as tiles for whoever is signed in, and for nobody else', async () => {
    const reader = house.as({ role: 'field-officer', areas: ['31.73'] });
    const { version } = await reader.ask(contract.readMap, {});
    const z = 12;
    const x = Math.floor(((115.01 + 180) / 360) * 2 ** z);
    const y = Math.floor((0.5 - Math.asinh(Math.tan((-8.495 * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** z);
    const tile = await reader.fetch(`/api/tiles/areas/${z}/${x}/${y}?v=${version}`);
    const bytes = Buffer.from(await tile.arrayBuffer());
    expect(tile.headers.get('content-type')).toContain('mapbox-vector-tile');
    expect(tile.headers.get('cache-control')).toContain('immutable');
    expect(bytes.includes('51.01.01.1002') && bytes.includes('approximate')).toBe(true);
    expect((await reader.fetch(`/api/tiles/areas/2/4/0`)).status).toBe(404);
    expect((await house.stranger.fetch(`/api/tiles/areas/${z}/${x}/${y}`)).status).toBe(401);
  });

  it('of a FeatureCollection are read in pieces; each broken feature is named with its remedy', async () => {
    const officer = house.as({ role: 'karendalops' });
    const open = square(115, -8.5).slice(0, 4);
    const swapped = square(115, -8.5).map(([lon = 0, lat = 0]) => [lat, lon]);
    const features = [
      feature('51.01.01.1001', square(115, -8.5)).replace('"nama":"51.01.01.1001"', '"nama":"a \\" ] } {"'),
      feature('51.01.01.1002', open),
      feature('51.01.02.1001', swapped),
      feature('5101011001', square(115, -8.5)),
      feature('51.09.01.1001', square(115, -8.5)),
      JSON.stringify({
        type: 'Feature',
        properties: { kode: '51.01.02.1001' },
        geometry: { type: 'Point', coordinates: [115, -8] },
      }),
    ];
    const collection = `{"type": "FeatureCollection", "crs": {"a": [1]}, "features": [${features.join(', ')}], "more": [{}]}`;
    const checked = await check(officer, text(collection), doors.importBoundaries);
    expect(checked).toMatchObject({ accepted: 1, changed: 0, unchanged: 1, refused: 5 });
    expect(checked.errors.map((error) => [error.row, error.code])).toEqual([
      [2, 'areas.row.geometry-not-closed'],
      [3, 'areas.row.geometry-swapped'],
      [4, 'areas.row.code-form'],
      [5, 'areas.row.code-unknown'],
      [6, 'areas.row.geometry-type'],
    ]);
    const lines = text(
      features[0] ?? '',
      '{"type":"Feature","properties":{"kode',
      feature('51.01.02.1001', square(115.05, -8.5)),
    );
    const byLine = await check(officer, lines, doors.importBoundaries);
    expect(byLine.errors.map((error) => [error.row, error.code])).toEqual([[2, 'areas.row.json']]);
    expect(byLine.accepted).toBe(2);
    await officer.refused(doors.importBoundaries, 'areas.file-unreadable', {
      query: { id: randomUUID(), source },
      body: text(collection.slice(0, -30)),
    });
  });

  it('under an old code are told which code came after it', async () => {
    const officer = house.as({ role: 'karendalops' });
    await load(
      officer,
      text('old,new,reason', '51.08.01.1001,51.01.01.1001,pemekaran'),
      doors.importSuccessors,
    );
    const checked = await check(
      officer,
      text(feature('51.08.01.1001', square(115, -8.5))),
      doors.importBoundaries,
    );
    expect(checked.errors[0]?.code).toBe('areas.row.code-old');
    expect(checked.errors[0]?.message.id).toContain('51.01.01.1001');
    const card = await officer.ask(contract.readArea, { params: { code: '51.01.01.1001' } });
    expect(card.predecessors).toEqual([
      { from: '51.08.01.1001', to: '51.01.01.1001', reason: 'pemekaran', source },
    ]);
  });
});
