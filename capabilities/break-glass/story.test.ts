import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Parse } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readSession } from '#rooms/access/contract.ts';
import { listLeaves } from '#rooms/audit/contract.ts';
import { listReports, readReport, submitReport } from '#rooms/field-reports/contract.ts';
import { listIncidents, openIncident } from '#rooms/incidents/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { Type } from '#shared/schema.ts';
import { REASON } from '../../apps/server/testing/emergency.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { openMember } from '../../apps/server/testing/member.ts';
import { agencyIdOf } from '../../apps/server/testing/sample-ids.ts';
import { endOpening, listOpenings, readOpening, readOwn, reviewOpening, takeOpening } from './contract.ts';
import { hear } from './testing/heard.ts';

const start = new Date('2024-11-26T01:00:00.000Z');
const OWN = '31.73.01';
const FAR = '31.73.04.1001';
const kpu = agencyIdOf('kpu-jakbar');
const police = agencyIdOf('polres-jakbar');
const bawaslu = agencyIdOf('bawaslu-jakbar');

let house: House;
let operationId = '';
let params = { operationId };
let clock = start.getTime();
beforeAll(async () => {
  house = await openHouse({ now: start });
  await house.loadSample('west-jakarta-2024');
  operationId = (await house.as({ role: 'kaops' }).ask(listOperations)).rows[0]?.id ?? '';
  params = { operationId };
}, 120_000);
afterAll(() => house.close());

/** Each story begins a day after the one before, when nothing of it is open or counted any more. */
const nextDay = () => {
  clock += 2 * 86_400_000;
  moveTo(clock);
};
const moveTo = (ms: number) => house.setClock(new Date(ms));

const officer = (some: { role?: string; agencyId?: string; areas?: readonly string[] } = {}) =>
  house.as({ role: 'agency-officer', agencyId: kpu, areas: [OWN], operationId, ...some });
const lead = (agencyId = police) => house.as({ role: 'kaops', agencyId, operationId });
const auditor = () => house.as({ role: 'auditor', agencyId: bawaslu, operationId });
type Visitor = ReturnType<typeof officer>;

const wanted = () => ({ id: randomUUID(), operationId, cause: 'network-gone' as const, reason: REASON });
async function take(who: Visitor) {
  const body = wanted();
  const { until } = await who.ask(takeOpening, { body });
  return { id: body.id, until: Date.parse(until) };
}

/** A report far from the officer's own area. */
async function reportFar(aboutAgencyId: string | null = null): Promise<string> {
  const id = randomUUID();
  const sender = house.as({ role: 'field-officer', agencyId: bawaslu, areas: ['31.73'], operationId });
  const kind = aboutAgencyId === null ? 'logistics' : 'conduct';
  const body = {
    ...{ id, operationId, stationId: null, area: FAR, kind, help: 'no' as const, text: 'Kotak basah' },
    ...{ capturedAt: new Date(clock).toISOString(), place: null, photos: 0, aboutAgencyId },
  };
  await sender.ask(submitReport, { body });
  return id;
}
const Stations = Type.Object({ rows: Type.Array(Type.Object({ id: Type.String() })) });
/** A post card far from the officer's own area. */
async function issueFar(): Promise<void> {
  const stations = `/api/operations/${operationId}/stations?limit=1&where=${within('31.73.04')}`;
  const { rows } = Parse(Stations, await (await lead().fetch(stations)).json());
  const card = { id: randomUUID(), stationId: rows[0]?.id ?? '' };
  const issued = await lead().fetch('/api/cards', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      ...{ operationId, agencyId: police, shift: 'Pagi', cards: [card] },
      validFrom: new Date(clock).toISOString(),
      validUntil: new Date(clock + 86_400_000).toISOString(),
    }),
  });
  expect(issued.status).toBe(200);
}
const sees = async (who: Visitor, reportId: string) =>
  (await who.try(readReport, { params: { reportId } })).ok;
const rowOf = async (who: Visitor, id: string) =>
  (await who.ask(listOpenings, { params })).rows.find((row) => row.id === id);

