import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toSql, withinArea } from '#server/visibility-sql.ts';
import { isWithin, rangeOf } from '#shared/area-code.ts';
import { type Attributes, matches, type Predicate } from '#shared/visibility.ts';
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
const area = fc.oneof(code, fc.constant(''));
// Texts that compare differently by byte and by language: case, accents, punctuation, quotes.
const word = fc.constantFrom('a', 'A', 'b', 'é', 'z', '', '%', '_', "'", '\\', 'null', '31', '31.73');
const field = fc.constantFrom('area', 'agency', 'reporter');
const record: fc.Arbitrary<Attributes> = fc.record({
  area: fc.option(fc.oneof(code, word)),
  agency: fc.option(word),
  reporter: fc.option(word),
});
const { predicate } = fc.letrec<{ predicate: Predicate }>((tie) => ({
  predicate: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ op: fc.constant('eq' as const), field, value: word }),
    fc.record({ op: fc.constant('differs' as const), field, value: word }),
    fc.record({ op: fc.constant('in' as const), field, values: fc.array(word, { maxLength: 3 }) }),
    fc.record({ op: fc.constant('within' as const), field: fc.constant('area'), area }),
    fc.record({ op: fc.constant('absent' as const), field }),
    fc.record({ op: fc.constant('all' as const), of: fc.array(tie('predicate'), { maxLength: 3 }) }),
    fc.record({ op: fc.constant('any' as const), of: fc.array(tie('predicate'), { maxLength: 3 }) }),
  ),
}));

async function rowsThatPass(
  condition: ReturnType<typeof toSql>,
  records: readonly Attributes[],
): Promise<number[]> {
  const found = await sql<{ n: number }>`
    select r.n from jsonb_to_recordset(${JSON.stringify(records.map((one, n) => ({ n, ...one })))}::jsonb)
      as r (n int, area text, agency text, reporter text)
    where ${condition} order by r.n`.execute(house.db);
  return found.rows.map((row) => row.n);
}

const columns = { area: sql`r.area`, agency: sql`r.agency`, reporter: sql`r.reporter` };

describe('what may be seen', () => {
  it('is the same in SQL, where lists and tiles ask, and in memory, where streams ask', async () => {
    await fc.assert(
      fc.asyncProperty(
        predicate,
        fc.array(record, { minLength: 1, maxLength: 25 }),
        async (asked, records) => {
          const inMemory = records.flatMap((one, n) => (matches(asked, one) ? [n] : []));
          expect(await rowsThatPass(toSql(asked, columns), records)).toEqual(inMemory);
        },
      ),
      { numRuns: 400, seed: 2024 },
    );
  });

  it('never opens a door for an attribute that nobody mapped to a column', () => {
    expect(() => toSql({ op: 'all', of: [{ op: 'absent', field: 'about' }] }, columns)).toThrow(/about/);
  });
});

describe('codes at or below an area', () => {
  it('are a half-open range in byte order, in memory and in the database', async () => {
    await fc.assert(
      fc.asyncProperty(area, fc.array(code, { minLength: 1, maxLength: 40 }), async (above, codes) => {
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
