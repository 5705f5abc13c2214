import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { abilitiesOf } from '#server/abilities.ts';
import { withinArea } from '#server/visibility-sql.ts';
import { isWithin, rangeOf } from '#shared/area-code.ts';
import { nobody, permission } from '#shared/permission.ts';
import {
  type Attributes,
  type Conditions,
  can,
  holding,
  type RecordKind,
  type Rule,
  recordKind,
  type Test,
  within,
} from '#shared/visibility.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

// Few digits, so that codes are often above, below or beside each other.
const pair = fc.constantFrom('31', '32', '73', '01');
const code = fc
  .tuple(pair, fc.option(pair), fc.option(pair), fc.option(fc.constantFrom('1001', '1002')))
  .map(([a, b, c, d]) => {
    const parts: string[] = [a];
    for (const part of [b, c, d]) {
      if (part === null) break;
      parts.push(part);
    }
    return parts.join('.');
  });
// Whatever digits and dots can make, so that the range is right for more than the four lengths of today.
const nearCode = fc.oneof(
  code,
  fc.tuple(code, fc.stringMatching(/^[0-9.]{0,4}$/)).map((parts) => parts.join('')),
);
const area = fc.oneof(code, fc.constant(''));
// Texts that compare differently by byte and by language: case, accents, punctuation, quotes.
const word = fc.constantFrom('a', 'A', 'b', 'é', 'z', '', '%', '_', "'", '\\', 'null', '31', '31.73');
const field = fc.constantFrom('area', 'agency', 'reporter');
const record: fc.Arbitrary<Attributes> = fc.record({
  area: fc.option(fc.oneof(code, word)),
  agency: fc.option(word),
  reporter: fc.option(word),
  readers: fc.option(fc.array(word, { maxLength: 3 })),
});
// Plain objects, as source text makes them. Among the ranges are some that are no area.
const plain = { noNullPrototype: true } as const;
const test: fc.Arbitrary<Test> = fc.oneof(
  fc.record({ $eq: fc.option(fc.oneof(code, word)) }, plain),
  fc.record({ $in: fc.array(fc.oneof(code, word), { maxLength: 3 }) }, plain),
  fc.record({ $gte: code, $lt: code }, plain),
  code.map(within),
);
const rule: fc.Arbitrary<Rule> = fc
  .record({
    conditions: fc.option(
      fc.oneof(
        fc.dictionary(field, test, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
        fc
          .tuple(fc.dictionary(field, test, { maxKeys: 2, noNullPrototype: true }), word)
          .map(([more, one]) => ({
            ...more,
            readers: holding(one),
          })),
      ),
      { nil: undefined, freq: 12 },
    ),
    inverted: fc.boolean(),
  })
  .map(({ conditions, inverted }) => ({ inverted, ...(conditions ? { conditions } : {}) }));
const rules = fc.array(rule, { maxLength: 6 });

const fields = ['area', 'agency', 'reporter', 'readers'];
const kindOf = (said: readonly Rule[]): RecordKind => {
  const read = permission('thing.read', [], { id: 'Uji', en: 'Test' });
  return recordKind({ name: 'thing', read, attributes: fields, visibleTo: () => said });
};
const abilityOf = (kind: RecordKind) => abilitiesOf([kind]).of(nobody);

/** What the rules mean, read from the last to the first: the first that holds decides. */
function isMeant(said: readonly Rule[], record: Attributes): boolean {
  const deciding = said.findLast(({ conditions = {} }) =>
    Object.entries(conditions).every(([name, wanted]) => holds(record[name] ?? null, wanted)),
  );
  return deciding !== undefined && deciding.inverted !== true;
}

function holds(value: Attributes[string], wanted: Test): boolean {
  if ('$all' in wanted) return Array.isArray(value) && value.some((one) => wanted.$all[0] === one);
  if ('$eq' in wanted) return value === wanted.$eq;
  if (typeof value !== 'string') return false;
  if ('$in' in wanted) return wanted.$in.includes(value);
  const [byte, from, to] = [value, wanted.$gte, wanted.$lt].map((text) => Buffer.from(text));
  if (!byte || !from || !to) return false;
  return byte.compare(from) >= 0 && byte.compare(to) < 0;
}

async function rowsThatPass(
  condition: ReturnType<typeof withinArea>,
  records: readonly Attributes[],
): Promise<number[]> {
  const found = await sql<{ n: number }>`
    select r.n from jsonb_to_recordset(${JSON.stringify(records.map((one, n) => ({ n, ...one })))}::jsonb)
      as r (n int, area text, agency text, reporter text, readers text[])
    where ${condition} order by r.n`.execute(house.db);
  return found.rows.map((row) => row.n);
}

const columns = {
  area: sql`r.area`,
  agency: sql`r.agency`,
  reporter: sql`r.reporter`,
  readers: sql`r.readers`,
};

describe('what may be seen', () => {
  it('is the same in SQL, where lists and tiles ask, and in memory, where streams ask, and as the rules mean it', async () => {
    await fc.assert(
      fc.asyncProperty(rules, fc.array(record, { minLength: 1, maxLength: 25 }), async (said, records) => {
        const kind = kindOf(said);
        const ability = abilityOf(kind);
        const meant = records.flatMap((one, n) => (isMeant(said, one) ? [n] : []));
        expect(records.flatMap((one, n) => (ability.sees('thing', one) ? [n] : []))).toEqual(meant);
        expect(await rowsThatPass(ability.sql(kind, columns), records)).toEqual(meant);
      }),
      { numRuns: 400, seed: 2024 },
    );
  });

  it('never opens a door for an attribute that nobody mapped to a column, nor for a kind that no room declares', () => {
    const kind = kindOf([can({ agency: { $eq: 'a' } })]);
    expect(() => abilityOf(kind).sql(kind, { area: sql`r.area` })).toThrow(/agency/);
    expect(() => abilityOf(kind).sql({ ...kind, name: 'other' }, columns)).toThrow(/other/);
    expect(abilityOf(kind).sees('other', { agency: 'a' })).toBe(false);
  });
});

describe('a house does not start', () => {
  const strange: Readonly<Record<string, unknown>> = {
    'an operator that only one of the two would know': { agency: { $regex: 'a' } },
    another: { agency: { $ne: 'a' } },
    'an upper side that is part of the range': { area: { $gte: '31', $lte: '32' } },
    'a bound that bytes and letters order differently': { area: { $gte: 'é', $lt: 'ü' } },
    'an attribute that its kind does not have': { about: { $eq: 'a' } },
    'a number': { agency: { $in: [1] } },
    'more than one of a list': { readers: { $all: ['a', 'b'] } },
    'an operator that nobody knows': { agency: { $like: 'a' } },
    'a choice inside a condition': { $or: [{ agency: 'a' }] },
  };
  it.each(Object.keys(strange))('whose rules ask by %s', (what) => {
    // As a mistake would come in that the types do not see.
    const conditions: Conditions = JSON.parse(JSON.stringify(strange[what]));
    expect(() => abilitiesOf([kindOf([can(conditions)])])).toThrow();
  });

  it('with two kinds of the same name', () => {
    expect(() => abilitiesOf([kindOf([]), kindOf([])])).toThrow(/same name/);
  });
});

describe('codes at or below an area', () => {
  it('are a half-open range in byte order, in memory and in the database', async () => {
    await fc.assert(
      fc.asyncProperty(area, fc.array(nearCode, { minLength: 1, maxLength: 40 }), async (above, codes) => {
        const { from, to } = rangeOf(above);
        const wanted = codes.flatMap((one, n) => (isWithin(one, above) ? [n] : []));
        const records = codes.map((one) => ({ area: one, agency: null, reporter: null }));
        expect(await rowsThatPass(withinArea(sql`r.area`, above), records)).toEqual(wanted);
        if (above !== '') {
          const inRange = codes.flatMap((one, n) => (one >= from && one < to ? [n] : []));
          expect(inRange).toEqual(wanted);
        }
      }),
      { numRuns: 200, seed: 45 },
    );
  });
});
