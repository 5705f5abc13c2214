import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceData } from '#data/load.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import {
  changeActivity,
  closeActivities,
  correctResult,
  listActivities,
  planActivity,
  readActivity,
} from './activities.ts';
import { listCalendarLinks, makeCalendarLink, revokeCalendarLink } from './calendar-links.ts';
import { isOverdue, listOperations, readOperation, setClock } from './contract.ts';
import {
  addOwner,
  listElections,
  stateElection,
  statePhase,
  withdrawElection,
  withdrawOwner,
} from './elections.ts';
import { addFigure, listFigures } from './figures.ts';
import { addPoint, addTaskForce, listPoints, listTaskForces } from './frame.ts';
import { importCalendar, listCalendars, openOperation } from './opening.ts';
import { listStages, listStrengths, revisePeriod, reviseStage, reviseStrength } from './revisions.ts';
import { readStages } from './stages.ts';
import { acknowledgeAlarm, listAlarms, listContradictions } from './warnings.ts';

const data = referenceData();
const kpu = randomUUID();
const polres = randomUUID();
const bawaslu = randomUUID();
const operationId = randomUUID();
const params = { operationId };

let house: House;
let lead: ReturnType<House['as']>;
let system: ReturnType<House['as']>;

beforeAll(async () => {
  house = await openHouse({ now: new Date('2026-03-01T02:00:00.000Z') });
  lead = house.as({ role: 'karendalops', agencyId: polres, areas: ['31.73'] });
  system = house.as({ role: 'system', kind: 'system' });
  await system.ask(importCalendar, { body: { id: randomUUID(), calendar: data.calendar('pilkada-2024') } });
  await bringGround();
  await system.ask(openOperation, { body: opening(operationId, 'west-jakarta') });
  await system.ask(setClock, { params, body: { mode: 'frozen', shows: '2024-11-25T01:00:00.000Z' } });
}, 120_000);
afterAll(() => house.close());

