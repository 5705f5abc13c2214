import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
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

describe('names of areas', () => {
  it('are checked first, then applied, then taken back, and nothing changes before it is said', async () => {
    const officer = house.as({ role: 'karendalops' });
    const checked = await check(officer, text('code,name', '97,Uji', '97.01,Kota Uji'));
    expect(checked).toMatchObject({ accepted: 2, added: 2, changed: 0, refused: 0, state: 'checked' });
    const before = await officer.ask(contract.listAreas, { query: { q: 'Kota Uji' } });
    expect(before.total).toBe(0);

    await officer.ask(doors.applyImport, { params: { importId: checked.importId }, body: {} });
    const after = await officer.ask(contract.listAreas, { query: { q: 'Kota Uji' } });
    expect(after.rows[0]).toMatchObject({ code: '97.01', level: 'regency', parent: '97', parentName: 'Uji' });

    const again = { params: { importId: checked.importId }, body: {} };
    await officer.refused(doors.applyImport, 'areas.import-not-checked', again);
    await officer.ask(doors.undoImport, again);
    expect((await officer.ask(contract.listAreas, { query: { q: 'Kota Uji' } })).total).toBe(0);
    await officer.refused(doors.undoImport, 'areas.import-not-applied', again);
  });

  it('are not taken back while other areas lean on them, nor after a later import changed them', async () => {
    const officer = house.as({ role: 'karendalops' });
    const first = await load(officer, text('code,name', '98,Lama'));
    const second = await load(officer, text('code,name', '98.01,Anak'));
    const third = await load(officer, text('code,name', '98,Baru'));
    await officer.refused(doors.undoImport, 'areas.import-overwritten', {
      params: { importId: first.importId },
      body: {},
    });
    await officer.ask(doors.undoImport, { params: { importId: third.importId }, body: {} });
    expect((await officer.ask(contract.readArea, { params: { code: '98' } })).name).toBe('Lama');
    await officer.refused(doors.undoImport, 'areas.import-in-use', {
      params: { importId: first.importId },
      body: {},
    });
    await officer.ask(doors.undoImport, { params: { importId: second.importId }, body: {} });
    await officer.ask(doors.undoImport, { params: { importId: first.importId }, body: {} });
    await officer.refused(contract.readArea, 'not-found', { params: { code: '98' } });
  });

  it('are refused when others changed the register since the check', async () => {
    const officer = house.as({ role: 'karendalops' });
    const checked = await check(officer, text('code,name', '89,Nanti'));
    await load(officer, text('code,name', '88,Dahulu'));
    const problem = await officer.refused(doors.applyImport, 'areas.import-stale', {
      params: { importId: checked.importId },
      body: {},
    });
    expect(problem.status).toBe(409);
  });

  it.each([
    ['Latin-1', Buffer.from('kode;nama\n12;Kab\xe9\n', 'latin1'), '12', 'Kabé'],
    ['a byte order mark and tabs', Buffer.from('\ufeffkode\tnama\r\n12\tTab\r\n', 'utf8'), '12', 'Tab'],
    [
      'quoted line breaks and blank rows',
      text('kode,nama,catatan', '12,"Utara","dua', 'baris"', ',,', ''),
      '12',
      'Utara',
    ],
    ['gzip', gzipSync(text('kode,nama', '12,Padat')), '12', 'Padat'],
  ])('are read from %s', async (_what, body, code, name) => {
    const checked = await check(house.as({ role: 'karendalops' }), body);
    expect(checked).toMatchObject({ accepted: 1, refused: 0 });
    expect(checked.sample[0]).toMatchObject({ key: code, name });
  });

  it('are answered row by row with the remedy: dots, duplicates, parents, places, levels', async () => {
    const body = text(
      'code,name,level,lat,lon',
      '13,Sumbar,province,,',
      '1301,Tanpa titik,,,',
      '13.02,Dua kali,,,',
      '13.02,Dua kali,,,',
      '13.03.01,Tanpa induk,,,',
      '13.04,Tertukar,,100.5,-1.2',
      '13.05,Jauh,,51.5,0.1',
      '13.06,Tingkat,village,,',
      '13.07,,,,',
      'x,Huruf,,,',
    );
    const { errors, accepted, refused } = await check(house.as({ role: 'karendalops' }), body);
    expect({ accepted, refused }).toEqual({ accepted: 1, refused: 9 });
    expect(errors.map((error) => [error.row, error.code])).toEqual([
      [3, 'areas.row.code-form'],
      [4, 'areas.row.duplicate'],
      [5, 'areas.row.duplicate'],
      [6, 'areas.row.parent-unknown'],
      [7, 'areas.row.swapped'],
      [8, 'areas.row.outside'],
      [9, 'areas.row.level'],
      [10, 'areas.row.name-empty'],
      [11, 'areas.row.code-form'],
    ]);
    expect(errors[0]?.message.id).toContain('13.01');
    expect(errors[1]?.message.en).toContain('row 5');
  });

  it('with 5,000 errors show 200 and give all of them as CSV, and with a missing column name it', async () => {
    const officer = house.as({ role: 'karendalops' });
    const rows = Array.from({ length: 5_000 }, (_, i) => `x${i},Salah`);
    const checked = await check(officer, text('code,name', ...rows));
    expect(checked).toMatchObject({ errorCount: 5_000, refused: 5_000, accepted: 0 });
    expect(checked.errors).toHaveLength(200);
    const csv = await officer.try(doors.readImportErrors, { params: { importId: checked.importId } });
    expect(csv.bytes.toString('utf8').trim().split('\r\n')).toHaveLength(5_001);
    const missing = { query: { id: randomUUID(), source }, body: text('kode,luas', '12,3') };
    const problem = await officer.refused(doors.importNames, 'areas.column-missing', missing);
    expect(problem.detail.id).toContain('"name"');
  });

  it('are refused early: too large, unpacking without end, damaged gzip, broken quotes', async () => {
    const officer = house.as({ role: 'karendalops' });
    const send = (body: Uint8Array) => ({ query: { id: randomUUID(), source }, body });
    await officer.refused(doors.importNames, 'input.too-large', send(Buffer.alloc(26 * 1024 * 1024, 0x61)));
    await officer.refused(
      doors.importNames,
      'areas.file-unpacks-too-large',
      send(gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x61))),
    );
    await officer.refused(
      doors.importNames,
      'areas.file-unreadable',
      send(gzipSync(text('code,name', '12,A')).subarray(0, 20)),
    );
    await officer.refused(doors.importNames, 'areas.file-unreadable', send(text('code,name', '12,"A')));
  });

  it('are nobody else’s to change: by role, by area, and unseen', async () => {
    const stranger = house.stranger;
    const asked = () => ({ query: { id: randomUUID(), source }, body: text('code,name', '12,A') });
    await stranger.refused(doors.importNames, 'session.required', asked());
    await house.as({ role: 'liaison' }).refused(doors.importNames, 'not-found', asked());
    const local = house.as({ role: 'karendalops', areas: ['14.01'] });
    const checked = await check(local, text('code,name', '14,Riau', '14.01,Kampar', '14.02,Indragiri'));
    expect(checked.errors.map((error) => [error.row, error.code])).toEqual([[4, 'areas.row.not-yours']]);
    expect(checked.added).toBe(2);
    const wide = await check(house.as({ role: 'karendalops' }), text('code,name', '15,Jambi'));
    await local.refused(doors.applyImport, 'not-found', { params: { importId: wide.importId }, body: {} });
  });

  it('sent twice with one id are one import; the same id with another file is refused', async () => {
    const officer = house.as({ role: 'karendalops' });
    const id = randomUUID();
    const body = text('code,name', '16,Sumsel');
    const first = await officer.ask(doors.importNames, { query: { id, source }, body });
    expect(await officer.ask(doors.importNames, { query: { id, source }, body })).toEqual(first);
    await officer.refused(doors.importNames, 'areas.import-id-reused', {
      query: { id, source },
      body: text('code,name', '17,Bengkulu'),
    });
  });
});

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

