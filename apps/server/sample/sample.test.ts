import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listSamples, openSample } from '#rooms/exercises/contract.ts';
import { type House, openHouse } from '../testing/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const leaves = async () => {
  const found = await sql<{ n: number }>`select count(*) as n from journal_leaf`.execute(house.db);
  return found.rows[0]?.n ?? 0;
};

test('a newcomer at the server opens the default sample without an account, and only once', async () => {
  const offered = await house.stranger.ask(listSamples);
  expect(offered).toMatchObject({ firstRun: true, mayOpen: true });
  expect(offered.samples.map((sample) => [sample.key, sample.opensByDefault])).toEqual([
    ['west-jakarta-2024', true],
    ['kupang-2024', false],
    ['polda-metro-2024', false],
    ['tangerang-2023', false],
  ]);
  const [first] = offered.samples;
  const opened = await house.stranger.ask(openSample, { params: { key: 'west-jakarta-2024' }, body: {} });
  expect(opened.operationId).toBe(first?.operationId);
  const held = await house
    .as({ role: 'kaops' })
    .fetch(`/api/operations/${opened.operationId}/stations?limit=1`);
  expect(await held.json()).toMatchObject({ total: first?.stations });
  const written = await leaves();
  await house.stranger.ask(openSample, { params: { key: 'west-jakarta-2024' }, body: {} });
  expect(await leaves()).toBe(written);
}, 60_000);

test('every sample operation comes in through the doors', async () => {
  for (const key of ['kupang-2024', 'polda-metro-2024', 'tangerang-2023']) {
    await house.stranger.ask(openSample, { params: { key }, body: {} });
  }
  const { samples } = await house.stranger.ask(listSamples);
  expect(samples.filter((sample) => sample.openedAt === null)).toEqual([]);
}, 120_000);

test('an unknown sample is refused by its name', async () => {
  await house
    .as({ role: 'kaops' })
    .refused(openSample, 'sample.unknown', { params: { key: 'no-such' }, body: {} });
});
