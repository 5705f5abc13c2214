import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAgencies } from '#rooms/agencies/contract.ts';
import type { House } from '../../apps/server/testing/house.ts';
import {
  classifyStations,
  correctStation,
  defineScheme,
  generateEstimated,
  registerStation,
  retireStation,
} from './commands.ts';
import { readFeature, readSchemes, readStationMap, readStationTile, searchStations } from './contract.ts';
import {
  applyImport,
  checkImport,
  listImports,
  readColumns,
  readImport,
  undoImport,
} from './import-contract.ts';
import { listStations, readStation } from './register.ts';
import {
  CENGKARENG,
  estimate,
  newStation,
  openRegister,
  type Register,
  TAMBORA,
  VILLAGE,
} from './testing/register.ts';

let house: House;
let register: Register;
let params: Register['params'];
const visitor: Register['visitor'] = (...given) => register.visitor(...given);
const lead = () => register.lead();

beforeAll(async () => {
  register = await openRegister();
  ({ house, params } = register);
}, 120_000);
afterAll(() => house.close());

describe('the register of the sample', () => {
  it('holds 3,452 estimated stations, one class, none of them taken for surveyed', async () => {
    const { total } = await lead().ask(listStations, { params, query: { limit: 1 } });
    expect(total).toBe(3452);
    const where = JSON.stringify([
      { field: 'position', is: 'eq', value: 'estimated' },
      { field: 'standing', is: 'eq', value: 'estimated' },
      { field: 'class', is: 'eq', value: 'kurang-rawan' },
    ]);
    expect((await lead().ask(listStations, { params, query: { where, limit: 0 } })).total).toBe(3452);
    expect(await lead().ask(readSchemes, { params })).toMatchObject({ stations: 3452, unclassed: 0 });
  });

  it('shows each reader their own area in every list, count, search and tile, and nothing elsewhere', async () => {
    const local = visitor([CENGKARENG], 'liaison');
    expect((await local.ask(listStations, { params, query: { limit: 0 } })).total).toBe(759);
    expect((await local.ask(readSchemes, { params })).stations).toBe(759);
    expect((await local.ask(readStationMap, { params })).stations).toBe(759);
    const everywhere = await lead().ask(searchStations, { query: { q: 'tambora 1' } });
    expect(everywhere.hits.length).toBeGreaterThan(0);
    expect((await local.ask(searchStations, { query: { q: 'tambora 1' } })).hits).toEqual([]);
    const [hidden] = everywhere.hits;
    await local.refused(readStation, 'not-found', { params: { id: hidden?.id ?? '' } });
    const stray = house.as({ role: 'liaison', areas: [''], operationId: randomUUID() });
    expect((await stray.ask(listStations, { params, query: { limit: 0 } })).total).toBe(0);
    await stray.refused(readSchemes, 'not-found', { params });
    await house.as({ role: 'administrator' }).refused(listStations, 'not-found', { params });
    await house.stranger.refused(listStations, 'session.required', { params });
  });

  it('cuts tiles of exactly what the reader may see: same bytes as without the rest', async () => {
    const at = (z: number) => {
      const n = 2 ** z;
      const rad = (-6.15 * Math.PI) / 180;
      const y = Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * n);
      return { ...params, z, x: Math.floor(((106.73 + 180) / 360) * n), y };
    };
    const bytes = async (who: ReturnType<House['as']>, z: number) => {
      const answer = await who.try(readStationTile, { params: at(z) });
      expect(answer.status).toBe(200);
      return answer.bytes;
    };
    const [all, part] = [await bytes(lead(), 11), await bytes(visitor([CENGKARENG], 'liaison'), 11)];
    expect(all.includes('stations')).toBe(true);
    expect(part.length).toBeGreaterThan(0);
    expect(part.length).toBeLessThan(all.length);
    expect((await bytes(house.as({ role: 'liaison', areas: ['32'], ...params }), 11)).length).toBe(0);
    expect((await bytes(visitor([TAMBORA], 'liaison'), 9)).includes('Cengkareng')).toBe(false);
    expect((await bytes(lead(), 9)).includes('Cengkareng')).toBe(true);
  });
});

