import { describe, expect, it } from 'vitest';
import { referenceData } from './load.ts';

const data = referenceData();
const tables = data.holidayKeys().map((key) => data.holidays(key));
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
const count = (year: number, kind: string) =>
  tables
    .find((table) => table.key === `indonesia-${year}`)
    ?.days.filter((one) => one.kind === kind && !one.source.startsWith('keppres')).length;

describe.each(tables)('holidays $key', (table) => {
  it('holds each day once, in order, within its span and from a source that it names', () => {
    const days = table.days.map(({ day }) => day);
    expect(days).toEqual([...new Set(days)].sort());
    expect(days.every((day) => table.from <= day && day <= table.to)).toBe(true);
    const known = table.sources.map(({ key }) => key);
    expect(table.days.filter(({ source }) => !known.includes(source))).toEqual([]);
    expect(known).toContain(table.source);
  });

  it('puts no joint leave on a weekend', () => {
    const odd = table.days.filter(({ kind, day }) => kind === 'joint-leave' && [0, 6].includes(weekday(day)));
    expect(odd).toEqual([]);
  });
});

describe('tables of holidays', () => {
  it('cover 2023 to 2025 without a hole or an overlap', () => {
    expect(tables.map(({ from, to }) => [from, to])).toEqual([
      ['2023-01-01', '2023-12-31'],
      ['2024-01-01', '2024-12-31'],
      ['2025-01-01', '2025-12-31'],
    ]);
  });

  it('count as many days as their decrees say, with what later decrees added', () => {
    expect([count(2023, 'public'), count(2024, 'public'), count(2025, 'public')]).toEqual([16, 17, 17]);
    // 2023: 8, one more at Idulfitri, two at Iduladha. 2025: 10, and 18 August.
    expect([count(2023, 'joint-leave'), count(2024, 'joint-leave'), count(2025, 'joint-leave')]).toEqual([
      11, 10, 11,
    ]);
  });

  it('hold the two days of voting of 2024, by decree of the president', () => {
    const decreed = tables.flatMap(({ days }) => days.filter(({ source }) => source.startsWith('keppres')));
    expect(decreed.map(({ day }) => day)).toEqual(['2024-02-14', '2024-11-27']);
  });
});

describe('figures of grants as published', () => {
  const figures = (key: string) => data.publishedGrants(key).points.flatMap((point) => point.figures);

  it('cite a source for each', () => {
    for (const key of data.publishedGrantKeys()) {
      const known = data.publishedGrants(key).sources.map((source) => source.key);
      for (const { source } of figures(key)) expect(known, key).toContain(source);
    }
  });

  it('rise over five days of 2020, with the money for security last on each', () => {
    const { points } = data.publishedGrants('national-2020');
    const percents = points.map((point) => point.figures.map(({ percent }) => percent ?? Number.NaN));
    expect(percents).toHaveLength(5);
    for (const [kpu = 0, bawaslu = 0, security = 0] of percents)
      expect(security).toBeLessThan(Math.min(kpu, bawaslu));
    for (const of of [0, 1, 2]) {
      const one = percents.map((all) => all[of] ?? Number.NaN);
      expect(one).toEqual([...one].sort((a, b) => a - b));
    }
  });

  it('agree with the arithmetic on them: 439 = 341 + 85 + 10 + 3, and percentages of 2024', () => {
    const agreed = figures('ntt-2024').filter(
      ({ what, source }) => what === 'agreed' && source === 'ekora-jan-2025',
    );
    const of = (recipient: string) => agreed.find((one) => one.recipient === recipient)?.amount ?? 0;
    expect(of('all')).toBe(439_000_000_000);
    expect(of('kpu') + of('bawaslu') + of('polri') + of('tni')).toBe(of('all'));
    const national = figures('national-2024');
    const amount = (recipient: string, what: string) =>
      national.find((one) => one.recipient === recipient && one.what === what && one.amount !== null)
        ?.amount ?? 0;
    const percent = (recipient: string) =>
      Math.round((amount(recipient, 'transferred') / amount(recipient, 'agreed')) * 1000) / 10;
    expect([percent('kpu'), percent('tni'), percent('polri')]).toEqual([77, 60.6, 57]);
  });
});

describe('the sample of Kupang', () => {
  it('states four agreements of the province; a day of signing only where a source has one', () => {
    const { grants = [], agencies, sources } = data.operation('kupang-2024');
    expect(grants.map(({ amount, signedOn }) => [amount, signedOn])).toEqual([
      [341_000_000_000, '2023-11-15'],
      [85_797_784_000, '2023-11-15'],
      [10_000_000_000, null],
      [3_000_000_000, null],
    ]);
    const known = new Set([...agencies, ...sources].map(({ key }) => key));
    for (const { agency, source } of grants) {
      expect(known.has(source)).toBe(true);
      expect(agency === null || known.has(agency)).toBe(true);
    }
  });
});
