import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { listMyReports } from '#rooms/field-reports/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { authenticator } from './authenticate.ts';
import { openCardSession, readSession } from './contract.ts';
import { issueCards } from './endpoints-cards.ts';
import { listSessions, revokeSessions } from './endpoints-sessions.ts';

const start = new Date('2024-11-25T01:00:00.000Z');
const HOUR = 3_600_000;
let house: House;
let operationId: string;
let agencies: ReadonlyMap<string, string>;

beforeAll(async () => {
  house = await openHouse({ now: start });
  await house.loadSample('west-jakarta-2024');
  const lead = house.as({ role: 'kaops' });
  operationId = (await lead.ask(listOperations, {})).rows[0]?.id ?? '';
  const { rows } = await lead.ask(listAgencies, { query: { limit: 500 } });
  agencies = new Map(rows.map((row) => [row.kind, row.id]));
}, 60_000);
afterAll(() => house.close());

const at = (hours: number) => house.setClock(new Date(start.getTime() + hours * HOUR));

/** Signs a demo account of a kind of role in, and gives back its token. */
async function demo(login: string): Promise<string> {
  const answer = await house.stranger.fetch('/api/demo-session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ login }),
  });
  return /rakor_session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
}

const signedIn = (token: string, headers: Record<string, string> = {}) =>
  house.withToken(token).fetch('/api/session', { headers });

it('a session that only a page keeps asking for ends; one that a person uses does not', async () => {
  at(0);
  const [screen, person] = [await demo('kabagops.jakbar'), await demo('kabagops.jakbar')];
  const unattended = { 'rakor-unattended': '1' };
  at(11);
  expect((await signedIn(screen, unattended)).status).toBe(200);
  const stream = await house.withToken(screen).fetch('/api/stream');
  expect(stream.status).toBe(200);
  await stream.body?.cancel();
  expect((await signedIn(person)).status).toBe(200);
  at(13);
  expect((await signedIn(screen)).status).toBe(401);
  expect((await signedIn(person)).status).toBe(200);
});

it('a demo account is nobody on a server that left sample mode, also with a session from before', async () => {
  at(0);
  const token = await demo('kabagops.jakbar');
  const now = new Date(start.getTime() + HOUR);
  const who = async (sample: boolean) =>
    (await authenticator(house.db, { sample: () => sample })(token, now, 'person')).kind;
  expect([await who(true), await who(false)]).toEqual(['person', 'nobody']);
});

it('a calendar link shows nothing any more once the role that it was made with has run out', async () => {
  at(0);
  const person = house.withToken(await demo('kabagops.jakbar'));
  const made = await person.fetch('/api/calendar-links', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ id: randomUUID(), label: 'HP' }),
  });
  const { address }: { address: string } = JSON.parse(await made.text());
  const events = async () =>
    (await (await house.stranger.fetch(new URL(address).pathname)).text()).split('BEGIN:VEVENT').length - 1;
  expect(await events()).toBeGreaterThan(0);
  const { userId } = await person.ask(readSession);
  const until = new Date(start.getTime() + 2 * HOUR);
  await sql`update account_grant set valid_until = ${until} where account_id = ${userId}`.execute(house.db);
  at(1);
  expect(await events()).toBeGreaterThan(0);
  at(3);
  expect(await events()).toBe(0);
  await sql`update account_grant set valid_until = null where account_id = ${userId}`.execute(house.db);
});

it('whoever may revoke a card sees its phones, in the late week too, and can sign one of them out', async () => {
  at(0);
  const lead = house.as({ role: 'karendalops', operationId, areas: ['31.73'] });
  const stations = await lead.fetch(`/api/operations/${operationId}/stations?limit=1`);
  const { rows: found }: { rows: { id: string }[] } = JSON.parse(await stations.text());
  const body = {
    operationId,
    agencyId: agencies.get('polres') ?? '',
    shift: 'Pagi',
    validFrom: start.toISOString(),
    validUntil: new Date(start.getTime() + 12 * HOUR).toISOString(),
    cards: [{ id: randomUUID(), stationId: found[0]?.id ?? '' }],
  };
  const card = (await lead.ask(issueCards, { body })).cards[0]?.code ?? '';
  const enter = (name: string) =>
    house.stranger.ask(openCardSession, { body: { id: randomUUID(), card, name, deviceId: randomUUID() } });
  const [budi, sari] = [await enter('Budi'), await enter('Sari')];
  const listed = async (who = lead) =>
    (await who.ask(listSessions, { query: { whose: 'cards' } })).rows.map(({ name, state }) => [name, state]);
  expect(await listed()).toEqual(
    expect.arrayContaining([
      ['Budi', 'open'],
      ['Sari', 'open'],
    ]),
  );
  at(13);
  expect(await listed()).toEqual(
    expect.arrayContaining([
      ['Budi', 'late'],
      ['Sari', 'late'],
    ]),
  );
  const other = house.as({ role: 'agency-officer', agencyId: agencies.get('kpu') ?? '', operationId });
  const far = house.as({ role: 'karendalops', operationId, areas: ['31.74'] });
  expect([...(await listed(other)), ...(await listed(far))]).toEqual([]);
  const { rows } = await lead.ask(listSessions, { query: { whose: 'cards' } });
  const ids = rows.filter(({ name }) => name === 'Budi').map(({ id }) => id);
  await far.refused(revokeSessions, 'not-found', { body: { ids } });
  await lead.ask(revokeSessions, { body: { ids } });
  await house.withToken(budi.token).refused(listMyReports, 'session.required');
  await house.withToken(sari.token).ask(listMyReports);
  expect(await listed()).toEqual([['Sari', 'late']]);
});