describe('one station', () => {
  it('is registered once however often it is sent, found by its number, and shown on a card', async () => {
    const sender = lead();
    const body = newStation(901, { lon: 106.7, lat: -6.15, position: 'stated', name: 'TPS 901 Aula Melati' });
    const requestId = randomUUID();
    await sender.ask(registerStation, { params, body, requestId });
    await sender.ask(registerStation, { params, body, requestId });
    await sender.ask(registerStation, { params, body });
    await sender.refused(registerStation, 'station.id-taken', { params, body: { ...body, voters: 1 } });
    await sender.refused(registerStation, 'station.number-taken', { params, body: newStation(901) });
    for (const q of ['901', 'TPS 901 Mela', `${VILLAGE}-901`, 'aula MELATI']) {
      const { hits } = await sender.ask(searchStations, { query: { q, ...params } });
      expect(hits.map(({ id }) => id)).toEqual([body.id]);
    }
    const card = await sender.ask(readStation, { params: { id: body.id } });
    expect(card).toMatchObject({
      number: 901,
      voters: 540,
      class: null,
      history: [],
      share: null,
      mayManage: true,
    });
    expect(card.neighbours.every(({ distanceM }) => distanceM < 4000)).toBe(true);
    const feature = await sender.ask(readFeature, { params: { ...params, feature: card.feature } });
    expect(feature.id).toBe(body.id);
  });

  it('is refused where it cannot be: without a responsible person, half a point, outside, or by others', async () => {
    const special = { specialKind: 'prison' };
    const cases = [
      ['station.responsible-missing', newStation(902, special)],
      ['station.point-incomplete', newStation(902, { lon: 106.7 })],
      ['station.area-unknown', newStation(902, { area: `${CENGKARENG}.9999` })],
    ] as const;
    for (const [code, body] of cases) await lead().refused(registerStation, code, { params, body });
    const bogor = newStation(902, { area: '32.71.01.1001' });
    await house
      .as({ role: 'karendalops', ...params })
      .refused(registerStation, 'station.outside-operation', { params, body: bogor });
    await visitor([TAMBORA]).refused(registerStation, 'not-found', { params, body: newStation(902) });
    await visitor(['31.73'], 'liaison').refused(registerStation, 'not-found', {
      params,
      body: newStation(902),
    });
  });

  it('tells the responsible person only to those who may know', async () => {
    const body = newStation(903, {
      specialKind: 'prison',
      responsibleName: 'Kepala Rutan (contoh)',
      responsiblePhone: '021-000',
    });
    await lead().ask(registerStation, { params, body });
    const card = (who: ReturnType<House['as']>) => who.ask(readStation, { params: { id: body.id } });
    expect((await card(lead())).responsible).toEqual({ name: 'Kepala Rutan (contoh)', phone: '021-000' });
    expect((await card(visitor(['31.73'], 'liaison'))).responsible).toBeNull();
    const found = await lead().ask(searchStations, { query: { q: 'Rutan contoh' } });
    expect(found.hits).toEqual([]);
  });

  it('is corrected with a reason, and retired without being forgotten', async () => {
    const body = newStation(904);
    const id = body.id;
    const { id: _, area: __, ...before } = body;
    await lead().ask(registerStation, { params, body });
    const reason = 'Salah ketik';
    const correction = { ...before, number: 904, name: 'TPS 904', voters: 512, reason };
    await lead().ask(correctStation, { params: { id }, body: correction });
    await lead().refused(correctStation, 'station.nothing-changed', { params: { id }, body: correction });
    await lead().ask(retireStation, { params: { id }, body: { reason: 'Digabung' } });
    await lead().refused(retireStation, 'station.retired', { params: { id }, body: { reason: 'Lagi' } });
    const card = await lead().ask(readStation, { params: { id } });
    expect(card).toMatchObject({ voters: 512, state: 'retired', retired: { reason: 'Digabung' } });
    await lead().ask(registerStation, { params, body: newStation(904) });
    // What can name somebody stands beside the leaves, where it can be erased.
    const leaves = await sql<{ event: string; text: string; apart: string[] }>`
      select l.event, convert_from(l.bytes, 'UTF8') as text,
        array(select a.value #>> '{}' from journal_apart a where a.leaf_id = l.id) as apart
      from journal_leaf l where l.subject = ${id} order by l.event`.execute(house.db);
    expect(leaves.rows.map(({ event }) => event)).toEqual([
      'station.corrected.v1',
      'station.registered.v1',
      'station.retired.v1',
    ]);
    expect(leaves.rows.filter(({ text }) => /Salah ketik|Digabung|Halaman SDN/.test(text))).toEqual([]);
    const apart = leaves.rows.flatMap((leaf) => leaf.apart);
    expect(apart).toEqual(expect.arrayContaining(['Salah ketik', 'Digabung', 'Halaman SDN 01']));
  });
});

