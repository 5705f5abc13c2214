import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { listOperations, readOperation, setClock } from '#rooms/operations/contract.ts';
import { isWithin, levelOf, parentOf } from '#shared/area-code.ts';
import type { BodyOf } from '#shared/endpoint.ts';
import { addDays, dayOf, daysBetween } from '#shared/time.ts';
import { addressOf } from '../../apps/server/testing/client.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import {
  cancelOutreach,
  changeOutreach,
  coveredWords,
  holdOutreach,
  listCoverage,
  listOutreach,
  logOutreach,
  planOutreach,
  readCoverage,
  readOutreach,
} from './contract.ts';

type Visitor = ReturnType<House['as']>;
const DAY_MS = 86_400_000;
const CENGKARENG = '31.73.01';
const KAPUK = '31.73.01.1005';
const GROGOL = '31.73.02.1001';

let house: House;
let operationId: string;
let agency: Record<'polres' | 'kpu' | 'bawaslu', string>;
let lead: Visitor;
let kpu: Visitor;
let bawaslu: Visitor;
let auditor: Visitor;
/** Reads Cengkareng alone. */
let polsek: Visitor;

beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('west-jakarta-2024');
  const anybody = house.as({ role: 'karendalops' });
  operationId = (await anybody.ask(listOperations, {})).rows[0]?.id ?? '';
  const { rows } = await anybody.ask(listAgencies, { query: { limit: 500 } });
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? '';
  agency = { polres: idOf('polres'), kpu: idOf('kpu'), bawaslu: idOf('bawaslu') };
  const as = (role: string, agencyId: string, areas = ['31.73']) =>
    house.as({ role, agencyId, areas, operationId });
  lead = as('karendalops', agency.polres);
  kpu = as('agency-officer', agency.kpu);
  bawaslu = as('agency-officer', agency.bawaslu);
  auditor = as('auditor', agency.bawaslu);
  polsek = as('agency-officer', agency.polres, [CENGKARENG]);
}, 60_000);
afterAll(() => house.close());

const now = async () => new Date((await lead.ask(readOperation, { params: { operationId } })).clock.now);
const daysAgo = async (days: number) => new Date((await now()).getTime() - days * DAY_MS).toISOString();

function said(some: object = {}) {
  return {
    id: randomUUID(),
    operationId,
    kind: 'education' as const,
    title: 'Sosialisasi tata cara memilih',
    area: KAPUK,
    place: 'Aula kelurahan',
    audiences: ['first-time' as const, 'disabled' as const],
    partnerIds: [],
    note: '',
    ...some,
  };
}
async function logged(who: Visitor, some: object = {}) {
  const body: BodyOf<typeof logOutreach> = {
    ...said(some),
    heldAt: await daysAgo(1),
    attended: { count: 40, basis: 'estimated' },
    ...some,
  };
  const { code } = await who.ask(logOutreach, { body });
  return { params: { outreachId: body.id }, body, code };
}
async function planned(who: Visitor, some: object = {}) {
  const body = { ...said(some), plannedAt: await daysAgo(-2), ...some };
  await who.ask(planOutreach, { body });
  return { params: { outreachId: body.id }, body };
}
const listed = async (who: Visitor, query: object = {}) =>
  (await who.ask(listOutreach, { params: { operationId }, query: { limit: 500, ...query } })).rows;

/** Corrects nothing: what the card says, as the door for changes wants it. */
async function asRead(who: Visitor, outreachId: string) {
  const card = await who.ask(readOutreach, { params: { outreachId } });
  const { version, kind, title, area, place, audiences, partnerIds, note, plannedAt, heldAt, attended } =
    card;
  return {
    ...{ version, kind, title, area, place, audiences, partnerIds, note, plannedAt, heldAt, attended },
    reason: null,
  };
}

