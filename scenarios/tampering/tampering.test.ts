import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { alter, drop, insert, type Operator, operatorOf, reorder, rollBack } from './operator.ts';
import { packRakor, type Rakor } from './rakor.ts';

/** Each test starts the command as a process or two, which a busy machine takes its time for. */
const PATIENCE_MS = 60_000;

let house: House;
let rakor: Rakor;
let operator: Operator;
let url: string;
let folder: string;
let store: string;
let size: number;

beforeAll(async () => {
  [house, rakor, folder] = await Promise.all([
    openHouse(),
    packRakor(),
    mkdtemp(join(tmpdir(), 'rakor-tampering-')),
  ]);
  await house.loadSample('west-jakarta-2024');
  await house.settle();
  url = await addressOf(house);
  operator = await operatorOf(url);
  size = await operator.leaves();
  store = join(folder, 'witness');
});
afterAll(async () => {
  await operator?.goes();
  await house?.close();
  await rakor?.remove();
  if (folder) await rm(folder, { recursive: true, force: true });
});

afterEach(() => operator?.undoes());

const verify = (...more: readonly string[]) => rakor.run('journal', 'verify', '--database', url, ...more);
const witness = () => rakor.run('journal', 'witness', '--url', house.origin, '--store', store);

it(
  'an untouched journal of some hundred leaves is whole, for its operator and for a witness over the network',
  async () => {
    expect(size).toBeGreaterThan(200);
    const [own, seen] = await Promise.all([verify(), witness()]);
    expect(own).toMatchObject({ code: 0 });
    expect(own.said).toContain(`${size} catatan/leaves`);
    expect(seen).toMatchObject({ code: 0 });
    expect(seen.said).toContain(`0 → ${size}`);
  },
  PATIENCE_MS,
);

describe('an operator with every right on the database', () => {
  it.each([
    ['alters a leaf', alter(123), 'ALTERED', 123],
    ['drops one', drop(57), 'DROPPED', 57],
    ['exchanges two', reorder(20, 180), 'REORDERED', 20],
    ['slips one in', insert(99), 'INSERTED', 99],
  ])(
    '%s: verify names the leaf',
    async (_, deed, word, index) => {
      await operator.does(deed);
      const found = await verify();
      expect(found.code).toBe(1);
      expect(found.said).toMatch(new RegExp(`${word}: .*Index ${index}\\b`));
    },
    PATIENCE_MS,
  );

  it.each([
    ['alters a leaf', alter(123), 'ALTERED', 123],
    ['goes back to an old state', rollBack(150), 'ROLLED BACK', 150],
  ])(
    '%s and signs everything anew: the journal looks whole, and the witness names the leaf',
    async (_, deed, word, index) => {
      await operator.does(deed);
      await operator.letsTheServerSignEverythingAnew();
      const [blind, seen] = await Promise.all([verify(), witness()]);
      expect(blind.code).toBe(0);
      expect(seen.code).toBe(1);
      expect(seen.said).toMatch(new RegExp(`${word}: .*Index ${index}\\b`));
    },
    PATIENCE_MS,
  );

  it(
    'leaves no trace in the witness, which still agrees with the true journal',
    async () => {
      const own = await verify('--against', store);
      expect(own).toMatchObject({ code: 0 });
    },
    PATIENCE_MS,
  );
});

/** The address of the database that this house works on. */
async function addressOf({ db }: House): Promise<string> {
  const found = await sql<{ name: string }>`select current_database() as name`.execute(db);
  const address = new URL(process.env.RAKOR_TEST_SERVER ?? '');
  address.pathname = `/${found.rows[0]?.name}`;
  return address.href;
}
