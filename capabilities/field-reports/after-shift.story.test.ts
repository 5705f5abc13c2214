import { randomUUID } from 'node:crypto';

import { Parse } from 'typebox/value';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCardSession } from '#rooms/access/contract.ts';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { Type } from '#shared/schema.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { FORMER_EMERGENCY_TEXTS, listReports, readReport, submitReport } from './contract.ts';

const start = new Date('2024-11-27T05:00:00.000Z');
const shiftEnd = new Date('2024-11-27T11:00:00.000Z');
let house: House;
let operationId: string;
let stationId: string;
let area: string;
let guard: ReturnType<House['withToken']>;

// What other rooms answer, as far as it is used here.
const Stations = Type.Object({ rows: Type.Array(Type.Object({ id: Type.String(), area: Type.String() })) });
const Sheet = Type.Object({ cards: Type.Array(Type.Object({ code: Type.String() })) });

const after = (hours: number) => new Date(shiftEnd.getTime() + hours * 3_600_000);

beforeAll(async () => {
  house = await openHouse({ now: start });
  await house.loadSample('west-jakarta-2024');
  const lead = house.as({ role: 'kaops' });
  operationId = (await lead.ask(listOperations, {})).rows[0]?.id ?? '';
  const { rows: agencies } = await lead.ask(listAgencies, { query: { limit: 500 } });
  const agencyId = agencies.find((row) => row.kind === 'polres')?.id ?? '';
  const stations = await lead.fetch(`/api/operations/${operationId}/stations?limit=1`);
  const { rows } = Parse(Stations, await stations.json());
  stationId = rows[0]?.id ?? '';
  area = rows[0]?.area ?? '';
  const card = { id: randomUUID(), stationId };
  const hours = { shift: 'Siang', validFrom: start.toISOString(), validUntil: shiftEnd.toISOString() };
  const issued = await lead.fetch('/api/cards', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ operationId, agencyId, ...hours, cards: [card] }),
  });
  const { cards } = Parse(Sheet, await issued.json());
  const body = { id: randomUUID(), card: cards[0]?.code ?? '', deviceId: randomUUID(), name: 'Budi' };
  guard = house.withToken((await house.stranger.ask(openCardSession, { body })).token);
}, 60_000);
afterAll(() => house.close());

const pressed = (captured: Date) => ({
  id: randomUUID(),
  operationId,
  stationId,
  area,
  kind: 'emergency',
  help: 'now' as const,
  text: '',
  capturedAt: captured.toISOString(),
  place: null,
  photos: 0,
  aboutAgencyId: null,
});
const rowOf = async (id: string) => {
  const { rows } = await house
    .as({ role: 'kaops' })
    .ask(listReports, { params: { operationId }, query: { limit: 500 } });
  return rows.find((row) => row.id === id);
};

it('an emergency pressed after the shift is taken all week and marked on the desk', async () => {
  for (const hours of [0, 1, 6 * 24]) {
    house.setClock(after(hours));
    const body = pressed(after(hours));
    const { notices } = await guard.ask(submitReport, { body });
    expect(notices[0]?.id).toContain('Giliran jaga kartu ini sudah berakhir');
    expect(await rowOf(body.id)).toMatchObject({ afterShift: 'yes', urgency: 0 });
    const card = await house.as({ role: 'kaops' }).ask(readReport, { params: { reportId: body.id } });
    expect(card).toMatchObject({ afterShift: 'yes', stationId });
  }
});

it('the emergency button of earlier builds is known after the shift too', async () => {
  house.setClock(after(2));
  for (const text of FORMER_EMERGENCY_TEXTS) {
    const body = { ...pressed(after(2)), kind: 'disorder', text };
    await guard.ask(submitReport, { body });
    expect(await rowOf(body.id)).toMatchObject({ afterShift: 'yes', urgency: 0 });
  }
});

it('any other report written after the shift is refused, and one of within the shift bears no mark', async () => {
  house.setClock(after(3));
  const other = { ...pressed(after(3)), kind: 'logistics' };
  await guard.refused(submitReport, 'field-report.after-shift', { body: other });
  expect(await rowOf(other.id)).toBeUndefined();
  const within = pressed(after(-1));
  await guard.ask(submitReport, { body: within });
  expect(await rowOf(within.id)).toMatchObject({ afterShift: 'no' });
});

it('nothing is taken once the week of the card is over', async () => {
  house.setClock(after(7 * 24 + 1));
  await guard.refused(submitReport, 'session.required', { body: pressed(after(7 * 24 + 1)) });
});
