import { describe, expect, it } from 'vitest';
import { referenceData } from './load.ts';

const data = referenceData();
const operations = data.operationKeys().map((key) => data.operation(key));
const actorKinds = new Set(data.actors().kinds.map((kind) => kind.key));
const reportKinds = data.reportKinds();
const known = new Set(
  data.areaSources().files.flatMap(({ file }) => data.areas(file).map((area) => area.code)),
);
const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
const nextDay = (day: string) => new Date(`${day}T24:00:00Z`).toISOString().slice(0, 10);

/** Every value stored under one of the names, at any depth. */
function deep(value: unknown, ...names: string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => deep(one, ...names));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => [
    ...(names.includes(name) ? [one].flat() : []),
    ...deep(one, ...names),
  ]);
}

describe.each([
  ...operations,
  ...data.stationCountKeys().map((key) => data.stationCounts(key)),
  data.actors(),
  reportKinds,
])('sources of $key', (file) => {
  it('stand behind every figure, and each of them behind at least one', () => {
    const cited = new Set(deep(file, 'source'));
    const listed = file.sources.map((source) => source.key);
    expect(new Set(listed).size).toBe(listed.length);
    expect([...cited].sort()).toEqual([...listed].sort());
  });
});

describe.each(operations)('operation $key', (operation) => {
  const agencies = new Map(operation.agencies.map((agency) => [agency.key, agency]));
  const holders = new Set([...agencies.keys(), ...operation.units.map((unit) => unit.key)]);
  const flagged = operation.contradictions.map((one) => one.values.map((value) => value.value));
  const isFlagged = (...values: (number | null)[]) =>
    flagged.some((group) => values.every((value) => value !== null && group.includes(value)));

  it('names only areas and classes that exist', () => {
    for (const code of deep(operation, 'areaCode', 'areaCodes', 'areas')) {
      if (code !== null && typeof code === 'string') expect(known.has(code), code).toBe(true);
    }
    const classes = operation.scheme.classes.map((one) => one.key);
    for (const pattern of [...operation.patterns, ...operation.earlierPatterns])
      expect(classes).toContain(pattern.class);
    if (operation.stationClass) expect(classes).toContain(operation.stationClass.class);
  });

  it('names only agencies, units and kinds that exist', () => {
    for (const agency of operation.agencies) expect(actorKinds.has(agency.kind), agency.key).toBe(true);
    for (const unit of operation.units) {
      expect(actorKinds.has(unit.kind), unit.key).toBe(true);
      expect(agencies.has(unit.agency), unit.key).toBe(true);
      if (unit.parent !== null) expect(holders.has(unit.parent), unit.key).toBe(true);
    }
    for (const { holder } of operation.jurisdictions) expect(holders.has(holder), holder).toBe(true);
    for (const { organiser } of operation.activities)
      if (organiser !== null) expect(agencies.has(organiser)).toBe(true);
    expect(holders.size).toBe(operation.agencies.length + operation.units.length);
  });

  it('refers to a calendar and a station roll that exist, and votes on the calendar’s day', () => {
    const [key = '', version] = operation.calendar.split('@');
    const calendar = data.calendar(key);
    expect(calendar.version).toBe(Number(version));
    for (const election of operation.elections) expect(election.votingDate).toBe(calendar.votingDate);
    const { file, roll } = operation.stationCounts ?? { file: '', roll: '' };
    const found = data.stationCounts(file).rolls.find((one) => one.key === roll);
    expect(found?.votingDate).toBe(calendar.votingDate);
  });

  it('counts the days of every period, and flags a length that is not so', () => {
    for (const { start, end, daysStated, daysComputed, agrees } of operation.periodRevisions) {
      expect(daysComputed).toBe(dayNumber(end) - dayNumber(start) + 1);
      expect(agrees).toBe(daysStated === null ? null : daysStated === daysComputed);
      if (agrees === false) expect(isFlagged(daysStated, daysComputed)).toBe(true);
    }
  });

  it('divides one announced period into before, voting and after without a hole', () => {
    const [before, voting, after] = operation.phases;
    expect(operation.phases.map((one) => one.phase)).toEqual(['before', 'voting', 'after']);
    expect(nextDay(before?.end ?? '')).toBe(voting?.start);
    expect(nextDay(voting?.end ?? '')).toBe(after?.start);
    expect(operation.periodRevisions.map(({ start, end }) => `${start} ${end}`)).toContain(
      `${before?.start} ${after?.end}`,
    );
  });

  it('sums published parts of strength, and flags a total that is not their sum', () => {
    for (const revision of operation.strengthRevisions) {
      const inside = revision.parts.filter((part) => part.inPublishedTotal);
      const counted = inside.length > 0 ? inside : revision.parts;
      const expected = counted.length > 0 ? sum(counted.map((part) => part.count)) : null;
      expect(revision.computedTotal, revision.key).toBe(expected);
      const comparable = revision.publishedTotal !== null && expected !== null;
      expect(revision.agrees, revision.key).toBe(comparable ? revision.publishedTotal === expected : null);
      if (revision.agrees === false) expect(isFlagged(revision.publishedTotal, expected)).toBe(true);
    }
  });

  it('keeps contradictions that contradict', () => {
    for (const group of flagged) expect(new Set(group).size).toBe(group.length);
  });

  it('labels every pattern as it is written', () => {
    for (const { police, stations, linmas, writtenAs, order } of [
      ...operation.patterns,
      ...operation.earlierPatterns,
    ]) {
      const read = order === 'P-T-L' ? [police, stations, linmas] : [police, linmas, stations];
      expect(read.join('-')).toBe(writtenAs);
    }
  });

  it('gives each account an agency; the auditor sits with Bawaslu, the administrator not with the police', () => {
    const role = (name: string) => operation.demoAccounts.filter((account) => account.role === name);
    for (const account of operation.demoAccounts)
      expect(agencies.has(account.agency), account.login).toBe(true);
    expect([role('kaops').length, role('karendalops').length]).toEqual([1, 1]);
    expect(role('auditor').map((account) => agencies.get(account.agency)?.kind)).toEqual(['bawaslu']);
    expect(role('administrator').map((account) => agencies.get(account.agency)?.kind)).toEqual([
      'diskominfo',
    ]);
    for (const kind of ['kpu', 'bawaslu']) {
      const officers = role('agency-officer').map((account) => agencies.get(account.agency)?.kind);
      expect(officers).toContain(kind);
    }
  });

  it('stages reports of known kinds, sent by accounts of this operation, before or soon after it opens', () => {
    const kinds = new Map(reportKinds.kinds.map((kind) => [kind.key, kind]));
    const logins = new Set(operation.demoAccounts.map((account) => account.login));
    for (const { key, kind, by, minutes, aboutAgency, standing } of operation.sampleReports) {
      expect(standing).toBe('staged');
      expect(logins.has(by), key).toBe(true);
      expect(Math.abs(minutes)).toBeLessThanOrEqual(24 * 60);
      expect(kinds.get(kind)?.bypassesSubject, key).toBe(aboutAgency !== undefined);
      if (aboutAgency !== undefined) expect(agencies.has(aboutAgency), key).toBe(true);
    }
  });

  it('stages outreach in areas of this operation, by accounts of it and for each once', () => {
    const staged = operation.sampleOutreach ?? [];
    const logins = new Set(operation.demoAccounts.map((account) => account.login));
    expect(new Set(staged.map(({ key }) => key)).size).toBe(staged.length);
    for (const { key, by, partners, areaCode, standing } of staged) {
      expect(standing).toBe('staged');
      expect(logins.has(by), key).toBe(true);
      expect(
        partners.every((partner) => agencies.has(partner)),
        key,
      ).toBe(true);
      expect(
        operation.areas.some((area) => areaCode.startsWith(area)),
        key,
      ).toBe(true);
    }
  });

  it('stages tasks between its agencies, by accounts of it and by stages of its calendar', () => {
    const staged = operation.sampleTasks ?? [];
    const accounts = new Map(operation.demoAccounts.map(({ login, agency }) => [login, agency]));
    const stages = new Set(
      data.calendar(operation.calendar.split('@')[0] ?? '').stages.map(({ key }) => key),
    );
    expect(new Set(staged.map(({ key }) => key)).size).toBe(staged.length);
    for (const { key, by, owner, named, stage, due, steps, standing } of staged) {
      expect(standing).toBe('staged');
      expect(
        [accounts.get(by) ?? '', owner, ...named].filter((agency) => !agencies.has(agency)),
        key,
      ).toEqual([]);
      expect(
        [stage, due.stage].filter((each) => !stages.has(each)),
        key,
      ).toEqual([]);
      const days = steps.map(({ day }) => day);
      expect(
        [...days].sort((a, b) => a - b),
        key,
      ).toEqual(days);
      expect(steps.filter((step) => !accounts.has(step.by))).toEqual([]);
    }
  });

  it('marks what nobody published: a strength or crowd of an activity is stated or staged, never computed', () => {
    for (const { key, standing, start, end } of operation.activities) {
      expect(['stated', 'staged'], key).toContain(standing);
      expect(start < end, key).toBe(true);
    }
  });
});