describe('an outreach event', () => {
  it('is planned, held, corrected and withdrawn, and what it said before stands in the journal', async () => {
    const one = await planned(kpu, { partnerIds: [agency.bawaslu] });
    const { params } = one;
    const heldAt = await daysAgo(0.01);
    const hold = {
      params,
      body: { version: 1, heldAt, attended: { count: 55, basis: 'counted' as const }, note: 'Lancar' },
    };
    await kpu.ask(holdOutreach, hold);
    await kpu.ask(holdOutreach, hold);
    const correction = {
      ...(await asRead(kpu, params.outreachId)),
      attended: { count: 51, basis: 'counted' as const },
    };
    await kpu.ask(changeOutreach, { params, body: { ...correction, reason: 'Daftar hadir dihitung ulang' } });
    await kpu.refused(changeOutreach, 'outreach.changed-meanwhile', {
      params,
      body: { ...correction, title: 'Lain' },
    });
    const card = await lead.ask(readOutreach, { params });
    expect(card).toMatchObject({
      state: 'held',
      attended: { count: 51, basis: 'counted' },
      note: 'Lancar',
      partners: [{ id: agency.bawaslu, name: 'Bawaslu' }],
      version: 3,
      mayWrite: false,
    });
    expect(card.log.map(({ what, text }) => [what, text])).toEqual([
      ['planned', null],
      ['held', null],
      ['changed', 'Daftar hadir dihitung ulang'],
    ]);
    await kpu.ask(cancelOutreach, { params, body: { version: 3, reason: 'Tercatat dua kali' } });
    await kpu.refused(changeOutreach, 'outreach.cancelled-already', {
      params,
      body: { ...correction, version: 4, title: 'Lain' },
    });
    const corrected = await sql<{ before: number; after: number }>`
      select (change -> 'before')::int as before, (change -> 'after')::int as after
      from journal_leaf, jsonb_array_elements(convert_from(bytes, 'UTF8')::jsonb -> 'changes') change
      where kind = 'outreach' and subject = ${params.outreachId} and event = 'outreach.changed.v1'
        and change ->> 'field' = 'attended'`.execute(house.db);
    expect(corrected.rows).toEqual([{ before: 55, after: 51 }]);
  });

  it('is logged without a plan and later, never before it was, and planned for no day that is over', async () => {
    const late = await logged(bawaslu, { heldAt: await daysAgo(12) });
    expect(await listed(bawaslu)).toContainEqual(
      expect.objectContaining({ id: late.body.id, state: 'held', ours: 'yes', attended: 40 }),
    );
    const early = { ...said(), heldAt: await daysAgo(-0.1), attended: null };
    await bawaslu.refused(logOutreach, 'outreach.not-yet', { body: early });
    const past = { ...said(), plannedAt: await daysAgo(1) };
    await bawaslu.refused(planOutreach, 'outreach.plan-past', { body: past });
    const far = { ...said({ area: '53.71' }), plannedAt: await daysAgo(-1) };
    await house
      .as({ role: 'kaops', agencyId: agency.polres })
      .refused(planOutreach, 'outreach.no-area', { body: far });
    const own = { ...said({ partnerIds: [agency.bawaslu] }), plannedAt: await daysAgo(-1) };
    await bawaslu.refused(planOutreach, 'outreach.no-partner', { body: own });
  });

  it('has a number of its own although many are written at once, and comes once although it is sent twice', async () => {
    const bodies = await Promise.all(
      Array.from({ length: 12 }, async () => ({ ...said(), heldAt: await daysAgo(2), attended: null })),
    );
    const twice = [...bodies, ...bodies];
    const replies = await Promise.all(twice.map((body) => kpu.ask(logOutreach, { body })));
    const codes = new Map(replies.map(({ id, code }) => [id, code]));
    expect(replies.every(({ id, code }) => codes.get(id) === code)).toBe(true);
    expect(new Set(codes.values()).size).toBe(12);
    expect([...codes.values()].every((code) => /^S-\d{3,}$/.test(code))).toBe(true);
    const [first] = bodies;
    if (!first) throw new Error('none was sent');
    await kpu.refused(logOutreach, 'outreach.id-taken', { body: { ...first, title: 'Lain' } });
    await bawaslu.refused(logOutreach, 'outreach.id-taken', { body: first });
  });
});

