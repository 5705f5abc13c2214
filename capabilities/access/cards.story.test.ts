/** Post cards: printed, used on a phone, late, revoked. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import type { BodyOf, Endpoint } from '#shared/endpoint.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { comeTo } from '../../apps/server/testing/member.ts';
import { openCardSession, readSession } from './contract.ts';
import { issueCards, listCards, revokeCards } from './endpoints-cards.ts';

let place: { police: string; kpu: string; operationId: string; stationId: string; area: string };
const station = {
  number: 9001,
  name: 'TPS 9001',
  address: null,
  lon: null,
  lat: null,
  accuracy: null,
  position: null,
  voters: null,
  specialKind: null,
  responsibleName: null,
  responsiblePhone: null,
  standing: 'staged',
  source: 'story',
};
const start = new Date('2024-11-25T01:00:00.000Z');
let now = start;
let house: House;
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
  house.setClock(now);
};

beforeAll(async () => {
  house = await openHouse({ now: start });
  place = await preparePlace();
}, 60_000);
afterAll(() => house.close());

/** Two agencies, an operation and a station of it. */
async function preparePlace() {
  await house.loadSample('west-jakarta-2024');
  const leader = house.as({ role: 'kaops' });
  const agencies = (await leader.ask(listAgencies, { query: {} })).rows;
  const idOf = (short: string) => agencies.find((agency) => agency.short === short)?.id ?? '';
  const operationId = (await leader.ask(listOperations, { query: {} })).rows[0]?.id ?? '';
  const [stationId, area] = [randomUUID(), '31.73.01.1001'];
  const registered = await leader.fetch(`/api/operations/${operationId}/stations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ id: stationId, area, ...station }),
  });
  if (!registered.ok) throw new Error(await registered.text());
  return { police: idOf('Polres'), kpu: idOf('KPU'), operationId, stationId, area };
}

const come = <E extends Endpoint>(endpoint: E, body: BodyOf<E>, address = '10.0.0.1') =>
  comeTo(house, endpoint, body, { 'x-forwarded-for': address });

describe('a post card', () => {
  const hours = (count: number) => new Date(now.getTime() + count * 3_600_000).toISOString();
  const leader = () =>
    house.as({
      role: 'karendalops',
      agencyId: place.police,
      operationId: place.operationId,
      areas: ['31.73'],
    });
  const sheet = () => ({
    operationId: place.operationId,
    agencyId: place.police,
    shift: 'Pagi',
    validFrom: hours(0),
    validUntil: hours(12),
    cards: [
      { id: randomUUID(), stationId: place.stationId },
      { id: randomUUID(), stationId: place.stationId },
    ],
  });
  const phone = randomUUID();
  const scan = (card: string, name?: string) => ({
    id: randomUUID(),
    card,
    deviceId: phone,
    ...(name === undefined ? {} : { name }),
  });

  it('is printed the same when asked again, but not after the minutes of a lost answer', async () => {
    const printer = leader();
    const body = sheet();
    const first = await printer.ask(issueCards, { body });
    expect(first.cards.map((card) => card.code)).toEqual([
      expect.stringMatching(/^\w{2}-\w{4}-\w{4}$/),
      expect.stringMatching(/^\w{2}-\w{4}-\w{4}$/),
    ]);
    expect(first.cards[0]?.code).not.toBe(first.cards[1]?.code);
    expect(await printer.ask(issueCards, { body })).toEqual(first);
    later(16 * 60);
    await printer.refused(issueCards, 'access.card-printed', { body });
  });

  it('is made for all stations that were picked or for none, and says where each of them is', async () => {
    const printer = leader();
    const listed = await printer.fetch(`/api/operations/${place.operationId}/stations?limit=300`);
    const { rows }: { rows: { id: string }[] } = JSON.parse(await listed.text());
    const cards = rows.map((row) => ({ id: randomUUID(), stationId: row.id }));
    expect(cards.length).toBe(300);
    const body = { ...sheet(), cards };
    const count = async () => (await printer.ask(listCards, { query: { limit: 0 } })).total;
    const before = await count();
    const unknown = { id: randomUUID(), stationId: randomUUID() };
    await printer.refused(issueCards, 'not-found', { body: { ...body, cards: [...cards, unknown] } });
    expect(await count()).toBe(before);
    const { cards: printed } = await printer.ask(issueCards, { body });
    expect(await printer.ask(issueCards, { body })).toMatchObject({ cards: printed });
    expect(await count()).toBe(before + 300);
    expect(new Set(printed.map((card) => card.code)).size).toBe(300);
    expect(printed.filter((card) => !/^[A-Z][\w ]+, [A-Z][\w ]+$/.test(card.areaName))).toEqual([]);
  });

  it('signs several people in on one phone, by code or QR, for that post alone', async () => {
    const { cards } = await leader().ask(issueCards, { body: sheet() });
    const [card] = cards;
    const typed = (card?.code ?? '').toLowerCase().replaceAll('-', ' ');
    const secret = card?.link.split('#kartu=')[1] ?? '';
    expect(card?.link).toMatch(/\/lapor\/#kartu=[\w-]{24}$/);
    const budi = await house.stranger.ask(openCardSession, { body: scan(typed, 'Budi') });
    const sari = await house.stranger.ask(openCardSession, { body: scan(secret, 'Sari') });
    const again = await house.stranger.ask(openCardSession, { body: scan(secret, ' budi ') });
    expect(budi.userId).not.toBe(sari.userId);
    expect(again.userId).toBe(budi.userId);
    expect(await house.withToken(sari.token).ask(readSession)).toMatchObject({
      kind: 'card',
      name: 'Sari',
      station: { id: place.stationId, area: place.area, shift: 'Pagi' },
      grants: [
        {
          role: 'field-officer',
          agencyId: place.police,
          areas: [place.area],
          operationId: place.operationId,
        },
      ],
    });
    const { rows } = await leader().ask(listCards, {
      query: { where: JSON.stringify([{ field: 'id', is: 'eq', value: card?.id ?? '' }]) },
    });
    expect(rows).toMatchObject([{ status: 'valid', people: 2, shift: 'Pagi' }]);
  });

  it('ends a week after its shift and at once when it is revoked', async () => {
    const { cards } = await leader().ask(issueCards, { body: sheet() });
    const [lost, kept] = cards;
    const finder = await house.stranger.ask(openCardSession, { body: scan(lost?.code ?? '') });
    const guard = await house.stranger.ask(openCardSession, { body: scan(kept?.code ?? '') });
    await leader().ask(revokeCards, { body: { ids: [lost?.id ?? ''] } });
    await house.withToken(finder.token).refused(readSession, 'session.required');
    await house.stranger.refused(openCardSession, 'access.card-refused', { body: scan(lost?.code ?? '') });
    await house.withToken(guard.token).ask(readSession);
    later(12 * 3600 + 7 * 86_400 - 60);
    await house.withToken(guard.token).ask(readSession);
    later(120);
    await house.withToken(guard.token).refused(readSession, 'session.required');
    await house.stranger.refused(openCardSession, 'access.card-refused', { body: scan(kept?.code ?? '') });
  });

  it('opens while somebody guesses from the same address', async () => {
    const { cards } = await leader().ask(issueCards, { body: sheet() });
    const statuses = [];
    for (let attempt = 0; attempt < 22; attempt += 1) {
      statuses.push((await come(openCardSession, scan('AA-AAAA-AAAA'), '10.9.9.9')).status);
    }
    expect(statuses.slice(-4)).toEqual([401, 401, 429, 429]);
    expect((await come(openCardSession, scan(cards[0]?.code ?? ''), '10.9.9.9')).status).toBe(200);
  });

  it('slows down when it is copied around, and opens again a little later', async () => {
    const { cards } = await leader().ask(issueCards, { body: sheet() });
    const enter = async () => (await come(openCardSession, scan(cards[0]?.code ?? ''))).status;
    let status = 200;
    for (let people = 0; people < 40 && status === 200; people += 1) status = await enter();
    expect(status).toBe(429);
    later(60);
    expect(await enter()).toBe(200);
  });

  it('gives a new token to the same phone that lost the answer, and to no other card', async () => {
    const { cards } = await leader().ask(issueCards, { body: sheet() });
    const body = scan(cards[0]?.code ?? '');
    const first = await house.stranger.ask(openCardSession, { body });
    const second = await house.stranger.ask(openCardSession, { body });
    await house.withToken(first.token).refused(readSession, 'session.required');
    await house.withToken(second.token).ask(readSession);
    const thief = { ...body, card: cards[1]?.code ?? '' };
    await house.stranger.refused(openCardSession, 'access.id-taken', { body: thief });
  });

  it('is not issued outside the area, for another agency by its neighbour, or by a liaison', async () => {
    const elsewhere = house.as({ role: 'karendalops', operationId: place.operationId, areas: ['31.74'] });
    await elsewhere.refused(issueCards, 'not-found', { body: sheet() });
    const neighbour = house.as({
      role: 'agency-officer',
      agencyId: place.kpu,
      operationId: place.operationId,
    });
    await neighbour.refused(issueCards, 'not-found', { body: sheet() });
    await house.as({ role: 'liaison' }).refused(issueCards, 'not-found', { body: sheet() });
  });
});
