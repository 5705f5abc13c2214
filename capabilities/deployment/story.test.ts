import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceData } from '#data/load.ts';
import { openSample } from '#rooms/exercises/contract.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { listNeed, readNeedSummary } from './contract.ts';
import { readPattern, readPatterns, readPools, setPattern, setPool, withdrawPool } from './plan.ts';

const data = referenceData();
const sample = data.operation('west-jakarta-2024');
const operationId = randomUUID();
const params = { operationId };
let house: House;
const visitor = (areas: readonly string[], role = 'karendalops') => house.as({ role, areas, operationId });
const lead = () => visitor(['31.73']);
const system = () => house.as({ role: 'system', kind: 'system' });

beforeAll(async () => {
  house = await openHouse();
  // The sample brings the areas; the operation of this story is its own.
  await house.stranger.ask(openSample, { params: { key: 'west-jakarta-2024' }, body: {} });
  await openOperation();
  await send('clock', { mode: 'frozen', shows: '2024-11-25T01:00:00.000Z' });
  for (const revision of sample.strengthRevisions) await stateStrength(revision.key);
  await loadStations();
  for (const pattern of [...sample.earlierPatterns, ...sample.patterns]) {
    const { class: of, police, stations, linmas, writtenAs, order, statedOn, standing } = pattern;
    // Published a day after the clock of the sample; it stood for that election.
    const validFrom = statedOn === null || statedOn > '2024-11-25' ? '2024-11-25' : statedOn;
    const triple = { class: of, police, stations, linmas, linmasPerStation: 2, writtenAs, reading: order };
    const body = {
      id: randomUUID(),
      area: null,
      ...triple,
      validFrom,
      statedOn,
      standing,
      source: pattern.source,
    };
    await system().ask(setPattern, { params, body });
  }
}, 120_000);
afterAll(() => house.close());

/** A door of a neighbour, by its address. */
async function send(path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const address = path === '' ? '/api/operations' : `/api/operations/${operationId}/${path}`;
  const answer = await system().fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status, await answer.text()).toBe(200);
}

async function openOperation(): Promise<void> {
  const period = {
    announcedOn: '2024-08-06',
    firstDay: '2024-08-08',
    lastDay: '2024-12-31',
    daysStated: 146,
  };
  await send('', {
    ...{
      id: operationId,
      key: 'ploting-west-jakarta',
      codeName: 'Operasi ploting',
      kind: 'regional',
      zone: 'WIB',
    },
    ...{ areas: ['31.73'], owners: [], sample: true, calendar: null, elections: [], phases: [] },
    period: { id: randomUUID(), ...period, source: 'press', standing: 'stated' },
  });
}

async function stateStrength(key: string): Promise<void> {
  const revision = sample.strengthRevisions.find((one) => one.key === key);
  const late = revision?.statedOn === '2024-11-26';
  await send('strengths', {
    id: randomUUID(),
    statedOn: revision?.statedOn ?? null,
    ...(late ? { appliesFrom: '2024-11-25' } : {}),
    area: null,
    publishedTotal: revision?.publishedTotal ?? null,
    parts: revision?.parts.map(({ force, duty, count, inPublishedTotal, standing }) => ({
      ...{ force, duty, count, inPublishedTotal, standing },
    })),
    source: 'press',
    standing: 'stated',
  });
}

async function loadStations(): Promise<void> {
  const { key, name, classes } = sample.scheme;
  const scheme = { key, name, classes, source: 'police', statedOn: null };
  await send('station-schemes', { id: randomUUID(), ...scheme, current: true });
  const { rolls } = data.stationCounts('west-jakarta-2024');
  const tables = rolls.find((roll) => roll.key === 'nov-2024')?.tables ?? [];
  const counts = tables.find(({ level }) => level === 'village')?.counts ?? [];
  await send('stations/generate', {
    id: randomUUID(),
    counts: counts.map(({ code, count }) => ({ area: code, count })),
    class: { key: 'kurang-rawan', source: 'police', statedOn: null },
    ...{ statedLevel: 'district', source: 'KPU', seed: 1 },
  });
}

