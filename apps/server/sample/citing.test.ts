import { expect, it } from 'vitest';
import { referenceData } from '#data/load.ts';
import { citationOf, citeBy } from './citing.ts';

const data = referenceData();
const cited = [
  data.actors(),
  data.areaSources(),
  data.reportKinds(),
  ...data.operationKeys().map((key) => data.operation(key)),
  ...data.stationCountKeys().map((key) => data.stationCounts(key)),
].flatMap(({ sources }) => sources.map((source) => citationOf(source)));
const titles = data.calendarKeys().flatMap((key) => data.calendar(key).citation.map(({ title }) => title));

it('cites publisher, title and the day in Indonesian', () => {
  const source = { key: 'a', publisher: 'Antara', title: 'Pola 2-8-16', what: 'x' };
  expect(citationOf({ ...source, date: '2024-08-13' })).toBe('Antara: Pola 2-8-16, 13 Agustus 2024');
  expect(citationOf({ ...source, date: null })).toBe('Antara: Pola 2-8-16');
  expect(() => citeBy([])('a')).toThrow('no source a');
});

it.each([...new Set([...cited, ...titles])])('shows no path, address or machine day: %s', (text) => {
  expect(text).not.toMatch(/[a-z]\/[a-z]|\.(com|org|id|json|csv)\b|\d{4}-\d{2}|\bcommit\b/i);
  expect(text).not.toMatch(/\b(the|of|and|by|on|stations?|police|press|reports?)\b/i);
  expect(text.length).toBeLessThanOrEqual(400);
});