describe('who may', () => {
  it('change it: its own agency alone, whatever the role of others', async () => {
    const { params } = await planned(kpu);
    const heldAt = await daysAgo(0);
    const correction = { ...(await asRead(kpu, params.outreachId)), title: 'Diubah orang lain' };
    for (const other of [lead, bawaslu]) {
      expect((await other.ask(readOutreach, { params })).mayWrite).toBe(false);
      await other.refused(holdOutreach, 'outreach.not-yours', {
        params,
        body: { version: 1, heldAt, attended: null, note: '' },
      });
      await other.refused(changeOutreach, 'outreach.not-yours', { params, body: correction });
      await other.refused(cancelOutreach, 'outreach.not-yours', {
        params,
        body: { version: 1, reason: 'Batal' },
      });
    }
    expect(await kpu.ask(readOutreach, { params })).toMatchObject({ version: 1, mayWrite: true });
    const homeless = house.as({ role: 'karendalops', areas: ['31.73'], operationId });
    await homeless.refused(planOutreach, 'outreach.no-agency', {
      body: { ...said(), plannedAt: await daysAgo(-1) },
    });
  });

  it('see it: whoever reaches its area; to all others it is not there', async () => {
    const { params, body } = await logged(kpu, { area: GROGOL });
    const missing = { params: { outreachId: randomUUID() } };
    expect(await polsek.refused(readOutreach, 'not-found', { params })).toEqual(
      await polsek.refused(readOutreach, 'not-found', missing),
    );
    const cancel = { body: { version: 1, reason: 'Batal' } };
    await polsek.refused(cancelOutreach, 'not-found', { params, ...cancel });
    const field = house.as({ role: 'field-officer', agencyId: agency.kpu, areas: ['31.73'], operationId });
    await field.refused(readOutreach, 'not-found', { params });
    await house.stranger.refused(readOutreach, 'session.required', { params });
    const elsewhere = house.as({
      role: 'kaops',
      agencyId: agency.kpu,
      areas: [''],
      operationId: randomUUID(),
    });
    await elsewhere.refused(listCoverage, 'not-found', {
      params: { operationId },
      query: { level: 'village' },
    });
    expect((await auditor.ask(readOutreach, { params })).mayWrite).toBe(false);
    await auditor.refused(cancelOutreach, 'not-found', { params, ...cancel });
    const near = house.as({ role: 'auditor', agencyId: agency.bawaslu, areas: [CENGKARENG], operationId });
    expect((await listed(auditor)).some(({ id }) => id === body.id)).toBe(true);
    const seen = await listed(near);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every(({ area }) => isWithin(area, CENGKARENG))).toBe(true);
  });
});