describe('the owner of the register', () => {
  const officerOf = async (kind: string, areas: readonly string[] = ['31.73']) => {
    const { rows } = await lead().ask(listAgencies, { query: { limit: 100 } });
    const agencyId = rows.find((row) => row.kind === kind)?.id ?? '';
    expect(agencyId, kind).not.toBe('');
    return house.as({ role: 'agency-officer', agencyId, areas, ...params });
  };
  const file = () => ({
    params,
    query: { id: randomUUID(), mapping: '{"area":"kode","number":"no"}', source: 'KPU' },
    body: Buffer.from(`kode;no\r\n${VILLAGE};995`),
  });

  it('manages stations of its area as those who lead do: one by one, by a file, in bulk', async () => {
    const kpu = await officerOf('kpu');
    const { id } = await kpu.ask(registerStation, { params, body: newStation(994) });
    const at = { params: { id } };
    expect((await kpu.ask(readStation, at)).mayManage).toBe(true);
    expect((await kpu.ask(readSchemes, { params })).mayManage).toBe(true);
    const { importId } = await kpu.ask(checkImport, file());
    await kpu.ask(applyImport, { params: { importId }, body: {} });
    await kpu.ask(undoImport, { params: { importId }, body: {} });
    expect((await kpu.ask(listImports, { params })).rows.map((row) => row.id)).toContain(importId);
    await kpu.ask(retireStation, { ...at, body: { reason: 'cerita' } });
    const elsewhere = await officerOf('kpu', [TAMBORA]);
    await elsewhere.refused(registerStation, 'not-found', { params, body: newStation(994) });
    await elsewhere.refused(readImport, 'not-found', { params: { importId } });
  });

  it.each(['bawaslu', 'dinkes'])('is not %s, whose officers find no such door', async (kind) => {
    const officer = await officerOf(kind);
    const [station] = (await lead().ask(listStations, { params, query: { limit: 1 } })).rows;
    const id = station?.id ?? '';
    expect((await officer.ask(readStation, { params: { id } })).mayManage).toBe(false);
    expect((await officer.ask(readSchemes, { params })).mayManage).toBe(false);
    await officer.refused(registerStation, 'not-found', { params, body: newStation(996) });
    await officer.refused(retireStation, 'not-found', { params: { id }, body: { reason: 'cerita' } });
    await officer.refused(checkImport, 'not-found', file());
    await officer.refused(readColumns, 'not-found', { params, body: file().body });
    await officer.refused(listImports, 'not-found', { params });
    await officer.refused(generateEstimated, 'not-found', { params, body: estimate() });
    const change = { scheme: 'polri-tps-2024', class: null, source: 'cerita', statedOn: null };
    await officer.refused(classifyStations, 'not-found', { params, body: { ...change, stations: [id] } });
  });

  it('does not define how stations are classed', async () => {
    const body = { id: randomUUID(), key: 'kpu-1', name: { id: 'a', en: 'a' }, source: 's', statedOn: null };
    const classes = [{ key: 'a', name: { id: 'a', en: 'a' } }];
    const kpu = await officerOf('kpu');
    await kpu.refused(defineScheme, 'not-found', { params, body: { ...body, classes, current: false } });
  });
});

describe('estimated stations', () => {
  it('are not made where stations are, nor outside the operation', async () => {
    const body = {
      id: randomUUID(),
      counts: [{ area: VILLAGE, count: 3 }],
      class: null,
      statedLevel: 'village' as const,
      source: 'contoh',
      seed: 1,
    };
    await lead().refused(generateEstimated, 'station.numbers-taken', { params, body });
    const elsewhere = { ...body, counts: [{ area: '32.71.01.1001', count: 3 }] };
    await lead().refused(generateEstimated, 'not-found', { params, body: elsewhere });
  });
});

describe('an area that stations stand in', () => {
  it('is not taken away: the import of its name cannot be undone', async () => {
    const importId = randomUUID();
    const village = `${CENGKARENG}.1999`;
    const names = Buffer.from(`code,name\n${village},Kelurahan Uji`);
    const officer = house.as({ role: 'karendalops' });
    const post = (path: string, body: Buffer | string) => {
      const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
      const headers = { 'content-type': type, 'idempotency-key': randomUUID() };
      return officer.fetch(path, {
        method: 'POST',
        headers,
        body: typeof body === 'string' ? body : new Uint8Array(body),
      });
    };
    expect((await post(`/api/areas/imports/names?id=${importId}&source=test`, names)).status).toBe(200);
    expect((await post(`/api/areas/imports/${importId}/apply`, '{}')).status).toBe(200);
    await lead().ask(registerStation, { params, body: newStation(1, { area: village }) });
    const undo = await post(`/api/areas/imports/${importId}/undo`, '{}');
    expect(undo.status).toBe(409);
    expect(await undo.text()).toContain('TPS / stations');
  });
});
