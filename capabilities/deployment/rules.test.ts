import { describe, expect, it } from 'vitest';
import type { Standing } from '#shared/schema.ts';
import {
  distributedTo,
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

describe('need of an area', () => {
  const asked = (police: number | null) => ({
    ...{ area: '31.73.01', name: 'Cengkareng', estimated: false },
    available: { police, linmas: null },
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
    const to = (area: string) => distributedTo(area, 'police', pools);
    expect([to('31.73.01'), to('31.73.02'), to('31.73.03'), to('31.73.01.1001'), to('31.73')]).toEqual([
      200,
      10,
      null,
      null,
      210,
    ]);
    expect(distributedTo('31.73.01', 'linmas', pools)).toBeNull();
  });

  it('is never called firmer than computed', () => {
    expect(weakest([])).toBe('computed');
    expect(weakest(['stated', 'staged', 'estimated'])).toBe('staged');
  });
});
