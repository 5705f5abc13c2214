import { describe, expect, it } from 'vitest';
import { type Due, dueDayOf, dueWords } from './due.ts';

const stages = new Map([
  ['voting', { start: '2024-11-27', end: '2024-11-27' }],
  ['campaign', { start: '2024-09-25', end: '2024-11-23' }],
  ['open-ended', { start: '2024-04-17', end: null }],
  ['ends-only', { start: null, end: '2024-01-26' }],
  ['undated', { start: null, end: null }],
]);
const by = (stage: string, edge: 'start' | 'end', days: number): Due => ({ stage, edge, days });

describe('the day on which something is due', () => {
  it.each<[string, Due, string | null]>([
    ['a plain day is that day', { on: '2024-11-20' }, '2024-11-20'],
    ['H-30 of voting is thirty calendar days before', by('voting', 'start', -30), '2024-10-28'],
    ['the day itself', by('voting', 'start', 0), '2024-11-27'],
    ['after the end', by('campaign', 'end', 3), '2024-11-26'],
    ['across the end of February of a leap year', by('ends-only', 'end', 34), '2024-02-29'],
    ['across the turn of the year', by('ends-only', 'end', -30), '2023-12-27'],
    ['by its beginning where no end is stated', by('open-ended', 'end', 1), '2024-04-18'],
    ['never by an end where the beginning is asked for', by('ends-only', 'start', 0), null],
    ['none while the stage has no day', by('undated', 'start', -7), null],
    ['none by a stage that is not there', by('no-such', 'start', 0), null],
  ])('%s', (_, due, day) => {
    expect(dueDayOf(due, stages)).toBe(day);
  });

  it('is written as people say it', () => {
    const name = { id: 'Pemungutan suara', en: 'Voting' };
    const said = (due: Due) => dueWords(due, name);
    expect(said({ on: '2024-11-20' })).toBeNull();
    expect(said(by('voting', 'start', -30))).toEqual({ id: 'H-30 Pemungutan suara', en: 'H-30 Voting' });
    expect(said(by('voting', 'start', 0))).toEqual({ id: 'H Pemungutan suara', en: 'H Voting' });
    expect(said(by('voting', 'end', 2))).toEqual({
      id: 'H+2 akhir Pemungutan suara',
      en: 'H+2 end of Voting',
    });
  });
});
