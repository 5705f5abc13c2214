import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, openHouse } from '../../apps/server/testing/house.ts';

const KEY = 'west-jakarta-2024';
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Somebody who does not sit at the server. */
async function openFromAfar(who: { fetch: House['stranger']['fetch'] }): Promise<string> {
  const answer = await who.fetch(`/api/samples/${KEY}/open`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      'x-forwarded-for': '10.0.0.9',
    },
    body: '{}',
  });
  const { code = 'opened' }: { code?: string } = JSON.parse(await answer.text());
  return code;
}

it('no administrator puts passwordless accounts beside real work; where there is a sample they may', async () => {
  const [whole, ours] = [{}, { agencyId: randomUUID() }].map((at) =>
    house.as({ role: 'administrator', ...at }),
  );
  if (!whole || !ours) throw new Error('nobody came');
  expect([await openFromAfar(whole), await openFromAfar(ours)]).toEqual([
    'sample.not-here',
    'sample.not-here',
  ]);
  expect(await openFromAfar(house.stranger)).toBe('sample.not-here');
  const { accounts }: { accounts: unknown[] } = JSON.parse(
    await (await house.stranger.fetch('/api/demo-accounts')).text(),
  );
  expect(accounts).toEqual([]);
  const system = house.as({ role: 'system', kind: 'system' });
  expect(await openFromAfar(system)).toBe('opened');
  expect(await openFromAfar(whole)).toBe('opened');
  expect(await openFromAfar(house.stranger)).toBe('sample.not-here');
});
