import { describe, expect, it } from 'vitest';
import type { Made } from './history.ts';
import { type Candidate, candidatesOf, expired, type Retention, usualRetention } from './retention.ts';

const NOW = new Date('2029-02-14T12:00:00.000Z');
const HOUR_MS = 3_600_000;

function ago(hours: number, whole = true): Candidate {
  return { name: `${hours}h`, at: new Date(NOW.getTime() - hours * HOUR_MS), whole };
}

describe('which backups go', () => {
  it.each<[string, readonly Candidate[], Retention, readonly string[]]>([
    ['none where there is none', [], usualRetention, []],
    ['none of the last two days', [ago(1), ago(7), ago(47)], usualRetention, []],
    [
      'all but the last of a day that is over',
      [ago(1), ago(49), ago(50), ago(55)],
      usualRetention,
      ['55h', '50h'],
    ],
    ['never the only whole one, however old', [ago(9000)], { hours: 0, days: 0, weeks: 0 }, []],
    [
      'the older ones when nothing is to stay',
      [ago(1), ago(5), ago(9)],
      { hours: 0, days: 0, weeks: 0 },
      ['9h', '5h'],
    ],
    [
      'not the last whole one for newer ones that are not',
      [ago(1, false), ago(5, false), ago(300)],
      { hours: 0, days: 0, weeks: 0 },
      ['5h', '1h'],
    ],
    [
      'days beyond their number, but for the last of each week',
      [ago(24), ago(48), ago(72), ago(96), ago(120), ago(144), ago(168)],
      { hours: 0, days: 2, weeks: 2 },
      ['168h', '144h', '120h', '96h'],
    ],
    [
      'none for a house that stood still for months: days and weeks that hold something are counted',
      [ago(5000), ago(5024), ago(5048)],
      { hours: 48, days: 3, weeks: 0 },
      [],
    ],
  ])('%s', (_name, all, keep, gone) => {
    expect(expired(all, NOW, keep)).toEqual(gone);
    expect(expired([...all].reverse(), NOW, keep)).toEqual(gone);
  });
});

describe('where the clock jumped, or the journal was altered', () => {
  const nothing = { hours: 0, days: 0, weeks: 0 };
  const made = (file: string, at: string, journal: 'whole' | 'altered' = 'whole'): Made => ({
    ...{ kind: 'made', at: `${at}T00:00:00.000Z`, file, bytes: 1, sha256: '', rows: 1, files: 0, tookMs: 1 },
    ...{ checked: journal === 'whole' ? 'content' : 'failed', journal, scheduled: true },
  });

  it('keeps the last good one that was made, though a clock that was ahead dated an earlier one later', () => {
    const lines = [made('ahead', '2035-01-01'), made('older', '2029-02-01'), made('last', '2029-02-02')];
    expect(expired(candidatesOf(lines), NOW, nothing)).toEqual(['older']);
  });

  it('loses no day and no week to a clock that jumps ten years ahead', () => {
    const lines = [1, 2, 3, 10, 11, 12].map((day) =>
      made(`${day}`, `2029-02-${String(day).padStart(2, '0')}`),
    );
    const then = new Date('2039-02-14T00:00:00.000Z');
    expect(expired(candidatesOf(lines), then, usualRetention)).toEqual([]);
  });

  it('keeps the last good one and the first of an altered journal, however many of these follow', () => {
    const days = ['03', '04', '05', '06'].map((day) => made(day, `2029-01-${day}`, 'altered'));
    const lines = [made('01', '2029-01-01'), made('02', '2029-01-02'), ...days];
    expect(expired(candidatesOf(lines), NOW, nothing)).toEqual(['01', '04', '05', '06']);
  });
});
