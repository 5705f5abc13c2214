import { describe, expect, it } from 'vitest';
import { referenceData } from '#data/load.ts';
import { dayOf, instantOf } from '#shared/time.ts';
import {
  alarmsOn,
  clockShows,
  countdown,
  mainLine,
  phaseOn,
  type Stage,
  stagesWith,
  votingDayOf,
} from './rules.ts';

const data = referenceData();

function calendar(key: string): readonly Stage[] {
  const { stages, citation } = data.calendar(key);
  return stages.map((stage) => ({
    ...stage,
    startTime: stage.startTime ?? null,
    endTime: stage.endTime ?? null,
    source: citation[stage.source]?.title ?? '',
    sourceUrl: null,
    conditional: stage.conditional ?? false,
    revised: false,
    note: null,
  }));
}

function stage(stages: readonly Stage[], key: string): Stage {
  const found = stages.find((each) => each.key === key);
  if (!found) throw new Error(`no stage ${key}`);
  return found;
}

const pilkada = calendar('pilkada-2024');
const pemilu = calendar('pemilu-2024');

describe('the countdown of the 2024 regional elections (PKPU 2/2024)', () => {
  it.each([
    ['2024-09-24', 'campaign', { state: 'ahead', days: 1, day: null, of: null }],
    ['2024-09-25', 'campaign', { state: 'running', days: null, day: 1, of: 60 }],
    ['2024-10-13', 'campaign', { state: 'running', days: null, day: 19, of: 60 }],
    ['2024-11-23', 'campaign', { state: 'running', days: null, day: 60, of: 60 }],
    ['2024-11-24', 'campaign', { state: 'past', days: 1, day: null, of: null }],
    ['2024-11-25', 'voting', { state: 'ahead', days: 2, day: null, of: null }],
    ['2024-11-27', 'voting', { state: 'running', days: null, day: 1, of: 1 }],
    ['2024-11-25', 'quiet', { state: 'running', days: null, day: 2, of: 3 }],
    ['2024-11-25', 'winners', { state: 'undated', days: null, day: null, of: null }],
    ['2024-11-18', 'regulations', { state: 'running', days: null, day: null, of: null }],
    ['2024-11-19', 'regulations', { state: 'past', days: 1, day: null, of: null }],
  ] as const)('on %s puts "%s" where the calendar has it', (today, key, expected) => {
    expect(countdown(stage(pilkada, key), today)).toEqual(expected);
  });

  it('is two days before voting at 25 November 2024, 08.00 WIB, and still so one minute before midnight', () => {
    const left = (time: string, zone: 'WIB' | 'WIT') =>
      countdown(stage(pilkada, 'voting'), dayOf(instantOf('2024-11-25', time, 'WIB'), zone)).days;
    expect([left('08:00', 'WIB'), left('23:59', 'WIB'), left('23:59', 'WIT')]).toEqual([2, 2, 1]);
  });
});

describe('the countdown of the 2024 general election (PKPU 3/2022)', () => {
  it('gives the campaign 75 days, ending on 10 February 2024', () => {
    expect(countdown(stage(pemilu, 'campaign'), '2024-02-10')).toMatchObject({ day: 75, of: 75 });
  });

  it('has no countdown to a second round that nobody confirmed, until a revision confirms it', () => {
    const second = pemilu.filter((each) => each.conditional);
    expect(second.length).toBeGreaterThan(0);
    expect(second.map((each) => countdown(each, '2024-06-01').state)).toEqual(second.map(() => 'undated'));
    const one = second[0];
    if (!one) return;
    const { start, end, startTime, endTime } = one;
    const confirmation = { start, end, startTime, endTime, source: 'x', standing: 'stated' } as const;
    const [confirmed] = stagesWith([one], [{ ...confirmation, stage: one.key, confirmed: true }]);
    expect(confirmed && countdown(confirmed, '2024-06-01').state).not.toBe('undated');
  });
});

describe('a revised stage', () => {
  it('takes the dates that were recorded last and leaves every other stage alone', () => {
    const moved = (start: string) => ({
      stage: 'voting',
      start,
      end: start,
      startTime: '07:00',
      endTime: '13:00',
      confirmed: true,
      source: 'surat keputusan',
      standing: 'stated' as const,
    });
    const stages = stagesWith(pilkada, [moved('2024-12-01'), moved('2024-12-04')]);
    expect(stage(stages, 'voting')).toMatchObject({ start: '2024-12-04', revised: true });
    expect(stages.filter((each) => each.revised)).toHaveLength(1);
    expect(votingDayOf(stages, ['2024-11-27'])).toBe('2024-12-04');
  });
});

describe('voting day and phase', () => {
  it('is the earliest election where there is no calendar', () => {
    expect(votingDayOf([], ['2025-08-06', '2025-03-22'])).toBe('2025-03-22');
    expect(votingDayOf([], [])).toBeNull();
  });

  it.each([
    ['2024-11-26', 'before'],
    ['2024-11-27', 'voting'],
    ['2024-11-28', 'after'],
  ])('makes %s a day of the phase %s', (day, phase) => {
    expect(phaseOn([], '2024-11-27', day)).toBe(phase);
  });

  it('follows the phases that the operation set itself (Kepulauan Sula: execution until 19 April 2025)', () => {
    const phases = [
      { phase: 'voting', firstDay: '2024-08-23', lastDay: '2025-04-19' },
      { phase: 'after', firstDay: '2025-04-20', lastDay: '2025-07-20' },
    ] as const;
    expect(phaseOn(phases, '2024-11-27', '2025-04-19')).toBe('voting');
    expect(phaseOn(phases, '2024-11-27', '2025-04-20')).toBe('after');
  });
});

describe('an alarm', () => {
  const voting = [stage(pilkada, 'voting')];

  it.each([
    ['2024-08-28', []],
    ['2024-08-29', ['voting:H-90']],
    ['2024-09-27', ['voting:H-90']],
    ['2024-09-28', ['voting:H-60']],
    ['2024-11-25', ['voting:H-3']],
    ['2024-11-26', ['voting:H-1']],
    ['2024-11-27', []],
  ])('on %s rings %j', (today, keys) => {
    expect(alarmsOn(voting, today).map((alarm) => alarm.key)).toEqual(keys);
  });

  it('says on which day it went off', () => {
    expect(alarmsOn(voting, '2024-11-25')[0]).toMatchObject({ rangOn: '2024-11-24', daysTo: 2 });
  });
});

describe('the line of stages', () => {
  it('leads through 2024 without an overlap and leaves long preparations to the table', () => {
    expect(mainLine(pilkada).map((each) => each.key)).toEqual([
      'population-list',
      'door-to-door',
      'announcement',
      'verification',
      'candidates-set',
      'campaign',
      'quiet',
      'voting',
      'count-recapitulation',
      'inauguration',
    ]);
  });

  it('is empty where no stage has both its days', () => {
    expect(mainLine(pilkada.map((each) => ({ ...each, end: null })))).toEqual([]);
  });
});

describe('the clock of an operation', () => {
  it.each([
    [{ mode: 'real', offsetMs: null, frozenAtMs: null }, 1_000],
    [{ mode: 'shifted', offsetMs: -400, frozenAtMs: null }, 600],
    [{ mode: 'frozen', offsetMs: null, frozenAtMs: 5 }, 5],
  ] as const)('%j at 1000 shows %i', (clock, shown) => {
    expect(clockShows(clock, 1_000)).toBe(shown);
  });
});