describe('West Jakarta on 25 November 2024', () => {
  it('needs 1,152 police at best and 1,196 by village, has 1,115, and counts reserve and army apart', async () => {
    const summary = await lead().ask(readNeedSummary, { params });
    expect(summary).toMatchObject({ day: '2024-11-25', reserve: 132, army: 301, lent: 0, mayPlan: true });
    expect(summary.whole).toMatchObject({
      ...{ area: null, stations: 3452, withoutPattern: 0, policeAvailable: 1115 },
      ...{ policeNeed: 1152, policeGap: 37, standing: 'computed' },
      ...{ policeNeedGrouped: 1196, policeGapGrouped: 81, standingGrouped: 'estimated' },
      ...{ linmasNeed: 6904, linmasAvailable: null, linmasGap: null },
    });
  });

  it('says per district what is needed, and that nothing was distributed yet', async () => {
    const { rows, total } = await lead().ask(listNeed, { params, query: { level: 'district' } });
    expect(total).toBe(8);
    expect(rows.map(({ stations }) => stations)).toEqual([759, 340, 177, 360, 491, 590, 308, 427]);
    expect(rows[0]).toMatchObject({
      ...{ area: '31.73.01', name: 'Cengkareng', policeNeed: 254, standing: 'computed' },
      ...{ policeAvailable: null, policeGap: null, policeGapGrouped: null },
    });
    const villages = await lead().ask(listNeed, { params, query: { level: 'village', limit: 500 } });
    expect(villages.total).toBe(56);
    expect(villages.rows.reduce((sum, row) => sum + row.policeNeed, 0)).toBe(1196);
    expect(villages.rows.every(({ standing }) => standing === 'estimated')).toBe(true);
  });

  it('stood otherwise before: an earlier day keeps its own pattern and strength', async () => {
    const on = (day: string) => lead().ask(readNeedSummary, { params, query: { day } });
    // August: 2-8-16 and about 900.
    expect((await on('2024-09-01')).whole).toMatchObject({
      policeNeed: 864,
      policeAvailable: 900,
      policeGap: -36,
    });
    // Spring: 2-16-32, and no strength of this operation yet.
    expect((await on('2024-03-01')).whole).toMatchObject({
      policeNeed: 432,
      policeAvailable: null,
      policeGap: null,
    });
    const before = await on('2024-11-25');
    const today = { id: randomUUID(), area: null, class: 'kurang-rawan', police: 2, stations: 4, linmas: 8 };
    const said = {
      linmasPerStation: 2,
      writtenAs: null,
      reading: null,
      source: 'drill',
      standing: 'staged' as const,
    };
    const body = { ...today, ...said, statedOn: null, validFrom: '2024-11-26' };
    await lead().ask(setPattern, { params, body });
    expect((await on('2024-11-25')).whole).toEqual(before.whole);
    expect((await on('2024-11-26')).whole).toMatchObject({ policeNeed: 1726, standing: 'staged' });
    const past = { ...body, id: randomUUID(), validFrom: '2024-11-24' };
    await lead().refused(setPattern, 'deployment.past-stands', { params, body: past });
  });

  it('is exported as it is shown', async () => {
    const answer = await lead().try(listNeed, {
      params,
      query: { level: 'district', format: 'csv', lang: 'en' },
    });
    const lines = answer.bytes.toString('utf8').trim().split('\r\n');
    expect(lines).toHaveLength(9);
    expect(lines[1]).toMatch(/^Cengkareng,759,254,/);
  });
});

