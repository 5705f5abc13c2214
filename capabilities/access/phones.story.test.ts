import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { referenceData } from '#data/load.ts';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { listReports, setReportKinds, submitReport } from '#rooms/field-reports/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { openCardSession, readSession } from './contract.ts';
import { issueCards } from './endpoints-cards.ts';
import { askPhoneState, confirmWiped, tellWaiting } from './endpoints-own-phone.ts';
import { listPhones, lockPhones, readPhone, unlockPhones, wipePhones } from './endpoints-phones.ts';

let now = new Date('2024-11-27T01:00:00.000Z');
const area = '31.73.01.1001';
const stationId = randomUUID();
let house: House;
let operationId: string;
let agencyId: string;
let kpu: string;

beforeAll(async () => {
  house = await openHouse({ now });
  await house.loadSample('west-jakarta-2024');
  const lead = house.as({ role: 'kaops' });
  operationId = (await lead.ask(listOperations, {})).rows[0]?.id ?? '';
  const { rows } = await lead.ask(listAgencies, { query: { limit: 500 } });
  agencyId = rows.find((row) => row.kind === 'polres')?.id ?? '';
  kpu = rows.find((row) => row.kind === 'kpu')?.id ?? '';
  const { version, kinds } = referenceData().reportKinds();
  await lead.ask(setReportKinds, { body: { version, kinds: kinds.map(({ seen: _seen, ...kind }) => kind) } });
  const unknown = { address: null, lon: null, lat: null, accuracy: null, position: null, voters: null };
  const nobody = { specialKind: null, responsibleName: null, responsiblePhone: null };
  const station = { id: stationId, area, number: 9001, name: 'TPS 9001', standing: 'staged', source: 'uji' };
  const registered = await lead.fetch(`/api/operations/${operationId}/stations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ ...station, ...unknown, ...nobody }),
  });
  if (!registered.ok) throw new Error(await registered.text());
}, 60_000);
afterAll(() => house.close());

function later(minutes: number) {
  now = new Date(now.getTime() + minutes * 60_000);
  house.setClock(now);
}
const desk = () => house.as({ role: 'kaops', agencyId, operationId, areas: ['31.73'] });

async function printed() {
  const card = { id: randomUUID(), stationId };
  const [validFrom, validUntil] = [now, new Date(now.getTime() + 8 * 3_600_000)].map((at) =>
    at.toISOString(),
  );
  const hours = { shift: 'Siang', validFrom: validFrom ?? '', validUntil: validUntil ?? '' };
  const sheet = await desk().ask(issueCards, { body: { operationId, agencyId, ...hours, cards: [card] } });
  return sheet.cards[0]?.code ?? '';
}
const scan = (card: string, deviceId: string, name = 'Budi') => ({ id: randomUUID(), card, deviceId, name });

/** A guard with a phone at a post. */
async function guard(name = 'Budi') {
  const [card, deviceId] = [await printed(), randomUUID()];
  const came = await house.stranger.ask(openCardSession, { body: scan(card, deviceId, name) });
  return { card, deviceId, name, token: came.token, id: came.userId, self: house.withToken(came.token) };
}
type Guard = Awaited<ReturnType<typeof guard>>;
const report = () => ({
  id: randomUUID(),
  operationId,
  stationId,
  area,
  kind: 'logistics',
  help: 'no' as const,
  text: 'Kotak kurang satu',
  capturedAt: now.toISOString(),
  place: null,
  photos: 0,
  aboutAgencyId: null,
});
const stateOf = (phone: Guard) => house.stranger.ask(askPhoneState, { body: { token: phone.token } });
const rowOf = async (phone: Guard) =>
  (await desk().ask(listPhones, { query: { limit: 500 } })).rows.find((row) => row.id === phone.id);
const ids = (...phones: readonly Guard[]) => ({ body: { ids: phones.map(({ id }) => id) } });

it('a lost phone that is locked: what it sent is there, what it had not is unknown, with its last contact', async () => {
  const lost = await guard();
  await lost.self.ask(submitReport, { body: report() });
  later(5);
  expect(await rowOf(lost)).toMatchObject({ state: 'open', reached: null, waiting: null, waitingAt: null });
  await lost.self.ask(tellWaiting, { body: { waiting: 2 } });
  const contact = (await rowOf(lost))?.contactAt;
  later(60);
  expect(await desk().ask(lockPhones, ids(lost))).toEqual({ revoked: 1 });
  expect(await rowOf(lost)).toMatchObject({
    state: 'locked',
    reached: 'no',
    waiting: 2,
    waitingAt: contact,
    contactAt: contact,
  });
  const told = await desk().ask(readPhone, { params: { phoneId: lost.id } });
  expect(told).toMatchObject({ reports: { received: 1 }, order: { toldAt: null } });
  const { rows } = await desk().ask(listReports, { params: { operationId } });
  expect(rows.filter((row) => row.text === 'Kotak kurang satu')).toHaveLength(1);
});

it('a locked phone comes in by nothing, learns it when it asks, and the desk sees that it did', async () => {
  const lost = await guard('Sari');
  await desk().ask(lockPhones, ids(lost));
  await lost.self.refused(readSession, 'session.required');
  await lost.self.refused(submitReport, 'session.required', { body: report() });
  const other = await printed();
  for (const card of [lost.card, other])
    await house.stranger.refused(openCardSession, 'access.phone-locked', { body: scan(card, lost.deviceId) });
  expect((await rowOf(lost))?.reached).toBe('no');
  later(10);
  expect(await stateOf(lost)).toMatchObject({ state: 'locked', at: expect.any(String) });
  const row = await rowOf(lost);
  expect(row?.reached).toBe('yes');
  expect(row?.contactAt.slice(0, 16)).toBe(now.toISOString().slice(0, 16));
});

it('once unlocked the same person goes on, and what waited goes out', async () => {
  const found = await guard('Tono');
  await desk().ask(lockPhones, ids(found));
  await desk().refused(lockPhones, 'access.already-done', ids(found));
  await desk().ask(unlockPhones, ids(found));
  expect((await stateOf(found)).state).toBe('open');
  const again = await house.stranger.ask(openCardSession, { body: scan(found.card, found.deviceId, 'Tono') });
  expect(again.userId).toBe(found.id);
  await house.withToken(again.token).ask(submitReport, { body: report() });
});

it('everybody on the same phone is locked with it', async () => {
  const first = await guard('Pagi');
  const card = await printed();
  const second = await house.stranger.ask(openCardSession, { body: scan(card, first.deviceId, 'Sore') });
  const { sharedWith } = await desk().ask(readPhone, { params: { phoneId: first.id } });
  expect(sharedWith).toEqual(['Sore']);
  expect(await desk().ask(lockPhones, ids(first))).toEqual({ revoked: 2 });
  await house.withToken(second.token).refused(readSession, 'session.required');
});

it('a wiping is not done before the phone says so, takes nothing from the server, and leaves nothing to lock', async () => {
  const lost = await guard('Hilang');
  await lost.self.ask(submitReport, { body: report() });
  await desk().ask(wipePhones, ids(lost));
  expect(await rowOf(lost)).toMatchObject({ state: 'wipe-ordered', reached: 'no' });
  expect((await stateOf(lost)).state).toBe('wipe-ordered');
  expect(await rowOf(lost)).toMatchObject({ state: 'wipe-ordered', reached: 'yes' });
  await house.stranger.ask(confirmWiped, { body: { token: lost.token } });
  await house.stranger.ask(confirmWiped, { body: { token: lost.token } });
  expect(await rowOf(lost)).toMatchObject({ state: 'wiped', reached: 'yes' });
  const { reports } = await desk().ask(readPhone, { params: { phoneId: lost.id } });
  expect(reports.received).toBe(1);
  await desk().refused(unlockPhones, 'access.already-done', ids(lost));
  await house.settle();
  const written = await sql<{ event: string }>`
    select event from journal_leaf where event like 'phone.%' and convert_from(bytes, 'utf8') like ${`%${lost.id}%`}
    order by written_at, id`.execute(house.db);
  expect(written.rows.map(({ event }) => event)).toEqual([
    'phone.wipe-ordered.v1',
    'phone.told.v1',
    'phone.wiped.v1',
  ]);
});

it('only the one whose phone answered is wiped: another who was on a phone of that name may be elsewhere', async () => {
  const first = await guard('Kembar');
  const second = await house.stranger.ask(openCardSession, {
    body: scan(await printed(), first.deviceId, 'Kembar dua'),
  });
  expect(await desk().ask(wipePhones, ids(first))).toEqual({ revoked: 2 });
  await house.stranger.ask(confirmWiped, { body: { token: first.token } });
  const other = { ...first, id: second.userId };
  expect((await rowOf(first))?.state).toBe('wiped');
  expect(await rowOf(other)).toMatchObject({ state: 'wipe-ordered', reached: 'no' });
  await house.stranger.ask(confirmWiped, { body: { token: second.token } });
  expect((await rowOf(other))?.state).toBe('wiped');
});

it('no phone that nobody ordered wiped can say it is, nor can a stranger with a made-up token', async () => {
  const sound = await guard('Sehat');
  await house.stranger.ask(confirmWiped, { body: { token: sound.token } });
  expect((await rowOf(sound))?.state).toBe('open');
  await sound.self.ask(readSession);
  const invented = { token: 'x'.repeat(43) };
  expect(await house.stranger.ask(askPhoneState, { body: invented })).toEqual({
    state: 'open',
    by: null,
    at: null,
  });
});

it('of another area or agency look as if they were not there', async () => {
  const theirs = await guard('Rahasia');
  const outside = [
    house.as({ role: 'kaops', agencyId, operationId, areas: ['31.73.04'] }),
    house.as({ role: 'agency-officer', agencyId: kpu, operationId, areas: ['31.73'] }),
  ];
  for (const stranger of outside) {
    expect((await stranger.ask(listPhones, { query: {} })).rows).toEqual([]);
    await stranger.refused(readPhone, 'not-found', { params: { phoneId: theirs.id } });
    for (const door of [lockPhones, unlockPhones, wipePhones])
      await stranger.refused(door, 'not-found', ids(theirs));
  }
  await theirs.self.ask(readSession);
});