describe('time zones and code lists', () => {
  it('let a regency differ from its province', async () => {
    const officer = house.as({ role: 'karendalops' });
    await load(officer, text('code,name', '61,Kalbar', '61.01,Sambas', '61.02,Mempawah'));
    await officer.ask(contract.setZone, { params: { code: '61.01' }, body: { zone: 'WITA', source: 'uji' } });
    const listed = await officer.ask(contract.listAreas, {
      query: { where: JSON.stringify([{ field: 'parent', is: 'eq', value: '61' }]) },
    });
    expect(listed.rows.map((row) => [row.code, row.zone])).toEqual([
      ['61.01', 'WITA'],
      ['61.02', 'WIB'],
    ]);
    const elsewhere = house.as({ role: 'karendalops', areas: ['31'] });
    await elsewhere.refused(contract.setZone, 'not-found', {
      params: { code: '61.01' },
      body: { zone: 'WIB', source: 'uji' },
    });
  });

  it('are named by the file that uses them', async () => {
    const officer = house.as({ role: 'karendalops' });
    const asked = {
      query: { id: randomUUID(), source, codeList: 'Kepmendagri uji' },
      body: text('code,name', '62,Kalteng'),
    };
    await officer.refused(doors.importNames, 'areas.code-list-unknown', asked);
    await officer.ask(contract.addCodeList, {
      body: { version: 'Kepmendagri uji', decidedOn: '2022-02-14', source },
    });
    const checked = await officer.ask(doors.importNames, {
      query: { ...asked.query, id: randomUUID() },
      body: asked.body,
    });
    expect(checked.accepted).toBe(1);
  });
});

it('the sample’s own CSV of areas is accepted as it is', async () => {
  const officer = house.as({ role: 'karendalops' });
  for (const name of ['jakarta-barat', 'kota-tangerang', 'polda-metro-jaya', 'kota-kupang']) {
    const body = readFileSync(new URL(`../../data/areas/${name}.csv`, import.meta.url));
    expect(await load(officer, body), name).toMatchObject({ refused: 0, state: 'applied' });
  }
  const map = await officer.ask(contract.readMap, { query: { within: '31.73' } });
  expect(map).toMatchObject({ loaded: 0, cells: 56 });
  const centre = await officer.ask(contract.locatePoint, { query: { lon: 106.724, lat: -6.139 } });
  expect(centre).toEqual({ code: '31.73.01.1001', name: 'Cengkareng Barat', approximate: true });
});
