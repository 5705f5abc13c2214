import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from './apportion.ts';

const weights = fc
  .array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 12 })
  .filter((list) => list.some((weight) => weight > 0));
const shares = weights.map((list) => list.map((weight, index) => ({ code: `31.73.${10 + index}`, weight })));

describe('apportion', () => {
  it('gives out exactly the total, to each within one of its exact share', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5000 }), shares, (total, list) => {
        const given = apportion(total, list);
        const sum = list.reduce((all, share) => all + share.weight, 0);
        expect([...given.values()].reduce((all, count) => all + count, 0)).toBe(total);
        for (const { code, weight } of list) {
          expect(Math.abs((given.get(code) ?? Number.NaN) - (total * weight) / sum)).toBeLessThan(1);
        }
      }),
    );
  });

  it('lies as near to the exact shares as any other way of giving out the total', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 9 }),
        fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 4 }),
        (total, list) => {
          fc.pre(list.some((weight) => weight > 0));
          const given = apportion(
            total,
            list.map((weight, index) => ({ code: `a${index}`, weight })),
          );
          const best = Math.min(...compositions(total, list.length).map((way) => distance(way, total, list)));
          expect(distance([...given.values()], total, list)).toBeCloseTo(best, 9);
        },
      ),
    );
  });

  it('breaks ties by code, whatever the order of the input', () => {
    const tied = [
      { code: 'c', weight: 1 },
      { code: 'a', weight: 1 },
      { code: 'b', weight: 1 },
    ];
    expect([...apportion(2, tied)]).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 0],
    ]);
    expect(apportion(2, [...tied].reverse())).toEqual(apportion(2, tied));
  });

  it.each([
    ['a negative total', -1, [{ code: 'a', weight: 1 }]],
    ['a fraction', 1.5, [{ code: 'a', weight: 1 }]],
    ['no weight at all', 3, [{ code: 'a', weight: 0 }]],
    ['nobody', 3, []],
    [
      'a code given twice',
      3,
      [
        { code: 'a', weight: 1 },
        { code: 'a', weight: 2 },
      ],
    ],
    ['a product beyond the safe integers', 2 ** 40, [{ code: 'a', weight: 2 ** 40 }]],
  ])('refuses %s', (_what, total, list) => {
    expect(() => apportion(total, list)).toThrow(RangeError);
  });
});

function compositions(total: number, parts: number): number[][] {
  if (parts === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, first) =>
    compositions(total - first, parts - 1).map((rest) => [first, ...rest]),
  ).flat();
}

function distance(counts: readonly number[], total: number, list: readonly number[]): number {
  const sum = list.reduce((all, weight) => all + weight, 0);
  return counts.reduce((all, count, index) => all + (count - (total * (list[index] ?? 0)) / sum) ** 2, 0);
}
