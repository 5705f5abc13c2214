import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Group, gap, need, type Pattern } from './index.ts';

type Case = {
  where: string;
  classes: Record<string, readonly [stations: number, police: number, perStations: number]>;
  need: number;
  published?: number;
  gap?: number;
};

/** Every published deployment that gives stations by class, the pattern and the people (press and police, 2015-2024). */
const published: Case[] = [
  { where: 'West Jakarta, February 2024', classes: { kr: [7169, 2, 16] }, need: 898 },
  {
    where: 'West Jakarta, November 2024',
    classes: { kr: [3452, 2, 6] },
    need: 1152,
    published: 1115,
    gap: 37,
  },
  {
    where: 'Tangerang city, November 2024',
    classes: { kr: [3552, 2, 6] },
    need: 1184,
    published: 1128,
    gap: 56,
  },
  {
    where: 'Central Sulawesi, February 2024',
    classes: { kr: [8516, 2, 5], r: [841, 2, 2], sr: [90, 2, 1], k: [15, 2, 1] },
    need: 4460,
    published: 3935,
    gap: 525,
  },
  {
    where: 'Ponorogo, February 2024',
    classes: { r: [48, 2, 6], kr: [2845, 2, 12] },
    need: 492,
    published: 684,
    gap: -192,
  },
  {
    where: 'Central Java, 2015',
    classes: { kr: [32702, 2, 5], r: [1949, 2, 2], sr: [1449, 2, 1] },
    need: 17930,
    published: 15740,
    gap: 2190,
  },
  {
    where: 'Jakarta police area, November 2024',
    classes: { kr: [32187, 2, 6], r: [330, 2, 2], sr: [6, 2, 1], k: [47, 2, 1] },
    need: 11166,
    published: 17448,
    gap: -6282,
  },
  { where: 'Banyuwangi, November 2024, one to five', classes: { kr: [2732, 1, 5] }, need: 547 },
  { where: 'Banyuwangi, November 2024, one to four', classes: { kr: [2732, 1, 4] }, need: 683 },
];

/** Published totals of Linmas at two per station. */
const linmas = [
  ['East Java 2013', 71_027, 142_054],
  ['West Jakarta February 2024', 7_169, 14_338],
  ['Tangerang city November 2024', 3_552, 7_104],
  ['Lampung 2024', 13_277, 26_554],
  ['Pamekasan 2024', 2_448, 4_896],
  ['Central Java 2024', 117_299, 234_598],
] as const;

describe('published deployments', () => {
  it.each(published)('$where need $need police', (each) => {
    const patterns: Record<string, Pattern> = {};
    const stations: Record<string, number> = {};
    for (const [key, [count, police, per]] of Object.entries(each.classes)) {
      patterns[key] = { police, stations: per };
      stations[key] = count;
    }
    const found = need([{ key: 'whole', stations }], patterns);
    expect(found.police).toEqual({ ideal: each.need, grouped: each.need });
    if (each.published !== undefined) expect(gap(found.police.ideal, each.published).gap).toBe(each.gap);
  });

  it.each(linmas)('%s: %d stations have %d Linmas', (_where, stations, people) => {
    const patterns = { kr: { police: 2, stations: 16 } };
    expect(need([{ key: 'whole', stations: { kr: stations } }], patterns).linmas).toBe(people);
  });

  it('count Linmas by station: rounding them by police group would give West Jakarta 14,368', () => {
    const found = need([{ key: '', stations: { kr: 7169 } }], { kr: { police: 2, stations: 16 } });
    expect(found.linmas).not.toBe((found.police.ideal / 2) * 32);
  });

  it('follow another ratio of Linmas where a unit posts another one', () => {
    const group = [{ key: '', stations: { kr: 10, r: 10 } }];
    const patterns = { kr: { police: 2, stations: 4, linmasPerStation: 3 }, r: { police: 2, stations: 2 } };
    expect(need(group, patterns, { linmasPerStation: 1 }).linmas).toBe(40);
  });
});

