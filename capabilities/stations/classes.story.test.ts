import { randomUUID } from 'node:crypto';
import { type SqlBool, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../../apps/server/testing/house.ts';
import { classifyStations, defineScheme, retireStation } from './commands.ts';
import { readSchemes } from './contract.ts';
import { countStations } from './counts.ts';
import { applyImport, checkImport, undoImport } from './import-contract.ts';
import { listStations, readStation } from './register.ts';
import { CENGKARENG, openRegister, type Register, TAMBORA } from './testing/register.ts';

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

describe('classes', () => {
  const pick = async (count: number) => {
    const where = JSON.stringify([{ field: 'area', is: 'within', value: TAMBORA }]);
    const { rows } = await lead().ask(listStations, { params, query: { where, limit: count } });
    return rows.map(({ id }) => id);
  };
  const change = {
    scheme: 'polri-tps-2024',
    class: 'rawan',
    source: 'Rapat koordinasi',
    statedOn: '2024-11-24',
  };

  it('change in bulk with their source, and the card keeps the history', async () => {
    const stations = await pick(3);
    const [first = ''] = stations;
    expect(await lead().ask(classifyStations, { params, body: { ...change, stations } })).toEqual({
      changed: 3,
      unchanged: 0,
    });
    const card = await lead().ask(readStation, { params: { id: first } });
    expect(card).toMatchObject({
      class: 'rawan',
      className: 'Rawan',
      classDay: '2024-11-24',
      scheme: change.scheme,
    });
    expect(card.history[0]).toMatchObject({
      before: 'kurang-rawan',
      after: 'rawan',
      source: 'Rapat koordinasi',
    });
    expect(card.share).toMatchObject({ police: 2, stations: 2 });
    await lead().refused(classifyStations, 'station.nothing-changed', {
      params,
      body: { ...change, stations },
    });
  });

  it('change for all chosen stations or for none', async () => {
    const stations = [...(await pick(1)), randomUUID()];
    const aman = { ...change, class: 'sangat-rawan' };
    await lead().refused(classifyStations, 'not-found', { params, body: { ...aman, stations } });
    await visitor([CENGKARENG]).refused(classifyStations, 'not-found', {
      params,
      body: { ...aman, stations: await pick(1) },
    });
    await lead().refused(classifyStations, 'station.class-unknown', {
      params,
      body: { ...change, class: 'merah', stations: await pick(1) },
    });
  });

  it('stand side by side in several schemes, of which one is current', async () => {
    const body = {
      id: randomUUID(),
      key: 'bawaslu-2024',
      name: { id: 'Pemetaan Bawaslu', en: 'Bawaslu map' },
      source: 'Bawaslu',
      statedOn: null,
      classes: [{ key: 'rawan', name: { id: 'Rawan', en: 'Vulnerable' } }],
      current: false,
    };
    await lead().ask(defineScheme, { params, body });
    const again = { ...body, id: randomUUID() };
    await lead().refused(defineScheme, 'station.scheme-taken', { params, body: again });
    const nameless = { ...again, id: randomUUID(), name: { id: 'Kelas', en: '' } };
    const { errors } = await lead().refused(defineScheme, 'input.invalid', { params, body: nameless });
    expect(errors?.map(({ field }) => field)).toEqual(['/body/name/en']);
    const stations = await pick(1);
    await lead().ask(classifyStations, { params, body: { ...change, scheme: body.key, stations } });
    const { schemes } = await lead().ask(readSchemes, { params });
    expect(schemes.map(({ key, current }) => [key, current])).toEqual([
      ['polri-tps-2024', true],
      ['bawaslu-2024', false],
    ]);
    expect(schemes[1]?.classes[0]?.stations).toBe(1);
  });
});

describe('the register of an earlier moment', () => {
  const counted = async (asOf?: Date) => {
    const visible = () => sql<SqlBool>`true`;
    const counting = { ...params, level: 'village' as const, within: `${CENGKARENG}.1006`, asOf, visible };
    const rows = await house.db.transaction().execute((tx) => countStations(tx, counting));
    return Object.fromEntries(rows.map((row) => [row.class, row.stations]));
  };
  const pause = async () => {
    house.setClock(new Date(now.getTime() + 60_000));
    now = new Date(now.getTime() + 60_000);
    return new Date(now.getTime() - 30_000);
  };
  let now = new Date(0);
  // Not when this file was read: the sample may have taken longer than a pause to load.
  beforeAll(() => {
    now = new Date();
  });

  it('is told with what was retired, taken back or classed otherwise since, and without what came later', async () => {
    const [usual] = Object.keys(await counted());
    const before = await counted();
    const stations = before[usual ?? ''] ?? 0;
    const start = await pause();
    const query = { id: randomUUID(), mapping: '{"area":"a","number":"n","voters":"v"}', source: 'uji' };
    const body = Buffer.from(`a,n,v\n${CENGKARENG}.1006,951,300\n${CENGKARENG}.1006,952,300\n`);
    await lead().ask(checkImport, { params, query, body });
    await lead().ask(applyImport, { params: { importId: query.id }, body: {} });
    const loaded = await pause();
    await lead().ask(undoImport, { params: { importId: query.id }, body: {} });
    const undone = await pause();
    const listed = await lead().ask(listStations, {
      params,
      query: {
        where: JSON.stringify([{ field: 'area', is: 'within', value: `${CENGKARENG}.1006` }]),
        limit: 2,
      },
    });
    const [first, second] = listed.rows.map(({ id }) => id);
    if (!first || !second) throw new Error('two stations were expected');
    await lead().ask(retireStation, { params: { id: first }, body: { reason: 'uji' } });
    const retired = await pause();
    const to = { stations: [second], source: 'uji', statedOn: null };
    const { schemes } = await lead().ask(readSchemes, { params });
    const scheme = schemes.find(({ current }) => current);
    const other = scheme?.classes.find(({ key }) => key !== usual)?.key ?? '';
    await lead().ask(classifyStations, { params, body: { ...to, scheme: scheme?.key ?? '', class: other } });
    await pause();
    expect(await counted(new Date(0))).toEqual({});
    expect(await counted(start)).toEqual(before);
    expect(await counted(loaded)).toEqual({ ...before, null: 2 });
    expect(await counted(undone)).toEqual(before);
    expect(await counted(retired)).toEqual({ [usual ?? '']: stations - 1 });
    expect(await counted()).toEqual({ [usual ?? '']: stations - 2, [other]: 1 });
  });
});
