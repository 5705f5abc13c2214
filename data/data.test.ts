import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apportion } from './apportion.ts';
import { DataError, dataFolder, parseData, referenceData } from './load.ts';
import { Calendar } from './schema.ts';
import type { StationTable } from './schema-stations.ts';

const data = referenceData();
const jsonFiles = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.json'),
);
const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

describe('reading', () => {
  it('refuses an unknown key and names its path', () => {
    const calendar = data.calendar('pilkada-2024');
    const [stage, ...rest] = calendar.stages;
    const misspelt = { ...calendar, stages: [{ ...stage, strat: '2024-01-01' }, ...rest] };
    expect(() => parseData(Calendar, misspelt, 'x.json')).toThrow(
      /x\.json: \/stages\/0\/strat is not a known key/,
    );
  });

  it('names the line of an areas file that is wrong, and never takes an empty centre for 0', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rakor-data-'));
    mkdirSync(join(folder, 'areas'));
    writeFileSync(
      join(folder, 'areas/x.csv'),
      'code,name,level,lat,lon\n31,Jakarta,province,,\n3173,X,regency,-6.1,106.7\n',
    );
    expect(() => referenceData(folder).areas('x')).toThrow(/areas\/x\.csv line 3: \/code/);
    writeFileSync(join(folder, 'areas/x.csv'), 'code,name,level,lat,lon\n31,Jakarta,province,,\n');
    expect(referenceData(folder).areas('x')).toEqual([
      { code: '31', name: 'Jakarta', level: 'province', lat: null, lon: null },
    ]);
    rmSync(folder, { recursive: true });
  });

  it('does not leave its folder', () => {
    expect(() => data.operation('../package')).toThrow(DataError);
  });

  it('knows every JSON file there is', () => {
    const read = [
      'actors/indonesia.json',
      'areas/sources.json',
      'vocabulary/report-kinds.json',
      ...data.calendarKeys().map((key) => `calendars/${data.calendar(key).key}.json`),
      ...data.stationCountKeys().map((key) => `stations/${data.stationCounts(key).key}.json`),
      ...data.operationKeys().map((key) => `operations/${data.operation(key).key}.json`),
      ...data.holidayKeys().map((key) => `holidays/${data.holidays(key).key}.json`),
      ...data.legalRuleKeys().map((key) => `legal-rules/${data.legalRules(key).key}.json`),
      ...data.publishedGrantKeys().map((key) => `grants/${data.publishedGrants(key).key}.json`),
    ];
    expect([...jsonFiles].sort()).toEqual(read.sort());
    expect(data.actors().key).toBe('indonesia');
    expect(data.reportKinds().key).toBe('report-kinds');
  });
});