/** Areas and agencies come in through the doors of their rooms, as from outside. */
async function bringGround(): Promise<void> {
  const administrator = house.as({ role: 'kaops' }, { role: 'administrator' });
  const send = async (path: string, body: string, type = 'application/json') => {
    const headers = { 'idempotency-key': randomUUID(), 'content-type': type };
    const answer = await administrator.fetch(path, { method: 'POST', headers, body });
    expect([path, answer.status, await answer.text()]).toEqual([path, 200, expect.anything()]);
  };
  for (const file of ['jakarta-barat', 'kota-tangerang']) {
    const importId = randomUUID();
    const csv = readFileSync(new URL(`../../data/areas/${file}.csv`, import.meta.url), 'utf8');
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

function opening(id: string, key: string) {
  return {
    id,
    key,
    codeName: 'Operasi Mantap Praja Jaya 2024',
    kind: 'regional' as const,
    zone: 'WIB' as const,
    areas: ['31.73'],
    owners: [kpu, polres],
    sample: true,
    calendar: `pilkada-2024@${data.calendar('pilkada-2024').version}`,
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

function strength(statedOn: string, publishedTotal: number | null, counts: readonly number[] = []) {
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

function plan(id: string, area: string) {
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

describe('an operation on its own clock', () => {
  it('shows two days to voting on 25 November 2024 while the server lives in another year', async () => {
    const { clock, stages, votingDay, phase } = await lead.ask(readStages, { params });
    expect(clock).toEqual({
      mode: 'frozen',
      now: '2024-11-25T01:00:00.000Z',
      today: '2024-11-25',
      zone: 'WIB',
    });
    expect([votingDay, phase]).toEqual(['2024-11-27', 'before']);
    const voting = stages.find((stage) => stage.key === 'voting');
    expect(voting?.countdown).toEqual({ state: 'ahead', days: 2, day: null, of: null });
    const table = await lead.ask(listStages, { params, query: { sort: 'daysTo', lang: 'en' } });
    expect(table.rows.find((row) => row.key === 'voting')).toMatchObject({ name: 'Voting', daysTo: 2 });
    expect(table.rows.find((row) => row.key === 'campaign')).toMatchObject({ daysTo: -61 });
  });

  it('is never moved for a real operation', async () => {
    const real = randomUUID();
    await system.ask(openOperation, { body: { ...opening(real, 'real'), sample: false } });
    const body = { mode: 'frozen' as const, shows: '2024-11-25T01:00:00.000Z' };
    await lead.refused(setClock, 'operation.clock-is-real', { params: { operationId: real }, body });
  });

  it('rings H-3 for the voting, and an agency says once that it heard', async () => {
    const alarm = 'voting:H-3';
    const { rows } = await lead.ask(listAlarms, { params });
    expect(rows[0]).toMatchObject({ key: alarm, rangOn: '2024-11-24', daysTo: 2, seenBy: [] });
    await lead.ask(acknowledgeAlarm, { params, body: { alarm } });
    await lead.ask(acknowledgeAlarm, { params, body: { alarm } });
    expect((await lead.ask(listAlarms, { params })).rows[0]?.seenBy).toEqual([polres]);
    await lead.refused(acknowledgeAlarm, 'alarm.not-ringing', { params, body: { alarm: 'voting:H-1' } });
  });
});

describe('strength and period', () => {
  it('keep every revision, and yesterday keeps its answer', async () => {
    await system.ask(reviseStrength, { params, body: strength('2024-08-13', 900) });
    await lead.ask(reviseStrength, { params, body: strength('2024-11-25', 1_115, [1_115]) });
    const backdated = { ...strength('2024-11-25', 1), appliesFrom: '2024-11-24' };
    await lead.refused(reviseStrength, 'operation.past-stands', { params, body: backdated });
    const { rows } = await lead.ask(listStrengths, { params });
    expect(rows.map((row) => [row.appliesFrom, row.publishedTotal, row.inForce])).toEqual([
      ['2024-11-25', 1_115, 'yes'],
      ['2024-08-13', 900, 'no'],
    ]);
    await system.ask(setClock, { params, body: { mode: 'frozen', shows: '2024-11-24T01:00:00.000Z' } });
    const yesterday = await lead.ask(listStrengths, { params });
    await system.ask(setClock, { params, body: { mode: 'frozen', shows: '2024-11-25T01:00:00.000Z' } });
    expect(yesterday.rows.find((row) => row.inForce === 'yes')?.publishedTotal).toBe(900);
  });

  it('flag what their own figures contradict, with the difference and the source', async () => {
    await system.ask(reviseStrength, {
      params,
      body: { ...strength('2024-08-14', 88_365, [17_448, 6_991, 63_936]), source: 'Polda, 13 August' },
    });
    const period = { ...opening(operationId, 'x').period, id: randomUUID(), announcedOn: '2024-08-13' };
    await system.ask(revisePeriod, { params, body: { ...period, firstDay: '2024-08-14', daysStated: 146 } });
    const { rows } = await lead.ask(listContradictions, { params, query: { sort: 'stated' } });
    expect(rows.map((row) => [row.stated, row.computed, row.difference])).toEqual([
      [146, 140, -6],
      [88_365, 88_375, 10],
    ]);
    expect(rows[1]).toMatchObject({
      text: 'Kekuatan tertulis 88.365, rinciannya berjumlah 88.375',
      source: 'Polda, 13 August',
    });
    const card = await lead.ask(readOperation, { params });
    expect(card.period).toMatchObject({ firstDay: '2024-08-14', days: 140, revision: 2 });
    expect(card.contradictions).toBe(2);
    expect(card.owners.sort()).toEqual([kpu, polres].sort());
  });

  it('are harmless to send twice and refuse another content under the same id', async () => {
    const body = strength('2024-11-26', 1_416);
    await lead.ask(reviseStrength, { params, body });
    await lead.ask(reviseStrength, { params, body });
    await lead.refused(reviseStrength, 'operation.id-taken', {
      params,
      body: { ...body, publishedTotal: 1 },
    });
    const { rows } = await lead.ask(listStrengths, { params });
    expect(rows.filter((row) => row.id === body.id)).toHaveLength(1);
  });

  it('move a stage only by a revision with its source', async () => {
    const id = randomUUID();
    await system.ask(openOperation, { body: opening(id, 'moved') });
    const body = {
      id: randomUUID(),
      stage: 'voting',
      start: '2024-12-04',
      end: '2024-12-04',
      startTime: '07:00',
      endTime: '13:00',
      confirmed: true,
      reason: 'susulan',
      source: 'KPU decision',
      standing: 'staged' as const,
    };
    await lead.ask(reviseStage, { params: { operationId: id }, body });
    const { votingDay, stages } = await lead.ask(readStages, { params: { operationId: id } });
    expect(votingDay).toBe('2024-12-04');
    expect(stages.find((stage) => stage.key === 'voting')).toMatchObject({
      revised: true,
      source: 'KPU decision',
    });
    expect((await lead.ask(readStages, { params })).votingDay).toBe('2024-11-27');
    const leaf = await sql<{ text: string; reason: string }>`
      select convert_from(l.bytes, 'UTF8') as text, a.value #>> '{}' as reason
      from journal_leaf l join journal_apart a on a.leaf_id = l.id and a.field = 'reason'
      where l.event = 'operation.stage-revised.v1' and l.operation = ${id}`.execute(house.db);
    expect(leaf.rows.map(({ reason }) => reason)).toEqual(['susulan']);
    expect(leaf.rows[0]?.text).not.toContain('susulan');
  });
});

describe('activities to secure', () => {
  it('are planned, changed and closed with a result; an assembly is facilitated', async () => {
    const officer = house.as({ role: 'agency-officer', agencyId: kpu, areas: ['31.73.08'], operationId });
    const id = randomUUID();
    const { id: _id, ...wanted } = plan(id, '31.73.08.1006');
    await officer.ask(planActivity, { params, body: plan(id, '31.73.08.1006') });
    await officer.refused(planActivity, 'not-found', { params, body: plan(randomUUID(), '31.73.01.1001') });
    const at = { operationId, activityId: id };
    expect(await officer.ask(readActivity, { params: at })).toMatchObject({
      stance: 'facilitate',
      version: 1,
    });
    // One that is over by the clock of the operation: only such is done.
    const over = { startsAt: '2024-11-24T23:00:00.000Z', endsAt: '2024-11-25T00:30:00.000Z' };
    const moved = { ...wanted, ...over, expectedCrowd: 700, version: 1 };
    await officer.ask(changeActivity, { params: at, body: moved });
    const late = { ...wanted, expectedCrowd: 1, version: 1 };
    await officer.refused(changeActivity, 'activity.changed-meanwhile', { params: at, body: late });
    const closing = { ids: [id], state: 'done' as const, result: 'Aman, bubar pukul 12.00' };
    expect(await officer.ask(closeActivities, { params, body: closing })).toEqual({ closed: 1 });
    await officer.refused(closeActivities, 'activity.closed', { params, body: closing });
    const { rows } = await lead.ask(listActivities, { params });
    expect(rows.find((row) => row.id === id)).toMatchObject({
      expectedCrowd: 700,
      people: 60,
      state: 'done',
      result: 'Aman, bubar pukul 12.00',
      correctedAt: null,
    });
  });

  it('are not done before they begin; a result is corrected with what stood before it', async () => {
    const ahead = { ...plan(randomUUID(), '31.73.02'), startsAt: '2024-12-20T02:00:00.000Z', endsAt: null };
    await lead.ask(planActivity, { params, body: ahead });
    const closing = { ids: [ahead.id], state: 'done' as const, result: 'Aman' };
    await lead.refused(closeActivities, 'activity.not-begun', { params, body: closing });
    await lead.ask(closeActivities, { params, body: { ...closing, state: 'cancelled', result: 'Hujan' } });
    const at = { operationId, activityId: ahead.id };
    const { version } = await lead.ask(readActivity, { params: at });
    const body = { version, result: 'Izin dicabut' };
    const elsewhere = house.as({ role: 'agency-officer', areas: ['31.73.08'], operationId });
    await elsewhere.refused(correctResult, 'not-found', { params: at, body });
    await lead.ask(correctResult, { params: at, body });
    await lead.refused(correctResult, 'activity.changed-meanwhile', { params: at, body });
    const { rows } = await lead.ask(listActivities, { params, query: { limit: 100 } });
    expect(rows.find((row) => row.id === ahead.id)).toMatchObject({
      result: 'Izin dicabut',
      correctedAt: expect.any(String),
    });
    const leaves = await sql<{ apart: string }>`
      select a.*::text as apart from journal_leaf l join journal_apart a on a.leaf_id = l.id
      where l.event = 'activity.result-corrected.v1'`.execute(house.db);
    const kept = leaves.rows.map(({ apart }) => apart).join();
    expect(kept).toContain('Hujan');
    expect(kept).toContain('Izin dicabut');
  });

  it('are listed as over without a result by the same rule that other rooms go by', async () => {
    const ended = plan(randomUUID(), '31.73.02');
    const started = '2024-11-24T23:00:00.000Z';
    await lead.ask(planActivity, {
      params,
      body: { ...ended, startsAt: started, endsAt: '2024-11-25T00:30:00.000Z' },
    });
    const open = { ...plan(randomUUID(), '31.73.02'), startsAt: '2024-11-24T16:59:00.000Z', endsAt: null };
    await lead.ask(planActivity, { params, body: open });
    await lead.ask(planActivity, { params, body: { ...open, id: randomUUID(), startsAt: started } });
    const { now } = (await lead.ask(readStages, { params })).clock;
    const { rows } = await lead.ask(listActivities, { params });
    const byRule = rows.filter(({ result, startsAt, endsAt }) => {
      const times = { startsAt: new Date(startsAt), endsAt: endsAt === null ? null : new Date(endsAt) };
      return isOverdue({ result, ...times }, new Date(now), 'WIB');
    });
    const where = JSON.stringify([{ field: 'overdue', is: 'eq', value: 'yes' }]);
    const listed = await lead.ask(listActivities, { params, query: { where } });
    expect(listed.rows.map((row) => row.id).sort()).toEqual([ended.id, open.id].sort());
    expect(byRule.map((row) => row.id).sort()).toEqual([ended.id, open.id].sort());
  });

  it('count for their task force only where the reader may see them', async () => {
    const name = { id: 'Satgas Preventif', en: 'Prevention' };
    const source = { source: 'Polda', standing: 'stated' as const };
    const force = {
      id: randomUUID(),
      key: 'preventif',
      name,
      tasks: [{ id: 'patroli', en: 'patrol' }],
      ...source,
    };
    await lead.ask(addTaskForce, { params, body: force });
    const body = { ...plan(randomUUID(), '31.73.01.1001'), satgas: 'preventif' };
    await lead.ask(planActivity, { params, body });
    const elsewhere = house.as({ role: 'liaison', areas: ['31.73.08'], operationId });
    expect((await lead.ask(listTaskForces, { params })).rows[0]).toMatchObject({
      activities: 1,
      tasks: 'patroli',
    });
    expect((await elsewhere.ask(listTaskForces, { params })).rows[0]).toMatchObject({ activities: 0 });
    const hidden = { operationId, activityId: body.id };
    const missing = { operationId, activityId: randomUUID() };
    const answers = [hidden, missing].map((at) => elsewhere.try(readActivity, { params: at }));
    const [one, other] = await Promise.all(answers);
    expect(one?.bytes.equals(other?.bytes ?? Buffer.of())).toBe(true);
    const point = {
      id: randomUUID(),
      name: 'Gudang',
      kind: 'warehouse',
      area: '36.71.01',
      lon: null,
      lat: null,
    };
    await lead.refused(addPoint, 'operation.area-outside', {
      params,
      body: { ...point, why: null, ...source },
    });
  });

  it('takes a strategic point of a kind that can be chosen, and says which those are', async () => {
    const point = {
      id: randomUUID(),
      name: 'Gudang',
      kind: 'warehouse',
      area: '31.73.06',
      lon: null,
      lat: null,
    };
    const body = { ...point, why: null, source: 'KPU', standing: 'staged' as const };
    const refused = await lead.refused(addPoint, 'operation.point-kind-unknown', {
      params,
      body: { ...body, kind: 'castle' },
    });
    expect(refused.errors).toMatchObject([{ field: '/body/kind' }]);
    expect(JSON.stringify(refused.errors)).toContain('warehouse, transport');
    await lead.ask(addPoint, { params, body });
    expect((await lead.ask(listPoints, { params })).rows).toMatchObject([{ kind: 'warehouse' }]);
  });
});

describe('what is secured and with whom, after opening', () => {
  const election = {
    key: 'governor-jakarta',
    kind: 'governor' as const,
    area: '31',
    name: { id: 'Gubernur', en: 'Governor' },
    votingDay: '2024-11-27',
    source: 'KPU',
    standing: 'stated' as const,
  };

  it('takes an election, changes it from the version that was seen, and lets it go with a reason', async () => {
    const state = (said: object, version: number | null) =>
      lead.ask(stateElection, { params, body: { ...election, ...said, version } });
    expect(await state({}, null)).toEqual({ version: 1 });
    expect(await state({}, null)).toEqual({ version: 1 });
    await lead.refused(stateElection, 'operation.key-taken', {
      params,
      body: { ...election, kind: 'mayor', version: null },
    });
    expect(await state({ votingDay: '2024-12-04' }, 1)).toEqual({ version: 2 });
    const late = { ...election, votingDay: '2024-12-11', version: 1 };
    await lead.refused(stateElection, 'operation.changed-meanwhile', { params, body: late });
    await lead.ask(withdrawElection, { params, body: { key: election.key, reason: 'Diamankan Polda' } });
    expect((await lead.ask(readOperation, { params })).elections).toEqual([]);
    const { rows } = await lead.ask(listElections, { params });
    expect(rows).toMatchObject([{ state: 'withdrawn', reason: 'Diamankan Polda', version: 3 }]);
    expect(await state({}, null)).toEqual({ version: 4 });
    expect((await lead.ask(readOperation, { params })).elections).toMatchObject([{ key: election.key }]);
  });

  it('takes phases that do not run into each other', async () => {
    const phase = { phase: 'before' as const, firstDay: '2024-08-14', lastDay: '2024-11-26' };
    const stated = { source: 'Polda', standing: 'stated' as const, version: null };
    await lead.ask(statePhase, { params, body: { ...phase, ...stated } });
    const voting = { ...phase, ...stated, phase: 'voting' as const };
    await lead.refused(statePhase, 'operation.phases-overlap', { params, body: voting });
    await lead.ask(statePhase, {
      params,
      body: { ...voting, firstDay: '2024-11-27', lastDay: '2024-11-27' },
    });
    expect((await lead.ask(readOperation, { params })).phases.map((each) => each.phase)).toEqual([
      'before',
      'voting',
    ]);
  });

  it('takes the supervisor in as an owner, whom nobody but itself can take out', async () => {
    const owners = async () => (await lead.ask(readOperation, { params })).owners;
    const body = { agencyId: bawaslu, source: 'Rapat 30 Juli' };
    await lead.refused(addOwner, 'operation.agency-unknown', {
      params,
      body: { ...body, agencyId: randomUUID() },
    });
    const supervisor = house.as({ role: 'agency-officer', agencyId: bawaslu, operationId });
    await supervisor.refused(addOwner, 'not-found', { params, body });
    await lead.ask(addOwner, { params, body });
    expect(await owners()).toContain(bawaslu);
    const leaving = { agencyId: bawaslu, reason: 'Tidak lagi ikut' };
    await lead.refused(withdrawOwner, 'operation.owner-itself-only', { params, body: leaving });
    expect(await owners()).toContain(bawaslu);
    await supervisor.ask(withdrawOwner, { params, body: leaving });
    expect(await owners()).not.toContain(bawaslu);
  });

  it('refuses areas that nobody knows and areas elsewhere, and names the field', async () => {
    const wrong = async (body: object) => {
      const answer = await lead.try(stateElection, {
        params,
        body: { ...election, key: 'other', version: null, ...body },
      });
      if (answer.ok) return [];
      return [answer.problem.code, answer.problem.errors?.map((error) => error.field)];
    };
    expect(await wrong({ area: '31.73.99' })).toEqual(['operation.area-unknown', ['/body/area']]);
    expect(await wrong({ area: '36.71.01' })).toEqual(['operation.area-outside', ['/body/area']]);
    const activity = plan(randomUUID(), '31.73.99');
    await lead.refused(planActivity, 'operation.area-unknown', { params, body: activity });
    await house.as({ role: 'kaops' }).refused(planActivity, 'operation.area-outside', {
      params,
      body: { ...activity, area: '36.71' },
    });
    await lead.refused(reviseStrength, 'operation.area-unknown', {
      params,
      body: { ...strength('2024-11-28', 1), area: '31.73.99' },
    });
    await lead.refused(openOperation, 'operation.area-unknown', {
      body: { ...opening(randomUUID(), 'nowhere'), areas: ['31.73', '99'] },
    });
  });

  it('keeps published figures with their source, and flags those of one topic that disagree', async () => {
    const figure = (topic: string, value: number) => ({
      ...{ id: randomUUID(), topic, name: { id: 'Linmas', en: 'Linmas' }, value, unit: 'person' as const },
      ...{ area: null, statedOn: '2024-08-13', note: null, source: 'Polda', standing: 'stated' as const },
    });
    for (const body of [figure('linmas', 63_936), figure('linmas', 63_926), figure('tps', 31_963)])
      await lead.ask(addFigure, { params, body });
    const { rows } = await lead.ask(listFigures, { params });
    expect(rows.map(({ topic, value, disagrees }) => [topic, value, disagrees]).sort()).toEqual([
      ['linmas', 63_926, 'yes'],
      ['linmas', 63_936, 'yes'],
      ['tps', 31_963, 'no'],
    ]);
  });

  it('writes no leaf where a resend changes nothing', async () => {
    const leaves = async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from journal_leaf`.execute(house.db);
      return rows[0]?.count;
    };
    const activity = { params, body: plan(randomUUID(), '31.73.04') };
    await lead.ask(planActivity, activity);
    const before = await leaves();
    await lead.ask(planActivity, activity);
    await lead.ask(acknowledgeAlarm, { params, body: { alarm: 'voting:H-3' } });
    await lead.ask(addOwner, { params, body: { agencyId: kpu, source: 'lagi' } });
    expect(await leaves()).toBe(before);
  });
});

describe('who is not allowed', () => {
  it('gets of a hidden operation the same bytes as of one that does not exist, at every door', async () => {
    const outsider = house.as({ role: 'kaops', operationId: randomUUID() });
    const administrator = house.as({ role: 'administrator' });
    for (const visitor of [outsider, administrator]) {
      for (const path of [
        '',
        '/stages',
        '/stage-list',
        '/periods',
        '/strengths',
        '/strength-parts',
        '/activities',
      ]) {
        const real = await visitor.fetch(`/api/operations/${operationId}${path}`);
        const none = await visitor.fetch(`/api/operations/${randomUUID()}${path}`);
        expect([path, real.status, await real.text()]).toEqual([path, none.status, await none.text()]);
        expect(real.status).toBe(404);
      }
      for (const path of [
        '/contradictions',
        '/alarms',
        '/task-forces',
        '/strategic-points',
        '/other-events',
      ]) {
        expect((await visitor.fetch(`/api/operations/${operationId}${path}`)).status).toBe(404);
      }
    }
    expect(await outsider.ask(listOperations)).toEqual({ rows: [], total: 0 });
    await outsider.refused(reviseStrength, 'not-found', { params, body: strength('2024-11-25', 1) });
    await outsider.refused(openOperation, 'not-found', { body: opening(randomUUID(), 'other') });
    expect((await administrator.ask(listCalendars)).rows[0]).toMatchObject({
      key: 'pilkada-2024',
      version: data.calendar('pilkada-2024').version,
    });
    await house.stranger.refused(readOperation, 'session.required', { params });
  });
});

describe('a private calendar link', () => {
  it('shows stages and the activities its owner may see, until it is revoked', async () => {
    const owner = house.as({ role: 'liaison', areas: ['31.73.08'], operationId });
    const id = randomUUID();
    const { address } = await owner.ask(makeCalendarLink, { body: { id, label: 'Telepon' } });
    await owner.refused(makeCalendarLink, 'calendar-link.shown-already', { body: { id, label: 'Telepon' } });
    const path = new URL(address).pathname;
    const answer = await house.stranger.fetch(path);
    const text = (await answer.text()).replace(/\r\n[ \t]/g, '');
    expect(answer.headers.get('content-type')).toContain('text/calendar');
    expect(text).toContain(`UID:stage-${operationId}-voting@rakor`);
    expect(text).toContain('DTSTART:20241127T000000Z');
    expect(text).toContain('DTSTART;VALUE=DATE:20240925');
    expect(text).toContain('DTEND;VALUE=DATE:20241124');
    expect(text.match(/UID:activity-/g)).toHaveLength(1);

    const thief = house.as({ role: 'liaison', operationId });
    await thief.refused(revokeCalendarLink, 'not-found', { params: { linkId: id }, body: {} });
    expect((await thief.ask(listCalendarLinks)).total).toBe(0);
    await owner.ask(revokeCalendarLink, { params: { linkId: id }, body: {} });
    const guessed = await house.stranger.fetch(`/api/calendar/${'A'.repeat(43)}.ics`);
    const revoked = await house.stranger.fetch(path);
    expect([revoked.status, await revoked.text()]).toEqual([404, await guessed.text()]);
  });
});

describe('the calendar link of somebody whose account is closed', () => {
  it('stops answering, although nobody revoked it', async () => {
    const account = (role: string) => ({
      id: randomUUID(),
      login: `contoh.${role}`,
      name: 'Contoh',
      agencyId: null,
      grants: [{ id: randomUUID(), role, areas: [''], operationId: null }],
    });
    const reader = account('liaison');
    const post = (as: typeof lead, path: string, body: object) => {
      const headers = { 'idempotency-key': randomUUID(), 'content-type': 'application/json' };
      return as.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    };
    const accounts = [reader, account('administrator')];
    expect((await post(system, '/api/accounts/seed', { accounts })).status).toBe(200);
    const owner = house.as({ role: 'liaison', userId: reader.id });
    const { address } = await owner.ask(makeCalendarLink, { body: { id: randomUUID(), label: 'Laptop' } });
    const status = async () => (await house.stranger.fetch(new URL(address).pathname)).status;
    expect(await status()).toBe(200);
    const administrator = house.as({ role: 'administrator' });
    const closed = await post(administrator, '/api/accounts/close', { ids: [reader.id] });
    expect([closed.status, await closed.text()]).toEqual([200, '{"revoked":1}']);
    await expect.poll(status, { timeout: 10_000 }).toBe(404);
  });
});

describe('a stage calendar', () => {
  it('is loaded once per version: again is harmless, another content is refused', async () => {
    const calendar = data.calendar('pilkada-2024');
    await lead.ask(importCalendar, { body: { id: randomUUID(), calendar } });
    const changed = { ...calendar, votingDate: '2024-11-28' };
    await lead.refused(importCalendar, 'calendar.version-taken', {
      body: { id: randomUUID(), calendar: changed },
    });
    const next = { ...calendar, version: 2, stages: calendar.stages.concat(calendar.stages.slice(0, 1)) };
    await lead.refused(importCalendar, 'calendar.incoherent', { body: { id: randomUUID(), calendar: next } });
  });
});
