import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '#shared/problem.ts';
import type { NewTranche } from './grant.ts';
import {
  bucketOf,
  cut,
  mayReportAbsorbed,
  paidOn,
  percentOf,
  restOf,
  roundedBy,
  sideOf,
  stateOf,
  sumOf,
} from './rules.ts';

const tranche = (id: string, share: Partial<NewTranche>): NewTranche => ({
  id,
  percent: null,
  amount: null,
  rule: null,
  dueOn: null,
  ...share,
});
const byLaw = [
  tranche('a', { percent: 40, rule: 'nphd-first' }),
  tranche('b', { percent: 60, rule: 'nphd-second' }),
];

describe('tranches', () => {
  it('cut Rp85,797,784,000 into 40 and 60 percent to the rupiah: the first is the Rp34.3 B of the press', () => {
    expect(cut(85_797_784_000, byLaw)).toEqual([34_319_113_600, 51_478_670_400]);
  });

  it('always add up to the grant, whatever rounding leaves', () => {
    const amount = fc.integer({ min: 3, max: 100_000_000_000_000 });
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 99 }), (all, percent) => {
        const parts = cut(all, [tranche('a', { percent }), tranche('b', { percent: 100 - percent })]);
        if (isRefusal(parts)) return;
        expect(sumOf(parts)).toBe(all);
        expect(Math.abs((parts[0] ?? 0) - (all * percent) / 100)).toBeLessThan(1);
      }),
    );
  });

  it.each([
    ['less than 100 percent', [tranche('a', { percent: 40 }), tranche('b', { percent: 50 })]],
    ['amounts that are not the grant', [tranche('a', { amount: 400 }), tranche('b', { amount: 500 })]],
    ['percents beside amounts', [tranche('a', { percent: 40 }), tranche('b', { amount: 600 })]],
    ['neither', [tranche('a', {})]],
    ['both at once', [tranche('a', { percent: 100, amount: 1000 })]],
    ['one id twice', [tranche('a', { percent: 40 }), tranche('a', { percent: 60 })]],
    ['a rule and a day', [tranche('a', { percent: 100, rule: 'nphd-first', dueOn: '2024-06-27' })]],
  ])('are refused with %s', (_what, tranches) => {
    expect(cut(1000, tranches)).toMatchObject({ refused: 'grant.tranches-wrong' });
  });
});

describe('how a tranche stands', () => {
  it.each([
    ['2024-06-12', 'not-due'],
    ['2024-06-13', 'due-soon'],
    ['2024-06-26', 'due-soon'],
    ['2024-06-27', 'due-today'],
    ['2024-06-28', 'late'],
  ])('on %s, due 27 June 2024: %s', (today, state) => {
    expect(stateOf(false, '2024-06-27', today)).toBe(state);
    expect(stateOf(true, '2024-06-27', today)).toBe('paid');
    expect(stateOf(false, null, today)).toBe('unknown');
  });

  it('is paid on the day whose transfer completes it', () => {
    const transfers = [
      { day: '2024-06-20', amount: 40 },
      { day: '2024-07-03', amount: 60 },
      { day: '2024-07-09', amount: 1 },
    ];
    expect(paidOn(100, transfers)).toBe('2024-07-03');
    expect(paidOn(102, transfers)).toBeNull();
  });
});

describe('figures', () => {
  it('sort into the buckets of the ministry by exact rupiah, and never round up into one', () => {
    expect([
      bucketOf(0, 100),
      bucketOf(39, 100),
      bucketOf(40, 100),
      bucketOf(99, 100),
      bucketOf(100, 100),
    ]).toEqual(['low', 'low', 'part', 'part', 'full']);
    expect(bucketOf(34_319_113_599, 85_797_784_000)).toBe('low');
    expect(bucketOf(34_319_113_600, 85_797_784_000)).toBe('part');
    expect(percentOf(85_797_783_999, 85_797_784_000)).toBe(99.99);
    expect(percentOf(1, 0)).toBe(0);
  });

  it('tell how far a sum may lie from the truth', () => {
    const billion = 1_000_000_000;
    expect(roundedBy([{ roundedTo: billion }, { roundedTo: 1 }, { roundedTo: billion }])).toBe(2 * billion);
    expect(restOf(100, 40, 1)).toBe(60);
    expect(restOf(10 * billion, 4 * billion, billion)).toBe(7 * billion);
  });
});

describe('whose side somebody writes for', () => {
  const grant = { government: '53', recipientAgency: 'polda' };
  const writer = (agencyId: string | null, governments: string[] = []) => ({
    isSystem: false,
    agencyId,
    governments,
  });
  it('is the giver’s for its own government, the recipient’s for itself, and nobody’s for another', () => {
    expect(sideOf(writer('kesbangpol', ['53']), grant)).toBe('giver');
    expect(sideOf(writer('kesbangpol', ['53.71']), grant)).toBeNull();
    expect(sideOf(writer('polda'), grant)).toBe('recipient');
    expect(sideOf(writer('polresta'), grant)).toBeNull();
    expect(sideOf(writer(null), { ...grant, recipientAgency: null })).toBeNull();
  });

  it('lets the giver tell what was spent only where the recipient takes no part', () => {
    expect(mayReportAbsorbed('recipient', 'polda')).toBe(true);
    expect(mayReportAbsorbed('giver', 'polda')).toBe(false);
    expect(mayReportAbsorbed('giver', null)).toBe(true);
    expect(mayReportAbsorbed(null, null)).toBe(false);
  });
});