describe('what cannot be planned', () => {
  it('counts stations without a pattern and puts them in no need', () => {
    const found = need([{ key: 'a', stations: { kr: 7, constructor: 3 } }], {
      kr: { police: 2, stations: 6 },
    });
    expect(found).toMatchObject({
      stations: 10,
      withoutPattern: 3,
      police: { ideal: 4, grouped: 4 },
      linmas: 14,
    });
  });

  it.each([
    ['no station', { police: 2, stations: 0 }],
    ['half a station', { police: 2, stations: 1.5 }],
    ['less than no police', { police: -1, stations: 1 }],
    ['less than no Linmas', { police: 2, stations: 1, linmasPerStation: -2 }],
  ])('refuses a pattern with %s', (_what, kr) => {
    expect(() => need([], { kr })).toThrow(RangeError);
  });

  it('refuses a count that is no count', () => {
    const patterns = { kr: { police: 2, stations: 6 } };
    expect(() => need([{ key: 'a', stations: { kr: -1 } }], patterns)).toThrow(RangeError);
    expect(() => need([{ key: 'a', stations: { kr: Number.NaN } }], patterns)).toThrow(RangeError);
  });

  it('leaves a gap open where nothing was distributed', () => {
    expect(gap(10, null)).toEqual({ need: 10, available: null, gap: null });
    expect(gap(10, 0).gap).toBe(10);
  });
});

describe('for any stations and patterns', () => {
  const classes = ['kr', 'r', 'sr'] as const;
  const groups = fc.array(
    fc.record({
      key: fc.string(),
      stations: fc.record({ kr: fc.nat(40), r: fc.nat(40), sr: fc.nat(40) }),
    }),
    { maxLength: 12 },
  );
  const pattern = fc.record({ police: fc.nat(6), stations: fc.integer({ min: 1, max: 20 }) });
  const patterns = fc.record({ kr: pattern, r: pattern, sr: pattern });

  it('agrees with sending pairs out one by one', () => {
    fc.assert(
      fc.property(groups, patterns, (some, by) => {
        const found = need(some, by);
        expect(found.police).toEqual({ ideal: sentOut(merged(some), by), grouped: sentOut(some, by) });
      }),
    );
  });

  it('never needs fewer grouped than ideal, and every station is in one figure', () => {
    fc.assert(
      fc.property(groups, patterns, (some, by) => {
        const found = need(some, by);
        expect(found.police.grouped).toBeGreaterThanOrEqual(found.police.ideal);
        const sums = Object.values(found.byClass);
        expect(sums.reduce((all, one) => all + one.ideal, 0)).toBe(found.police.ideal);
        expect(sums.reduce((all, one) => all + one.grouped, 0)).toBe(found.police.grouped);
        expect(sums.reduce((all, one) => all + one.stations, 0)).toBe(found.stations);
      }),
    );
  });

  it('never needs fewer for one station more, nor for smaller groups', () => {
    fc.assert(
      fc.property(groups, patterns, fc.constantFrom(...classes), (some, by, key) => {
        const before = need(some, by).police;
        const after = need([...some, { key: 'one more', stations: { [key]: 1 } }], by).police;
        expect(after.ideal).toBeGreaterThanOrEqual(before.ideal);
        expect(after.grouped).toBeGreaterThanOrEqual(before.grouped);
        expect(need(merged(some), by).police.grouped).toBeLessThanOrEqual(before.grouped);
      }),
    );
  });

  /** The oracle: takes T stations away at a time and sends P people, until none is left. */
  function sentOut(some: readonly Group[], by: Readonly<Record<string, Pattern>>): number {
    let people = 0;
    for (const group of some) {
      for (const key of classes) {
        const { police = 0, stations = 1 } = by[key] ?? {};
        for (let left = group.stations[key] ?? 0; left > 0; left -= stations) people += police;
      }
    }
    return people;
  }

  function merged(some: readonly Group[]): Group[] {
    const sum = (key: string) => some.reduce((all, group) => all + (group.stations[key] ?? 0), 0);
    return [{ key: 'all', stations: { kr: sum('kr'), r: sum('r'), sr: sum('sr') } }];
  }
});
