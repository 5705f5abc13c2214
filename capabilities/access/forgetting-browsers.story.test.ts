import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { forgetBrowsers } from './forgetting-browsers.ts';

const now = new Date('2024-11-25T01:00:00.000Z');
const MINUTE_MS = 60_000;
const ninetyDaysAgo = now.getTime() - 90 * 24 * 60 * MINUTE_MS;
let house: House;
beforeAll(async () => {
  house = await openHouse({ now });
});
afterAll(() => house.close());

async function seen(account: string, at: Date): Promise<string> {
  const hash = randomBytes(32);
  await sql`
    insert into account_browser (token_hash, account_id, seen_at) values (${hash}, ${account}, ${at})`.execute(
    house.db,
  );
  return hash.toString('hex');
}

it('forgets a browser after ninety days away, and none that was here since', async () => {
  const account = randomUUID();
  await sql`
    insert into account (id, login, name, demo, opened_at, settled_at)
    values (${account}, 'peramban.uji', 'Uji', true, ${now}, ${now})`.execute(house.db);
  const kept = [await seen(account, now), await seen(account, new Date(ninetyDaysAgo + MINUTE_MS))];
  await seen(account, new Date(ninetyDaysAgo - MINUTE_MS));
  await seen(account, new Date(0));
  expect(await forgetBrowsers(house.db, now)).toBe(2);
  const left = await sql<{ hash: string }>`
    select encode(token_hash, 'hex') as hash from account_browser where account_id = ${account}`.execute(
    house.db,
  );
  expect(left.rows.map(({ hash }) => hash).sort()).toEqual(kept.sort());
  expect(await forgetBrowsers(house.db, now)).toBe(0);
});

it('is done by the server every day', () => {
  const access = house.capabilities.find(({ name }) => name === 'access');
  expect(access?.schedules?.map(({ name }) => name)).toContain('access.forget-browsers');
  expect(access?.jobs?.map(({ name }) => name)).toContain('access.forget-browsers');
});
