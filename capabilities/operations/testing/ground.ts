import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { referenceData } from '#data/load.ts';
import { type House, openHouse } from '../../../apps/server/testing/house.ts';
import { setClock } from '../contract.ts';
import { importCalendar, openOperation } from '../opening.ts';

/** Who plays in the stories of this room: who leads, and the server itself. */
export type Ground = {
  readonly house: House;
  readonly lead: ReturnType<House['as']>;
  readonly system: ReturnType<House['as']>;
};

export const kpu = randomUUID();
export const polres = randomUUID();
export const bawaslu = randomUUID();
export const operationId = randomUUID();
export const params = { operationId };
export const calendar = referenceData().calendar('pilkada-2024');

/** An operation in West Jakarta whose clock stands two days before the voting, on a server of another year. */
export async function openGround(): Promise<Ground> {
  const house = await openHouse({ now: new Date('2026-03-01T02:00:00.000Z') });
  const lead = house.as({ role: 'karendalops', agencyId: polres, areas: ['31.73'] });
  const system = house.as({ role: 'system', kind: 'system' });
  await system.ask(importCalendar, { body: { id: randomUUID(), calendar } });
  await bringGround(house);
  await system.ask(openOperation, { body: opening(operationId, 'west-jakarta') });
  await system.ask(setClock, { params, body: { mode: 'frozen', shows: '2024-11-25T01:00:00.000Z' } });
  return { house, lead, system };
}

export function opening(id: string, key: string) {
  return {
    id,
    key,
    codeName: 'Operasi Mantap Praja Jaya 2024',
    kind: 'regional' as const,
    zone: 'WIB' as const,
    areas: ['31.73'],
    owners: [kpu, polres],
    sample: true,
    calendar: `pilkada-2024@${calendar.version}`,
    period: {
      id: randomUUID(),
      announcedOn: '2024-08-06',
      firstDay: '2024-08-08',
      lastDay: '2024-12-31',
      daysStated: 146,
      source: 'report D',
      standing: 'stated' as const,
    },
    elections: [],
    phases: [],
  };
}

export function strength(statedOn: string, publishedTotal: number | null, counts: readonly number[] = []) {
  return {
    id: randomUUID(),
    statedOn,
    area: null,
    publishedTotal,
    parts: counts.map((count) => ({
      force: 'polri' as const,
      duty: 'tps' as const,
      count,
      inPublishedTotal: true,
      standing: 'stated' as const,
    })),
    source: 'press',
    standing: 'stated' as const,
  };
}

export function plan(id: string, area: string) {
  return {
    id,
    title: 'Unjuk rasa damai',
    kind: 'assembly' as const,
    organiser: 'Serikat pekerja',
    area,
    place: 'Depan kantor wali kota',
    startsAt: '2024-11-25T03:00:00.000Z',
    endsAt: '2024-11-25T05:00:00.000Z',
    expectedCrowd: 400,
    strength: [{ force: 'polri' as const, count: 60 }],
    satgas: null,
    note: null,
    standing: 'staged' as const,
  };
}

/** Areas and agencies come in through the doors of their rooms, as from outside. */
async function bringGround(house: House): Promise<void> {
  const administrator = house.as({ role: 'kaops' }, { role: 'administrator' });
  const send = async (path: string, body: string, type = 'application/json') => {
    const headers = { 'idempotency-key': randomUUID(), 'content-type': type };
    const answer = await administrator.fetch(path, { method: 'POST', headers, body });
    expect([path, answer.status, await answer.text()]).toEqual([path, 200, expect.anything()]);
  };
  for (const file of ['jakarta-barat', 'kota-tangerang']) {
    const importId = randomUUID();
    const csv = readFileSync(new URL(`../../../data/areas/${file}.csv`, import.meta.url), 'utf8');
    await send(`/api/areas/imports/names?id=${importId}&source=test`, csv, 'text/csv');
    await send(`/api/areas/imports/${importId}/apply`, '{}');
  }
  const sectors = [{ key: 'state', name: { id: 'Negara', en: 'State' } }];
  const kind = { key: 'office', sector: 'state', short: 'office', levels: ['regency'] };
  const words = { name: { id: 'Kantor', en: 'Office' }, role: { id: 'Kantor', en: 'Office' } };
  await send(
    '/api/agency-kinds',
    JSON.stringify({ sectors, kinds: [{ ...kind, ...words }], source: 'test' }),
  );
  for (const [key, id] of Object.entries({ kpu, polres, bawaslu })) {
    const name = { key, name: key, short: key, kind: 'office', level: 'regency', letterhead: null };
    await send('/api/agencies', JSON.stringify({ id, ...name, standing: 'staged', source: 'test' }));
  }
}
