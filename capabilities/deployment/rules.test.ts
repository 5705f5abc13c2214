import { describe, expect, it } from 'vitest';
import type { Standing } from '#shared/schema.ts';
import { excessesOf, shareOf } from './distribution.ts';
import {
  findFault,
  findRewriting,
  inForce,
  needRow,
  patternFor,
  patternsOn,
  publishedStrength,
  readingsOf,
  type StoredPattern,
  weakest,
} from './rules.ts';

const pattern = (change: Partial<StoredPattern> = {}): StoredPattern => ({
  id: '1',
  area: null,
  class: 'kr',
  police: 2,
  stations: 6,
  linmas: 12,
  linmasPerStation: 2,
  writtenAs: '2-6-12',
  reading: 'P-T-L',
  validFrom: '2024-11-01',
  statedOn: null,
  source: 'press',
  standing: 'stated',
  recordedAt: '2024-11-01T00:00:00.000000',
  ...change,
});

describe('a written pattern', () => {
  it('comes back in both readings with their reasons, and a person chooses', () => {
    expect(readingsOf('2-10-5')).toMatchObject([
      {
        order: 'P-L-T',
        stations: 5,
        linmas: 10,
        likely: true,
        reason: { id: expect.stringContaining('dua kali') },
      },
      { order: 'P-T-L', stations: 10, linmas: 5, likely: false },
    ]);
    expect(readingsOf('dua enam')).toMatchObject({ refused: 'deployment.pattern-unreadable' });
    expect(readingsOf('2-0-0')).toMatchObject({ refused: 'deployment.pattern-impossible' });
  });

  it.each([
    ['as confirmed', {}, null],
    ['read the other way', { reading: 'P-L-T' as const }, 'deployment.reading-differs'],
    ['read the other way with fields to match', { reading: 'P-L-T' as const, stations: 12, linmas: 6 }, null],
    ['text that says something else', { writtenAs: '2-8-16' }, 'deployment.reading-differs'],
    ['text without a confirmed reading', { reading: null }, 'deployment.reading-differs'],
    ['no text at all', { reading: null, writtenAs: null }, null],
    ['no station', { stations: 0, reading: null, writtenAs: null }, 'deployment.pattern-impossible'],
    ['two numbers, Linmas by hand', { writtenAs: '2-6', linmas: 9 }, null],
  ])('%s', (_what, change, refused) => {
    expect(findFault(pattern(change))?.refused ?? null).toBe(refused);
  });
});

describe('time', () => {
  const old = pattern({ id: 'old', validFrom: '2024-02-12' });
  const young = pattern({ id: 'young', validFrom: '2024-11-20', stations: 8 });
  const later = pattern({ id: 'later', validFrom: '2024-11-20', recordedAt: '2024-11-21T00:00:00.000000' });

  it.each([
    ['2024-02-11', null],
    ['2024-02-12', 'old'],
    ['2024-11-19', 'old'],
    ['2024-11-20', 'later'],
  ])('on %s stands %s', (day, id) => {
    expect(inForce([later, old, young], day)?.id ?? null).toBe(id);
  });

  it.each([
    ['2024-11-25', [old], false, null],
    ['2024-11-24', [old], false, 'deployment.past-stands'],
    ['2024-01-01', [old], false, 'deployment.past-stands'],
    ['2024-01-01', [], false, null],
    ['2024-01-01', [old], true, null],
  ])('from %s beside %j (history loaded: %s): %s', (day, known, mayLoad, refused) => {
    expect(findRewriting(day, known, '2024-11-25', mayLoad)?.refused ?? null).toBe(refused);
  });

  it('gives each class and area its own pattern, the narrowest area first', () => {
    const village = pattern({ id: 'village', area: '31.73.01.1001' });
    const district = pattern({ id: 'district', area: '31.73.01' });
    const on = patternsOn([old, young, later, village, district], '2024-11-25');
    expect(on.map(({ id }) => id).sort()).toEqual(['district', 'later', 'village']);
    const found = (area: string) => patternFor(on, { class: 'kr', area })?.id;
    expect([found('31.73.01.1001'), found('31.73.01.1002'), found('31.73.02.1001')]).toEqual([
      'village',
      'district',
      'later',
    ]);
    expect(patternFor(on, { class: 'rawan', area: '31.73.01.1001' })).toBeNull();
  });
});

const share = (available: number | null) => ({
  ...{ available, distributed: available ?? 0, villages: 2, villagesCovered: 0 },
});

