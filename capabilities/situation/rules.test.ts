import { describe, expect, it } from 'vitest';
import type { ActionItem } from './contract.ts';
import { orderActions } from './order.ts';
import { periodBefore, periodOf, sameHours } from './period.ts';
import {
  compare,
  nextStage,
  numberOf,
  roman,
  rowLevel,
  stagesAround,
  standOf,
  withoutFalseSurplus,
} from './rules.ts';

type Phase = 'before' | 'voting' | 'after';
const iso = (instant: Date) => instant.toISOString();

describe('the period of a report', () => {
  it.each([
    ['2024-11-25', '18:00', 'WIB', '2024-11-24T11:00:00.000Z', '2024-11-25T11:00:00.000Z'],
    ['2024-11-25', '18:00', 'WIT', '2024-11-24T09:00:00.000Z', '2024-11-25T09:00:00.000Z'],
    // Six in the morning in WITA is still the day before in UTC.
    ['2024-11-25', '06:00', 'WITA', '2024-11-23T22:00:00.000Z', '2024-11-24T22:00:00.000Z'],
    ['2024-03-01', '00:00', 'WIB', '2024-02-28T17:00:00.000Z', '2024-02-29T17:00:00.000Z'],
    ['2025-01-01', '23:59', 'WIB', '2024-12-31T16:59:00.000Z', '2025-01-01T16:59:00.000Z'],
  ] as const)('of %s with cut-off %s %s runs from %s to %s', (day, cutOff, zone, from, to) => {
    const period = periodOf(day, cutOff, zone, null);
    expect([iso(period.from), iso(period.to)]).toEqual([from, to]);
  });

  it.each([
    ['an earlier cut-off of the day before', '2024-11-24T01:00:00.000Z', '2024-11-24T01:00:00.000Z'],
    ['a later cut-off of the day before', '2024-11-24T16:59:00.000Z', '2024-11-24T16:59:00.000Z'],
    ['a day without a report between', '2024-11-23T11:00:00.000Z', '2024-11-24T11:00:00.000Z'],
    ['a report of the same day', '2024-11-25T03:00:00.000Z', '2024-11-24T11:00:00.000Z'],
  ])('leaves no hour out after %s', (_case, previousEnd, from) => {
    expect(iso(periodOf('2024-11-25', '18:00', 'WIB', new Date(previousEnd)).from)).toBe(from);
  });

  it('is compared with as many hours before it', () => {
    const period = periodOf('2024-11-25', '18:00', 'WIB', new Date('2024-11-24T01:00:00.000Z'));
    const before = periodBefore(period);
    expect([iso(before.from), iso(before.to)]).toEqual([
      '2024-11-22T15:00:00.000Z',
      '2024-11-24T01:00:00.000Z',
    ]);
  });

  it('of today counts the same hours of yesterday', () => {
    const { today, yesterday } = sameHours(new Date('2024-11-25T01:30:00.000Z'), '2024-11-25', 'WIB');
    expect([today.from, today.to, yesterday.from, yesterday.to].map(iso)).toEqual([
      '2024-11-24T17:00:00.000Z',
      '2024-11-25T01:30:00.000Z',
      '2024-11-23T17:00:00.000Z',
      '2024-11-24T01:30:00.000Z',
    ]);
  });
});

describe('a comparison with yesterday', () => {
  it.each([
    // Published as +21 and +48 %: 65 against 44 (Media Indonesia, 2020).
    [65, 44, 21, 47.7],
    [44, 65, -21, -32.3],
    [5, 0, 5, null],
    [0, 0, 0, null],
    [0, 4, -4, -100],
    [7, 7, 0, 0],
  ])('of %i with %i is a difference of %i and %s percent', (today, yesterday, difference, percent) => {
    expect(compare(today, yesterday)).toEqual({ today, yesterday, difference, percent });
  });
});

describe('the number of a report', () => {
  it.each([
    ['LAPHAR/{n}/{month}/{year}', 7, '2024-11-25', 'LAPHAR/7/XI/2024'],
    ['R/LH-{n}/{month}/{year}/OPS', 12, '2025-01-01', 'R/LH-12/I/2025/OPS'],
    ['{n}', 1, '2024-09-09', '1'],
  ])('%s is filled for the %i. report', (pattern, n, day, expected) => {
    expect(numberOf(pattern, n, day)).toBe(expected);
  });

  it('writes months as letters do', () => {
    expect([1, 4, 9, 12].map(roman)).toEqual(['I', 'IV', 'IX', 'XII']);
  });
});

