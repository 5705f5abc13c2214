import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import * as doors from './contract.ts';

// A real follow-up of the house, upon a leaf that is none of its own: trying it again finds nothing to do, and works.
const REACTION = 'operations.close-calendar-links';
let house: House;
let administrator: ReturnType<House['as']>;

beforeAll(async () => {
  house = await openHouse();
  administrator = house.as({ role: 'administrator' });
  // Something has to be in the journal: three imports that are only looked at.
  const lead = house.as({ role: 'kaops' });
  for (const id of [randomUUID(), randomUUID(), randomUUID()]) {
    const headers = { 'idempotency-key': randomUUID(), 'content-type': 'text/csv' };
    const body = 'code,name\n36,Banten';
    const path = `/api/areas/imports/names?id=${id}&source=uji`;
    expect((await lead.fetch(path, { method: 'POST', headers, body })).status).toBe(200);
  }
  await house.settle();
});
afterAll(() => house.close());

async function park(state: 'parked' | 'waiting'): Promise<string> {
  const next = state === 'parked' ? null : new Date(Date.now() + 3_600_000);
  const found = await sql<{ id: string }>`
    insert into reaction_parked (name, index, subject, failure, tries, next_try_at, parked_at)
    select ${REACTION}, max(i.index) - (select count(*) from reaction_parked), ${randomUUID()}, 'TypeError', 10, ${next}, now()
    from journal_index i returning id`.execute(house.db);
  return found.rows[0]?.id ?? '';
}

const listed = async () => (await administrator.ask(doors.listReactions)).rows;

test('an administrator sees what the server gave up on, lets it be tried again, and it goes away once it works', async () => {
  expect(await listed()).toEqual([]);
  const [parked, waiting] = [await park('parked'), await park('waiting')];
  const rows = await listed();
  expect(rows.map(({ id, state }) => [id, state]).sort()).toEqual(
    [
      [parked, 'parked'],
      [waiting, 'waiting'],
    ].sort(),
  );
  expect(rows[0]).toMatchObject({ reaction: REACTION, failure: 'TypeError', tries: 10 });
  const asked = { body: { ids: [parked, waiting] }, requestId: randomUUID() };
  expect(await administrator.ask(doors.retryReactions, asked)).toEqual({ retried: 1 });
  // The answer was lost on the way: the same is asked again, and nothing happens twice.
  expect(await administrator.ask(doors.retryReactions, asked)).toEqual({ retried: 1 });
  await expect.poll(async () => (await listed()).map(({ id }) => id), { timeout: 20_000 }).toEqual([waiting]);
  const told = await sql`select 1 from journal_leaf where event = 'system.reaction-retried.v1'`.execute(
    house.db,
  );
  expect(told.rows).toHaveLength(1);
});

test('for whoever does not look after the server the doors are not there', async () => {
  const id = await park('parked');
  for (const someone of [
    house.as({ role: 'kabagops' }),
    house.as({ role: 'kaops' }),
    house.as({ role: 'auditor' }),
  ]) {
    await someone.refused(doors.listReactions, 'not-found');
    const hidden = await someone.try(doors.retryReactions, { body: { ids: [id] } });
    const missing = await someone.fetch('/api/no-such-door', {
      method: 'POST',
      headers: { 'idempotency-key': randomUUID(), 'content-type': 'application/json' },
      body: JSON.stringify({ ids: [id] }),
    });
    expect([hidden.status, hidden.bytes.toString()]).toEqual([missing.status, await missing.text()]);
  }
  expect((await listed()).map((row) => row.id)).toContain(id);
});