describe('a planner', () => {
  it('sees both readings of a text and must confirm one', async () => {
    const { readings } = await lead().ask(readPattern, { query: { text: '2:4:2' } });
    expect(readings.map(({ order, likely }) => [order, likely])).toEqual([
      ['P-L-T', true],
      ['P-T-L', false],
    ]);
    await lead().refused(readPattern, 'deployment.pattern-unreadable', { query: { text: 'dua' } });
    const body = {
      ...{ id: randomUUID(), area: '31.73.04', class: 'rawan', police: 2, stations: 2, linmas: 4 },
      ...{ linmasPerStation: 2, writtenAs: '2:4:2', validFrom: '2024-11-25', statedOn: null },
      ...{ source: 'Rapat', standing: 'stated' as const },
    };
    const wrong = { ...body, reading: 'P-T-L' as const };
    await lead().refused(setPattern, 'deployment.reading-differs', { params, body: wrong });
    const right = { ...body, reading: 'P-L-T' as const };
    await lead().ask(setPattern, { params, body: right });
    await lead().ask(setPattern, { params, body: right });
    await lead().refused(setPattern, 'deployment.id-taken', { params, body: { ...right, source: 'Lain' } });
    const { patterns } = await lead().ask(readPatterns, { params });
    expect(patterns.find(({ id }) => id === body.id)).toMatchObject({
      writtenAs: '2:4:2',
      reading: 'P-L-T',
      inForce: 'yes',
    });
  });

  it('distributes strength: an area then has what it was given, the operation what was published', async () => {
    const pool = (change: object) => ({
      ...{ id: randomUUID(), area: '31.73.02', force: 'polri' as const, duty: 'tps' as const, count: 100 },
      ...{ validFrom: '2024-11-25', source: 'Sprin', statedOn: null, standing: 'staged' as const },
      ...change,
    });
    await lead().ask(setPool, { params, body: pool({}) });
    await lead().ask(setPool, {
      params,
      body: pool({ area: null, force: 'brimob', duty: 'lent', count: 30 }),
    });
    await lead().refused(setPool, 'deployment.distribution-needs-area', {
      params,
      body: pool({ area: null }),
    });
    const where = JSON.stringify([{ field: 'area', is: 'eq', value: '31.73.02' }]);
    const { rows } = await lead().ask(listNeed, { params, query: { level: 'district', where } });
    expect(rows).toMatchObject([{ policeNeed: 114, policeAvailable: 100, policeGap: 14 }]);
    const summary = await lead().ask(readNeedSummary, { params });
    expect(summary).toMatchObject({ lent: 30, whole: { policeAvailable: 1115 } });
    const pools = await lead().ask(readPools, { params });
    expect(pools.strength?.parts).toHaveLength(3);
    expect(pools.pools.map(({ areaName, inForce }) => [areaName, inForce])).toContainEqual([
      'Grogol Petamburan',
      'yes',
    ]);
  });

  it('is told before more police are divided than announced, and what is recorded nevertheless is shown', async () => {
    const body = {
      ...{ id: randomUUID(), area: '31.73.05', force: 'polri' as const, duty: 'tps' as const, count: 2000 },
      ...{ validFrom: '2024-11-25', source: 'Sprin', statedOn: null, standing: 'stated' as const },
    };
    const told = await lead().refused(setPool, 'deployment.exceeds-announced', { params, body });
    expect(JSON.stringify(told)).toContain('2.100');
    expect((await lead().ask(readPools, { params })).pools.some(({ id }) => id === body.id)).toBe(false);
    await lead().ask(setPool, { params, body: { ...body, acknowledged: true } });
    await lead().ask(setPool, { params, body });
    const { excesses } = await lead().ask(readPools, { params });
    expect(excesses).toEqual([{ force: 'polri', announced: 1115, distributed: 2100 }]);
    // Only what someone may set may be withdrawn by them.
    const away = { params: { operationId, poolId: body.id }, body: { reason: 'Salah ketik' } };
    await visitor(['31.73'], 'liaison').refused(withdrawPool, 'not-found', away);
    await visitor(['31.73.01']).refused(withdrawPool, 'not-found', away);
    const done = { id: body.id, withdrawnFrom: '2024-11-25' };
    expect(await lead().ask(withdrawPool, away)).toEqual(done);
    expect(await lead().ask(withdrawPool, away)).toEqual(done);
    const after = await lead().ask(readPools, { params });
    expect(after.excesses).toEqual([]);
    expect(after.pools.find(({ id }) => id === body.id)).toMatchObject({
      inForce: 'no',
      withdrawn: { from: '2024-11-25', reason: 'Salah ketik' },
    });
  });

  it('gives one village its people: its district is then known in part, and short of nothing', async () => {
    const body = {
      ...{
        id: randomUUID(),
        area: '31.73.07.1001',
        force: 'polri' as const,
        duty: 'tps' as const,
        count: 10,
      },
      ...{ validFrom: '2024-11-25', source: 'Sprin', statedOn: null, standing: 'stated' as const },
    };
    await lead().ask(setPool, { params, body });
    const { rows } = await lead().ask(listNeed, { params, query: { level: 'district' } });
    expect(rows.find(({ area }) => area === '31.73.07')).toMatchObject({
      ...{ policeAvailable: null, policeGap: null, policeDistributed: 10, policeVillages: 1 },
    });
  });

  it('of a part sees its part alone: no strength of the whole stands against it', async () => {
    const local = visitor(['31.73.01'], 'liaison');
    const { whole, mayPlan } = await local.ask(readNeedSummary, { params });
    expect(whole).toMatchObject({ stations: 759, policeNeed: 254, policeAvailable: null, policeGap: null });
    expect(mayPlan).toBe(false);
    expect((await local.ask(listNeed, { params, query: { level: 'district' } })).total).toBe(1);
    const pools = await local.ask(readPools, { params });
    expect(pools.pools.every(({ area }) => area === null)).toBe(true);
  });

  it('is nobody else', async () => {
    const { id: _, ...rest } = { id: '', area: null, class: 'rawan', police: 2, stations: 1, linmas: 2 };
    const said = { linmasPerStation: 2, writtenAs: null, reading: null, statedOn: null, source: 'x' };
    const body = { id: randomUUID(), ...rest, ...said, validFrom: '2024-12-01', standing: 'stated' as const };
    await visitor(['31.73'], 'liaison').refused(setPattern, 'not-found', { params, body });
    await visitor(['31.73.01']).refused(setPattern, 'not-found', { params, body });
    await house
      .as({ role: 'karendalops', operationId: randomUUID() })
      .refused(readNeedSummary, 'not-found', { params });
    await visitor(['31.73'], 'field-officer').refused(listNeed, 'not-found', {
      params,
      query: { level: 'district' },
    });
    await house.stranger.refused(readPatterns, 'session.required', { params });
    const nowhere = { ...body, area: '31.73.99' };
    await lead().refused(setPattern, 'deployment.area-unknown', { params, body: nowhere });
    const outside = { ...body, area: '32.71' };
    await house
      .as({ role: 'kaops', operationId })
      .refused(setPattern, 'deployment.outside-operation', { params, body: outside });
  });
});

