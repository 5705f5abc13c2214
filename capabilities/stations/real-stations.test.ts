import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { applyImport, checkImport, listImportPoints, readColumns, undoImport } from './import-contract.ts';
import { listStations } from './register.ts';

// 2,706 real stations with coordinates; other people's data, so it stays outside of the repository.
const folder = process.env.RAKOR_TEST_DATA ?? '';
const boundaries = join(folder, 'boundaries', 'cahyadsn_kel_poldametro_kupang.ndjson.gz');
const stations = join(folder, 'stations', 'kota_tangerang_pilkada2024_tps_coords.json');
const coarser = ['kec', 'kab'].map((level) => join(folder, 'boundaries', `cahyadsn_${level}.ndjson.gz`));
const isThere = folder !== '' && [boundaries, stations, ...coarser].every((file) => existsSync(file));
if (!isThere) console.log('RAKOR_TEST_DATA is not set: the 2,706 real stations are not imported.');

const operationId = randomUUID();
const params = { operationId };
let house: House;
const system = () => house.as({ role: 'system', kind: 'system' });
const lead = () => house.as({ role: 'karendalops', areas: ['36.71'], operationId });

async function send(path: string, body: Buffer | object): Promise<Record<string, unknown>> {
  const bytes = Buffer.isBuffer(body);
  const answer = await house.as({ role: 'administrator' }).fetch(path, {
    method: 'POST',
    headers: {
      'content-type': bytes ? 'application/octet-stream' : 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: bytes ? new Uint8Array(body) : JSON.stringify(body),
  });
  const text = await answer.text();
  expect(answer.status, text.slice(0, 500)).toBe(200);
  return JSON.parse(text);
}

async function importAreas(kind: 'names' | 'boundaries', bytes: Buffer, source = 'test'): Promise<unknown> {
  const importId = randomUUID();
  await send(`/api/areas/imports/${kind}?id=${importId}&source=${encodeURIComponent(source)}`, bytes);
  return send(`/api/areas/imports/${importId}/apply`, {});
}

/** The city and its districts, out of files of the whole country. */
function coarserLines(): Buffer {
  const isOurs = (line: string) => /"kode": ?"36\.71["."]/.test(line);
  const lines = coarser.flatMap((file) => gunzipSync(readFileSync(file)).toString('utf8').split('\n'));
  return Buffer.from(lines.filter(isOurs).join('\n'));
}

/** Where the 2,706 points lie, each class listed, by whose boundaries. */
async function checkFile(judges: readonly string[], outsideVillage: Record<string, number>): Promise<string> {
  const body = readFileSync(stations);
  const { suggested, rows } = await lead().ask(readColumns, { params, body });
  expect(rows).toBe(2706);
  expect(suggested).toEqual({
    district: 'kecamatan',
    village: 'kelurahan',
    number: 'noTps',
    address: 'alamat',
    lon: 'lon',
    lat: 'lat',
  });
  const query = { id: randomUUID(), mapping: JSON.stringify(suggested), source: 'KPU Kota Tangerang' };
  const report = await lead().ask(checkImport, { params, query, body });
  expect(report).toMatchObject({ added: 2706, refused: 0, errorCount: 0 });
  expect(report.places).toEqual({ village: 2471, ...outsideVillage, unknown: 0 });
  expect(report.judged.map(({ by }) => by).sort()).toEqual([...judges].sort());
  expect(report.judged.reduce((sum, { points }) => sum + points, 0)).toBe(2706);
  for (const [place, count] of Object.entries({ village: 2471, ...outsideVillage })) {
    const where = JSON.stringify([{ field: 'place', is: 'eq', value: place }]);
    const at = { params: { importId: report.importId }, query: { where, limit: 500 } };
    const listed = await lead().ask(listImportPoints, at);
    expect(listed.total).toBe(count);
    expect(listed.rows.every(({ placeBy }) => judges.includes(placeBy ?? ''))).toBe(true);
  }
  return report.importId;
}

async function openOperation(): Promise<void> {
  const period = { announcedOn: null, firstDay: '2024-08-08', lastDay: '2024-12-31', daysStated: null };
  await send('/api/operations', {
    ...{
      id: operationId,
      key: 'tangerang-register',
      codeName: 'Operasi register',
      kind: 'regional',
      zone: 'WIB',
    },
    ...{ areas: ['36.71'], owners: [], sample: true, calendar: null, elections: [], phases: [] },
    period: { id: randomUUID(), ...period, source: 'press', standing: 'staged' },
  });
}

describe.skipIf(!isThere)('the 2,706 stations of Tangerang city, November 2024', () => {
  beforeAll(async () => {
    house = await openHouse();
    await importAreas('names', readFileSync(new URL('../../data/areas/kota-tangerang.csv', import.meta.url)));
    await importAreas('boundaries', readFileSync(boundaries));
    await openOperation();
  }, 240_000);
  afterAll(() => house?.close());

  it('come in by a confirmed mapping, and every point outside its village is listed, none moved', async () => {
    const importId = await checkFile(['village'], { district: 106, regency: 85, outside: 44 });
    const at = { params: { importId } };
    await lead().ask(applyImport, { ...at, body: {} });
    const where = JSON.stringify([{ field: 'place', is: 'eq', value: 'outside' }]);
    const outside = await lead().ask(listStations, { params, query: { where, limit: 50 } });
    expect(outside.total).toBe(44);
    expect(
      outside.rows.every(
        ({ area, placeArea }) => area.startsWith('36.71.') && !placeArea?.startsWith('36.71.'),
      ),
    ).toBe(true);
    expect(
      outside.rows.every(({ placeBy, placeSource }) => placeBy === 'village' && placeSource === 'test'),
    ).toBe(true);
    await lead().ask(undoImport, { ...at, body: {} });
    expect((await lead().ask(listStations, { params, query: { limit: 0 } })).total).toBe(0);
    expect((await system().ask(listStations, { params, query: { limit: 0 } })).total).toBe(0);
  }, 120_000);

  it('are judged by the districts and the city of the same source once those are loaded; the map stays', async () => {
    const drawn = async () => {
      const outlines = ['36.71', '36.71.01'].map(async (code) => {
        const answer = await house.as({ role: 'liaison' }).fetch(`/api/areas/${code}/outline`);
        const { geometry }: { geometry: unknown } = JSON.parse(await answer.text());
        return geometry;
      });
      return Promise.all(outlines);
    };
    const before = await drawn();
    const applied = await importAreas('boundaries', coarserLines(), 'coarser');
    expect(applied).toMatchObject({ added: 14, changed: 0, refused: 0 });
    const judges = ['village', 'village+district', 'village+district+regency'];
    const importId = await checkFile(judges, { district: 116, regency: 79, outside: 40 });
    const where = JSON.stringify([{ field: 'place', is: 'eq', value: 'outside' }]);
    const outside = await lead().ask(listImportPoints, { params: { importId }, query: { where } });
    expect(new Set(outside.rows.map(({ placeSource }) => placeSource))).toEqual(new Set(['test; coarser']));
    // Coarser outlines judge, but the map goes on being made of villages.
    expect(await drawn()).toEqual(before);
  }, 120_000);
});
