import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  daysFrom,
  dueDay,
  type Holiday,
  type HolidayTable,
  isWorkingDay,
  monthsAfter,
  monthsBefore,
  type Rule,
  ruleOn,
  weekdayOf,
} from './index.ts';

const holiday = (
  day: string,
  kind: Holiday['kind'] = 'public',
  standing: Holiday['standing'] = 'stated',
) => ({
  day,
  name: `libur ${day}`,
  kind,
  source: 'SKB',
  standing,
});
const table = (from: string, to: string, days: readonly Holiday[], version = 1): HolidayTable => ({
  id: `libur-${from.slice(0, 4)}`,
  version,
  source: 'SKB',
  from,
  to,
  days,
});
/** Around Idulfitri 2024. */
const april2024 = table('2024-01-01', '2024-12-31', [
  holiday('2024-04-08', 'joint-leave'),
  holiday('2024-04-09', 'joint-leave'),
  holiday('2024-04-10'),
  holiday('2024-04-11'),
  holiday('2024-04-12', 'joint-leave'),
  holiday('2024-04-15', 'joint-leave'),
]);

const second: Rule = {
  id: 'second',
  version: 1,
  validFrom: null,
  validTo: null,
  text: { id: '60 %', en: '60 %' },
  citation: 'Permendagri 41/2020',
  standing: 'stated',
  from: 'voting',
  term: { unit: 'months-before', count: 5 },
};
const first: Rule = {
  ...second,
  id: 'first',
  from: 'signing',
  term: { unit: 'working-days-after', count: 14 },
};

describe('days that are known', () => {
  it('five months before voting on 27 November 2024 is 27 June 2024', () => {
    expect(dueDay(second, { voting: '2024-11-27' }, [])).toEqual({
      day: '2024-06-27',
      from: '2024-11-27',
      rule: 'second@1',
      skipped: [],
      uncovered: [],
      tables: [],
      assumed: false,
    });
  });

  it('three working days after Sunday 8 December 2024 end on Wednesday 11 December', () => {
    expect(addWorkingDays('2024-12-08', 3, [table('2024-01-01', '2024-12-31', [])])).toMatchObject({
      day: '2024-12-11',
      assumed: false,
    });
  });

  it('fourteen working days after 15 November 2023 end on 5 December, and over Idulfitri six weekdays later', () => {
    const plain = table('2023-01-01', '2023-12-31', []);
    expect(addWorkingDays('2023-11-15', 14, [plain]).day).toBe('2023-12-05');
    const counted = dueDay(first, { signing: '2024-04-03' }, [april2024]);
    expect(counted).toMatchObject({ day: '2024-05-01', tables: ['libur-2024@1'], assumed: false });
    expect(counted.skipped.filter(({ why }) => why === 'joint-leave').map(({ day }) => day)).toEqual([
      '2024-04-08',
      '2024-04-09',
      '2024-04-12',
      '2024-04-15',
    ]);
  });

  it.each([
    ['2024-07-31', 5, '2024-02-29'],
    ['2023-07-31', 5, '2023-02-28'],
    ['2024-11-30', 9, '2024-02-29'],
    ['2025-01-31', 2, '2024-11-30'],
    ['2024-03-31', 0, '2024-03-31'],
  ])('%s less %d months is %s: the last day of a shorter month', (day, months, before) => {
    expect(monthsBefore(day, months)).toBe(before);
  });

  it('three months after an inauguration on 20 February 2025 is 20 May, after 30 November the last of February', () => {
    expect(monthsAfter('2025-02-20', 3)).toBe('2025-05-20');
    expect(monthsAfter('2024-11-30', 3)).toBe('2025-02-28');
  });
});

