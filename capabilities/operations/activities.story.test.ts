import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../../apps/server/testing/house.ts';
import {
  changeActivity,
  closeActivities,
  correctResult,
  listActivities,
  planActivity,
  readActivity,
} from './activities.ts';
import { listCalendarLinks, makeCalendarLink, revokeCalendarLink } from './calendar-links.ts';
import { isOverdue } from './contract.ts';
import { addPoint, addTaskForce, listPoints, listTaskForces } from './frame.ts';
import { readStages } from './stages.ts';
import { type Ground, kpu, openGround, operationId, params, plan } from './testing/ground.ts';

let house: House;
let lead: Ground['lead'];
let system: Ground['system'];

beforeAll(async () => {
  ({ house, lead, system } = await openGround());
}, 120_000);
afterAll(() => house.close());

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
