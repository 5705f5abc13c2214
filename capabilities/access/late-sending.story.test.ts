import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { referenceData } from '#data/load.ts';
import { listAgencies } from '#rooms/agencies/contract.ts';
import {
  attachPhoto,
  listMyReports,
  listReports,
  setReportKinds,
  submitReport,
} from '#rooms/field-reports/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { openCardSession, readSession } from './contract.ts';
import { issueCards, revokeCards } from './endpoints-cards.ts';

const start = new Date('2024-11-27T05:00:00.000Z');
const shiftEnd = new Date('2024-11-27T11:00:00.000Z');
const area = '31.73.01.1001';
const stationId = randomUUID();
let house: House;
let operationId: string;
let agencyId: string;

const at = (hoursAfterShift: number) =>
  house.setClock(new Date(shiftEnd.getTime() + hoursAfterShift * 3_600_000));

beforeAll(async () => {
  house = await openHouse({ now: start });
  await house.loadSample('west-jakarta-2024');
  const lead = house.as({ role: 'kaops' });
  operationId = (await lead.ask(listOperations, {})).rows[0]?.id ?? '';
  const { rows } = await lead.ask(listAgencies, { query: { limit: 500 } });
  agencyId = rows.find((row) => row.kind === 'polres')?.id ?? '';
  const { version, kinds } = referenceData().reportKinds();
  await lead.ask(setReportKinds, { body: { version, kinds: kinds.map(({ seen: _seen, ...kind }) => kind) } });
  const unknown = { address: null, lon: null, lat: null, accuracy: null, position: null, voters: null };
  const nobody = { specialKind: null, responsibleName: null, responsiblePhone: null };
  const named = { id: stationId, area, number: 9001, name: 'TPS 9001', standing: 'staged', source: 'uji' };
  const registered = await lead.fetch(`/api/operations/${operationId}/stations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ ...named, ...unknown, ...nobody }),
  });
  if (!registered.ok) throw new Error(await registered.text());
}, 60_000);
afterAll(() => house.close());

async function printed() {
  house.setClock(start);
  const card = { id: randomUUID(), stationId };
  const hours = { shift: 'Siang', validFrom: start.toISOString(), validUntil: shiftEnd.toISOString() };
  const lead = house.as({ role: 'kaops' });
  const sheet = await lead.ask(issueCards, { body: { operationId, agencyId, ...hours, cards: [card] } });
  return { id: card.id, code: sheet.cards[0]?.code ?? '' };
}
const phone = randomUUID();
const scan = (card: string, name: string, deviceId: string = phone) => ({
  id: randomUUID(),
  card,
  deviceId,
  ...(name === '' ? {} : { name }),
});
const come = (card: string, name = 'Budi', deviceId?: string) =>
  house.stranger.ask(openCardSession, { body: scan(card, name, deviceId) });
/** Written ten minutes before the end of the shift, where there was no signal. */
const written = () => ({
  id: randomUUID(),
  operationId,
  stationId: null,
  area,
  kind: 'logistics',
  help: 'no' as const,
  text: 'Kotak kurang satu',
  capturedAt: '2024-11-27T10:50:00.000Z',
  place: null,
  photos: 1,
  aboutAgencyId: null,
});
const picture = () =>
  sharp({ create: { width: 32, height: 32, channels: 3, background: '#3a6' } })
    .jpeg()
    .toBuffer();

it('what was written before the end of a shift still goes out after it, as the same person', async () => {
  const { code } = await printed();
  const before = await come(code);
  at(1);
  const still = house.withToken(before.token);
  const first = written();
  expect(await still.ask(submitReport, { body: first })).toMatchObject({ id: first.id });
  at(6 * 24);
  const again = await come(code, ' budi ');
  expect(again.userId).toBe(before.userId);
  const late = house.withToken(again.token);
  const second = { ...written(), stationId };
  expect((await late.ask(submitReport, { body: second })).notices).toEqual([]);
  const { rows } = await house.as({ role: 'kaops' }).ask(listReports, { params: { operationId } });
  expect(rows.find(({ id }) => id === second.id)?.stationName).toBe('TPS 9001');
  const params = { reportId: second.id, photoId: randomUUID() };
  await late.ask(attachPhoto, { params, body: await picture(), contentType: 'image/jpeg' });
  const { reports } = await late.ask(listMyReports);
  expect(reports.map(({ id, photosReceived }) => [id, photosReceived]).sort()).toEqual(
    [
      [first.id, 0],
      [second.id, 1],
    ].sort(),
  );
});

it('what is written after the shift is refused, by the corrected clock, and goes out within it', async () => {
  const { code } = await printed();
  const guard = house.withToken((await come(code)).token);
  const own = (clock: Date, captured: Date) =>
    guard.try(submitReport, {
      body: { ...written(), id: randomUUID(), capturedAt: captured.toISOString() },
      deviceTime: clock,
    });
  const [hour, end] = [3_600_000, shiftEnd.getTime()];
  const sent = new Date(end + 24 * hour);
  at(24);
  const aMinuteBefore = new Date(end - 60_000);
  expect((await own(sent, aMinuteBefore)).status).toBe(200);
  const late = await own(sent, shiftEnd);
  expect(late.ok ? late.status : late.problem.code).toBe('field-report.after-shift');
  // Two hours fast: what says 12.30 was written at 10.30. Two hours slow: what says 10.30 was written at 12.30.
  expect((await own(new Date(sent.getTime() + 2 * hour), new Date(end + 1.5 * hour))).status).toBe(200);
  expect((await own(new Date(sent.getTime() - 2 * hour), new Date(end - 0.5 * hour))).status).toBe(409);
  at(-1);
  expect((await own(new Date(end - hour), new Date(end + hour))).status).toBe(200);
});

it('two phones with one card and one name are two people, who read nothing of each other', async () => {
  for (const name of ['Budi', '']) {
    const { code } = await printed();
    const [hers, his] = [randomUUID(), randomUUID()];
    const one = await come(code, name, hers);
    const other = await come(code, name, his);
    expect(other.userId).not.toBe(one.userId);
    const body = { ...written(), id: randomUUID() };
    await house.withToken(one.token).ask(submitReport, { body });
    expect((await house.withToken(other.token).ask(listMyReports)).reports).toEqual([]);
    await house.withToken(other.token).refused(submitReport, 'field-report.id-taken', { body });
    at(1);
    expect((await come(code, name, hers)).userId).toBe(one.userId);
    await house.stranger.refused(openCardSession, 'access.card-refused', {
      body: scan(code, name, randomUUID()),
    });
  }
});

it('an app that names no phone is somebody new at each sign-in, whatever others know of that one', async () => {
  const { code } = await printed();
  const { deviceId: _none, ...body } = scan(code, '');
  const first = await house.stranger.ask(openCardSession, { body });
  await house.stranger.refused(openCardSession, 'access.id-taken', { body });
  const next = await house.stranger.ask(openCardSession, { body: { ...body, id: randomUUID() } });
  // The ids of sessions and bearers stand in the journal: they must open nothing.
  const guesses = await Promise.all([body.id, first.userId].map((id) => come(code, '', id)));
  expect(new Set([first, next, ...guesses].map(({ userId }) => userId)).size).toBe(4);
});

it('what a phone names itself is kept nowhere: a stolen database tells nobody how to come in as it', async () => {
  const { code } = await printed();
  const own = randomUUID();
  const { userId } = await come(code, 'Budi', own);
  expect((await come(code, 'Budi', own)).userId).toBe(userId);
  const kept = await sql<{ kept: string }>`
    select to_jsonb(b)::text || to_jsonb(s)::text as kept
    from account_session s join post_card_bearer b on b.id = s.bearer_id where b.id = ${userId}`.execute(
    house.db,
  );
  expect(kept.rows).toHaveLength(2);
  expect(kept.rows.filter((row) => row.kept.includes(own))).toEqual([]);
});

it('people who were on a card before phones were told apart stay who they are on their own phones', async () => {
  const { code } = await printed();
  const before = await come(code);
  await sql`update post_card_bearer set device_id = null where id = ${before.userId}`.execute(house.db);
  await sql`update account_session set device_id = ${phone} where bearer_id = ${before.userId}`.execute(
    house.db,
  );
  expect((await come(code)).userId).toBe(before.userId);
  expect((await come(code)).userId).toBe(before.userId);
  expect((await come(code, 'Budi', randomUUID())).userId).not.toBe(before.userId);
});

it('a card after its shift only sends: it reads nothing and brings in nobody new', async () => {
  const { code } = await printed();
  const late = house.withToken((await come(code)).token);
  await late.ask(listOperations, {});
  at(1);
  expect(await late.ask(readSession)).toMatchObject({ grants: [], permissions: ['field-report.submit'] });
  await late.refused(listReports, 'not-found', { params: { operationId } });
  await late.refused(listOperations, 'not-found', {});
  await house.stranger.refused(openCardSession, 'access.card-refused', { body: scan(code, 'Orang lain') });
});

it('nothing goes out by a card that was revoked, nor a week after its shift', async () => {
  const [revoked, old] = [await printed(), await printed()];
  const tokens = [(await come(revoked.code)).token, (await come(old.code)).token];
  at(1);
  await house.as({ role: 'kaops' }).ask(revokeCards, { body: { ids: [revoked.id] } });
  const refusedBy = (index: number) =>
    house.withToken(tokens[index] ?? '').refused(submitReport, 'session.required', { body: written() });
  await refusedBy(0);
  await house.stranger.refused(openCardSession, 'access.card-refused', { body: scan(revoked.code, 'Budi') });
  at(7 * 24 + 1);
  await refusedBy(1);
  await house.stranger.refused(openCardSession, 'access.card-refused', { body: scan(old.code, 'Budi') });
});
