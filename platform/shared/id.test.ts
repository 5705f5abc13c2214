import { expect, test } from 'vitest';
import { isWithin, levelOf, parentOf, rangeOf } from './area-code.ts';
import { newId, spokenCode } from './id.ts';
import { dayOf, daysInclusive, instantOf, timeOf } from './time.ts';

test('an id is a UUIDv7 that sorts by time of birth', () => {
  const ids = [1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000].map((ms) => newId(ms));
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId(0x0123_4567_89ab, (length) => new Uint8Array(length).fill(255))).toBe(
    '01234567-89ab-7fff-bfff-ffffffffffff',
  );
});

test('a spoken code has no letters that sound or look like others', () => {
  const codes = Array.from({ length: 200 }, () => spokenCode([2, 4, 4]));
  for (const code of codes)
    expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{2}-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(codes).size).toBe(200);
});

test.each([
  ['31.73.01.1001', '31.73', true],
  ['31.73', '31.73', true],
  ['31.74.01', '31.73', false],
  ['31', '31.73', false],
  ['31.73.01', '', true],
])('%s within %s is %s, as a prefix and as a range', (code, area, inside) => {
  const { from, to } = rangeOf(area);
  expect(isWithin(code, area)).toBe(inside);
  if (area !== '') expect(code >= from && code < to).toBe(inside);
});

test('codes know their level and parent', () => {
  expect([levelOf('31.73.01'), parentOf('31.73.01'), levelOf('317301'), parentOf('31')]).toEqual([
    'district',
    '31.73',
    null,
    null,
  ]);
});

test('a polling day begins at a different instant in each zone', () => {
  expect(instantOf('2024-11-27', '07:00', 'WIT').toISOString()).toBe('2024-11-26T22:00:00.000Z');
  expect(instantOf('2024-11-27', '07:00', 'WIB').toISOString()).toBe('2024-11-27T00:00:00.000Z');
  const late = new Date('2024-11-26T16:30:00.000Z');
  expect([dayOf(late, 'WIB'), dayOf(late, 'WITA'), timeOf(late, 'WIT')]).toEqual([
    '2024-11-26',
    '2024-11-27',
    '01:30',
  ]);
});

test('8 August to 31 December 2024 is 146 days, and from the 14th 140', () => {
  expect([daysInclusive('2024-08-08', '2024-12-31'), daysInclusive('2024-08-14', '2024-12-31')]).toEqual([
    146, 140,
  ]);
});
