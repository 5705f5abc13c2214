import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, instantOf, timeOf } from '#shared/time.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { listTerms, readRound } from './terms-contract.ts';

const DAY_MS = 86_400_000;
/** The sample opens on 1 August 2024 by its clock, and votes 118 days later. */
const VOTING = 118;
const start = Date.now();

let house: House;
const auditor = () => house.as({ role: 'auditor' });
beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('kupang-2024');
}, 120_000);
afterAll(() => house.close());

/** Lets the server's clock show this many days after the start, and waits until the nightly round of then is over. */
async function night(days: number): Promise<void> {
  house.setClock(new Date(start + days * DAY_MS));
  const isDone = async () => {
    const { rows } = await sql<{ state: string }>`
      select state from job where kind = 'privacy.keep-terms'
        and asked_at > ${new Date(start + (days - 0.5) * DAY_MS)}`.execute(house.db);
    return rows.map(({ state }) => state);
  };
  await expect.poll(isDone, { timeout: 60_000 }).toEqual(['done']);
}

const erasures = async () =>
  (await sql`select 1 from erasure where basis = 'term'`.execute(house.db)).rows.length;
const waitsUntil = async () => (await auditor().ask(readRound)).waitsUntil;
const announced = async () =>
  (await auditor().ask(listTerms, { query: { limit: 500 } })).rows.flatMap(({ runsAt }) => runsAt ?? []);

it('erases nothing by its term from the day before a vote to the day after, says when it goes on, and does', async () => {
  await sql`update account set closed_at = ${new Date(start - 20 * 365 * DAY_MS)}`.execute(house.db);
  await night(VOTING - 9);
  expect(await waitsUntil()).toBeNull();
  expect((await announced()).length).toBeGreaterThan(0);

  for (const day of [VOTING - 1, VOTING, VOTING + 1]) {
    await night(day);
    expect(await erasures()).toBe(0);
    const goesOn = await waitsUntil();
    expect(goesOn && timeOf(new Date(goesOn), 'WIB')).toBe('00:40');
    expect(new Set(await announced())).toEqual(new Set([goesOn]));
  }
  const after = Date.parse((await waitsUntil()) ?? '');
  const midnight = instantOf(addDays('2024-11-27', 2), '00:00', 'WITA');
  // The first round after midnight by the clock of the operation.
  const { offset } = await clockOffset();
  expect(after).toBeGreaterThanOrEqual(midnight.getTime() - offset);
  expect(after).toBeLessThan(midnight.getTime() - offset + DAY_MS);

  await night(VOTING + 3);
  expect(await waitsUntil()).toBeNull();
  expect(await erasures()).toBeGreaterThan(0);
}, 120_000);

async function clockOffset(): Promise<{ offset: number }> {
  const found = await sql<{
    offset: string;
  }>`select clock_offset_ms::text as "offset" from operation`.execute(house.db);
  return { offset: Number(found.rows[0]?.offset) };
}
