import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../../apps/server/testing/house.ts';
import { listOperations, readOperation, setClock } from './contract.ts';
import { importCalendar, listCalendars, openOperation } from './opening.ts';
import { listStages, listStrengths, revisePeriod, reviseStage, reviseStrength } from './revisions.ts';
import { readStages } from './stages.ts';
import {
  calendar,
  type Ground,
  kpu,
  openGround,
  opening,
  operationId,
  params,
  polres,
  strength,
} from './testing/ground.ts';
import { acknowledgeAlarm, listAlarms, listContradictions } from './warnings.ts';

let house: House;
let lead: Ground['lead'];
let system: Ground['system'];

beforeAll(async () => {
  ({ house, lead, system } = await openGround());
}, 120_000);
afterAll(() => house.close());

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
      version: calendar.version,
    });
    await house.stranger.refused(readOperation, 'session.required', { params });
  });
});

describe('a stage calendar', () => {
  it('is loaded once per version: again is harmless, another content is refused', async () => {
    await lead.ask(importCalendar, { body: { id: randomUUID(), calendar } });
    const changed = { ...calendar, votingDate: '2024-11-28' };
    await lead.refused(importCalendar, 'calendar.version-taken', {
      body: { id: randomUUID(), calendar: changed },
    });
    const next = { ...calendar, version: 2, stages: calendar.stages.concat(calendar.stages.slice(0, 1)) };
    await lead.refused(importCalendar, 'calendar.incoherent', { body: { id: randomUUID(), calendar: next } });
  });
});
