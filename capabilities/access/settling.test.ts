import { expect, it } from 'vitest';
import { readSettlingHours } from './settling.ts';

it('takes the hours that the operator set, and three days where none are said', () => {
  expect(readSettlingHours('24')).toBe(24);
  expect(readSettlingHours(undefined)).toBe(72);
  expect(readSettlingHours('')).toBe(72);
});

it.each(['0', '-1', '1.5', '721', 'tiga'])(
  'does not start with %s: no time at all would be no rule',
  (said) => {
    expect(() => readSettlingHours(said)).toThrow(/RAKOR_SETTLING_HOURS.*1 to 720/);
  },
);