describe('what is not known', () => {
  it('never counts a day outside of every table in silence', () => {
    const counted = addWorkingDays('2024-12-27', 4, [april2024]);
    expect(counted).toMatchObject({
      day: '2025-01-02',
      assumed: true,
      uncovered: ['2025-01-01', '2025-01-02'],
    });
    expect(isWorkingDay('2025-01-01', [april2024])).toMatchObject({
      working: true,
      covered: false,
      assumed: true,
    });
  });

  it('takes the next table where a count crosses the year', () => {
    const next = table('2025-01-01', '2025-12-31', [holiday('2025-01-01')]);
    const counted = addWorkingDays('2024-12-27', 4, [april2024, next]);
    expect(counted).toMatchObject({ day: '2025-01-03', assumed: false, uncovered: [] });
    expect(counted.tables).toEqual(['libur-2024@1', 'libur-2025@1']);
  });

  it('says that a result rests on an assumed holiday or an assumed rule', () => {
    const unsure = table('2024-01-01', '2024-12-31', [holiday('2024-05-02', 'public', 'assumed')]);
    expect(addWorkingDays('2024-04-30', 2, [unsure])).toMatchObject({ day: '2024-05-03', assumed: true });
    expect(dueDay({ ...second, standing: 'assumed' }, { voting: '2024-11-27' }, []).assumed).toBe(true);
  });

  it('has no due day while the day that it hangs on is not known', () => {
    expect(dueDay(first, { voting: '2024-11-27' }, [april2024])).toMatchObject({ day: null, from: null });
    expect(dueDay(first, { signing: null }, [april2024]).day).toBeNull();
  });

  it.each(['2023-02-29', '2024-13-01', '27-11-2024', '2024-11-31'])('refuses %s', (day) => {
    expect(() => addWorkingDays(day, 1, [])).toThrow(RangeError);
    expect(() => monthsBefore(day, 1)).toThrow(RangeError);
  });

  it('refuses a count that is none', () => {
    for (const n of [-1, 1.5, Number.NaN, 2001])
      expect(() => addWorkingDays('2024-01-01', n, [])).toThrow(RangeError);
    expect(() => monthsBefore('2024-01-01', -1)).toThrow(RangeError);
  });
});

describe('versions', () => {
  const rules = [
    { ...second, validTo: '2024-06-30' },
    { ...second, version: 2, validFrom: '2024-07-01' },
  ];
  it('takes the version in force on the day', () => {
    expect(ruleOn(rules, 'second', '2024-06-30')?.version).toBe(1);
    expect(ruleOn(rules, 'second', '2024-07-01')?.version).toBe(2);
    expect(ruleOn(rules, 'third', '2024-07-01')).toBeUndefined();
  });
});

describe('against a walk through the days of the machine’s own calendar', () => {
  const DAY_MS = 86_400_000;
  const text = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const start = fc.integer({ min: Date.UTC(1900, 0, 1) / DAY_MS, max: Date.UTC(2150, 0, 1) / DAY_MS });
  const offs = fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 25 });

  it('moves days, tells weekdays and moves months as that calendar does', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: -4000, max: 4000 }), fc.nat(40), (at, days, months) => {
        const day = text(at * DAY_MS);
        expect(daysFrom(day, days)).toBe(text((at + days) * DAY_MS));
        expect(weekdayOf(day)).toBe((new Date(at * DAY_MS).getUTCDay() + 6) % 7);
        const date = new Date(at * DAY_MS);
        const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months + 1, 0));
        const capped = Math.min(date.getUTCDate(), last.getUTCDate());
        expect(monthsBefore(day, months)).toBe(
          text(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), capped)),
        );
      }),
    );
  });

  it('finds the same nth working day, and every skipped day lies between', () => {
    fc.assert(
      fc.property(start, fc.nat(40), offs, (at, n, free) => {
        const days = new Set(free.map((offset) => text((at + offset) * DAY_MS)));
        const all = table(
          '0001-01-01',
          '9999-12-31',
          [...days].map((day) => holiday(day)),
        );
        const from = text(at * DAY_MS);
        const counted = addWorkingDays(from, n, [all]);
        let [walked, left, skipped] = [at, n, 0];
        while (left > 0) {
          walked += 1;
          const weekday = new Date(walked * DAY_MS).getUTCDay();
          if (weekday === 0 || weekday === 6 || days.has(text(walked * DAY_MS))) skipped += 1;
          else left -= 1;
        }
        expect(counted.day).toBe(text(walked * DAY_MS));
        expect(counted.skipped).toHaveLength(skipped);
        expect(counted.skipped.every(({ day }) => from < day && day < counted.day)).toBe(true);
        expect(counted.assumed).toBe(false);
      }),
    );
  });
});
