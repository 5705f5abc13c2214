import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { referenceData } from '#data/load.ts';
import { openSample } from '#rooms/exercises/contract.ts';
import { type House, openHouse } from '../../../apps/server/testing/house.ts';
import { defineScheme, generateEstimated } from '../commands.ts';

/** What the stories of this room stand on: the stations of West Jakarta in an operation of their own. */
export type Register = {
  readonly house: House;
  readonly operationId: string;
  readonly params: { readonly operationId: string };
  /** Somebody with these areas in this operation. */
  visitor(areas: readonly string[], role?: string): ReturnType<House['as']>;
  /** Who leads in the whole of West Jakarta. */
  lead(): ReturnType<House['as']>;
};

export const CENGKARENG = '31.73.01';
export const TAMBORA = '31.73.04';
export const VILLAGE = `${CENGKARENG}.1001`;

const SYSTEM = { role: 'system', kind: 'system' } as const;

export async function openRegister(): Promise<Register> {
  const house = await openHouse();
  // The sample brings the areas; the operation of these stories is its own.
  await house.stranger.ask(openSample, { params: { key: 'west-jakarta-2024' }, body: {} });
  const operationId = randomUUID();
  const params = { operationId };
  await openOperation(house, operationId);
  const { scheme } = referenceData().operation('west-jakarta-2024');
  const { key, name, classes } = scheme;
  const stated = { key, name, classes, source: 'police', statedOn: null };
  const system = house.as(SYSTEM);
  await system.ask(defineScheme, { params, body: { ...stated, id: randomUUID(), current: true } });
  await system.ask(generateEstimated, { params, body: estimate() });
  await statePatterns(house, operationId);
  const visitor = (areas: readonly string[], role = 'karendalops') => house.as({ role, areas, operationId });
  return { house, operationId, params, visitor, lead: () => visitor(['31.73']) };
}

const fields = {
  name: 'TPS 901',
  address: 'Halaman SDN 01',
  lon: null,
  lat: null,
  accuracy: null,
  position: null,
  voters: 540,
  specialKind: null,
  responsibleName: null,
  responsiblePhone: null,
  standing: 'stated' as const,
  source: 'KPU Jakarta Barat',
};

export function newStation(number: number, change: object = {}) {
  return { id: randomUUID(), area: VILLAGE, ...fields, number, ...change };
}

/** The stations of November 2024 as the reference data shares them out. */
export function estimate() {
  const { rolls } = referenceData().stationCounts('west-jakarta-2024');
  const tables = rolls.find(({ key }) => key === 'nov-2024')?.tables ?? [];
  const counts = tables.find(({ level }) => level === 'village')?.counts ?? [];
  return {
    id: randomUUID(),
    counts: counts.map(({ code, count }) => ({ area: code, count })),
    class: { key: 'kurang-rawan', source: 'police', statedOn: '2024-08-13' },
    statedLevel: 'district' as const,
    source: 'KPU',
    seed: 2024,
  };
}

async function openOperation(house: House, id: string): Promise<void> {
  const days = { announcedOn: '2024-08-06', firstDay: '2024-08-08', lastDay: '2024-12-31', daysStated: 146 };
  await send(house, '/api/operations', {
    id,
    key: 'register-of-west-jakarta',
    codeName: 'Operasi register',
    kind: 'regional',
    zone: 'WIB',
    areas: ['31.73'],
    owners: [],
    sample: true,
    calendar: null,
    period: { id: randomUUID(), ...days, source: 'press', standing: 'stated' },
    elections: [],
    phases: [],
  });
}

async function statePatterns(house: House, operationId: string): Promise<void> {
  const { patterns } = referenceData().operation('west-jakarta-2024');
  for (const { class: of, police, stations, linmas, writtenAs, order } of patterns) {
    const triple = { class: of, police, stations, linmas, linmasPerStation: 2, writtenAs, reading: order };
    const when = { area: null, validFrom: '2024-11-01', statedOn: null, source: 'press', standing: 'stated' };
    const pattern = { id: randomUUID(), ...triple, ...when };
    await send(house, `/api/operations/${operationId}/deployment/patterns`, pattern);
  }
}

/** A door of a neighbour, by its address. */
async function send(house: House, path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const answer = await house.as(SYSTEM).fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status, await answer.text()).toBe(200);
}
