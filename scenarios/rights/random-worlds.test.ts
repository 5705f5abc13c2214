import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#shared/permission.ts';
import { takeEmergency } from '../../apps/server/testing/emergency.ts';
import { hole } from '../../apps/server/testing/hole.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { openOracle } from '../../apps/server/testing/oracle.ts';
import { atList, type Caller, disagreements, type House as Known } from './every-door.ts';
import { send } from './hidden-records.ts';
import { type Drawn, records, type Somebody, somebody } from './random-cast.ts';
import { openGround, type Planted, plant, plantOne, readTruth, type Truth } from './random-ground.ts';
import { type Listener, listen } from './stream.ts';

const SEED = 31_73;
const WORLDS = 40;
const RECORDS = 30;
const NEWS = 10;
const LISTENERS = 24;

let house: House;
let planted: Planted;
let known: Known;
let news: readonly Drawn[];

beforeAll(async () => {
  house = await openHouse({ more: [hole] });
  await house.loadSample('kupang-2024');
  const ground = await openGround(house);
  const [first = [], later = []] = fc.sample(records(ground, RECORDS), { seed: SEED, numRuns: 2 });
  planted = await plant(house, ground, first);
  news = later.slice(0, NEWS);
  await house.settle();
  known = { planted, truth: await readTruth(house), oracle: openOracle() };
}, 180_000);
afterAll(() => house?.close(), 60_000);

/** How many of those who came took emergency access. */
let wider = 0;

/** Comes to the doors with exactly these rights, or with the wider reach of an emergency that the door gave. */
async function enter({ grants, sender, emergency }: Somebody): Promise<Caller> {
  const userId = planted.senders[sender] ?? randomUUID();
  const asker = house.as(
    ...grants.map(({ role, areas, operationId, agencyId }) => ({
      ...{ role, areas, userId },
      ...(operationId === null ? {} : { operationId }),
      ...(agencyId === null ? {} : { agencyId }),
    })),
  );
  const agencyId = grants[0]?.agencyId ?? null;
  const actor: Actor = { kind: 'person', userId, sessionId: '', agencyId, grants };
  const taken = emergency && (await takeEmergency(house, asker, { actor, operationId: emergency }));
  if (taken && taken.grants.length > grants.length) wider += 1;
  return { asker, actor: taken || actor };
}

const hearsOf = (person: Caller | undefined, kind: string) =>
  person !== undefined && known.oracle(person.actor, kind, {});

const STREAMED = ['field-report', 'incident', 'activity', 'station', 'post-card'] as const;

/** New records that a stream told of though the rules hide them, or the other way round. */
function misheard(
  stream: Listener,
  person: Caller | undefined,
  { before, after }: { before: Truth; after: Truth },
): readonly string[] {
  if (!person) throw new Error('nobody listens there');
  const { actor } = person;
  const told = new Set(
    stream.frames.filter(({ event }) => event === 'change').map(({ data }): string => JSON.parse(data).id),
  );
  return STREAMED.flatMap((kind) => {
    const old = new Set((before.get(kind) ?? []).map(({ id }) => id));
    return (after.get(kind) ?? [])
      .filter(({ id }) => !old.has(id))
      .filter(({ id, attributes }) => told.has(id) !== known.oracle(actor, kind, attributes))
      .map(
        ({ id, attributes }) =>
          `${kind} ${told.has(id) ? 'told' : 'kept back'}: ${JSON.stringify(attributes)} ${JSON.stringify(actor)}`,
      );
  });
}

describe('whoever comes with random rights', () => {
  it(`sees at every door what the rules let them see, and nothing else (${WORLDS} people)`, async () => {
    const began = Date.now();
    let minutes = 0;
    await fc.assert(
      fc.asyncProperty(somebody(planted), async (drawn) => {
        // Some come again and again, and may not ask for more files in a minute than an account is allowed.
        minutes += 2;
        house.setClock(new Date(began + minutes * 60_000));
        expect(await disagreements(known, await enter(drawn))).toEqual([]);
      }),
      { numRuns: WORLDS, seed: SEED, interruptAfterTimeLimit: 400_000, markInterruptAsFailure: true },
    );
    expect(wider).toBeGreaterThanOrEqual(4);
  }, 480_000);

  it(`hears on the stream of what they may see, and of nothing else (${LISTENERS} people)`, async () => {
    const people: Caller[] = [];
    const streams: Listener[] = [];
    for (const drawn of fc.sample(somebody(planted), { seed: SEED + 1, numRuns: LISTENERS })) {
      const person = await enter(drawn);
      people.push(person);
      streams.push(await listen(person.asker));
    }
    const before = known.truth;
    for (const [index, one] of news.entries())
      await plantOne(house, planted, { ...one, index: RECORDS + index });
    // Everybody may see agencies: what comes after this one can no longer be on its way.
    const last = randomUUID();
    await send(house.as({ role: 'kaops' }), '/api/agencies', {
      ...{ id: last, key: 'acak', name: 'Instansi acak', short: 'ACAK', kind: 'polres', level: 'regency' },
      ...{ letterhead: null, source: 'uji', standing: 'staged' },
    });
    known = { ...known, truth: await readTruth(house) };
    // A card whose shift is over may not even see agencies; by the time the others have heard, so would it.
    const marked = streams.filter((_stream, index) => hearsOf(people[index], 'agency'));
    await Promise.all(marked.map((stream) => stream.until(last)));
    const wrong = streams.flatMap((stream, index) =>
      misheard(stream, people[index], { before, after: known.truth }),
    );
    await Promise.all(streams.map((stream) => stream.close()));
    expect(wrong).toEqual([]);
  }, 120_000);

  it('would be found out by this check in a list that forgot to ask', async () => {
    const door = { kind: 'station', path: '/api/operations/{operation}/hole' };
    const check = fc.check(
      fc.asyncProperty(somebody(planted), async (drawn) => {
        const [operation = ''] = planted.operations;
        expect(await atList(known, await enter(drawn), door, operation)).toEqual([]);
      }),
      { numRuns: WORLDS, seed: SEED },
    );
    const { failed, counterexample } = await check;
    expect(failed).toBe(true);
    // Shrunk to the smallest: one role.
    expect(counterexample?.[0].grants).toHaveLength(1);
  }, 60_000);
});
