import { describe, expect, it } from 'vitest';
import { referenceData } from '#data/load.ts';
import {
  belongs,
  computedTotal,
  contradictionsOf,
  decideAppliesFrom,
  inForce,
  isWhole,
  isWider,
  liesIn,
  periodInForce,
} from './revise.ts';

const polda = referenceData().operation('polda-metro-2024');
const statements = polda.strengthRevisions.map((each, index) => ({
  id: each.key,
  appliesFrom: each.statedOn ?? '',
  statedOn: each.statedOn,
  recorded: String(index),
  publishedTotal: each.publishedTotal,
  computedTotal: computedTotal(each.publishedTotal, each.parts),
  source: each.source,
}));
const periods = polda.periodRevisions.map((each, index) => ({
  id: each.key,
  appliesFrom: each.announcedOn ?? '',
  statedOn: each.announcedOn,
  recorded: String(index),
  firstDay: each.start,
  lastDay: each.end,
  daysStated: each.daysStated,
  source: each.source,
}));

describe('the strength of the Polda Metro Jaya operation', () => {
  it.each([
    ['2024-08-05', null],
    ['2024-08-06', 86_232],
    ['2024-08-12', 86_232],
    ['2024-08-13', 88_365],
    ['2024-09-09', 88_365],
    ['2024-09-10', 87_538],
    ['2024-11-25', 87_538],
  ])('on %s is %s', (day, total) => {
    expect(inForce(statements, day)?.publishedTotal ?? null).toBe(total);
  });

  it('flags 17,448 + 6,991 + 63,936 = 88,375 against the stated 88,365, and nothing else', () => {
    const found = contradictionsOf(periods, statements);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ stated: 88_365, computed: 88_375, source: 'polda-aug-2024' });
    expect(found[0]?.text.id).toBe('Kekuatan tertulis 88.365, rinciannya berjumlah 88.375');
  });
});

describe('the period of an operation', () => {
  it.each([
    ['2024-08-01', '2024-08-08'],
    ['2024-08-12', '2024-08-08'],
    ['2024-08-13', '2024-08-14'],
    ['2025-01-01', '2024-08-14'],
  ])('on %s begins on %s', (day, firstDay) => {
    expect(periodInForce(periods, day)?.firstDay).toBe(firstDay);
  });

  it('flags 116 stated days against the 115 from 24 August to 16 December (Buleleng)', () => {
    const buleleng = {
      id: 'x',
      statedOn: null,
      firstDay: '2024-08-24',
      lastDay: '2024-12-16',
      daysStated: 116,
      source: 's',
    };
    expect(contradictionsOf([buleleng], [])[0]).toMatchObject({
      key: 'period:x',
      stated: 116,
      computed: 115,
    });
  });
});

describe('statements of the same day', () => {
  it('give way to the one stated later, then to the one recorded later, in whatever order they come', () => {
    const at = (id: string, statedOn: string | null, recorded: string) => ({
      id,
      appliesFrom: '2024-11-25',
      statedOn,
      recorded,
    });
    const all = [
      at('c', '2024-11-24', '3'),
      at('a', null, '9'),
      at('d', '2024-11-24', '4'),
      at('b', '2024-11-20', '8'),
    ];
    expect(inForce(all, '2024-11-25')?.id).toBe('d');
    expect(inForce([...all].reverse(), '2024-11-25')?.id).toBe('d');
  });
});

describe('a new statement', () => {
  const known = [{ appliesFrom: '2024-11-20', statedOn: '2024-11-20', recorded: '1' }];
  const today = '2024-11-25';

  it.each([
    ['stated today', { asked: null, statedOn: '2024-11-25' }, false, '2024-11-25'],
    ['for tomorrow', { asked: '2024-11-26', statedOn: '2024-11-25' }, false, '2024-11-26'],
    ['stated in days that nothing is known of', { asked: null, statedOn: '2024-08-13' }, false, '2024-08-13'],
    ['stated in days that have a figure', { asked: null, statedOn: '2024-11-21' }, false, today],
    ['stated then, loaded by the server', { asked: null, statedOn: '2024-11-21' }, true, '2024-11-21'],
    ['without any day', { asked: null, statedOn: null }, false, today],
  ] as const)('%s', (_what, wanted, mayLoadHistory, expected) => {
    expect(decideAppliesFrom(wanted, known, today, mayLoadHistory)).toBe(expected);
  });

  it('is refused for yesterday when yesterday has its figure', () => {
    const decided = decideAppliesFrom({ asked: '2024-11-24', statedOn: null }, known, today, false);
    expect(decided).toMatchObject({ refused: 'operation.past-stands', params: { day: '2024-11-24', today } });
  });
});

describe('the sum of published parts', () => {
  const parts = [
    { count: 1_115, inPublishedTotal: true },
    { count: 301, inPublishedTotal: true },
    { count: 132, inPublishedTotal: false },
  ];
  it.each([
    [1_416, parts, 1_416],
    [null, parts, 1_548],
    [86_232, [], null],
    [10, [{ count: 5, inPublishedTotal: false }], null],
  ])('of a total %s is %s', (published, given, expected) => {
    expect(computedTotal(published, given)).toBe(expected);
  });
});

describe('an area', () => {
  it.each([
    [null, ['31.73'], true],
    ['31.73', ['31.73'], true],
    ['31.73.01', ['31.73'], false],
    ['31', ['31.73', '32.75'], true],
    ['31.73', ['31.73', '32.75'], false],
  ])('%s of an operation over %j speaks of the whole: %s', (area, own, whole) => {
    expect(isWhole(area, own)).toBe(whole);
  });

  it.each([
    ['31.73.01.1001', ['31.73'], true, false],
    ['31.73', ['31.73'], true, false],
    ['31', ['31.73'], false, true],
    // The code of a province for a police area that goes beyond it: that is not more than the operation.
    ['31', ['31.73', '32.76'], false, false],
  ])('%s against an operation over %j: inside %s, more than it %s', (area, own, inside, wider) => {
    expect([liesIn(area, own), isWider(area, own)]).toEqual([inside, wider]);
  });

  it.each([
    ['31.73.01.1001', true],
    ['31', true],
    ['31.74', false],
    ['31.7', false],
  ])('%s belongs to an operation over 31.73: %s', (area, expected) => {
    expect(belongs(area, ['31.73'])).toBe(expected);
  });
});
