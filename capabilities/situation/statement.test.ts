import { expect, it } from 'vitest';
import { statementOf, usedEarly } from './statement.ts';

const told = { statedTotal: 1416, computedTotal: 1416, agrees: true, parts: [] };
const after = { statedOn: '2024-11-26', appliesFrom: '2024-11-25', ...told };
const on = (day: string, strength: Parameters<typeof statementOf>[0]['strength'], sample = true) => {
  return { day, strength, operation: { sample } };
};

it('says when a strength was published that the day of the report could not know', () => {
  const early = 'erbit 26 November 2024; di contoh ini dipakai sejak 25 November 2024';
  expect(usedEarly(on('2024-11-25', after))).toBe(`t${early}`);
  expect(statementOf(on('2024-11-25', after))).toBe(`T${early}`);
  expect(usedEarly(on('2024-11-25', after, false))).toBe(
    'terbit 26 November 2024; dipakai sejak 25 November 2024',
  );
});

it('speaks of a plain statement from the day of its publication on', () => {
  for (const day of ['2024-11-26', '2024-11-27']) {
    expect(usedEarly(on(day, after))).toBeNull();
    expect(statementOf(on(day, after))).toBe('Pernyataan 26 November 2024');
  }
  expect(statementOf(on('2024-11-25', null))).toBeNull();
});

it('reads a report that was frozen before the first day was kept', () => {
  const { appliesFrom: _, ...frozen } = after;
  expect(usedEarly(on('2024-11-25', frozen))).toBe(
    'terbit 26 November 2024; di contoh ini dipakai lebih awal',
  );
});
