import { expect, it } from 'vitest';
import { apart, axisOf, pushApart } from './axis.ts';

it('holds every day in whole months, the first at its left edge', () => {
  const axis = axisOf(['2024-11-27', '2023-11-15']);
  expect([axis?.from, axis?.to]).toEqual(['2023-11-01', '2024-12-01']);
  expect(axis?.at('2023-11-01')).toBe(0);
  expect(axis?.at('2024-12-01')).toBe(100);
  expect(axis?.at('2024-05-17')).toBeCloseTo(50, 1);
  expect(axis?.ticks).toHaveLength(13);
  expect(axisOf([])).toBeNull();
});

it('thins out the months of a long axis', () => {
  const axis = axisOf(['2023-11-15', '2025-05-20']);
  expect(axis?.ticks.map(({ day }) => day).slice(0, 3)).toEqual(['2023-11-01', '2024-01-01', '2024-03-01']);
});

it('keeps only places that are far enough from the one kept before', () => {
  expect(apart([0, 16, 26, 33, 100], 12)).toEqual([true, true, false, true, true]);
});

it('moves words apart without changing their order or leaving the drawing', () => {
  expect(pushApart([80, 99.6, 99.5], 8)).toEqual([80, 100, 92]);
  expect(pushApart([10, 12], 8)).toEqual([10, 18]);
});
