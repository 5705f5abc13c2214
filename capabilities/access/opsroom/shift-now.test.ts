import { expect, it } from 'vitest';
import { periodOf, shiftAt } from './shift-now.ts';

it.each([
  ['2026-11-21T01:30:00Z', 'WIB', 'day', '2026-11-21', '06:00'],
  ['2026-11-21T11:00:00Z', 'WIB', 'night', '2026-11-21', '18:00'],
  ['2026-11-21T19:00:00Z', 'WIB', 'night', '2026-11-21', '18:00'],
  ['2026-11-20T21:30:00Z', 'WIT', 'day', '2026-11-21', '06:00'],
] as const)('at %s in %s it is the %s shift of %s', (now, zone, part, day, from) => {
  expect(shiftAt(new Date(now), zone)).toMatchObject({ part, day, from });
});

it('always begins before now and ends after it', () => {
  for (let hour = 0; hour < 48; hour += 1) {
    const now = new Date(Date.UTC(2026, 10, 21, hour, 59));
    const { validFrom, validUntil } = periodOf(shiftAt(now, 'WITA'), 'WITA');
    expect(validFrom <= now.toISOString() && now.toISOString() < validUntil).toBe(true);
  }
});