describe('a station that is registered later', () => {
  it('counts from its own day on: what a past day needed stays', async () => {
    const on = (day: string) => lead().ask(readNeedSummary, { params, query: { day } });
    // Before anything was registered there is only the register of now, and the answer says so.
    expect(await on('2024-11-24')).toMatchObject({ register: 'later', whole: { stations: 3452 } });
    house.setClock(new Date(Date.now() + 26 * 3_600_000));
    await send('stations', {
      ...{ id: randomUUID(), area: '31.73.01.1001', number: 900, name: 'TPS 900', address: null },
      ...{ lon: null, lat: null, accuracy: null, position: null, voters: null, specialKind: null },
      ...{ responsibleName: null, responsiblePhone: null, standing: 'stated', source: 'KPU' },
    });
    expect(await on('2024-11-24')).toMatchObject({ register: 'of-day', whole: { stations: 3452 } });
    expect(await on('2024-11-25')).toMatchObject({ register: 'of-day', whole: { stations: 3453 } });
    const wanted = { level: 'village' as const, within: '31.73.01.1001' };
    const village = async (day: string) =>
      (await lead().ask(listNeed, { params, query: { ...wanted, day } })).rows[0]?.stations;
    expect((await village('2024-11-25')) ?? 0).toBe(((await village('2024-11-24')) ?? 0) + 1);
  });
});
