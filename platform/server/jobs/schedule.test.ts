import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { object } from '#shared/schema.ts';
import { type NotesServer, openNotesServer } from '../testing/notes-server.ts';
import { jobKinds } from './desk.ts';
import { job } from './job.ts';
import { fireDue, nextTick, type Rhythm, schedule } from './schedule.ts';

let house: NotesServer;
beforeAll(async () => {
  house = await openNotesServer();
});
afterAll(() => house.close());
beforeEach(async () => {
  await sql`delete from job`.execute(house.connection.db);
  await sql`delete from job_schedule`.execute(house.connection.db);
});

const tidy = job({
  name: 'test.tidy',
  title: { id: 'Rapikan', en: 'Tidy' },
  input: object({}),
  output: object({}),
  run: async () => ({}),
});
const kinds = jobKinds([tidy]);
const hourly = schedule({ name: 'test.hourly', when: { everyMinutes: 60 }, kind: tidy, input: {} });
const fire = (at: string, each = hourly) => fireDue(house.connection.db, [each], kinds, new Date(at));
const finishAll = () =>
  sql`update job set state = 'done', lease = null, ended_at = run_at`.execute(house.connection.db);

describe('the next tick', () => {
  const daily: Rhythm = { dailyAt: '02:30', zone: 'WITA' };
  it.each([
    [{ everyMinutes: 15 }, '2024-11-27T05:00:00.000Z', '2024-11-27T05:15:00.000Z'],
    [{ everyMinutes: 15 }, '2024-11-27T05:14:59.999Z', '2024-11-27T05:15:00.000Z'],
    [daily, '2024-11-26T18:29:59.000Z', '2024-11-26T18:30:00.000Z'],
    [daily, '2024-11-26T18:30:00.000Z', '2024-11-27T18:30:00.000Z'],
  ])('of %j after %s is %s', (when, now, next) => {
    expect(nextTick(when, new Date(now)).toISOString()).toBe(next);
  });
});

test('it fires at its time, once for all that was missed, and not while the last one is at work', async () => {
  expect(await fire('2024-11-27T05:20:00.000Z')).toBe(0);
  expect(await fire('2024-11-27T05:59:59.000Z')).toBe(0);
  expect(await fire('2024-11-27T06:00:00.000Z')).toBe(1);
  expect(await fire('2024-11-27T06:00:01.000Z')).toBe(0);
  // Still at work an hour later: the tick passes.
  expect(await fire('2024-11-27T07:00:00.000Z')).toBe(0);
  await finishAll();
  // The server was off for three days.
  expect(await fire('2024-11-30T09:10:00.000Z')).toBe(1);
  await finishAll();
  expect(await fire('2024-11-30T09:59:00.000Z')).toBe(0);
  expect(await fire('2024-11-30T10:00:00.000Z')).toBe(1);
});

test('a clock that jumps ahead and back fires once, and goes on at its usual pace', async () => {
  await fire('2024-11-27T05:20:00.000Z');
  expect(await fire('2099-01-01T00:00:00.000Z')).toBe(1);
  await finishAll();
  expect(await fire('2024-11-27T05:21:00.000Z')).toBe(0);
  expect(await fire('2024-11-27T05:59:00.000Z')).toBe(0);
  expect(await fire('2024-11-27T06:00:00.000Z')).toBe(1);
});

test('of many processes one fires a tick', async () => {
  await fire('2024-11-27T05:20:00.000Z');
  const all = await Promise.all(Array.from({ length: 8 }, () => fire('2024-11-27T06:00:00.000Z')));
  expect(all.reduce((sum, fired) => sum + fired, 0)).toBe(1);
});
