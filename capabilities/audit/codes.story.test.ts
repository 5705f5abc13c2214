import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { listLeaves, readLeaf } from './contract.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('kupang-2024');
  await house.settle();
}, 120_000);
afterAll(() => house.close());

async function codesOf(event: string) {
  const auditor = house.as({ role: 'auditor' });
  const { rows } = await auditor.ask(listLeaves, {
    query: { where: JSON.stringify([{ field: 'event', is: 'eq', value: event }]), limit: 1 },
  });
  return (await auditor.ask(readLeaf, { params: { leafId: rows[0]?.id ?? '' } })).codes;
}

it('tells codes by the words of the room that keeps them: kinds of agency, kinds of report', async () => {
  const defined = await codesOf('agencies.kinds-defined.v1');
  const text = { id: 'Komisi Pemilihan Umum', en: 'General Election Commission' };
  expect(defined).toContainEqual({ field: 'kinds', code: 'kpu', text });
  expect(defined).toContainEqual({ field: 'sectors', code: 'police', text: expect.anything() });
  expect(await codesOf('agencies.agency-created.v1')).toMatchObject([{ field: 'kind' }]);
});
