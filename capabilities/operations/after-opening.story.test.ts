import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../../apps/server/testing/house.ts';
import { planActivity } from './activities.ts';
import { readOperation } from './contract.ts';
import {
  addOwner,
  listElections,
  stateElection,
  statePhase,
  withdrawElection,
  withdrawOwner,
} from './elections.ts';
import { addFigure, listFigures } from './figures.ts';
import { openOperation } from './opening.ts';
import { reviseStrength } from './revisions.ts';
import {
  bawaslu,
  type Ground,
  kpu,
  openGround,
  opening,
  operationId,
  params,
  plan,
  strength,
} from './testing/ground.ts';
import { acknowledgeAlarm } from './warnings.ts';

let house: House;
let lead: Ground['lead'];

beforeAll(async () => {
  ({ house, lead } = await openGround());
}, 120_000);
afterAll(() => house.close());

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
    const heard = { params, body: { alarm: 'voting:H-3' } };
    await lead.ask(planActivity, activity);
    await lead.ask(acknowledgeAlarm, heard);
    const before = await leaves();
    await lead.ask(planActivity, activity);
    await lead.ask(acknowledgeAlarm, heard);
    await lead.ask(addOwner, { params, body: { agencyId: kpu, source: 'lagi' } });
    expect(await leaves()).toBe(before);
  });
});