describe('emergency access', () => {
  it('widens what one may see and do to the whole operation, and ends on the minute', async () => {
    nextDay();
    const who = officer();
    const reportId = await reportFar();
    expect(await sees(who, reportId)).toBe(false);
    const { until } = await take(who);
    expect(until - clock).toBeGreaterThanOrEqual(3_600_000);
    expect(until - clock).toBeLessThan(3_660_000);
    expect(await sees(who, reportId)).toBe(true);
    const incident = {
      ...{ id: randomUUID(), operationId, kind: 'logistics', area: FAR, title: 'Gudang terendam', text: '' },
      ...{ level: 'yellow' as const, place: null, reportIds: [], aboutAgencyId: null },
    };
    await who.ask(openIncident, { body: incident });
    moveTo(until - 30_000);
    expect(await sees(who, reportId)).toBe(true);
    const csv = async () =>
      (await (await who.fetch(`/api/operations/${operationId}/incidents?format=csv`)).text()).includes(
        'Gudang terendam',
      );
    expect(await csv()).toBe(true);
    moveTo(until);
    expect(await sees(who, reportId)).toBe(false);
    expect(await csv()).toBe(false);
    await who.refused(openIncident, 'not-found', { body: { ...incident, id: randomUUID() } });
  });

  it('ends early in its own browser and in any other of the same person, and is nothing to another session', async () => {
    nextDay();
    const userId = randomUUID();
    const sent = { role: 'agency-officer', agencyId: kpu, areas: [OWN], operationId, userId };
    const [desk, home] = [house.as(sent), house.as(sent)];
    const reportId = await reportFar();
    const { id } = await take(desk);
    expect([await sees(desk, reportId), await sees(home, reportId)]).toEqual([true, false]);
    expect((await home.ask(readOwn)).open).toMatchObject({ id, here: false });
    await officer().refused(endOpening, 'not-found', { params: { openingId: id }, body: {} });
    await home.ask(endOpening, { params: { openingId: id }, body: {} });
    expect(await sees(desk, reportId)).toBe(false);
    expect(await rowOf(lead(), id)).toMatchObject({ endedHow: 'self', state: 'waiting' });
  });

  it('is not prolonged: sent twice it stays the same, and a new one needs a new reason after the end', async () => {
    nextDay();
    const who = officer();
    const body = wanted();
    const first = await who.ask(takeOpening, { body });
    moveTo(clock + 1_800_000);
    expect((await who.ask(takeOpening, { body })).until).toBe(first.until);
    await who.refused(takeOpening, 'break-glass.already-open', { body: wanted() });
    await officer().refused(takeOpening, 'break-glass.id-taken', { body });
    moveTo(Date.parse(first.until));
    const second = wanted();
    await who.ask(takeOpening, { body: second });
    expect((await rowOf(who, second.id))?.ordinal).toBe(2);
    expect((await rowOf(who, body.id))?.endedHow).toBe('time');
  });

  it('leaves seals, cards, own people and other agencies where they were', async () => {
    nextDay();
    const who = officer({ role: 'karendalops', agencyId: police });
    const aboutPolice = await reportFar(police);
    const cards = async () => (await who.fetch(`/api/cards?operation=${operationId}`)).text();
    const notes = () => who.fetch(`/api/operations/${operationId}/sealed-notes`).then((one) => one.text());
    await issueFar();
    const before = [await cards(), await notes()];
    await take(who);
    expect(await sees(who, aboutPolice)).toBe(false);
    expect([await cards(), await notes()]).toEqual(before);
  });

  it('is told on an open stream while it lasts, and not from its end on', async () => {
    nextDay();
    const who = officer();
    const { until } = await take(who);
    const stream = await hear(who);
    const during = await reportFar();
    await vi.waitFor(() => expect(stream.text()).toContain(during), 10_000);
    moveTo(until);
    const after = await reportFar();
    // A reset stands for all that came with it.
    await vi.waitFor(() => expect(stream.text()).toContain('event: reset'), 10_000);
    // Everybody sees an opening: once this one has come, the report would have come too.
    const { id } = await take(officer());
    await vi.waitFor(() => expect(stream.text()).toContain(id), 10_000);
    expect(stream.text()).not.toContain(after);
    await stream.close();
  });
});

describe('whoever may not take it', () => {
  it.each([
    ['an auditor', { role: 'auditor', agencyId: bawaslu }],
    ['an administrator', { role: 'administrator', agencyId: kpu }],
    [
      'somebody of another operation',
      { role: 'agency-officer', agencyId: kpu, areas: [OWN], operationId: randomUUID() },
    ],
    ['a card', { role: 'field-officer', agencyId: kpu, areas: [OWN], kind: 'card' as const }],
    [
      'a card that claims a desk',
      { role: 'agency-officer', agencyId: kpu, areas: [OWN], kind: 'card' as const },
    ],
    ['somebody without agency', { role: 'agency-officer', areas: [OWN] }],
    ['somebody of another place', { role: 'agency-officer', agencyId: kpu, areas: ['53.71'] }],
  ])('%s finds no such door', async (_who, sent) => {
    await house.as(sent).refused(takeOpening, 'not-found', { body: wanted() });
  });

  it('is told that there is nothing to widen where the role covers the operation', async () => {
    await lead().refused(takeOpening, 'break-glass.nothing-wider', { body: wanted() });
    expect((await lead().ask(readOwn, { query: { operationId } })).offer).toBeNull();
    expect((await officer().ask(readOwn, { query: { operationId } })).offer).toMatchObject({
      ownAreas: [OWN],
      areas: ['31.73'],
    });
  });

  it('gives a reason that is one', async () => {
    const body = { ...wanted(), reason: `darurat${' '.repeat(40)}` };
    await officer().refused(takeOpening, 'break-glass.reason-short', { body });
  });

  it('proves first who sits there, when the last proof is older than ten minutes', async () => {
    nextDay();
    const at = new Date(clock);
    const member = await openMember(house, { login: 'darurat.kpu', agencyId: kpu, now: at });
    await sql`update account_grant set areas = ${[OWN]}::text[] where account_id = ${member.id}`.execute(
      house.db,
    );
    moveTo(clock + 11 * 60_000);
    await member.self.refused(takeOpening, 'access.confirm-first', { body: wanted() });
    moveTo(clock + 9 * 60_000);
    await member.self.ask(takeOpening, { body: wanted() });
    // What was given stays what a session says of itself, and asking for it is nothing beyond.
    expect((await member.self.ask(readSession)).grants.map(({ areas }) => areas)).toEqual([[OWN]]);
    const [own] = (await member.self.ask(listOpenings, { params })).rows;
    expect(own?.reads).toBe(0);
  });
});

