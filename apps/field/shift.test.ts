import { expect, it } from 'vitest';
import { isShiftOver } from './shift.ts';

it('a shift is over at its last minute and not before', () => {
  const vault = { expiresAt: '2024-11-27T11:00:00.000Z' };
  expect(isShiftOver(vault, new Date('2024-11-27T10:59:59.999Z'))).toBe(false);
  expect(isShiftOver(vault, new Date('2024-11-27T11:00:00.000Z'))).toBe(true);
});