describe('the sample operations together', () => {
  it('cover reports A to E, one opens by default, no login is used twice', () => {
    expect(operations.flatMap((operation) => operation.reports).sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(
      operations.filter((operation) => operation.opensByDefault).map((operation) => operation.key),
    ).toEqual(['west-jakarta-2024']);
    const logins = operations.flatMap((operation) => operation.demoAccounts.map((account) => account.login));
    expect(new Set(logins).size).toBe(logins.length);
  });

  it('keep the published figures of the Polda apart: 86,232, 88,365 and 87,538 people, 146 and 140 days', () => {
    const polda = data.operation('polda-metro-2024');
    expect(
      polda.strengthRevisions.map((one) => [one.statedOn, one.publishedTotal, one.computedTotal, one.agrees]),
    ).toEqual([
      ['2024-08-06', 86232, null, null],
      ['2024-08-13', 88365, 88375, false],
      ['2024-09-10', 87538, null, null],
    ]);
    expect(polda.periodRevisions.map((one) => [one.daysStated, one.daysComputed])).toEqual([
      [146, 146],
      [140, 140],
    ]);
  });
});

describe('kinds of report', () => {
  it('go to agencies that exist; a complaint has somebody else to go to; assembly is facilitated', () => {
    for (const { key, addressees, bypassesSubject, stance } of reportKinds.kinds) {
      for (const to of addressees) expect(to === 'posko' || actorKinds.has(to), to).toBe(true);
      expect(bypassesSubject).toBe(key === 'conduct');
      if (bypassesSubject) expect(addressees.length).toBeGreaterThan(1);
      expect(stance === 'facilitate').toBe(key === 'assembly');
    }
  });

  it('never ask for votes and never judge a motive', () => {
    const words = JSON.stringify(reportKinds.kinds.map(({ key, name, icon }) => ({ key, name, icon })));
    expect(words).not.toMatch(
      /provoka|provoc|penetra|perolehan|hasil suara|vote count|votes? for|c\.?hasil/i,
    );
  });
});