describe('what was done under it', () => {
  it('is seen by everybody at a desk of the operation: lists and records beyond one’s own area, and each record made', async () => {
    nextDay();
    const who = officer();
    const reportId = await reportFar();
    const { id, until } = await take(who);
    await who.ask(listIncidents, { params, query: { where: within(OWN) } });
    await who.ask(listReports, { params });
    await who.ask(readReport, { params: { reportId } });
    await who.ask(readReport, { params: { reportId } });
    const incident = (area: string) => ({
      ...{ id: randomUUID(), operationId, kind: 'logistics', area, title: 'Gudang', text: '' },
      ...{ level: 'yellow' as const, place: null, reportIds: [], aboutAgencyId: null },
    });
    await who.ask(openIncident, { body: incident(`${OWN}.1001`) });
    await who.ask(openIncident, { body: incident(FAR) });
    await who.ask(openIncident, { body: { ...incident(FAR), aboutAgencyId: police } });
    const seen = await auditor().ask(readOpening, { params: { openingId: id } });
    expect(seen.reads.map(({ door, times }) => [door, times])).toEqual([
      ['field-reports.list', 1],
      ['field-reports.read', 2],
    ]);
    // The auditor reads no report and learns how many; who leads in the same agency may open it; others are told sums.
    const things = async (reader: Visitor) =>
      (await reader.ask(readOpening, { params: { openingId: id } })).reads.map((line) => [
        line.things ?? null,
        line.records?.map(({ path }) => path) ?? null,
      ]);
    const path = `/o/${operationId}/laporan/${reportId}`;
    const lists = [null, null];
    expect(await things(auditor())).toEqual([lists, [1, []]]);
    expect(await things(lead(kpu))).toEqual([lists, [1, [path]]]);
    expect(await things(lead())).toEqual([lists, lists]);
    expect(seen.acts.map(({ area, beyond }) => [area, beyond])).toEqual([
      [`${OWN}.1001`, false],
      [FAR, true],
      [FAR, true],
    ]);
    expect((await lead().ask(readOpening, { params: { openingId: id } })).acts).toHaveLength(2);
    await house
      .as({ role: 'agency-officer', agencyId: kpu, operationId: randomUUID() })
      .refused(readOpening, 'not-found', { params: { openingId: id } });
    moveTo(until);
    await house.settle();
    const events = async () =>
      (await auditor().ask(listLeaves, { query: { operationId, where: about(id) } })).rows.map(
        ({ event }) => event,
      );
    const all = [
      'break-glass.ended.v1',
      'break-glass.opened.v1',
      'break-glass.read.v1',
      'break-glass.read.v1',
    ];
    // Nobody ended it: the server writes down by its own plan that time did.
    await vi.waitFor(async () => expect((await events()).sort()).toEqual(all), 20_000);
  });

  it('is reviewed once by somebody else who leads in the same agency, or by the auditor, and is overdue after a day', async () => {
    nextDay();
    const [one, other] = [officer(), officer({ role: 'kaops', agencyId: police })];
    const [first, second] = [await take(one), await take(other)];
    const review = (who: Visitor, id: string, code?: string) => {
      const asked = {
        params: { openingId: id },
        body: { verdict: 'justified' as const, note: 'Sesuai keadaan.' },
      };
      return code === undefined ? who.ask(reviewOpening, asked) : who.refused(reviewOpening, code, asked);
    };
    await review(auditor(), first.id, 'break-glass.still-open');
    moveTo(second.until);
    await review(other, second.id, 'break-glass.own-review');
    await review(lead(), first.id, 'not-found');
    await review(one, first.id, 'not-found');
    expect([(await rowOf(lead(), second.id))?.mine, (await rowOf(lead(), first.id))?.mine]).toEqual([
      'review',
      'watch',
    ]);
    moveTo(second.until + 86_400_000);
    expect((await rowOf(lead(), second.id))?.state).toBe('overdue');
    await review(lead(), second.id);
    await review(auditor(), first.id);
    await review(auditor(), first.id, 'break-glass.reviewed-already');
    expect(await rowOf(one, first.id)).toMatchObject({ state: 'justified', reviewNote: 'Sesuai keadaan.' });
  });

  it('cannot be reviewed by its own person in the database either', async () => {
    const spoiled = sql`
      update break_glass set reviewed_by = opened_by where reviewed_by is not null`.execute(house.db);
    await expect(spoiled).rejects.toThrow(/check/);
  });
});

const within = (value: string) => JSON.stringify([{ field: 'area', is: 'within', value }]);
const about = (value: string) => JSON.stringify([{ field: 'subject', is: 'eq', value }]);