describe('coverage', () => {
  it('is what a recount of the events gives, now and after 31 days, at both levels and in every reach', async () => {
    await logged(kpu, { area: CENGKARENG, heldAt: await daysAgo(3) });
    await logged(kpu, { area: '31.73.05.1002', heldAt: await daysAgo(29) });
    await logged(kpu, { area: '31.73.05.1003', heldAt: await daysAgo(30) });
    await logged(kpu, { area: '31.73', heldAt: await daysAgo(5) });
    const withdrawn = await logged(kpu, { area: '31.73.08.1005', heldAt: await daysAgo(5) });
    await kpu.ask(cancelOutreach, { params: withdrawn.params, body: { version: 1, reason: 'Keliru' } });
    await compareAll();
    const before = await summary(lead);
    expect(before.uncovered).toBeGreaterThan(0);
    expect(before.uncovered).toBeLessThan(before.villages);
    const shows = new Date((await now()).getTime() + 31 * DAY_MS).toISOString();
    await house
      .as({ role: 'kaops' })
      .ask(setClock, { params: { operationId }, body: { mode: 'frozen', shows } });
    const after = await summary(lead);
    expect(after).toMatchObject({ uncovered: after.villages, events: 0, never: before.never });
    await logged(kpu, { area: GROGOL, heldAt: await daysAgo(0.5) });
    expect((await summary(lead)).uncovered).toBe(after.villages - 1);
    await compareAll();
  });

  it('is exported as it is shown, and so is the list', async () => {
    const params = { operationId };
    const shown = (await lead.ask(listCoverage, { params, query: { level: 'village', limit: 500 } })).rows;
    const file = await exported(
      addressOf(listCoverage, params, { level: 'village', format: 'csv', lang: 'en' }),
    );
    expect(file.map((row) => [row.Area, Number(row['Last 30 days']), row['Covered in 30 days']])).toEqual(
      shown.map((row) => [row.areaName, row.recent, coveredWords[row.covered].en]),
    );
    const rows = await listed(lead, { lang: 'en' });
    const events = await exported(addressOf(listOutreach, params, { format: 'csv', lang: 'en' }));
    expect(events.map((row) => [row.Code, row.Event, row.Audience, row.Attended])).toEqual(
      rows.map((row) => [
        row.code,
        row.title,
        row.audience,
        row.attended === null ? '' : String(row.attended),
      ]),
    );
    expect(rows.some(({ audience }) => audience === 'first-time voters, disabled voters')).toBe(true);
  });
});

const summary = (who: Visitor) => who.ask(readCoverage, { params: { operationId } });

async function exported(address: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const answer = await lead.fetch(address);
  return parse(await answer.text(), { bom: true, columns: true, delimiter: [',', ';'] });
}

async function compareAll(): Promise<void> {
  const villages = (await lead.ask(listCoverage, asked('village'))).rows.map(({ area }) => area);
  expect(villages.length).toBe(56);
  expect(villages.every((area) => levelOf(area) === 'village')).toBe(true);
  for (const [who, reach] of [
    [lead, '31.73'],
    [auditor, '31.73'],
    [polsek, CENGKARENG],
  ] as const) {
    const events = (await listed(lead)).filter(({ area }) => isWithin(area, reach));
    const ours = villages.filter((area) => isWithin(area, reach));
    const rows = (await who.ask(listCoverage, asked('village'))).rows;
    expect(rows.map(short).sort()).toEqual((await recount(ours, (area) => [area], events)).sort());
    const districts = [...new Set(ours.map((area) => parentOf(area) ?? ''))];
    const inside = (code: string) => [code, ...ours.filter((area) => isWithin(area, code))];
    const wholes = (await who.ask(listCoverage, asked('district'))).rows;
    expect(wholes.map(short).sort()).toEqual((await recount(districts, inside, events)).sort());
  }
}

const asked = (level: 'village' | 'district') => ({ params: { operationId }, query: { level, limit: 500 } });

type Counted = Awaited<ReturnType<typeof listed>>[number];
const short = (row: { area: string; recent: number; daysSince: number | null; covered: string }) =>
  `${row.area} ${row.recent} ${row.daysSince} ${row.covered}`;

/** By hand: day after day of the last thirty, event after event. */
async function recount(
  areas: readonly string[],
  partsOf: (area: string) => readonly string[],
  events: readonly Counted[],
): Promise<string[]> {
  const today = dayOf(await now(), 'WIB');
  const window = Array.from({ length: 30 }, (_, back) => addDays(today, -back));
  return areas.map((area) => {
    const days = events.flatMap(({ state, heldAt, area: named }) =>
      state === 'held' && heldAt !== null && partsOf(area).includes(named)
        ? [dayOf(new Date(heldAt), 'WIB')]
        : [],
    );
    const recent = days.filter((day) => window.includes(day)).length;
    const since = days.length === 0 ? null : Math.min(...days.map((day) => daysBetween(day, today)));
    return short({ area, recent, daysSince: since, covered: recent === 0 ? 'none' : 'covered' });
  });
}