describe('need of an area', () => {
  const asked = (police: number | null) => ({
    ...{ area: '31.73.01', name: 'Cengkareng', estimated: false },
    available: { police: share(police), linmas: share(null) },
  });
  const counts = [
    { area: '31.73.01.1001', class: 'kr', stations: 7, estimated: 7 },
    { area: '31.73.01.1002', class: 'kr', stations: 5, estimated: 5 },
    { area: '31.73.01.1002', class: null, stations: 1, estimated: 1 },
  ];

  it('calls nobody to spare where no station has a pattern: that need is unknown', () => {
    expect(needRow(asked(1_408), counts, [])).toMatchObject({
      ...{ policeNeed: 0, policeAvailable: 1_408, policeGap: null, policeGapGrouped: null },
    });
  });

  it('is ideal over the whole, grouped per village, and leaves out what has no pattern', () => {
    expect(needRow(asked(3), counts, [pattern()])).toMatchObject({
      ...{ stations: 13, withoutPattern: 1, policeNeed: 4, policeNeedGrouped: 6, linmasNeed: 24 },
      ...{ policeAvailable: 3, policeGap: 1, policeGapGrouped: 3, linmasAvailable: null, linmasGap: null },
      ...{ standing: 'computed', standingGrouped: 'estimated' },
    });
  });

  it('has no gap where nothing was distributed, and stands no firmer than its patterns', () => {
    const row = needRow(asked(null), counts, [pattern({ standing: 'assumed' })]);
    expect(row).toMatchObject({ policeGap: null, policeGapGrouped: null, standing: 'assumed' });
  });

  it('follows sub-patterns of narrower areas', () => {
    const village = pattern({ id: '2', area: '31.73.01.1002', stations: 1 });
    expect(needRow(asked(null), counts, [pattern(), village]).policeNeed).toBe(4 + 10);
  });
});

describe('strength', () => {
  const part = (force: string, duty: string, count: number, standing: Standing = 'stated') => ({
    ...{ force, duty, count, standing },
  });

  it('counts guards, and reserve, army and lent people apart', () => {
    const parts = [
      part('polri', 'tps', 1115),
      part('tni', 'support', 301),
      part('mixed', 'reserve', 132),
      part('brimob', 'support', 50),
    ];
    expect(publishedStrength(parts)).toEqual({
      ...{ police: 1115, linmas: null, reserve: 132, army: 301, lent: 50, standing: 'computed' },
    });
  });

  it('takes people of all duties for guards only as an assumption, and only where no guards are stated', () => {
    expect(publishedStrength([part('polri', 'all', 1408)])).toMatchObject({
      police: 1408,
      standing: 'assumed',
    });
    expect(publishedStrength([part('polri', 'all', 1408), part('polri', 'tps', 900)])).toMatchObject({
      police: 900,
    });
  });

  it('reaches an area only by a distribution: none is not nobody', () => {
    const pools = [
      { area: '31.73.01', force: 'polri', duty: 'tps', count: 200 },
      { area: '31.73.02.1001', force: 'brimob', duty: 'tps', count: 10 },
      { area: '31.73.03', force: 'polri', duty: 'reserve', count: 40 },
    ];
    const shared = (area: string, villages: readonly string[]) => shareOf(area, 'polri', pools, villages);
    const villages = ['31.73.02.1001', '31.73.02.1002'];
    expect(shared('31.73.01', ['31.73.01.1001']).available).toBe(200);
    expect(shared('31.73.03', ['31.73.03.1001']).available).toBeNull();
    expect(shared('31.73.01.1001', ['31.73.01.1001']).available).toBeNull();
    // One village of two has people: what the district has is not known, and it is not 10.
    expect(shared('31.73.02', villages)).toEqual({
      ...{ available: null, distributed: 10, villages: 2, villagesCovered: 1 },
    });
    expect(shared('31.73.02', villages.slice(0, 1)).available).toBe(10);
    expect(shareOf('31.73.01', 'linmas', pools, ['31.73.01.1001']).available).toBeNull();
  });

  it('exceeds what was announced only by people divided, each counted once', () => {
    const announced = [
      { force: 'polri', duty: 'tps', count: 300, standing: 'stated' as const },
      { force: 'tni', duty: 'support', count: 50, standing: 'stated' as const },
    ];
    const pool = (area: string, force: string, count: number) => ({ area, force, duty: 'tps', count });
    const nested = [pool('31.73.01', 'polri', 200), pool('31.73.01.1001', 'polri', 150)];
    expect(excessesOf(announced, [...nested, pool('31.73.02', 'brimob', 100)])).toEqual([]);
    expect(excessesOf(announced, [...nested, pool('31.73.02', 'brimob', 101)])).toEqual([
      { force: 'polri', announced: 300, distributed: 301 },
    ]);
    expect(
      excessesOf(announced, [pool('31.73.01', 'polri', 100), pool('31.73.01.1001', 'polri', 400)]),
    ).toEqual([{ force: 'polri', announced: 300, distributed: 400 }]);
    expect(excessesOf(announced, [pool('31.73.02', 'tni', 51), pool('31.73.02', 'linmas', 9)])).toEqual([
      { force: 'tni', announced: 50, distributed: 51 },
    ]);
    expect(excessesOf([], nested)).toEqual([]);
  });

  it('stands until the day on which it is withdrawn, and what it replaced stands again', () => {
    const row = (id: string, validFrom: string, withdrawnFrom: string | null) => ({
      ...{ id, validFrom, withdrawnFrom, recordedAt: `${validFrom}T00:00:00.000000` },
    });
    const all = [row('first', '2024-11-01', null), row('second', '2024-11-10', '2024-11-12')];
    const on = (day: string) => inForce(all, day)?.id;
    expect([on('2024-11-09'), on('2024-11-11'), on('2024-11-12')]).toEqual(['first', 'second', 'first']);
    const never = [row('never', '2024-11-12', '2024-11-12')];
    expect(inForce(never, '2024-11-13')).toBeNull();
  });

  it('is never called firmer than computed', () => {
    expect(weakest([])).toBe('computed');
    expect(weakest(['stated', 'staged', 'estimated'])).toBe('staged');
  });
});