describe.each(jsonFiles)('%s', (file) => {
  const text = readFileSync(join(dataFolder, file), 'utf8');

  it('holds only days that exist', () => {
    for (const [day] of text.matchAll(/\d{4}-\d{2}-\d{2}(?=["T. ])/g)) {
      expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
    }
  });

  it('names no person: no rank or degree stands in it', () => {
    expect(text).not.toMatch(
      /\b(?:AKBP|AKP|Kombes|Kompol|Irjen|Brigjen|Komjen|Kolonel|Letkol|Mayjen|S\.H\.|S\.I\.K|Drs\.)/i,
    );
  });
});

describe.each(data.calendarKeys().map((key) => data.calendar(key)))('calendar $key', (calendar) => {
  const stage = (key: string) => calendar.stages.find((one) => one.key === key);

  it('has stages that start before they end, in phases around the one voting day', () => {
    for (const { key, start, end, phase } of calendar.stages) {
      if (start !== null && end !== null) expect(start <= end, key).toBe(true);
      if (phase === 'before' && start !== null) expect(start < calendar.votingDate, key).toBe(true);
      if (phase === 'after' && start !== null) expect(start >= calendar.votingDate, key).toBe(true);
    }
    const voting = calendar.stages.filter((one) => one.phase === 'voting');
    expect(voting.map(({ start, end, startTime, endTime }) => [start, end, startTime, endTime])).toEqual([
      [calendar.votingDate, calendar.votingDate, '07:00', '13:00'],
    ]);
    expect(new Set(calendar.stages.map((one) => one.key)).size).toBe(calendar.stages.length);
  });

  it('fills the days between campaign and voting with the quiet period', () => {
    const [campaign, quiet] = [stage('campaign'), stage('quiet')];
    expect(dayNumber(quiet?.start ?? '') - dayNumber(campaign?.end ?? '')).toBe(1);
    expect(dayNumber(calendar.votingDate) - dayNumber(quiet?.end ?? '')).toBe(1);
    const days = dayNumber(campaign?.end ?? '') - dayNumber(campaign?.start ?? '') + 1;
    expect(days).toBe({ pilkada: 60, pemilu: 75 }[calendar.regime]);
  });

  it('cites every stage and flags what its sources contradict', () => {
    for (const { key, source } of calendar.stages) expect(calendar.citation[source], key).toBeDefined();
    for (const { stage: key, values } of calendar.contradictions) {
      expect(stage(key)).toBeDefined();
      expect(new Set(values.map((one) => one.value)).size).toBe(values.length);
      expect([stage(key)?.start, stage(key)?.end]).toContain(values[0]?.value);
    }
  });
});

describe.each(data.areaSources().files)('areas/$file', ({ file, rows }) => {
  const areas = data.areas(file);
  const codes = new Map(areas.map((area) => [area.code, area]));

  it('has the rows it says, one per code, in order, each under a parent that is there', () => {
    expect(areas.map((area) => area.code)).toEqual([...codes.keys()].sort());
    const levels = ['province', 'regency', 'district', 'village'] as const;
    for (const level of levels) {
      expect(areas.filter((area) => area.level === level)).toHaveLength(rows[level]);
    }
    for (const { code, level } of areas) {
      expect(level).toBe(levels[code.split('.').length - 1]);
      if (level !== 'province') expect(codes.has(code.slice(0, code.lastIndexOf('.'))), code).toBe(true);
    }
  });

  it('puts every village near its kecamatan, with no more than three decimals', () => {
    for (const { code, level, lat, lon } of areas) {
      const parent = codes.get(code.slice(0, 8));
      if (level === 'village') {
        expect(Math.abs((lat ?? 99) - (parent?.lat ?? 0)), code).toBeLessThan(0.2);
        expect(Math.abs((lon ?? 99) - (parent?.lon ?? 0)), code).toBeLessThan(0.2);
      }
    }
    expect(readFileSync(join(dataFolder, `areas/${file}.csv`), 'utf8')).not.toMatch(/,-?\d+\.\d{4,}/);
  });
});

const known = new Map(
  data.areaSources().files.flatMap(({ file }) => data.areas(file).map((area) => [area.code, area.name])),
);

describe.each(data.stationCountKeys().map((key) => data.stationCounts(key)))('stations $key', (stations) => {
  const tables = stations.rolls.flatMap((roll) => roll.tables);
  const table = (key: string) => tables.find((one) => one.key === key);

  it('adds up: rows to tables, tables to totals, classes to a total', () => {
    for (const roll of stations.rolls) {
      for (const { areaCode, total, counts } of roll.tables) {
        expect(sum(counts.map((row) => row.count))).toBe(total);
        const stated = roll.totals.find((one) => one.areaCode === areaCode);
        if (stated) expect(total).toBe(stated.count);
      }
      if (roll.classes) {
        expect(roll.totals.map((one) => one.count)).toContain(sum(roll.classes.map((row) => row.count)));
      }
    }
  });

  it('counts only areas that are known and lie in the area of the table', () => {
    for (const { areaCode, counts } of tables) {
      expect(new Set(counts.map((row) => row.code)).size).toBe(counts.length);
      for (const { code } of counts) {
        expect(known.has(code), code).toBe(true);
        expect(code.startsWith(`${areaCode}.`), code).toBe(true);
      }
    }
  });

  it('stores estimates that the apportionment gives again, and marks them', () => {
    for (const { apportioned, counts, standing } of tables) {
      expect(standing === 'estimated').toBe(apportioned !== undefined);
      if (!apportioned) continue;
      const totals = table(apportioned.totalsFrom)?.counts ?? [];
      const weights = table(apportioned.weightsFrom)?.counts ?? [];
      const again = totals.flatMap(({ code, count }) => [
        ...apportion(
          count,
          weights
            .filter((row) => row.code.startsWith(`${code}.`))
            .map((row) => ({ code: row.code, weight: row.count })),
        ),
      ]);
      expect(counts.map((row) => [row.code, row.count])).toEqual(again.sort());
    }
  });
});

describe('West Jakarta, November 2024', () => {
  const tables = data.stationCounts('west-jakarta-2024').rolls.flatMap((roll) => roll.tables);
  const counts = (key: string): StationTable['counts'] => tables.find((one) => one.key === key)?.counts ?? [];
  const pairs = (stations: number) => Math.ceil(stations / 6) * 2;

  it('has the stations of KPU in each kecamatan, under the right names', () => {
    expect(counts('nov-district').map((row) => [known.get(row.code), row.count])).toEqual([
      ['Cengkareng', 759],
      ['Grogol Petamburan', 340],
      ['Taman Sari', 177],
      ['Tambora', 360],
      ['Kebon Jeruk', 491],
      ['Kalideres', 590],
      ['Pal Merah', 308],
      ['Kembangan', 427],
    ]);
    expect(sum(counts('feb-village').map((row) => row.count))).toBe(7169);
    expect(counts('nov-village')).toHaveLength(56);
  });

  it('needs 1,152 police ideally and 1,196 grouped per kelurahan, against 1,115 published', () => {
    const grouped = sum(counts('nov-village').map((row) => pairs(row.count)));
    expect([pairs(3452), grouped]).toEqual([1152, 1196]);
    expect([pairs(3452) - 1115, grouped - 1115]).toEqual([37, 81]);
  });
});
