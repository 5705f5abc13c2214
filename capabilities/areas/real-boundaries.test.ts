import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { type Polygons, pack, unpack } from './boundary-bytes.ts';
import * as contract from './contract.ts';
import { dissolve } from './dissolve.ts';
import { INDONESIA, isFault, labelPoint, readGeometry, signedArea } from './geometry.ts';
import * as doors from './import-contract.ts';

const folder = process.env.RAKOR_TEST_DATA ?? '';
const boundaries = join(folder, 'boundaries', 'cahyadsn_kel_poldametro_kupang.ndjson.gz');
const isThere = folder !== '' && existsSync(boundaries);
if (!isThere) console.log('RAKOR_TEST_DATA is not set: the 1,233 real villages are not imported.');

const source = 'cahyadsn/wilayah_boundaries';
const lines = (file: string) => gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');

describe.skipIf(!isThere)('the 1,233 villages of Polda Metro Jaya and Kupang', () => {
  let house: House;
  let officer: ReturnType<House['as']>;
  let villages: { code: string; polygons: Polygons }[] = [];

  beforeAll(async () => {
    house = await openHouse();
    officer = house.as({ role: 'karendalops' });
    villages = lines(boundaries).map((line) => {
      const feature: { properties: { kode: string }; geometry: unknown } = JSON.parse(line);
      const polygons = readGeometry(feature.geometry, INDONESIA);
      if (isFault(polygons)) throw new Error(`${feature.properties.kode}: ${polygons.fault}`);
      return { code: feature.properties.kode, polygons };
    });
    await importNames();
  });
  afterAll(() => house?.close());

  /** The official lists, cut to the provinces that the boundaries lie in. */
  async function importNames(): Promise<void> {
    const provinces = new Set(villages.map((village) => village.code.slice(0, 2)));
    for (const level of ['provinces', 'regencies', 'districts', 'villages']) {
      const [header = '', ...rows] = lines(join(folder, 'regions', `${level}.csv.gz`));
      const wanted = rows.filter((row) => provinces.has(row.slice(0, 2)));
      await load(gzipSync([header, ...wanted].join('\n')), doors.importNames);
    }
  }

  async function load(body: Uint8Array, door: typeof doors.importNames) {
    const checked = await officer.ask(door, {
      query: { id: randomUUID(), source, licence: 'MIT (claimed)' },
      body,
    });
    expect(checked.errors).toEqual([]);
    return officer.ask(doors.applyImport, { params: { importId: checked.importId }, body: {} });
  }

  it('are imported whole, hold their own label points and at least 99 % of the centroids of another file', async () => {
    const applied = await load(readFileSync(boundaries), doors.importBoundaries);
    expect(applied).toMatchObject({ accepted: 1_233, added: 1_233, refused: 0 });
    const map = await officer.ask(contract.readMap, {});
    expect(map.loaded).toBe(1_233);
    const own = villages.map(({ code, polygons }) => ({ code, at: labelPoint(polygons) }));
    const found = await countLocated(own);
    const rows = lines(join(folder, 'boundaries', 'cahyadsn_village_centroids.csv.gz')).map((line) =>
      line.split(','),
    );
    const centroids = new Map(rows.map((row) => [row[0], row.slice(-6)]));
    const theirs = villages.flatMap(({ code }) => {
      const [lat, lon] = centroids.get(code) ?? [];
      return lat && lon ? [{ code, at: [Number(lon), Number(lat)] as const }] : [];
    });
    const theirsFound = await countLocated(theirs);
    console.log(
      `located: ${found} of ${own.length} label points, ${theirsFound} of ${theirs.length} centroids of the other file`,
    );
    expect(found / own.length).toBeGreaterThanOrEqual(0.99);
    expect(theirsFound / theirs.length).toBeGreaterThanOrEqual(0.95);
  });

  async function countLocated(
    points: readonly { code: string; at: readonly [number, number] }[],
  ): Promise<number> {
    let found = 0;
    let visitor = house.as({ role: 'liaison' });
    for (const [i, { code, at }] of points.entries()) {
      // One session may ask 1,200 times a minute.
      if (i % 1_000 === 0) visitor = house.as({ role: 'liaison' });
      const place = await visitor.ask(contract.locatePoint, { query: { lon: at[0], lat: at[1] } });
      if (place.code === code && !place.approximate) found += 1;
    }
    return found;
  }

  it('make districts whose area is the sum of their villages, without a gap between them', () => {
    const districts = byDistrict(villages);
    let shared = 0;
    let worst = 0;
    let gaps = 0;
    for (const [, group] of districts) {
      const made = dissolve(group.map((village) => unpack(pack(village.polygons))));
      const sum = group.reduce((total, village) => total + areaOf(village.polygons), 0);
      worst = Math.max(worst, Math.abs(areaOf(made.polygons) - sum) / sum);
      gaps = Math.max(gaps, holesOf(made.polygons) / sum);
      if (made.sharedEdges > 0) shared += 1;
    }
    console.log(
      `${shared} of ${districts.size} districts share vertices; area off by ${worst}, holes ${gaps} at worst`,
    );
    expect(gaps).toBeLessThan(1e-3);
    expect(shared).toBeGreaterThanOrEqual(167);
    expect(worst).toBeLessThan(1e-4);
  });
});

function areaOf(polygons: Polygons): number {
  return polygons.reduce(
    (sum, [outer = [], ...holes]) =>
      sum + Math.abs(signedArea(outer)) - holes.reduce((cut, hole) => cut + Math.abs(signedArea(hole)), 0),
    0,
  );
}

function holesOf(polygons: Polygons): number {
  const holes = polygons.flatMap((polygon) => polygon.slice(1));
  return holes.reduce((sum, hole) => sum + Math.abs(signedArea(hole)), 0);
}

function byDistrict<V extends { code: string }>(villages: readonly V[]): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const village of villages) {
    const code = village.code.slice(0, 8);
    groups.set(code, [...(groups.get(code) ?? []), village]);
  }
  return groups;
}