describe('people without a pattern', () => {
  it('are no surplus: where nothing is needed yet there is no gap either', () => {
    const kupang = { need: 0, available: 6500, gap: -6500, gapGrouped: -6500 };
    expect(withoutFalseSurplus(kupang)).toEqual({ ...kupang, gap: null, gapGrouped: null });
    const jakarta = { need: 1152, available: 1115, gap: 37, gapGrouped: 81 };
    expect(withoutFalseSurplus(jakarta)).toEqual(jakarta);
  });
});

describe('the rows of a report', () => {
  it.each([
    [['31.73'], 'district'],
    [['31', '36.71'], 'regency'],
    [['31.73.01'], 'village'],
    [['31.73.01.1001'], 'village'],
    [[], 'province'],
  ] as const)('of an operation over %j are by %s', (areas, level) => {
    expect(rowLevel(areas)).toBe(level);
  });
});

describe('stages around a day', () => {
  const stage = (key: string, start: string | null, end: string | null, phase: Phase = 'before') => ({
    phase,
    key,
    name: { id: key, en: key },
    start,
    end,
  });
  const stages = [
    stage('dispute', '2024-12-17', null),
    stage('count', '2024-11-27', '2024-12-16', 'after'),
    stage('voting', '2024-11-27', '2024-11-27', 'voting'),
    stage('quiet', '2024-11-24', '2024-11-26'),
    stage('campaign', '2024-09-25', '2024-11-23'),
    stage('undated', null, null),
  ];

  it('are those that run, with the day they are in, and then those that begin soon', () => {
    const found = stagesAround(stages, '2024-11-25', 7).map(({ key, state, day, of, daysTo }) => [
      key,
      state,
      day,
      of,
      daysTo,
    ]);
    expect(found).toEqual([
      ['quiet', 'running', 2, 3, null],
      ['voting', 'next', null, null, 2],
      ['count', 'next', null, null, 2],
    ]);
  });

  it('end with the next one, however far away', () => {
    expect(nextStage(stages, '2024-11-28')?.key).toBe('dispute');
    expect(nextStage(stages, '2025-01-01')).toBeNull();
    expect(stagesAround(stages, '2025-01-01', 7)).toMatchObject([{ key: 'dispute', day: 16, of: null }]);
  });
});

describe('an activity', () => {
  const at = (startsAt: string, endsAt: string | null, result: string | null = null) => ({
    startsAt: new Date(`2024-11-${startsAt}:00.000Z`),
    endsAt: endsAt === null ? null : new Date(`2024-11-${endsAt}:00.000Z`),
    result,
  });
  it.each([
    ['done', at('24T01:00', '24T02:00', 'lancar')],
    ['overdue', at('24T01:00', '25T02:00')],
    ['running', at('25T02:00', '25T09:00')],
    ['ahead', at('25T04:00', '25T09:00')],
    // Without a stated end it is over when its day is, in the zone of the operation.
    ['running', at('24T17:00', null)],
    ['overdue', at('24T16:59', null)],
  ])('is %s at ten in the morning', (expected, activity) => {
    expect(standOf(activity, new Date('2024-11-25T03:00:00.000Z'), 'WIB')).toBe(expected);
  });
});

describe('what needs an action', () => {
  const item = (key: string, kind: ActionItem['kind'], at: string | null, weight = 0): ActionItem => ({
    key,
    kind,
    icon: 'triangle',
    title: { id: '', en: '' },
    subtitle: { id: '', en: '' },
    at,
    weight,
    area: null,
    holder: null,
    opens: { list: '', where: [], id: null },
    action: null,
  });
  const sorted = [
    item('e', 'emergency', '2024-11-25T02:00:00.000Z'),
    item('a', 'help', '2024-11-25T01:00:00.000Z'),
    item('b', 'help', '2024-11-25T01:00:00.001Z'),
    item('c', 'incident-unheld', '2024-11-24T01:00:00.000Z'),
    item('d', 'report-unread', '2024-11-20T01:00:00.000Z'),
    item('z', 'alarm', null, 6),
    item('y', 'alarm', null, 3),
    item('f', 'incident-mine', '2024-11-25T01:00:00.000Z'),
    item('g', 'activity-open', '2024-11-25T01:00:00.000Z'),
    item('h', 'contradiction', null, 10),
    item('i', 'contradiction', null, 6),
    item('k', 'gap', null, 37),
    item('l', 'gap', null, 4),
    item('m', 'gap', null, 4),
  ];

  it('comes by urgency, then the longest waiting, then the heaviest, then by key', () => {
    expect(orderActions([...sorted].reverse()).map(({ key }) => key)).toEqual(sorted.map(({ key }) => key));
  });

  it('keeps its order whatever the order it came in', () => {
    const halves = [...sorted.slice(6), ...sorted.slice(0, 6)];
    expect(orderActions(halves)).toEqual(sorted);
  });
});
