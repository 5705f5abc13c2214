import { describe, expect, it } from 'vitest';
import type { AreaFigures } from '../../contract.ts';
import { classTone, figureOf, firstMode, modesWithData, stepsOf, toneOfValue } from './modes.ts';

const area: AreaFigures = {
  area: '31.73.01.1001',
  name: 'Cengkareng Barat',
  stations: 111,
  special: 0,
  estimated: 111,
  classes: { low: 100, high: 11 },
  need: 38,
  available: null,
  gap: null,
  needStanding: 'estimated',
  reports: 0,
  incidentsOpen: 0,
};
const classes = [
  { key: 'low', order: 1, stations: 100 },
  { key: 'high', order: 3, stations: 11 },
];

describe('the scale of the map', () => {
  it('has four steps with readable borders that hold every value and count every area once', () => {
    const values = [14, 40, 69, 70, 134, 111];
    const steps = stepsOf(values);
    expect(steps.map(({ from, to }) => [from, to])).toEqual([
      [0, 34],
      [35, 69],
      [70, 104],
      [105, null],
    ]);
    expect(steps.reduce((sum, { areas }) => sum + areas, 0)).toBe(values.length);
    expect(toneOfValue(69, steps)).toBe(1);
    expect(toneOfValue(134, steps)).toBe(3);
  });

  it('leaves out steps that nothing reaches', () => {
    expect(stepsOf([0, 1, 1]).map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('takes the tone of the highest class in an area, and none where there is no class', () => {
    expect(classTone(area, classes)).toBe(2);
    expect(classTone({ ...area, classes: {} }, classes)).toBeNull();
  });

  it('shows the need while nobody was distributed, and never a surplus as a shortage', () => {
    expect(figureOf('deployment', area, false)).toBe(38);
    expect(figureOf('deployment', area, true)).toBeNull();
    expect(figureOf('deployment', { ...area, gap: -4 }, true)).toBe(0);
  });

  it('offers only modes that have something to show, and begins with classes when they differ', () => {
    const offered = modesWithData([area], classes);
    expect(offered).toEqual(['class', 'stations', 'deployment']);
    expect(firstMode(offered, classes)).toBe('class');
    expect(firstMode(offered, classes.slice(0, 1))).toBe('stations');
    expect(modesWithData([{ ...area, stations: 0, need: null }], [])).toEqual([]);
  });
});
